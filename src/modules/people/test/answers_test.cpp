#include <random>

#include "people_world.h"

// Answers of every kind: what is taken comes back as it was given, what does not fit is named, and nothing
// that anybody sends makes a profile unreadable.
namespace kith {
namespace {

using ::testing::ElementsAre;

class Answering : public PeopleTest {
 protected:
  Answer save(const PersonId& who, const Json& answers) {
    return house.put("/api/me/profile", who, house.profile(answers));
  }
  Json saved(const PersonId& who) { return house.get(house.in_rapsid("/api/me/profile"), who).body; }
  std::vector<Json> fields_of(const PersonId& who) {
    const Json profile = saved(who);
    return profile.find("fields")->array_items();
  }
  std::string answer_of(const PersonId& who, const std::string& key) {
    return to_text(*house.field(saved(who), key).find("value"));
  }
  void is_taken(const std::string& key, const Json& value, const Json& as) {
    const Answer answer = save(house.maria, Json::object({{key, value}}));
    ASSERT_EQ(answer.status, 200) << key << " " << to_text(value) << answer.text;
    EXPECT_EQ(answer_of(house.maria, key), to_text(as)) << to_text(value);
  }
  void does_not_fit(const std::string& key, const Json& value) {
    const Answer answer = save(house.maria, Json::object({{key, value}}));
    ASSERT_EQ(answer.status, 422) << key << " " << to_text(value);
    EXPECT_THAT(house.wrong_fields(answer), ElementsAre("answers." + key)) << to_text(value);
    EXPECT_EQ(answer.body.find("errors")->array_items()[0].text("code"), "does_not_fit");
  }
};

INSTANTIATE_TEST_SUITE_P(Kinds, Answering, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

std::string many(int count, const std::string& character) {
  std::string out;
  for (int i = 0; i < count; ++i) out += character;
  return out;
}

TEST_P(Answering, TextIsKeptTrimmedUpToTheQuestionsOwnLength) {
  is_taken("general_practice", "  Ely Surgery\u00a0", "Ely Surgery");
  is_taken("general_practice", many(120, "é"), many(120, "é"));
  does_not_fit("general_practice", many(121, "é"));
  does_not_fit("general_practice", 12);
  does_not_fit("general_practice", Json::object());
}

TEST_P(Answering, AChoiceIsOneOfTheProgrammesOrOnesOwnWordsWhereItSaysSo) {
  is_taken("treatment", "insulin", "insulin");
  does_not_fit("treatment", "leeches");
  is_taken("sex", " neither ", "neither");
  is_taken("sex", many(100, "é"), many(100, "é"));
  does_not_fit("sex", many(101, "é"));
  does_not_fit("sex", true);
}

TEST_P(Answering, OfAListEveryOneFitsOrNoneIsTaken) {
  is_taken("channels", Json::array({"phone", "video"}), Json::array({"phone", "video"}));
  does_not_fit("channels", Json::array({"phone", "pigeon"}));
  does_not_fit("channels", "phone");
  does_not_fit("channels", Json::array({Json::array({"phone"})}));
  Json sixty = Json::array();
  for (int i = 0; i < 60; ++i) sixty.push("hobby " + std::to_string(i));
  is_taken("interests", sixty, sixty);
  sixty.push("one more");
  does_not_fit("interests", sixty);
}

TEST_P(Answering, NumbersStayWithinWhatTheyCount) {
  for (const int year : {1900, 2100}) is_taken("diagnosed_year", year, year);
  for (const Json& wrong : {Json(1899), Json(2101), Json(1990.5), Json("1990")}) {
    does_not_fit("diagnosed_year", wrong);
  }
  for (const int count : {0, 1000}) is_taken("max_peers", count, count);
  for (const int wrong : {-1, 1001}) does_not_fit("max_peers", wrong);
}

TEST_P(Answering, HoursAreDaysOfTheWeekAndPartsOfTheProgrammesDay) {
  const Json fit = Json::array({"mon morning", "sun evening"});
  is_taken("available", fit, fit);
  for (const char* wrong :
       {"mon", "monday morning", "mon midnight", "mon  morning", "mon morning early", ""}) {
    does_not_fit("available", Json::array({wrong}));
  }
  does_not_fit("available", Json::array({1}));
}

TEST_P(Answering, APlaceLiesOnTheGlobe) {
  const auto place = [](const Json& name, const Json& latitude, const Json& longitude) {
    return Json::object({{"name", name}, {"latitude", latitude}, {"longitude", longitude}});
  };
  for (const auto& [latitude, longitude] : {std::pair{90.0, 180.0}, {-90.0, -180.0}, {0.0, 0.5}}) {
    is_taken("town", place("Ely", latitude, longitude), place("Ely", latitude, longitude));
  }
  is_taken("town", place("Ely", Json(), 1.5), Json::object({{"name", "Ely"}, {"longitude", 1.5}}));
  is_taken("town", "Ely", Json::object({{"name", "Ely"}}));
  does_not_fit("town", place("Ely", 90.1, 0.5));
  does_not_fit("town", place("Ely", 0.5, -180.1));
  does_not_fit("town", place("Ely", "north", 0.5));
  does_not_fit("town", Json::object({{"latitude", 1.5}}));
  does_not_fit("town", Json::object({{"name", "  "}}));
  does_not_fit("town", Json::array({"Ely"}));
}

// However long a name is and wherever its letters end: never a part of it, and never half a letter.
TEST_P(Answering, ThePlaceNameIsTakenWholeOrRefused) {
  for (const char* letter : {"e", "é", "ł", "ਪ", "🏡"}) {
    for (const int count : {1, 60, 99, 100, 101, 199, 200, 201, 400}) {
      for (const bool alone : {true, false}) {
        const std::string name = "x" + many(count - 1, letter);
        const Json place = Json::object({{"name", name}});
        const Answer answer = save(house.anna, Json::object({{"town", alone ? Json(name) : place}}));
        ASSERT_EQ(answer.status, count <= 100 ? 200 : 422) << letter << count;
        ASSERT_EQ(house.get(house.page_of(house.anna), house.coordinator).status, 200) << letter << count;
        if (count <= 100) {
          ASSERT_EQ(answer_of(house.anna, "town"), to_text(place)) << letter << count;
        }
      }
    }
  }
}

TEST_P(Answering, AnEmptyAnswerTakesTheOldOneAway) {
  is_taken("treatment", "insulin", "insulin");
  for (const Json& nothing : {Json(), Json(" \u200b ")}) {
    is_taken("treatment", "insulin", "insulin");
    ASSERT_EQ(save(house.maria, Json::object({{"treatment", nothing}})).status, 200);
    EXPECT_EQ(answer_of(house.maria, "treatment"), "null") << to_text(nothing);
  }
  is_taken("channels", Json::array(), Json());
}

// A made-up answer to every question that the person is asked, of any kind.
class Inventing {
 public:
  explicit Inventing(unsigned seed) : chance_(seed) {}

  Json answer(const Json& field) {
    const std::string& kind = field.text("kind");
    const auto& choices = field.find("choices")->array_items();
    if (kind == "text" || kind == "long_text") return words();
    if (kind == "choice") return choices[below(choices.size())].text("value");
    if (kind == "choices" || kind == "languages") return some_of(choices);
    if (kind == "year") return static_cast<int>(1900 + below(201));
    if (kind == "count") return static_cast<int>(below(1001));
    if (kind == "availability") return Json::array({"sat " + choices[below(choices.size())].text("value")});
    if (kind == "yes_no") return below(2) == 0;
    if (kind == "place")
      return Json::object({{"name", words()}, {"latitude", static_cast<double>(below(90)) + 0.25}});
    return {};
  }

 private:
  std::size_t below(std::size_t bound) { return chance_() % bound; }

  std::string words() {
    static const char* const pieces[] = {"a",    "ß",    "\"", "\\", "ñ", "\n",
                                         "🙂", "</p>", "'",  "\t", "%", "ł"};
    std::string out = "w";
    for (std::size_t i = below(30); i > 0; --i) out += pieces[below(std::size(pieces))];
    return out + "w";
  }

  Json some_of(const std::vector<Json>& choices) {
    Json out = Json::array({choices[0].text("value")});
    for (std::size_t i = 1; i < choices.size(); ++i) {
      if (below(2) == 0) out.push(choices[i].text("value"));
    }
    return out;
  }

  std::mt19937 chance_;
};

TEST_P(Answering, WhateverWasAnsweredComesBackAndCanBeSavedAgainAsItWasRead) {
  Inventing inventing(20261122);
  for (int round = 0; round < 40; ++round) {
    Json answers = Json::object();
    for (const Json& each : fields_of(house.maria)) {
      const Json value = inventing.answer(each);
      if (!value.is_null() && (round % 2 == 0 || each.text("key") == "languages")) {
        answers.set(each.text("key"), value);
      }
    }
    const Answer first = save(house.maria, answers);
    ASSERT_EQ(first.status, 200) << to_text(answers) << first.text;
    Json read = Json::object();
    for (const Json& each : fields_of(house.maria)) {
      const Json* given = answers.find(each.text("key"));
      ASSERT_EQ(to_text(*each.find("value")), given ? to_text(*given) : "null") << each.text("key");
      if (given) read.set(each.text("key"), *each.find("value"));
    }
    const Answer again = save(house.maria, read);
    ASSERT_EQ(again.status, 200) << again.text;
    ASSERT_EQ(again.body, first.body);
  }
}

// A supporter's questions are not a participant's, and staff's own are nobody's to answer.
TEST_P(Answering, OnlyTheQuestionsOfOnesOwnSideAreTaken) {
  for (const char* key : {"occupation", "background_check_on", "trained_on", "max_peers", "consented_on"}) {
    const Answer answer = save(house.anna, Json::object({{key, "x"}}));
    EXPECT_THAT(house.wrong_fields(answer), ElementsAre("answers." + std::string(key)));
    EXPECT_EQ(answer.body.find("errors")->array_items()[0].text("code"), "unknown_answer");
  }
}

}  // namespace
}  // namespace kith
