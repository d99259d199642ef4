#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <sstream>

#include "kernel/log.h"
#include "kernel/metrics.h"
#include "kernel/rate_limit.h"
#include "kernel/words.h"
#include "kernel/workers.h"

// The small parts of the kernel: limits, workers, numbers, log lines, words.
namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Instant noon = *from_rfc3339("2026-11-22T12:00:00Z");

TEST(RateLimiter, LetsABurstThroughAndThenSoManyAMinute) {
  RateLimiter limiter;
  const RateLimit limit{60, 5};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.take("a", limit, noon), 0);
  EXPECT_EQ(limiter.take("a", limit, noon), 1);
  EXPECT_EQ(limiter.take("a", limit, noon + seconds(1)), 0);
  EXPECT_EQ(limiter.take("a", limit, noon + seconds(1)), 1);
  EXPECT_EQ(limiter.take("b", limit, noon), 0);
}

TEST(RateLimiter, NeverHoldsMoreThanTheBurst) {
  RateLimiter limiter;
  const RateLimit limit{60, 3};
  limiter.take("a", limit, noon);
  int passed = 0;
  for (int i = 0; i < 10; ++i) passed += limiter.take("a", limit, noon + days(30)) == 0 ? 1 : 0;
  EXPECT_EQ(passed, 3);
}

TEST(RateLimiter, SaysHowLongToWaitAndThatIsEnough) {
  RateLimiter limiter;
  const RateLimit limit{2, 1};
  EXPECT_EQ(limiter.take("a", limit, noon), 0);
  EXPECT_EQ(limiter.take("a", limit, noon), 30);
  EXPECT_EQ(limiter.take("a", limit, noon + seconds(12)), 18);
  EXPECT_EQ(limiter.take("a", limit, noon + seconds(30)), 0);
}

TEST(RateLimiter, AClockSetBackNeitherOpensNorLocksTheDoor) {
  RateLimiter limiter;
  const RateLimit limit{60, 2};
  limiter.take("a", limit, noon);
  limiter.take("a", limit, noon);
  EXPECT_GT(limiter.take("a", limit, noon - days(1)), 0);
  EXPECT_EQ(limiter.take("a", limit, noon - days(1) + seconds(2)), 0);
}

TEST(RateLimiter, ForgetsOnlyThoseWhoMayCallAnyway) {
  RateLimiter limiter;
  const RateLimit limit{60, 2};
  for (int i = 0; i < 100'000; ++i) limiter.take("other " + std::to_string(i), limit, noon);
  limiter.take("a", limit, noon + seconds(10));
  limiter.take("a", limit, noon + seconds(10));
  limiter.take("b", limit, noon + seconds(10));
  EXPECT_GT(limiter.take("a", limit, noon + seconds(10)), 0);
}

TEST(Workers, RefuseWhatTheyCannotHold) {
  std::promise<void> begun, let_go;  // the worker uses them to the end
  Workers workers(1, 2);
  const auto free = let_go.get_future().share();
  EXPECT_TRUE(workers.post([&] {
    begun.set_value();
    free.wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(workers.post([] {}));
  EXPECT_TRUE(workers.post([] {}));
  EXPECT_FALSE(workers.post([] {}));
  let_go.set_value();
}

TEST(Workers, FinishWhatWaitsBeforeTheyGo) {
  std::atomic<int> done = 0;
  {
    Workers workers(2, 1000);
    for (int i = 0; i < 500; ++i) EXPECT_TRUE(workers.post([&] { ++done; }));
  }
  EXPECT_EQ(done, 500);
}

TEST(Workers, OneKeepsTheOrder) {
  std::vector<int> order;
  {
    Workers workers(1, 100);
    for (int i = 0; i < 100; ++i) workers.post([&order, i] { order.push_back(i); });
  }
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_EQ(order.size(), 100U);
}

// One sample of the text exposition format, version 0.0.4: name{label="value",...} number
struct Sample {
  std::string name;
  std::string labels;
  std::string number;

  explicit Sample(const std::string& line) {
    const std::size_t space = line.rfind(' ');
    number = line.substr(space + 1);
    name = line.substr(0, std::min(line.find('{'), space));
    labels = line.substr(name.size(), space - name.size());
  }
  bool good() const {
    const bool named = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    char* end = nullptr;
    std::strtod(number.c_str(), &end);
    const bool counted = !number.empty() && *end == '\0';
    const bool labelled = labels.empty() || (labels.starts_with("{") && labels.ends_with("\"}") &&
                                             std::ranges::count(labels, '"') % 2 == 0);
    return !name.empty() && named && counted && labelled;
  }
};

TEST(Metrics, AreWhatPrometheusReads) {
  Metrics metrics;
  metrics.count_request("/api/me/asks/{request}/accept", 200, 900);
  metrics.count_request("/api/me/asks/{request}/accept", 200, 3'000'000);
  metrics.count_request("/api/me/asks/{request}/accept", 409, 40'000);
  metrics.count_job("matching.release", true);
  metrics.count_job("matching.release", false);
  std::istringstream text(metrics.text({"sqlite", 3, 9, 4096, 2}));
  std::string line, word, type, name;
  int samples = 0;
  while (std::getline(text, line)) {
    if (line.starts_with("#")) {
      std::istringstream words(line);
      words >> word >> word >> name >> type;
      EXPECT_EQ(word, "TYPE");
      EXPECT_TRUE(type == "counter" || type == "gauge" || type == "histogram") << line;
      EXPECT_TRUE(type != "counter" || name.ends_with("_total")) << line;
      continue;
    }
    const Sample sample(line);
    EXPECT_TRUE(sample.good()) << line;
    EXPECT_TRUE(sample.name == name || (type == "histogram" && sample.name.starts_with(name))) << line;
    ++samples;
  }
  EXPECT_GT(samples, 18);
}

TEST(Metrics, BucketsAddUp) {
  Metrics metrics;
  for (const std::int64_t micros : {900, 1'000, 40'000, 3'000'000}) metrics.count_request("/r", 200, micros);
  const std::string text = metrics.text({});
  EXPECT_THAT(text, HasSubstr("kith_requests_total{route=\"/r\",status=\"200\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_bucket{route=\"/r\",le=\"0.001\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_bucket{route=\"/r\",le=\"0.05\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_bucket{route=\"/r\",le=\"2.5\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_bucket{route=\"/r\",le=\"+Inf\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_count{route=\"/r\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("kith_request_seconds_sum{route=\"/r\"} 3.0419"));
}

class LogTest : public ::testing::Test {
 protected:
  StepClock clock{noon};
  std::string line;
  Log log{clock, [this](const std::string& text) { line = text; }};
};

TEST_F(LogTest, ALineIsOneObjectWithItsTime) {
  log.info("request", {{"status", 200}, {"route", "/api/me"}});
  EXPECT_EQ(line, R"({"at":"2026-11-22T12:00:00.000000Z","level":"info","event":"request","status":200,)"
                  R"("route":"/api/me"})");
}

TEST_F(LogTest, NothingCanBreakOutOfALine) {
  log.error("x", {{"what", "one\ntwo\r{\"level\":\"info\"}\x1b[31m" + std::string(500, 'a')}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_LT(line.size(), 400U);
  EXPECT_EQ(parse_json(line).text("level"), "error");
}

TEST_F(LogTest, CutsBetweenLettersAndNotInside) {
  log.info("x", {{"what", std::string(199, 'a') + "ééé"}});
  EXPECT_NO_THROW(parse_json(line));
}

TEST(Phrase, IsInTheLanguageAskedForElseInEnglish) {
  const Phrase phrase{"{name} said yes to {other}.", "{name} a dit oui à {other}."};
  EXPECT_EQ(phrase.in("fr", {{"name", "Anna"}, {"other", "Ben"}}), "Anna a dit oui à Ben.");
  EXPECT_EQ(phrase.in("de", {{"name", "Anna"}, {"other", "Ben"}}), "Anna said yes to Ben.");
  EXPECT_EQ(phrase.in("", {{"name", "Anna"}}), "Anna said yes to .");
}

TEST(Phrase, WhatPeopleAreCalledIsNotReadAsAPart) {
  const Phrase phrase{"Hello {name}, {name}! {", ""};
  EXPECT_EQ(phrase.in("en", {{"name", "{other}"}, {"other", "X"}}), "Hello {other}, {other}! {");
}

}  // namespace
}  // namespace kith
