#include "engine/match/problem.h"

#include <algorithm>
#include <numeric>

#include "engine/match/layout.h"

namespace kith::match {
namespace {

std::vector<std::uint32_t> ranks_by_id(const People& supporters, const Words& ids) {
  std::vector<std::uint32_t> order(supporters.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {},
                    [&](std::uint32_t i) -> const std::string& { return ids.text(supporters.id(i)); });
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

struct ProblemBuilder::Progress {
  explicit Progress(Model model) : layout(std::make_unique<Problem::Layout>(std::move(model))) {}

  void append(const Person& person, const char* role, People& people, std::vector<bool>& seen) {
    const std::string field = std::string(role) + "." + std::to_string(people.size());
    const Term id = layout->ids.add(person.id);
    if (seen.size() <= id) seen.resize(id + std::size_t{1});
    if (seen[id]) errors.add(field + ".id", "duplicate", "This id is used twice.");
    seen[id] = true;
    people.append(person, layout->words, layout->ids, field, errors);
  }

  std::unique_ptr<Problem::Layout> layout;
  FieldErrors errors;
  std::vector<bool> participant_ids;  // by term
  std::vector<bool> supporter_ids;
};

ProblemBuilder::ProblemBuilder(Model model) : progress_(std::make_unique<Progress>(std::move(model))) {}
ProblemBuilder::~ProblemBuilder() = default;

void ProblemBuilder::add_participant(const Person& person) {
  progress_->append(person, "participants", progress_->layout->participants, progress_->participant_ids);
}

void ProblemBuilder::add_supporter(const Supporter& supporter) {
  Problem::Layout& layout = *progress_->layout;
  const std::string field = "supporters." + std::to_string(layout.supporters.size()) + ".supply";
  progress_->append(supporter.person, "supporters", layout.supporters, progress_->supporter_ids);
  check_supply(supporter.supply, field, progress_->errors);
  layout.supplies.push_back(supporter.supply);
}

Problem ProblemBuilder::build() {
  progress_->errors.refuse_if_any();
  Problem::Layout& layout = *progress_->layout;
  layout.id_rank = ranks_by_id(layout.supporters, layout.ids);
  return Problem(std::move(progress_->layout));
}

Problem::Problem(Model model, std::vector<Person> participants, std::vector<Supporter> supporters) {
  ProblemBuilder builder(std::move(model));
  for (const Person& person : participants) builder.add_participant(person);
  for (const Supporter& supporter : supporters) builder.add_supporter(supporter);
  *this = builder.build();
}

Problem::Problem(std::unique_ptr<Layout> layout) : layout_(std::move(layout)) {}
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
