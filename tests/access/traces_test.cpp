#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "access/walk.h"
#include "base/text.h"

// Promises V1, V7 and S10: what the run left behind in logs, in the database's files and in letters.
namespace kith::access {
namespace {

// Planted fault: the request's target in the log line in place of its route.
TEST(Traces, TheLogHoldsNothingOfAnybody) {
  const Walk& run = Walk::get();
  std::size_t hits = 0;
  const auto lines = run.installed.log_lines();
  for (const std::string& line : lines) {
    for (const Canary* each : found_in(line, run.cast)) {
      ++hits;
      ADD_FAILURE() << "the log shows the " << each->what << ": " << line;
    }
    EXPECT_EQ(line.find("@"), std::string::npos) << line;
  }
  std::printf("log: %zu lines, %zu hits\n", lines.size(), hits);
  EXPECT_GT(lines.size(), run.answers.size());
}

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Planted fault: the hello of a request stored as it was written.
TEST(Traces, TheDatabaseFilesHoldNothingReadableOfAnybody) {
  const Walk& run = Walk::get();
  const std::filesystem::path file(run.installed.place.url().substr(std::string("sqlite:").size()));
  std::size_t scanned = 0, hits = 0;
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) {
    const std::string bytes = contents_of(entry.path());
    scanned += bytes.size();
    for (const Canary* each : found_in(bytes, run.cast)) {
      ++hits;
      ADD_FAILURE() << entry.path().filename() << " holds the " << each->what;
    }
    // Ids and states stand there in the open, so the scan can see. The log beside it is empty just after its
    // pages were taken over.
    if (entry.path() == file) {
      EXPECT_FALSE(bytes.empty()) << entry.path();
    }
  }
  std::printf("database files: %zu bytes, %zu canaries, %zu hits\n", scanned, run.cast.canaries().size(),
              hits);
  EXPECT_GT(scanned, 100'000U);
}

bool speaks_of_a_condition(const std::string& text) {
  const std::string folded = plain_folded(text);
  for (const char* word : {"diabet", "insulin", "illness", "patient", "condition", "disease"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

// Invitations and codes go to the person themselves, in answer to a wish; everything else tells of others.
bool is_notice(const OutboundMessage& message) {
  return message.text.find("/sign-in/") == std::string::npos &&
         message.text.find("/welcome") == std::string::npos;
}

// Planted fault: the other person's display name in `notice_match`.
TEST(Traces, NoticesNameNobodyAndNothing) {
  const Walk& run = Walk::get();
  std::size_t notices = 0;
  for (const OutboundMessage& each : run.installed.outbound.sent()) {
    const std::string text = each.subject + "\n" + each.text;
    for (const Canary* canary : found_in(text, run.cast)) {
      ADD_FAILURE() << "a letter shows the " << canary->what << ":\n" << text;
    }
    if (!is_notice(each)) continue;
    ++notices;
    EXPECT_FALSE(speaks_of_a_condition(text)) << text;
  }
  std::printf("letters: %zu sent, %zu of them notices\n", run.installed.outbound.sent().size(), notices);
  EXPECT_GT(notices, 5U);
}

}  // namespace
}  // namespace kith::access
