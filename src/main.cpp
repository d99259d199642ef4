#include <sodium.h>

#include <iostream>

#include "cli/command_line.h"

int main(int argc, char** argv) {
  if (sodium_init() < 0) {
    std::cerr << "libsodium does not start; Kith cannot keep secrets on this machine\n";
    return 2;
  }
  return kith::run_command_line(argc, argv);
}
