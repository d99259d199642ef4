#pragma once

namespace kith {

// Reads the command line, does what it says and returns the exit code.
int run_command_line(int argc, const char* const* argv);

}  // namespace kith
