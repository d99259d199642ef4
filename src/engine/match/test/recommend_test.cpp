#include "engine/match/recommend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/refusal.h"

namespace kith::match {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Criterion criterion(std::string key, CriterionKind kind, std::string attribute, Strictness strictness) {
  Criterion c;
  c.key = c.participant = c.supporter = std::move(key);
  if (!attribute.empty()) c.participant = c.supporter = std::move(attribute);
  c.kind = kind;
  c.strictness = strictness;
  return c;
}

// A cancer programme: surgery, then reconstruction, then type, then age.
Model cancer_model() {
  Model model;
  model.attributes = {{"surgery"},
                      {"reconstruction"},
                      {"type"},
                      {"born", AttributeKind::year},
                      {"issues", AttributeKind::set},
                      {"village"}};
  for (const char* key : {"surgery", "reconstruction", "type"}) {
    model.criteria.push_back(criterion(key, CriterionKind::same, "", Strictness::nice));
    model.criteria.back().rung = static_cast<int>(model.criteria.size());
  }
  model.criteria.push_back(criterion("age", CriterionKind::close, "born", Strictness::nice));
  model.criteria.back().within = 10;
  model.criteria.back().rung = 4;
  Criterion issues = criterion("issues", CriterionKind::shares_any, "", Strictness::nice);
  issues.enough = 3;
  issues.weight = 1000;
  model.criteria.push_back(issues);
  return model;
}

Person person(std::string id, Profile profile) { return {std::move(id), std::move(profile), {}, {}}; }

Supporter supporter(std::string id, Profile profile, int load = 0) {
  return {person(std::move(id), std::move(profile)), {3, load, false, true}};
}

std::vector<std::string> ids(const Problem& problem, const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> result;
  for (const Suggestion& s : suggestions) result.push_back(problem.supporter_id(s.supporter));
  return result;
}

std::vector<std::string> keys(const std::vector<Finding>& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings) result.push_back(finding.key);
  return result;
}

TEST(Recommend, LowerRungsNeverOutweighAHigherOne) {
  const std::vector<std::string> all = {"sleep", "fear", "work"};
  const Problem problem(
      cancer_model(),
      {person("p", {{"surgery", "lumpectomy"},
                    {"reconstruction", "no"},
                    {"type", "ductal"},
                    {"born", 1970},
                    {"issues", all}})},
      {supporter("all but surgery", {{"surgery", "mastectomy"},
                                     {"reconstruction", "no"},
                                     {"type", "ductal"},
                                     {"born", 1970},
                                     {"issues", all}}),
       supporter("surgery alone", {{"surgery", "lumpectomy"}}),
       supporter("surgery and type",
                 {{"surgery", "lumpectomy"}, {"reconstruction", "yes"}, {"type", "ductal"}}),
       supporter("surgery and age",
                 {{"surgery", "lumpectomy"}, {"reconstruction", "yes"}, {"born", 1970}, {"issues", all}}),
       supporter("surgery and nearer age", {{"surgery", "lumpectomy"}, {"born", 1978}, {"issues", all}}),
       supporter("issues only", {{"surgery", "mastectomy"}, {"issues", all}})});
  const Recommendation answer = recommend(problem, ParticipantIndex{0});
  EXPECT_THAT(ids(problem, answer.suggestions),
              ElementsAre("surgery and type", "surgery and age", "surgery and nearer age", "surgery alone",
                          "all but surgery", "issues only"));
  EXPECT_THAT(keys(answer.suggestions[0].reasons), ElementsAre("surgery", "type"));
  EXPECT_THAT(keys(answer.suggestions[0].differs), ElementsAre("reconstruction"));
  EXPECT_THAT(keys(answer.suggestions[0].unknown), ElementsAre("age", "issues"));
}

TEST(Recommend, TiesGoToWhoHasMoreRoomThenToTheId) {
  const Problem problem(
      cancer_model(), {person("p", {{"type", "ductal"}})},
      {supporter("c", {}, 1), supporter("b", {}), supporter("d", {}, 2), supporter("a", {}, 1)});
  EXPECT_THAT(ids(problem, recommend(problem, ParticipantIndex{0}).suggestions),
              ElementsAre("b", "a", "c", "d"));
}

// Parents: same condition is a must that falls back to shared issues; Spanish is never given up.
Model parents_model() {
  Model model;
  model.attributes = {{"condition"},
                      {"issues", AttributeKind::set},
                      {"spoken", AttributeKind::language, {"some", "fluent"}},
                      {"home", AttributeKind::place},
                      {"village"}};
  Criterion language = criterion("language", CriterionKind::language, "spoken", Strictness::fixed);
  language.level = "fluent";
  Criterion same = criterion("condition", CriterionKind::same, "", Strictness::must);
  same.fallback_to = "issues";
  Criterion near = criterion("near", CriterionKind::near_km, "home", Strictness::nice);
  near.within = 50;
  model.criteria = {language, same, criterion("issues", CriterionKind::shares_any, "", Strictness::off),
                    near};
  return model;
}

using Issues = std::vector<std::string>;
using Spoken = std::vector<LanguageSkill>;

std::vector<Supporter> support_parents() {
  return {supporter("ana", {{"condition", "cerebral palsy"},
                            {"issues", Issues{"sleep", "feeding tube"}},
                            {"spoken", Spoken{{"Spanish"}}},
                            {"home", Place{39.2, -76.6}}}),
          supporter("bob", {{"condition", "Williams syndrome"},
                            {"issues", Issues{"feeding tube"}},
                            {"spoken", Spoken{{"English"}, {"Spanish", "some"}}}}),
          supporter("eva", {{"condition", "autism"},
                            {"issues", Issues{"school"}},
                            {"spoken", Spoken{{"Spanish", "fluent"}}}})};
}

Person rare_parent() {
  return person("p", {{"condition", "Williams syndrome"},
                      {"issues", Issues{"feeding tube", "wheelchair access"}},
                      {"spoken", Spoken{{"Spanish"}}},
                      {"home", Place{39.2, -76.7}}});
}

TEST(Recommend, FallsBackToSharedIssuesAndSaysWhatDiffers) {
  const Problem problem(parents_model(), {rare_parent()}, support_parents());
  const Recommendation answer = recommend(problem, ParticipantIndex{0});
  EXPECT_EQ(answer.passing, 0u);
  EXPECT_THAT(answer.fallbacks, ElementsAre("condition"));
  EXPECT_EQ(answer.passing_after_fallback, 1u);
  ASSERT_THAT(ids(problem, answer.suggestions), ElementsAre("ana"));
  const Suggestion& ana = answer.suggestions[0];
  EXPECT_THAT(keys(ana.reasons), ElementsAre("language", "issues", "near"));
  EXPECT_THAT(ana.reasons[1].facts.shared, ElementsAre("feeding tube"));
  EXPECT_EQ(ana.reasons[2].facts.amount, 8617);  // a tenth of a degree along the parallel of 39.2 north
  ASSERT_THAT(keys(ana.differs), ElementsAre("condition"));
  EXPECT_THAT(ana.differs[0].facts.participant, ElementsAre("Williams syndrome"));
  EXPECT_THAT(ana.differs[0].facts.supporter, ElementsAre("cerebral palsy"));
}

TEST(Recommend, NearestAlternativesNeverLoosenWhatIsFixed) {
  Person parent = rare_parent();
  parent.profile["issues"] = Issues{"respite care"};
  const Problem problem(parents_model(), {parent}, support_parents());
  const Recommendation answer = recommend(problem, ParticipantIndex{0});
  EXPECT_THAT(answer.suggestions, IsEmpty());
  EXPECT_THAT(answer.fallbacks, IsEmpty());
  EXPECT_THAT(ids(problem, answer.alternatives), ElementsAre("ana", "eva"));
  EXPECT_THAT(answer.alternatives[0].failed_musts, ElementsAre(1u));
}

TEST(Recommend, CountsSayWhatEachMustCosts) {
  const Problem problem(parents_model(), {rare_parent()}, support_parents());
  RecommendOptions options;
  options.overrides["condition"] = Strictness::nice;
  const Recommendation answer = recommend(problem, ParticipantIndex{0}, options);
  EXPECT_EQ(answer.passing, 2u);
  EXPECT_EQ(answer.counts[0], (CriterionCount{"language", Strictness::fixed, 2, 2}));
  EXPECT_EQ(answer.counts[1], (CriterionCount{"condition", Strictness::nice, 0, 2}));
  EXPECT_EQ(answer.counts[2], (CriterionCount{"issues", Strictness::off, 1, 2}));
  EXPECT_EQ(answer.counts[3], (CriterionCount{"near", Strictness::nice, 1, 2}));
}

TEST(Recommend, SmallPlacePrivacyHoldsBothWaysAndIsNeverCounted) {
  Model model = parents_model();
  model.criteria.resize(1);
  Profile in_town = {{"spoken", Spoken{{"English"}}}, {"village", "Alert Bay"}};
  Person shy = person("shy", in_town);
  shy.avoid = {{"village"}};
  Supporter shy_supporter{shy, {3, 0, false, true}};
  shy_supporter.person.id = "shy supporter";
  Person picky = person("picky", in_town);
  picky.avoid_people = {"open supporter"};
  const Problem problem(model, {shy, person("open", in_town), picky},
                        {shy_supporter, supporter("open supporter", in_town)});
  EXPECT_EQ(recommend(problem, ParticipantIndex{0}).counts[0].if_dropped, 0u);
  EXPECT_THAT(ids(problem, recommend(problem, ParticipantIndex{1}).suggestions),
              ElementsAre("open supporter"));
  EXPECT_THAT(ids(problem, recommend(problem, ParticipantIndex{2}).alternatives), IsEmpty());
  EXPECT_THAT(explain(problem, 2, 1).obstacles, ElementsAre(Obstacle::avoided_person));
  EXPECT_THAT(explain(problem, 0, 0).obstacles, ElementsAre(Obstacle::avoided_place));
}

TEST(Recommend, PausedFullAndUncertifiedSupportersAreNotThereUntilTheyAre) {
  Problem problem(cancer_model(), {person("p", {})}, {supporter("s", {})});
  EXPECT_EQ(recommend(problem, ParticipantIndex{0}).passing, 1u);
  for (const Supply away : {Supply{3, 3, false, true}, Supply{3, 0, true, true}, Supply{3, 0, false, false},
                            Supply{0, 0, false, true}}) {
    problem.set_supply(0, away);
    EXPECT_EQ(recommend(problem, ParticipantIndex{0}).passing, 0u);
    EXPECT_EQ(explain(problem, 0, 0).obstacles.size(), 1u);
  }
  EXPECT_THROW(problem.set_supply(0, {-1, 0, false, true}), Refusal);
}

TEST(Recommend, WishesCanComeFromTheSupportersSide) {
  Model model;
  model.attributes = {{"gender"}, {"supports_only", AttributeKind::set}};
  Criterion wish = criterion("supporter_wish", CriterionKind::shares_any, "", Strictness::must);
  wish.participant = "gender";
  wish.supporter = "supports_only";
  wish.supporter_missing = Missing::passes;
  model.criteria = {wish};
  const Problem problem(model, {person("him", {{"gender", "male"}})},
                        {supporter("any", {}), supporter("women", {{"supports_only", Issues{"female"}}})});
  const Recommendation answer = recommend(problem, ParticipantIndex{0});
  EXPECT_THAT(ids(problem, answer.suggestions), ElementsAre("any"));
  EXPECT_THAT(answer.suggestions[0].unknown, IsEmpty());
}

template <typename Act>
std::string refusal_code(Act act) {
  try {
    act();
  } catch (const Refusal& refusal) {
    return refusal.fields().empty() ? refusal.code()
                                    : refusal.fields()[0].field + " " + refusal.fields()[0].code;
  }
  return "none";
}

TEST(Recommend, RefusesOverridesThatAreUnknownOrUnsafe) {
  const Problem problem(parents_model(), {rare_parent()}, support_parents());
  const auto overridden = [&](const char* key, Strictness strictness) {
    RecommendOptions options;
    options.overrides[key] = strictness;
    return refusal_code([&] { recommend(problem, ParticipantIndex{0}, options); });
  };
  EXPECT_EQ(overridden("shoe_size", Strictness::must), "match.unknown_criterion");
  EXPECT_EQ(overridden("language", Strictness::nice), "match.fixed_criterion");
  EXPECT_EQ(overridden("condition", Strictness::fixed), "match.bad_override");
}

TEST(Problem, NamesTheFieldThatIsWrong) {
  const auto with_profile = [](const char* key, Value value) {
    return refusal_code([&] { Problem(parents_model(), {person("p", {{key, value}})}, {}); });
  };
  EXPECT_EQ(with_profile("shoe_size", 9), "participants.0.profile.shoe_size unknown");
  EXPECT_EQ(with_profile("condition", 9), "participants.0.profile.condition wrong_kind");
  EXPECT_EQ(with_profile("home", Place{91, 0}), "participants.0.profile.home out_of_range");
  EXPECT_EQ(with_profile("spoken", Spoken{{"Welsh", "perfect"}}), "participants.0.profile.spoken unknown");
  EXPECT_EQ(with_profile("issues", Issues(201, "x")), "participants.0.profile.issues too_many");
  EXPECT_EQ(with_profile("condition", ""), "none");
  EXPECT_EQ(refusal_code([] {
              Problem(parents_model(), {}, {supporter("s", {}), supporter("s", {})});
            }),
            "supporters.1.id duplicate");
  EXPECT_EQ(refusal_code([] { Problem(parents_model(), {person("", {})}, {}); }),
            "participants.0.id required");
}

TEST(Model, NamesTheFieldThatIsWrong) {
  const auto changed = [](auto change) {
    Model model = cancer_model();
    change(model);
    return refusal_code([&] { check(model); });
  };
  EXPECT_EQ(changed([](Model&) {}), "none");
  EXPECT_EQ(changed([](Model& m) { m.attributes[1].key = "surgery"; }), "attributes.1.key duplicate");
  EXPECT_EQ(changed([](Model& m) { m.attributes[0].kind = AttributeKind::scale; }),
            "attributes.0.steps required");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].supporter = "shoe"; }), "criteria.0.supporter unknown");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].kind = CriterionKind::overlap; }),
            "criteria.0.kind wrong_kind");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].fixed_value = "x"; }), "criteria.0.fixed_value not_both");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].weight = 1001; }), "criteria.0.weight out_of_range");
  EXPECT_EQ(changed([](Model& m) { m.criteria[3].within = -1; }), "criteria.3.within out_of_range");
  EXPECT_EQ(changed([](Model& m) { m.criteria[4].at_least = 1.5; }), "criteria.4.at_least out_of_range");
  EXPECT_EQ(changed([](Model& m) { m.criteria[4].level = "fluent"; }), "criteria.4.level unknown");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].fallback_to = "shoe"; }), "criteria.0.fallback_to unknown");
  EXPECT_EQ(changed([](Model& m) { m.criteria[0].fallback_to = m.criteria[0].key; }),
            "criteria.0.fallback_to fallback_loop");
  EXPECT_EQ(changed([](Model& m) { m.horizon.weeks = 0; }), "horizon.weeks out_of_range");
  EXPECT_EQ(changed([](Model& m) { m.criteria.resize(65, m.criteria[0]); }), "criteria too_many");
  EXPECT_EQ(changed([](Model& m) {
              for (int rung = 5; rung <= 14; ++rung) {
                m.criteria.push_back(m.criteria[3]);
                m.criteria.back().key = std::to_string(rung);
                m.criteria.back().rung = rung;
              }
            }),
            "criteria too_long");
}

}  // namespace
}  // namespace kith::match
