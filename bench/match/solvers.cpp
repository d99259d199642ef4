#include "bench/match/solvers.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "bench/match/report.h"

namespace kith::bench {
namespace {

constexpr int starts_measured = 3;

// A fresh folder, gone at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kith-bench-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a linear program");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

[[noreturn]] void become(std::vector<std::string> words, double limit_seconds) {
  const auto limit = static_cast<rlim_t>(std::ceil(limit_seconds));
  const rlimit allowed{limit, limit};
  setrlimit(RLIMIT_CPU, &allowed);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
  std::vector<char*> pointers;
  for (std::string& each : words) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  execvp(pointers[0], pointers.data());
  _exit(127);
}

struct Ran {
  bool stopped = false;  // at the limit
  double cpu_seconds = 0;
};

Ran run(const std::vector<std::string>& words, double limit_seconds) {
  const pid_t child = fork();
  if (child == 0) become(words, limit_seconds);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot start a peer");
  return {WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL),
          seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)};
}

// Solvers write "Optimal - objective value 12.5" or "Infeasible - ..." and, if they know, "seconds 0.25".
Solver::Answer answer_in(const std::string& path) {
  Solver::Answer out;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const std::string optimal = "Optimal - objective value ", seconds = "seconds ";
  if (line.starts_with("Infeasible")) out.end = Solver::End::infeasible;
  if (!line.starts_with(optimal)) return out;
  out.end = Solver::End::optimal;
  out.least = std::strtod(line.c_str() + optimal.size(), nullptr);
  std::getline(file, line);
  if (line.starts_with(seconds)) out.cpu_seconds = std::strtod(line.c_str() + seconds.size(), nullptr);
  return out;
}

LinearProgram of_one_column() {
  LinearProgram out;
  const int column = out.add({"x", 1, 3, true});
  out.at_least({{column, 2}}, 3);
  return out;
}

}  // namespace

Solver::Solver(std::string name, std::vector<std::string> command)
    : name_(std::move(name)), command_(std::move(command)) {}

bool Solver::is_there() {
  std::vector<double> starts;
  start_seconds_ = 0;
  for (int time = 0; time < starts_measured; ++time) {
    const Answer answer = solve(of_one_column(), 30);
    if (answer.end != End::optimal || std::abs(answer.least - 2) > 1e-6) return false;
    starts.push_back(answer.cpu_seconds);
  }
  start_seconds_ = summary_of(std::move(starts)).median;
  return true;
}

Solver::Answer Solver::solve(const LinearProgram& program, double limit_seconds) const {
  const Folder folder;
  std::ofstream(folder.file("program.lp")) << program.text();
  std::vector<std::string> words = command_;
  for (std::string& each : words) {
    if (each == "PROGRAM") each = folder.file("program.lp");
    if (each == "ANSWER") each = folder.file("answer");
  }
  const Ran ran = run(words, limit_seconds + start_seconds_);
  Answer answer = answer_in(folder.file("answer"));
  if (answer.end == End::failed && ran.stopped) answer.end = End::stopped;
  if (answer.cpu_seconds == 0) answer.cpu_seconds = std::max(1e-6, ran.cpu_seconds - start_seconds_);
  return answer;
}

// Every cost is whole, so less than one point is no difference: both are told to prove to within a half. CBC
// is quicker here without cuts and heuristics: the program's own rows leave them little to do.
Solver cbc() {
  return {"CBC",
          {"cbc", "PROGRAM", "-ratio", "0", "-allow", "0.5", "-cuts", "off", "-heuristics", "off", "-solve",
           "-solution", "ANSWER"}};
}

Solver highs() { return {"HiGHS", {"node", KITH_HIGHS_SCRIPT, KITH_PEERS_FOLDER, "PROGRAM", "ANSWER"}}; }

}  // namespace kith::bench
