#include <algorithm>

#include "modules/programmes/package/read_groups.h"

namespace kith::package {
namespace {

using Kinds = std::vector<AnswerKind>;

class GroupCheck {
 public:
  GroupCheck(const Checking& check, const GroupRules& rules) : check_(check), rules_(rules) {}

  void run() const {
    field("meeting.field", rules_.meeting.field, AskedOf::both, {AnswerKind::availability});
    field("place.field", rules_.place.field, AskedOf::both, {AnswerKind::place});
    field("place.travel_field", rules_.place.travel_field, AskedOf::participant, {AnswerKind::yes_no});
    const GroupFacilitators& team = rules_.facilitators;
    field("facilitators.skills_field", team.skills_field, AskedOf::supporter, {AnswerKind::choices});
    choices("facilitators.skills", team.skills_field, team.skills);
    field("facilitators.trained_field", team.trained_field, AskedOf::supporter, {AnswerKind::date});
    field("wishes.field", rules_.wishes_field, AskedOf::participant, {AnswerKind::choice});
    choices("wishes.rather_not", rules_.wishes_field, rules_.wishes_other);
    for (std::size_t i = 0; i < rules_.attributes.size(); ++i) {
      attribute("attributes." + std::to_string(i), rules_.attributes[i]);
    }
  }

 private:
  void wrong(const std::string& path, std::string what, std::string cure) const {
    check_.wrong("groups.yaml", path, std::move(what), std::move(cure));
  }

  static bool answers(AskedOf asked, AskedOf wanted) { return asked == AskedOf::both || asked == wanted; }

  void field(const std::string& path, const std::string& key, AskedOf side, const Kinds& kinds) const {
    if (key.empty()) return;
    const Question* question = check_.package.question(key);
    if (!question || !answers(question->asked_of, side)) {
      std::vector<std::string> names;
      for (const Question& each : check_.package.questions) {
        if (answers(each.asked_of, side)) names.push_back(each.key);
      }
      const char* whom = side == AskedOf::both        ? "both sides are"
                         : side == AskedOf::supporter ? "the supporter is"
                                                      : "the participant is";
      return wrong(path, in_quotes(key) + " is not a question that " + whom + " asked",
                   choose_from(key, names));
    }
    if (std::ranges::find(kinds, question->kind) != kinds.end()) return;
    std::vector<std::string> names;
    for (const AnswerKind kind : kinds) names.emplace_back(enum_name(kind));
    wrong(path, in_quotes(key) + " is a question of another kind", "name one of kind " + one_of(names));
  }

  void choices(const std::string& path, const std::string& key,
               const std::vector<std::string>& written) const {
    const Question* question = check_.package.question(key);
    if (!question) return;
    std::vector<std::string> names;
    for (const QuestionChoice& each : question->choices) names.push_back(each.key);
    for (const std::string& each : written) {
      if (std::ranges::find(names, each) != names.end()) continue;
      wrong(path, in_quotes(each) + " is not an answer to " + in_quotes(key), choose_from(each, names));
    }
  }

  void attribute(const std::string& path, const GroupAttribute& each) const {
    if (each.field == "birth_date" && check_.package.identity_question("birth_date")) {
      if (each.alone != GroupAlone::allowed) no_kinds(path);
      return;
    }
    using K = AnswerKind;
    field(path + ".field", each.field, AskedOf::participant,
          {K::choice, K::text, K::yes_no, K::choices, K::languages, K::year, K::date, K::number, K::count});
    const Question* question = check_.package.question(each.field);
    if (!question || each.alone == GroupAlone::allowed) return;
    const bool kinds =
        question->kind == K::choice || question->kind == K::text || question->kind == K::yes_no;
    if (!kinds) no_kinds(path);
  }

  void no_kinds(const std::string& path) const {
    wrong(path + ".alone", "nobody can be the only one of their kind here",
          "take alone away, or name a choice, text or yes_no question");
  }

  const Checking& check_;
  const GroupRules& rules_;
};

}  // namespace

void check_groups(const Checking& check, const GroupRules& rules) { GroupCheck(check, rules).run(); }

}  // namespace kith::package
