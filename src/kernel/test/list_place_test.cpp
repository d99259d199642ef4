#include "kernel/list_place.h"

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace kith {
namespace {

TEST(ListPlaceTest, ComesBackAsItWasGiven) {
  for (const ListPlace& place : {ListPlace{{1'700'000'000'000'001}, "a.b"}, ListPlace{{-5}, ""}}) {
    const auto read = list_place_of(to_text(place));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->at, place.at);
    EXPECT_EQ(read->id, place.id);
  }
  EXPECT_FALSE(list_place_of(""));
}

TEST(ListPlaceTest, WhatNoListGaveIsRefusedByName) {
  for (const char* text : {"50", ".a", "later.a", "5 .a", "99999999999999999999.a"}) {
    try {
      list_place_of(text);
      ADD_FAILURE() << text;
    } catch (const Refusal& refusal) {
      EXPECT_EQ(refusal.fields().at(0).field, "after") << text;
    }
  }
}

}  // namespace
}  // namespace kith
