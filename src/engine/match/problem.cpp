#include "engine/match/problem.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "engine/match/layout.h"

namespace kith::match {
namespace {

template <typename Each>
void append_all(std::size_t count, const char* role, FieldErrors& errors, Each person_at, People& people,
                Words& words, Words& ids) {
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const Person& person = person_at(i);
    const std::string field = std::string(role) + "." + std::to_string(i);
    if (!seen.insert(person.id).second) errors.add(field + ".id", "duplicate", "This id is used twice.");
    people.append(person, words, ids, field, errors);
  }
}

std::vector<std::uint32_t> ranks_by_id(const std::vector<Supporter>& supporters) {
  std::vector<std::uint32_t> order(supporters.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {},
                    [&](std::uint32_t i) -> const std::string& { return supporters[i].person.id; });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

void check_supply(const Supply& supply, const std::string& field, FieldErrors& errors) {
  if (supply.capacity < 0) errors.add(field + ".capacity", "out_of_range", "This is 0 or more.");
  if (supply.load < 0) errors.add(field + ".load", "out_of_range", "This is 0 or more.");
}

}  // namespace

Problem::Layout::Layout(Model given)
    : model(std::move(given)), rules(compile(model)), participants(model), supporters(model) {
  FieldErrors none;  // compile() has refused every wrong fixed value.
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto& column = fixed_values.emplace_back();
    if (rules[i].participant) continue;
    column.emplace(model.attributes[rules[i].supporter], model.horizon);
    column->append(model.criteria[i].fixed_value, words, "", none);
  }
}

Problem::Problem(Model model, std::vector<Person> participants, std::vector<Supporter> supporters)
    : layout_(std::make_unique<Layout>(std::move(model))) {
  FieldErrors errors;
  Layout& layout = *layout_;
  append_all(
      participants.size(), "participants", errors,
      [&](std::size_t i) -> const Person& { return participants[i]; }, layout.participants, layout.words,
      layout.ids);
  append_all(
      supporters.size(), "supporters", errors,
      [&](std::size_t i) -> const Person& { return supporters[i].person; }, layout.supporters, layout.words,
      layout.ids);
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    check_supply(supporters[i].supply, "supporters." + std::to_string(i) + ".supply", errors);
    layout.supplies.push_back(supporters[i].supply);
  }
  errors.refuse_if_any();
  layout.id_rank = ranks_by_id(supporters);
}

Problem::~Problem() = default;
Problem::Problem(Problem&&) noexcept = default;
Problem& Problem::operator=(Problem&&) noexcept = default;

const Model& Problem::model() const { return layout_->model; }
std::size_t Problem::participant_count() const { return layout_->participants.size(); }
std::size_t Problem::supporter_count() const { return layout_->supporters.size(); }

const std::string& Problem::participant_id(ParticipantIndex participant) const {
  return layout_->ids.text(layout_->participants.id(participant));
}

const std::string& Problem::supporter_id(SupporterIndex supporter) const {
  return layout_->ids.text(layout_->supporters.id(supporter));
}

const Supply& Problem::supply(SupporterIndex supporter) const { return layout_->supplies[supporter]; }

void Problem::set_supply(SupporterIndex supporter, Supply supply) {
  FieldErrors errors;
  check_supply(supply, "supply", errors);
  errors.refuse_if_any();
  layout_->supplies[supporter] = supply;
}

}  // namespace kith::match
