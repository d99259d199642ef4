#include "modules/interop/row_people.h"

#include <algorithm>

namespace kith {
namespace {

using Part = FieldTarget::Part;

std::string text_of(const Json& value) { return value.is_string() ? value.string() : std::string(); }

void put_coordinate(std::map<std::string, Json>& answers, const FieldTarget& target, const Json& value) {
  const auto place = answers.find(target.key);
  if (value.is_null() || place == answers.end()) return;
  place->second.set(target.part == Part::latitude ? "latitude" : "longitude", value);
}

}  // namespace

RowPeople::RowPeople(const Programme& programme, package::Side side, Instant now)
    : package_(*programme.package), side_(side), now_(now), targets_(roster_targets(programme, side)) {}

// The number that takes text messages comes first; a second "phone" beside a mobile is the one at home.
Identity RowPeople::identity(const roster::RosterRow& row) const {
  Identity out;
  std::string mobile;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const FieldTarget& target = targets_[i];
    if (target.part != Part::identity) break;
    std::string text = text_of(row.values[i]);
    if (target.key == "ref")
      out.ref = std::move(text);
    else if (target.key == "first_name")
      out.first_name = std::move(text);
    else if (target.key == "last_name")
      out.last_name = std::move(text);
    else if (target.key == "email")
      out.email = std::move(text);
    else if (target.key == "phone")
      out.phone = std::move(text);
    else if (target.key == "mobile")
      mobile = std::move(text);
    else if (target.key == "landline")
      out.landline = std::move(text);
    else if (target.key == "birth_date")
      out.birth_date = std::move(text);
  }
  if (mobile.empty()) return out;
  if (out.landline.empty()) out.landline = std::move(out.phone);
  out.phone = std::move(mobile);
  return out;
}

NewPerson RowPeople::person(roster::RosterRow& row) {
  NewPerson out;
  out.role = side_ == package::Side::supporter ? Role::supporter : Role::participant;
  out.identity = identity(row);
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const FieldTarget& target = targets_[i];
    Json& value = row.values[i];
    if (target.part == Part::latitude || target.part == Part::longitude) {
      put_coordinate(out.answers, target, value);
    } else if (target.part == Part::answer && !value.is_null()) {
      const bool place = target.question->kind == package::AnswerKind::place;
      out.answers[target.key] = place ? Json::object({{"name", std::move(value)}}) : std::move(value);
    }
  }
  out.language = language_of(out.answers);
  const auto asked = out.answers.find(package_.matching.waiting_since);
  if (asked != out.answers.end()) out.waiting_since = std::min(start_of(text_of(asked->second)), now_);
  return out;
}

std::vector<RowPeople::PaperConsent> RowPeople::consents(const NewPerson& person) {
  std::vector<PaperConsent> out;
  for (const package::ConsentPurpose& each : package_.consents) {
    const auto date = person.answers.find(each.recorded_in);
    if (each.recorded_in.empty() || date == person.answers.end()) continue;
    out.push_back({each.key, std::min(start_of(text_of(date->second)), now_)});
  }
  return out;
}

Instant RowPeople::start_of(const std::string& date) {
  const auto known = days_.find(date);
  if (known != days_.end()) return known->second;
  const Instant start = local_to_instant(parse_date(date).value(), 0, 0, package_.time_zone);
  return days_.emplace(date, start).first->second;
}

// Letters go out in the programme's own language unless the person speaks only another of its languages.
std::string RowPeople::language_of(const std::map<std::string, Json>& answers) const {
  for (const FieldTarget& target : targets_) {
    if (!target.question || target.question->kind != package::AnswerKind::languages) continue;
    const auto spoken = answers.find(target.key);
    if (spoken == answers.end()) continue;
    const auto& codes = spoken->second.array_items();
    const auto speaks = [&](const std::string& code) {
      return std::ranges::find(codes, Json(code)) != codes.end();
    };
    if (speaks(package_.default_language)) return package_.default_language;
    const auto other = std::ranges::find_if(package_.languages, speaks);
    if (other != package_.languages.end()) return *other;
  }
  return package_.default_language;
}

}  // namespace kith
