#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "modules/groups/forming/phrases.h"
#include "modules/groups/forming/words.h"

// What a move costs, in people's terms.
namespace kith::forming {
namespace {

constexpr std::int64_t far_metres = 10'000;

struct Journeys {
  std::int64_t metres = 0;
  int far = 0;
};

void add_journeys(const groups::Problem& problem, const groups::GroupPlan& group, Journeys& out) {
  for (const auto i : group.members) {
    const std::int64_t metres = problem.metres(i, group.venue);
    out.metres += metres;
    out.far += metres > far_metres;
  }
}

class MoveSpeech {
 public:
  MoveSpeech(const Speaker& speaker, const std::vector<groups::GroupPlan>& before, const groups::Move& move,
             const groups::Difference& difference)
      : speaker_(speaker), before_(before), move_(move), difference_(difference) {}

  MoveWords run() {
    for (std::size_t g = 0; g < before_.size(); ++g) {
      if (std::ranges::binary_search(before_[g].members, move_.person)) from_ = g;
    }
    wrong();
    journeys();
    for (const groups::CostPart& each : difference_.parts) part(each);
    if (out_.changes.empty() && out_.wrong.empty()) change(phrases::nothing_changes);
    return std::move(out_);
  }

 private:
  void wrong() {
    const groups::Obstacles& obstacles = difference_.obstacles;
    const groups::Problem& problem = speaker_.problem;
    const auto& person = problem.input().people[move_.person];
    if (move_.to) {
      const groups::GroupPlan& to = before_[*move_.to];
      const auto& slot = problem.input().slots[to.slot];
      const std::string name = speaker_.name(move_.person);
      if (obstacles.not_free)
        say(phrases::not_free,
            {{"day", day(slot, speaker_.language)}, {"time", clock(slot.from_minute)}, {"name", name}});
      if (obstacles.out_of_reach) {
        say(phrases::out_of_reach, {{"km", kilometres(problem.metres(move_.person, to.venue))},
                                    {"most", fmt::format("{:.0f}", person.travel_km)},
                                    {"name", name}});
      }
      if (obstacles.full) {
        say(phrases::full, {{"count", std::to_string(to.members.size() + 1)},
                            {"most", std::to_string(problem.enrolment().most)}});
      }
    }
    if (obstacles.alone) say(phrases::somebody_alone, {{"field", never_alone()}});
    if (obstacles.too_small && from_) {
      say(phrases::too_small, {{"count", std::to_string(before_[*from_].members.size() - 1)},
                               {"least", std::to_string(problem.enrolment().least)}});
    }
  }

  std::string never_alone() const {
    std::string out;
    const auto& attributes = speaker_.problem.input().attributes;
    for (std::size_t a = 0; a < attributes.size(); ++a) {
      if (attributes[a].alone == groups::Alone::never)
        out += (out.empty() ? "" : ", ") + field_name(speaker_, a);
    }
    return out;
  }

  void journeys() {
    std::vector<groups::GroupPlan> after = before_;
    groups::apply(speaker_.problem, after, move_);
    Journeys old, now;
    for (const auto& at : {from_, move_.to}) {
      if (!at) continue;
      add_journeys(speaker_.problem, before_[*at], old);
      add_journeys(speaker_.problem, after[*at], now);
    }
    const int far = now.far - old.far;
    if (far != 0) {
      change(far > 0 ? phrases::more_far : phrases::fewer_far,
             {{"count", std::to_string(std::abs(far))}, {"km", kilometres(far_metres)}});
    }
    const std::int64_t metres = now.metres - old.metres;
    if (metres != 0) {
      change(metres > 0 ? phrases::longer : phrases::shorter, {{"km", kilometres(std::abs(metres))}});
    }
  }

  // Journeys were told in kilometres.
  void part(const groups::CostPart& each) {
    const bool worse = each.points > 0;
    using groups::PartKind;
    if (each.kind == PartKind::size) change(worse ? phrases::size_worse : phrases::size_better);
    if (each.kind == PartKind::alone) about(worse ? phrases::more_alone : phrases::fewer_alone, each);
    if (each.kind != PartKind::attribute) return;
    const bool varied = speaker_.problem.input().attributes[each.attribute].aim == groups::Aim::varied;
    if (varied) return about(worse ? phrases::less_varied : phrases::more_varied, each);
    about(worse ? phrases::less_alike : phrases::more_alike, each);
  }

  using Parts = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  void say(const Phrase& phrase, Parts parts) { out_.wrong.push_back(phrase.in(speaker_.language, parts)); }
  void change(const Phrase& phrase, Parts parts = {}) {
    out_.changes.push_back(phrase.in(speaker_.language, parts));
  }
  void about(const Phrase& phrase, const groups::CostPart& each) {
    change(phrase, {{"field", field_name(speaker_, each.attribute)}});
  }

  const Speaker& speaker_;
  const std::vector<groups::GroupPlan>& before_;
  const groups::Move& move_;
  const groups::Difference& difference_;
  std::optional<std::size_t> from_;
  MoveWords out_;
};

}  // namespace

MoveWords move_words(const Speaker& speaker, const std::vector<groups::GroupPlan>& before,
                     const groups::Move& move, const groups::Difference& difference) {
  return MoveSpeech(speaker, before, move, difference).run();
}

}  // namespace kith::forming
