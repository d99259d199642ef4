#include "kernel/router.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

Endpoint at(Method method, const std::string& path) {
  return endpoint<Nothing, Nothing>(method, path, anyone(), Access::read, "",
                                    [](Context&, const Nothing&) { return Nothing{}; });
}

class RouterTest : public ::testing::Test {
 protected:
  Endpoints endpoints{at(Method::get, "/api/me/{thing}"), at(Method::get, "/api/me/requests"),
                      at(Method::post, "/api/me/requests"),
                      at(Method::get, "/api/programmes/{programme}/people/{person}"),
                      at(Method::del, "/api/me/{thing}")};
  Router router{endpoints};

  std::string found(std::string_view method, std::string_view path) const {
    const Route route = router.find(method, path);
    return route.endpoint ? route.endpoint->path : "";
  }
};

TEST_F(RouterTest, PartsOfThePathBecomeFields) {
  const Route route = router.find("GET", "/api/programmes/p 1/people/…");
  ASSERT_TRUE(route.endpoint);
  const std::vector<std::pair<std::string, std::string>> fields{{"programme", "p 1"}, {"person", "…"}};
  EXPECT_EQ(route.path_fields, fields);
}

TEST_F(RouterTest, WordsGoBeforeFields) {
  EXPECT_EQ(found("GET", "/api/me/requests"), "/api/me/requests");
  EXPECT_EQ(found("GET", "/api/me/request"), "/api/me/{thing}");
  EXPECT_EQ(found("DELETE", "/api/me/requests"), "/api/me/{thing}");
}

TEST_F(RouterTest, APathIsWholeOrNothing) {
  for (const char* path :
       {"", "/", "/api", "/api/me", "/api/me/", "/api/me/requests/", "/api//me/requests", "//api/me/requests",
        "/API/me/requests", "/api/me/requests/1", "/api/me//", "/api/programmes//people/1"}) {
    const Route route = router.find("GET", path);
    EXPECT_FALSE(route.endpoint) << path;
    EXPECT_FALSE(route.path_known) << path;
  }
}

TEST_F(RouterTest, AKnownPathWithAnotherMethodIsToldApart) {
  const Route route = router.find("PUT", "/api/me/requests");
  EXPECT_FALSE(route.endpoint);
  EXPECT_TRUE(route.path_known);
  EXPECT_FALSE(router.find("get", "/api/me/requests").endpoint);
  EXPECT_FALSE(router.find("HEAD", "/api/me/requests").endpoint);
}

TEST_F(RouterTest, TwoEndpointsOfOneShapeAreABug) {
  EXPECT_THROW(Router({at(Method::get, "/api/a/{one}"), at(Method::get, "/api/a/{two}")}), std::logic_error);
  EXPECT_THROW(Router({at(Method::get, "/api/a"), at(Method::get, "/api/a")}), std::logic_error);
  EXPECT_NO_THROW(Router({at(Method::get, "/api/a"), at(Method::post, "/api/a")}));
}

class GatherTest : public ::testing::Test {
 protected:
  Route route{nullptr, true, "", {{"note", "n1"}}};
  Json schema = parse_json(R"({"properties":{"limit":{"type":"integer"},"old":{"type":["boolean","null"]},
                               "name":{"type":"string"}}})");
};

TEST_F(GatherTest, ReadsTheQueryAsTheTypesThatTheSchemaNames) {
  const Json input = gather_input(route, schema, {{"limit", "-3"}, {"old", "true"}, {"name", "7"}}, {});
  EXPECT_EQ(to_text(input), R"({"note":"n1","limit":-3,"old":true,"name":"7"})");
}

TEST_F(GatherTest, WhatCannotBeReadStaysTextForTheDecoderToName) {
  for (const char* wrong : {"3x", "", " 3", "+3", "99999999999999999999", "3.0"}) {
    EXPECT_EQ(gather_input(route, schema, {{"limit", wrong}}, {}).text("limit"), wrong);
    EXPECT_TRUE(gather_input(route, schema, {{"limit", wrong}}, {}).find("limit")->is_string());
  }
  EXPECT_EQ(gather_input(route, schema, {{"old", "TRUE"}}, {}).text("old"), "TRUE");
}

TEST_F(GatherTest, ANameInTwoPlacesIsRefused) {
  const auto body = parse_json(R"({"note":"other"})");
  EXPECT_THROW(gather_input(route, schema, {}, body), Refusal);
  EXPECT_THROW(gather_input(route, schema, {{"note", "other"}}, {}), Refusal);
  EXPECT_THROW(gather_input(route, schema, {{"name", "a"}, {"name", "b"}}, {}), Refusal);
}

TEST_F(GatherTest, ABodyThatIsNoObjectIsRefused) {
  for (const char* body : {"[]", "1", "\"text\"", "true"}) {
    EXPECT_THROW(gather_input(route, schema, {}, parse_json(body)), Refusal) << body;
  }
  EXPECT_EQ(to_text(gather_input(route, schema, {}, parse_json("null"))), R"({"note":"n1"})");
}

}  // namespace
}  // namespace kith
