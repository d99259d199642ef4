#include <gtest/gtest.h>

#include <algorithm>

#include "access/walk.h"
#include "http/response_text.h"

// Promises A2 and A6: a response carries what its reader may see, exactly in the form that is declared, and
// no cache keeps it.
namespace kith::access {
namespace {

// Planted faults that turned this red: the legal first name standing in for the display name of who has left;
// the town in the list of people that leads and supervisors read; `hidden` left out of Profile::shows.
TEST(Answers, HoldNoCanaryThatTheirReaderMayNotSee) {
  const Walk& run = Walk::get();
  std::size_t hits = 0;
  for (const auto& [cell, answered] : run.answers) {
    for (const Canary* each : found_in(answered.response.body, run.cast)) {
      const bool sent_by_reader =
          (answered.ask.target + answered.ask.body).find(each->text) != std::string::npos;
      if (each->seers.contains(cell.player) || sent_by_reader) continue;
      ++hits;
      ADD_FAILURE() << to_words(cell) << " shows the " << each->what << "\n  "
                    << answered.response.body.substr(0, 600);
    }
  }
  std::printf("canaries: %zu planted, %zu answers read, %zu hits\n", run.cast.canaries().size(),
              run.answers.size(), hits);
}

// The scan can see: everybody who may see a canary somewhere does.
TEST(Answers, ShowWhatIsMeantToBeSeen) {
  const Walk& run = Walk::get();
  const auto sees = [&](const std::string& player, const std::string& text) {
    return std::ranges::any_of(run.answers, [&](const auto& each) {
      return each.first.player == player && each.second.response.body.find(text) != std::string::npos;
    });
  };
  EXPECT_TRUE(sees("coordinator", canary_of("last", "bystander_asker")));
  EXPECT_TRUE(sees("coordinator", canary_of("hidden", "participant")));
  EXPECT_TRUE(sees("supporter", canary_of("hello", "participant")));
  EXPECT_TRUE(sees("supporter", canary_of("shown", "participant")));
  EXPECT_TRUE(sees("matched_participant", canary_of("message", "matched_supporter")));
  EXPECT_TRUE(sees("matched_participant", canary_of("why", "matched_participant")));
  EXPECT_TRUE(sees("safeguarding_lead", canary_of("concern", "bystander_participant")));
  EXPECT_TRUE(sees("participant", canary_of("note", "free_supporter")));
}

// Against the JSON Schema of the OpenAPI file: every member named there, and no other.
class Schemas {
 public:
  explicit Schemas(const Endpoint& endpoint) { endpoint.describe(book_); }

  std::string wrong(const Json& value, const std::string& name) const {
    return wrong(value, book_.at(name), name);
  }

 private:
  std::string wrong(const Json& value, const Json& schema, const std::string& path) const {
    if (const Json* reference = schema.find("$ref")) {
      const std::string& text = reference->string();
      return wrong(value, book_.at(text.substr(text.rfind('/') + 1)), path);
    }
    if (const Json* either = schema.find("anyOf")) {
      std::string last;
      for (const Json& each : either->array_items()) {
        if ((last = wrong(value, each, path)).empty()) return "";
      }
      return last;
    }
    const Json* type = schema.find("type");
    if (!type) return "";
    if (!is_of(value, *type)) return path + " is of another type";
    if (value.is_array()) return wrong_items(value, *schema.find("items"), path);
    return value.is_object() ? wrong_members(value, schema, path) : "";
  }

  static bool is_of(const Json& value, const Json& type) {
    if (type.is_array()) {
      return std::ranges::any_of(type.array_items(), [&](const Json& each) { return is_of(value, each); });
    }
    const std::string& name = type.string();
    if (name == "null") return value.is_null();
    if (name == "boolean") return value.is_bool();
    if (name == "integer") return value.is_integer();
    if (name == "number") return value.is_number();
    if (name == "string") return value.is_string();
    return name == "array" ? value.is_array() : value.is_object();
  }

  std::string wrong_items(const Json& value, const Json& schema, const std::string& path) const {
    for (const Json& each : value.array_items()) {
      if (std::string said = wrong(each, schema, path + "[]"); !said.empty()) return said;
    }
    return "";
  }

  std::string wrong_members(const Json& value, const Json& schema, const std::string& path) const {
    const Json* properties = schema.find("properties");
    const Json* others = schema.find("additionalProperties");
    for (const auto& [name, member] : value.members()) {
      const Json* known = properties ? properties->find(name) : nullptr;
      if (!known && others && others->is_object()) known = others;
      if (!known) return path + "." + name + " is not declared";
      if (std::string said = wrong(member, *known, path + "." + name); !said.empty()) return said;
    }
    if (!properties) return "";
    for (const auto& [name, unused] : properties->members()) {
      if (!value.find(name)) return path + "." + name + " is missing";
    }
    return "";
  }

  SchemaBook book_;
};

// Planted fault: a member added to the JSON of GET /api/me/matches after it was encoded.
TEST(Answers, HaveExactlyTheMembersOfTheirSchema) {
  const Walk& run = Walk::get();
  for (const Endpoint* endpoint : run.endpoints()) {
    const Schemas schemas(*endpoint);
    for (const auto& [cell, answered] : run.answers) {
      if (cell.endpoint != key_of(*endpoint) || answered.response.status != 200) continue;
      if (header_of(answered.response, "Content-Type") != "application/json") continue;
      EXPECT_EQ(schemas.wrong(parse_json(answered.response.body), endpoint->response_name), "")
          << to_words(cell);
    }
  }
}

std::string on_the_wire(const http::Response& response) { return http::response_head(response, {}); }

// Planted fault: as_response() without its Cache-Control.
TEST(Answers, AreKeptByNoCacheUnlessTheySpeakOfNobody) {
  const Walk& run = Walk::get();
  for (const auto& [cell, answered] : run.answers) {
    const std::string head = on_the_wire(answered.response);
    const bool open_to_all = cell.endpoint == "GET /api/guide" || cell.endpoint == "GET /api/crisis";
    if (open_to_all && answered.response.status == 200) {
      EXPECT_NE(head.find("Cache-Control: public"), std::string::npos) << to_words(cell);
      // The words depend on the reader's language.
      EXPECT_NE(head.find("Vary: Accept-Language, Cookie"), std::string::npos) << to_words(cell);
      continue;
    }
    EXPECT_NE(head.find("Cache-Control: no-store\r\n"), std::string::npos) << to_words(cell);
    EXPECT_EQ(head.find("public"), std::string::npos) << to_words(cell);
  }
}

// Promise A6 for words: an answer that a shared cache may keep is the same whoever asks.
TEST(Answers, ThatMayBeCachedSayTheSameToEverybody) {
  const Walk& run = Walk::get();
  for (const Whose whose : {Whose::reachout, Whose::rapsid}) {
    const std::string& first = run.answers.at({"GET /api/guide", "anonymous", whose}).response.body;
    for (const std::string& name : run.cast.players()) {
      EXPECT_EQ(run.answers.at({"GET /api/guide", name, whose}).response.body, first) << name;
    }
  }
}

}  // namespace
}  // namespace kith::access
