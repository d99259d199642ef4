#include <cstring>
#include <iostream>

#include "bench/match/report.h"

int main(int count, char** words) {
  const bool is_quick = count > 1 && std::strcmp(words[1], "--quick") == 0;
  kith::bench::Report report(std::cout, is_quick);
  return report.violation_count() > 0 ? 1 : 0;
}
