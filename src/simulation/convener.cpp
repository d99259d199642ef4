#include "simulation/convener.h"

#include <algorithm>
#include <set>

#include "simulation/member.h"

namespace kith::simulation {
namespace {

constexpr std::int64_t on_one_page = 200;

const std::vector<Json>& items(const Json& list, std::string_view name = "items") {
  return list.find(name)->array_items();
}

}  // namespace

Json Convener::here(std::initializer_list<std::pair<std::string, Json>> more) const {
  Json out = Json::object({{"programme", stage_.programme.str()}});
  for (const auto& [name, value] : more) out.set(name, value);
  return out;
}

std::vector<Json> Convener::list(std::string_view path) {
  std::vector<Json> out;
  for (std::string after;;) {
    const auto page = ask_(Method::get, path, here({{"after", after}, {"limit", on_one_page}}), {});
    if (!page) return out;
    for (const Json& each : items(*page)) out.push_back(each);
    if (page->find("next")->is_null()) return out;
    after = page->text("next");
  }
}

bool Convener::wants(const std::string& person) const {
  const auto* member = dynamic_cast<const Member*>(stage_.find(PersonId(person)));
  return member && member->wants_group();
}

void Convener::work() {
  const auto standing = ask_(Method::get, "/api/programmes/{programme}/forming", here(), {});
  if (!standing) return;
  if (standing->find("standing")->integer() > 0) {
    mend_shrunken();
    place_late();
  }
  form();
}

void Convener::mend_shrunken() {
  std::set<std::string> merged;  // neither is looked at again today
  for (const Json& card : list("/api/programmes/{programme}/groups")) {
    const std::string& id = card.text("key");
    if (!card.find("shrunk")->boolean() || merged.contains(id)) continue;
    const auto page =
        ask_(Method::get, "/api/programmes/{programme}/groups/{group}", here({{"group", id}}), {"not_found"});
    if (!page) continue;
    const auto& mergers = items(*page, "mergers");
    if (!mergers.empty() && merge(id, *page)) {
      merged.insert(mergers.front().text("other"));
    } else {
      top_up(id, *page);
    }
  }
}

bool Convener::merge(const std::string& group, const Json& page) {
  const Json both = here({{"group", group}, {"other", items(page, "mergers").front().text("other")}});
  return ask_(Method::post, "/api/programmes/{programme}/groups/{group}/merge", both, {}).has_value();
}

// One at a time: who else could join is asked anew the next time.
void Convener::top_up(const std::string& group, const Json& page) {
  for (const Json& each : items(page, "joiners")) {
    const std::string& person = each.text("person_id");
    if (!wants(person)) continue;
    ask_(Method::post, "/api/programmes/{programme}/groups/{group}/people/{person}/join",
         here({{"group", group}, {"person", person}}), {});
    return;
  }
}

void Convener::place_late() {
  std::vector<std::string> waiting;
  for (const Json& each : list("/api/programmes/{programme}/forming/left-over")) {
    if (wants(each.text("person_id"))) waiting.push_back(each.text("person_id"));
  }
  std::ranges::sort(waiting);
  std::ranges::rotate(waiting, std::ranges::upper_bound(waiting, last_late_));
  const auto most = static_cast<std::size_t>(stage_.population.groups.late_at_once);
  if (waiting.size() > most) waiting.resize(most);
  for (const std::string& each : waiting) {
    place(each);
    last_late_ = each;
  }
}

bool Convener::place(const std::string& person) {
  const auto choices = ask_(Method::get, "/api/programmes/{programme}/groups/choices/{person}",
                            here({{"person", person}}), {"not_found"});
  if (!choices) return false;
  // The best comes first, and those that break a rule come last.
  const auto& groups = items(*choices);
  if (groups.empty() || !groups.front().find("fits")->boolean()) return false;
  return ask_(Method::post, "/api/programmes/{programme}/groups/{group}/people/{person}/join",
              here({{"group", groups.front().text("key")}, {"person", person}}), {})
      .has_value();
}

void Convener::find_another_time(const PersonId& person) {
  if (wants(person.str()) && place(person.str())) return;
  for (const Json& card : list("/api/programmes/{programme}/groups")) {
    const auto& members = items(card, "members");
    const bool is_in = std::ranges::any_of(
        members, [&](const Json& each) { return each.text("person_id") == person.str(); });
    if (!is_in) continue;
    ask_(Method::post, "/api/programmes/{programme}/groups/{group}/people/{person}/leave",
         here({{"group", card.text("key")}, {"person", person.str()}}), {});
  }
}

// A proposal that somebody left lying, or that the process died over, is taken up again.
void Convener::form() {
  const auto before = ask_(Method::get, "/api/programmes/{programme}/forming", here(), {});
  if (!before || before->find("waiting")->integer() < before->find("least")->integer()) return;
  const std::int64_t seen = before->find("has_proposal")->boolean() ? before->find("revision")->integer() : 0;
  const auto proposed = ask_(Method::post, "/api/programmes/{programme}/forming",
                             here({{"revision", seen}, {"groups", 0}, {"fresh_seed", false}}), {});
  if (!proposed) return;
  accept_or_drop(take_out_unwilling(proposed->find("revision")->integer()));
}

std::int64_t Convener::take_out_unwilling(std::int64_t revision) {
  for (const Json& card : list("/api/programmes/{programme}/forming/groups")) {
    for (const Json& each : items(card, "members")) {
      const std::string& person = each.text("person_id");
      if (wants(person)) continue;
      if (ask_(Method::post, "/api/programmes/{programme}/forming/people/{person}/move",
               here({{"person", person}, {"revision", revision}, {"to", ""}}), {})) {
        ++revision;
      }
    }
  }
  return revision;
}

// A group that nobody can lead, or that lost too many, is no group to accept: it is tried again another week.
void Convener::accept_or_drop(std::int64_t revision) {
  const auto proposal = ask_(Method::get, "/api/programmes/{programme}/forming", here(), {});
  if (!proposal || !proposal->find("has_proposal")->boolean()) return;
  const bool good = proposal->find("groups")->integer() > 0 && proposal->find("unled")->integer() == 0;
  const std::string_view path =
      good ? "/api/programmes/{programme}/forming/accept" : "/api/programmes/{programme}/forming/drop";
  ask_(Method::post, path, here({{"revision", revision}}), {"groups.nothing_formed"});
}

}  // namespace kith::simulation
