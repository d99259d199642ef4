#include "modules/programmes/package/read_groups.h"

#include <algorithm>

#include "modules/programmes/package/grouping.h"
#include "modules/programmes/package/read.h"

namespace kith::package {
namespace {

constexpr double farthest_km = 1000;

int minute_of(const std::string& written) {
  const auto digit = [&](std::size_t i) { return written[i] >= '0' && written[i] <= '9'; };
  if (written.size() != 5 || written[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return -1;
  const int minutes = std::stoi(written.substr(0, 2)) * 60 + std::stoi(written.substr(3));
  return minutes < 24 * 60 && written[3] < '6' ? minutes : -1;
}

void read_size(Scope& scope, GroupSize& out) {
  const Tree* map = scope.map("size", Need::required);
  if (!map) return;
  Scope size(*map, scope.reading());
  out.attending_low = size.whole("attending_low", Need::required, 1, 40, 8);
  out.attending_high = size.whole("attending_high", Need::required, 1, 40, 9);
  out.floor = size.whole("floor", Need::required, 1, 40, 6);
  out.cap = size.whole("cap", Need::required, 2, 40, 15);
  out.attendance_percent = size.whole("attendance", Need::required, 10, 100, 82);
  out.weight = size.whole("weight", Need::optional, 0, 100, 20);
  if (out.floor > out.attending_low || out.attending_low > out.attending_high ||
      out.attending_high > out.cap) {
    size.wrong("cap", "floor, attending_low, attending_high and cap do not rise in this order",
               "make each at least the one before");
  }
  size.finish();
}

void read_meeting(Scope& scope, GroupMeeting& out) {
  static const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const Tree* map = scope.map("meeting", Need::required);
  if (!map) return;
  Scope meeting(*map, scope.reading());
  out.field = meeting.name("field");
  out.length_minutes = meeting.span_minutes("length", Need::required);
  for (const std::string& each : meeting.texts("starts", Need::required)) {
    out.start_minutes.push_back(minute_of(each));
    if (out.start_minutes.back() < 0) {
      meeting.wrong("starts", in_quotes(each) + " is not a time of day",
                    "write hours and minutes: \"18:30\"");
    } else if (out.start_minutes.back() + out.length_minutes > 24 * 60) {
      meeting.wrong("starts", "a meeting from " + each + " goes over midnight",
                    "start earlier or meet for less");
    }
  }
  for (const std::string& each : meeting.texts("days", Need::required)) {
    const auto at = std::ranges::find(days, each);
    out.days.push_back(static_cast<int>(at - days.begin()));
    if (at == days.end()) meeting.wrong("days", in_quotes(each) + " is not a day", choose_from(each, days));
  }
  meeting.finish();
}

void read_place(Scope& scope, GroupPlace& out) {
  const Tree* map = scope.map("place", Need::required);
  if (!map) return;
  Scope place(*map, scope.reading());
  out.field = place.name("field");
  out.km = place.number("km", 0, farthest_km);
  out.travel_field = place.name("travel_field", Need::optional);
  out.km_if_no = place.number("km_if_no", 0, farthest_km);
  out.weight = place.whole("weight", Need::optional, 0, 100, 10);
  if (out.km <= 0) place.wrong("km", "nobody could travel", "say how many kilometres people go");
  if (!out.travel_field.empty() && out.km_if_no <= 0) {
    place.wrong("travel_field", "km_if_no is missing", "say how far those go who answer no");
  }
  place.finish();
}

void read_facilitators(Scope& scope, GroupFacilitators& out) {
  const Tree* map = scope.map("facilitators", Need::required);
  if (!map) return;
  Scope team(*map, scope.reading());
  out.least = team.whole("least", Need::required, 0, 5, 2);
  out.most = team.whole("most", Need::required, 0, 5, 3);
  out.groups_most = team.whole("groups_most", Need::optional, 1, 20, 1);
  out.skills_field = team.name("skills_field", Need::optional);
  if (!out.skills_field.empty()) out.skills = team.texts("skills", Need::required);
  out.trained_field = team.name("trained_field", Need::optional);
  if (!out.trained_field.empty()) out.together_minutes = team.span_minutes("together_within", Need::required);
  if (out.least > out.most) team.wrong("least", "least is above most", "make least at most most");
  team.finish();
}

GroupAttribute read_attribute(const Tree& tree, const Reading& reading) {
  GroupAttribute out;
  if (!is_map(tree, reading, "an attribute")) return out;
  Scope scope(tree, reading);
  out.field = scope.name("field");
  out.aim = scope.one("aim", Need::optional, GroupAim::none);
  const bool aimed = out.aim != GroupAim::none;
  out.weight = scope.whole("weight", aimed ? Need::required : Need::optional, 0, 100, 0);
  out.scale = scope.whole("scale", Need::optional, 1, 1'000'000, 1);
  out.alone = scope.one("alone", Need::optional, GroupAlone::allowed);
  const bool costs = out.alone == GroupAlone::costs;
  out.alone_weight = scope.whole("alone_weight", costs ? Need::required : Need::optional, 0, 100, 0);
  scope.finish();
  return out;
}

void read_wishes(Scope& scope, GroupRules& out) {
  if (!scope.has("wishes")) return;
  const Tree* map = scope.map("wishes", Need::optional);
  if (!map) return;
  Scope wishes(*map, scope.reading());
  out.wishes_field = wishes.name("field");
  out.wishes_other = wishes.texts("rather_not", Need::required);
  wishes.finish();
}

}  // namespace

GroupRules read_groups(const Tree& tree, const Reading& reading) {
  GroupRules out;
  if (!is_map(tree, reading, "the file")) return out;
  Scope scope(tree, reading);
  read_size(scope, out.size);
  read_meeting(scope, out.meeting);
  read_place(scope, out.place);
  read_facilitators(scope, out.facilitators);
  read_wishes(scope, out);
  if (const Tree* list = scope.list("attributes", Need::optional)) {
    for (const Tree& each : list->items) out.attributes.push_back(read_attribute(each, reading));
  }
  scope.finish();
  return out;
}

}  // namespace kith::package
