#include "store/opened.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

std::shared_ptr<const Json> content() { return std::make_shared<const Json>("read"); }

TEST(Opened, FindsOnlyUnderTheBytesItCameFrom) {
  Opened opened;
  opened.keep("p1", "name", "sealed", content());
  EXPECT_NE(opened.find("p1", "name", "sealed"), nullptr);
  EXPECT_EQ(opened.find("p1", "name", "sealed otherwise"), nullptr);
  EXPECT_EQ(opened.find("p2", "name", "sealed"), nullptr);
  EXPECT_EQ(opened.find("p1", "answers", "sealed"), nullptr);
  opened.keep("p1", "name", "sealed anew", content());
  EXPECT_EQ(opened.find("p1", "name", "sealed"), nullptr);
  EXPECT_NE(opened.find("p1", "name", "sealed anew"), nullptr);
  opened.forget("p1");
  EXPECT_EQ(opened.find("p1", "name", "sealed anew"), nullptr);
}

TEST(Opened, ForgetsWhatWasNotAskedForAndStaysBounded) {
  Opened opened;
  const std::string large(Opened::most_bytes / 4, 's');
  opened.keep("first", "name", large, content());
  opened.keep("asked for", "name", large, content());
  for (int i = 0; i < 40; ++i) {
    opened.keep(std::to_string(i), "name", large, content());
    EXPECT_NE(opened.find("asked for", "name", large), nullptr) << i;
  }
  EXPECT_EQ(opened.find("first", "name", large), nullptr);
  int kept = 0;
  for (int i = 0; i < 40; ++i) kept += opened.find(std::to_string(i), "name", large) ? 1 : 0;
  EXPECT_LE(kept, 8);
  opened.keep("too large", "name", std::string(Opened::most_bytes + 1, 's'), content());
  EXPECT_EQ(opened.find("too large", "name", std::string(Opened::most_bytes + 1, 's')), nullptr);
}

TEST(Opened, ForgetsTheOlderHalfToo) {
  Opened opened;
  const std::string half(Opened::most_bytes / 2 + 1, 's');
  opened.keep("p1", "name", half, content());
  opened.keep("p2", "name", half, content());
  opened.forget("p1");
  EXPECT_EQ(opened.find("p1", "name", half), nullptr);
  EXPECT_NE(opened.find("p2", "name", half), nullptr);
}

}  // namespace
}  // namespace kith
