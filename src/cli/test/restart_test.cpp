#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "data_folder.h"

namespace kith {
namespace {

constexpr std::uintmax_t full_log_bytes = 40'000'000;

double cpu_seconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

// Writes with a reader in the way, so that the log grows and is not copied back; then dies at once.
[[noreturn]] void fill_the_log_and_die(const DataFolder& folder) {
  Installation installation(folder.settings(), Opening::existing);
  std::promise<void> reading;
  std::thread reader([&] {
    installation.database().read([&](Tx& tx) {
      tx.query("select count(*) from person");
      reading.set_value();
      for (;;) ::pause();
    });
  });
  reading.get_future().wait();
  for (int i = 0;; ++i) {
    installation.database().write([&](Tx& tx) {
      tx.execute("insert into organisation (id, name, added_at) values ($1, $2, 0)", "o" + std::to_string(i),
                 std::to_string(i) + std::string(100'000, 'x'));
    });
    if (std::filesystem::file_size(folder.file("kith.db-wal")) > full_log_bytes) ::kill(::getpid(), SIGKILL);
  }
}

// Promise R6, in seconds of the processor, which a busy machine does not stretch. Planted fault: the check of
// the whole database (`check()`) at every start.
TEST(Restart, OpensAfterACrashWithAFullLogInTime) {
  const DataFolder folder;
  {
    Installation installation(folder.settings(), Opening::create);
    add_somebody(installation, "Anna");
  }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) fill_the_log_and_die(folder);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_GT(std::filesystem::file_size(folder.file("kith.db-wal")), full_log_bytes);
  const double before = cpu_seconds();
  Installation installation(folder.settings(), Opening::existing);
  EXPECT_GE(count(installation.database(), "select count(*) from organisation"), 100);
  EXPECT_LT(cpu_seconds() - before, 1.0);
  EXPECT_TRUE(installation.application().check().empty());
}

}  // namespace
}  // namespace kith
