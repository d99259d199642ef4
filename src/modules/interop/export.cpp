#include <algorithm>

#include "base/refusal.h"
#include "modules/interop/events.h"
#include "modules/interop/targets.h"

namespace kith {
namespace {

using Part = FieldTarget::Part;
using Cells = std::vector<Json>;

constexpr std::size_t rows_at_once = 500;

// A header that reading matches with the same field again.
Json header_of(const FieldTarget& target) {
  if (target.part == Part::latitude || target.part == Part::longitude) {
    const auto& columns = target.question->columns;
    const auto& names = target.part == Part::latitude ? columns.latitude : columns.longitude;
    if (!names.empty()) return names.front();
    return target.key + (target.part == Part::latitude ? ".latitude" : ".longitude");
  }
  return target.key;
}

class Writer {
 public:
  Writer(const Programme& programme, package::Side side)
      : package_(*programme.package), targets_(roster_targets(programme, side)) {
    Cells headers;
    for (const FieldTarget& each : targets_) headers.push_back(header_of(each));
    rows_.push_back(std::move(headers));
    out_ = roster::write_csv(rows_);
    rows_.clear();
  }

  void add(const Profile& profile, const Identity& identity) {
    Cells cells;
    for (const FieldTarget& each : targets_) {
      cells.push_back(each.part == Part::identity ? identity_cell(each.key, identity)
                                                  : answer_cell(each, profile));
    }
    rows_.push_back(std::move(cells));
    ++count_;
    if (rows_.size() == rows_at_once) flush();
  }

  std::string finish() {
    flush();
    return std::move(out_);
  }
  int count() const { return count_; }

 private:
  void flush() {
    out_ += roster::write_csv(rows_, {.byte_order_mark = false});
    rows_.clear();
  }

  // The number that takes text messages stands under "mobile" where a programme asks for one.
  Json identity_cell(const std::string& key, const Identity& identity) const {
    if (key == "ref") return identity.ref;
    if (key == "first_name") return identity.first_name;
    if (key == "last_name") return identity.last_name;
    if (key == "email") return identity.email;
    if (key == "mobile") return identity.phone;
    if (key == "phone" && package_.identity_question("mobile")) return "";
    if (key == "phone") return identity.phone;
    if (key == "landline") return identity.landline;
    return identity.birth_date;
  }

  Json answer_cell(const FieldTarget& target, const Profile& profile) const {
    const auto found = profile.answers.find(target.key);
    if (found == profile.answers.end()) return {};
    const Json& answer = found->second;
    if (target.question->kind == package::AnswerKind::place) return place_cell(target.part, answer);
    if (answer.is_string()) return choice_cell(*target.question, answer);
    if (!answer.is_array()) return answer;
    Json items = Json::array();
    for (const Json& each : answer.array_items()) items.push(choice_cell(*target.question, each));
    return items;
  }

  static Json place_cell(Part part, const Json& place) {
    if (!place.is_object()) return {};
    const Json* member = place.find(part == Part::answer     ? "name"
                                    : part == Part::latitude ? "latitude"
                                                             : "longitude");
    return member ? *member : Json();
  }

  // As people read it where that is read back as the same answer, else the key.
  Json choice_cell(const package::Question& question, const Json& answer) const {
    const package::QuestionChoice* choice = answer.is_string() ? question.choice(answer.string()) : nullptr;
    if (!choice) return answer;
    const std::string& label =
        package::in_language(choice->label, package_.default_language, package_.default_language);
    const bool parts_a_list = label.find_first_of(";|") != std::string::npos;
    if (label.empty() || parts_a_list || package::choice_for(question, label) != choice) return answer;
    return label;
  }

  const package::Package& package_;
  std::vector<FieldTarget> targets_;
  std::vector<Cells> rows_;
  std::string out_;
  int count_ = 0;
};

}  // namespace

std::string Rosters::export_people(Context& context, const ProgrammeId& programme, package::Side side) const {
  const auto profiles = reach_programme_profiles(context, programme);
  const auto identities = reach_programme_identities(context, programme);
  const Programme known = people_.programmes().get(context.tx, programme);
  Writer writer(known, side);
  people_.each_member(context, profiles, side, [&](const Profile& profile) {
    writer.add(profile, people_.identity(context, identities, profile.person));
  });
  context.emit(programme, programme.str(), PeopleExported{side, writer.count()});
  return writer.finish();
}

}  // namespace kith
