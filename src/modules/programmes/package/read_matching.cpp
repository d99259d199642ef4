#include "modules/programmes/package/read.h"

namespace kith::package {

namespace {

constexpr double farthest_km = 20000;

void read_fields(Scope& scope, Criterion& out) {
  const std::string field = scope.name("field", Need::optional);
  out.participant_field = scope.name("participant_field", Need::optional);
  out.supporter_field = scope.name("supporter_field", Need::optional);
  if (!field.empty() && (!out.participant_field.empty() || !out.supporter_field.empty())) {
    scope.wrong("field", "field stands beside participant_field or supporter_field",
                "keep field when both sides answer the same question, else the other two");
  }
  if (!field.empty()) out.participant_field = out.supporter_field = field;
  if (out.participant_field.empty() || out.supporter_field.empty()) {
    scope.wrong("key", "this rule does not say which answers it compares",
                "add field:, or participant_field: and supporter_field:");
  }
}

Criterion read_criterion(const Tree& tree, const Reading& reading) {
  Criterion out;
  if (!is_map(tree, reading, "a rule")) return out;
  Scope scope(tree, reading);
  out.key = scope.name("key");
  out.kind = scope.one("kind", Need::required, CriterionKind::same);
  read_fields(scope, out);
  out.strictness = scope.one("strictness", Need::required, Strictness::nice);
  out.participant_may_switch = scope.yes("participant_may_switch", true);
  out.weight = scope.whole("weight", Need::optional, 0, 100, 1);
  out.limit = scope.number("limit", 0, farthest_km);
  out.travel_field = scope.name("travel_field", Need::optional);
  out.limit_if_no = scope.number("limit_if_no", 0, farthest_km);
  out.fallback_to = scope.name("fallback_to", Need::optional);
  out.label = scope.words("label", Need::required);
  out.sentence = scope.words("sentence", Need::required, 200);
  out.differs = scope.words("differs", Need::optional, 200);
  scope.finish();
  return out;
}

void read_requests(Scope& scope, RequestRules& out) {
  const Tree* map = scope.map("requests", Need::required);
  if (!map) return;
  Scope requests(*map, scope.reading());
  out.ask_up_to = requests.whole("ask_up_to", Need::required, 1, 10, 1);
  out.remind_after_minutes = requests.span_minutes("remind_after", Need::required);
  out.release_after_minutes = requests.span_minutes("release_after", Need::required);
  out.total_minutes = requests.span_minutes("total", Need::required);
  if (out.release_after_minutes <= out.remind_after_minutes) {
    requests.wrong("release_after", "the request is released before the supporter is reminded",
                   "make release_after longer than remind_after");
  }
  if (out.total_minutes < out.release_after_minutes) {
    requests.wrong("total", "the whole request ends before the first supporter is released",
                   "make total at least as long as release_after");
  }
  requests.finish();
}

std::string read_number(Scope& scope, std::string_view key, Need need) {
  const std::string written = scope.text(key, need, 20);
  if (written.empty()) return "";
  const std::size_t begin = written[0] == '+' ? 1 : 0;
  const bool digits = written.find_first_not_of("0123456789", begin) == std::string::npos;
  const std::size_t count = written.size() - begin;
  const bool good = digits && (begin == 1 ? count >= 8 && count <= 15 : count >= 3 && count <= 11);
  if (good) return written;
  scope.wrong(key, in_quotes(written) + " is not a telephone number",
              "write digits only, as they are dialled there: \"988\", \"116123\" or \"+16045550123\"");
  return "";
}

void read_web(Scope& scope, Signpost& out) {
  out.web = scope.text("web", Need::optional, 300);
  const bool plain = out.web.find_first_of(" \"'<>\\") == std::string::npos;
  if (!out.web.empty() && (!out.web.starts_with("https://") || !plain)) {
    scope.wrong("web", in_quotes(out.web) + " is not a safe web address", "write an address with https://");
  }
}

bool is_place(std::string_view text) {
  const auto capital = [&](std::size_t i) { return text[i] >= 'A' && text[i] <= 'Z'; };
  if (text.size() < 2 || !capital(0) || !capital(1)) return false;
  if (text.size() == 2) return true;
  if (text[2] != '-' || text.size() < 4 || text.size() > 6) return false;
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 3) == std::string_view::npos;
}

Signpost read_signpost(const Tree& tree, const Reading& reading) {
  Signpost out;
  if (!is_map(tree, reading, "a signpost")) return out;
  Scope scope(tree, reading);
  out.key = scope.name("key");
  out.place = scope.text("place", Need::required);
  if (!out.place.empty() && !is_place(out.place)) {
    scope.wrong("place", in_quotes(out.place) + " is not a country or region", "write a code: CA, or CA-BC");
  }
  out.emergency = scope.yes("emergency");
  out.name = scope.words("name", Need::required);
  out.call = read_number(scope, "call", Need::optional);
  out.text_to = read_number(scope, "text_to", Need::optional);
  if (!scope.has("call") && !scope.has("text_to")) {
    scope.wrong("key", "this signpost has no number", "add call: with the number to dial");
  }
  out.shown_as = scope.text("shown_as", Need::required, 40);
  read_web(scope, out);
  out.hours = scope.words("hours", Need::required);
  out.about = scope.words("about", Need::required, help_length);
  out.checked_on = scope.date("checked_on", Need::required);
  scope.finish();
  return out;
}

}  // namespace

void read_matching(const Tree& tree, Findings& findings, Package& out) {
  const Reading reading{findings, "matching.yaml", out.languages};
  if (!is_map(tree, reading, "the file")) return;
  Scope scope(tree, reading);
  out.matching.capacity_field = scope.name("capacity_field", Need::optional);
  out.matching.certified_by = scope.texts("certified_by", Need::optional);
  out.matching.waiting_since = scope.name("waiting_since", Need::optional);
  read_requests(scope, out.matching.requests);
  if (const Tree* criteria = scope.list("criteria", Need::required)) {
    for (const Tree& each : criteria->items) out.matching.criteria.push_back(read_criterion(each, reading));
  }
  scope.finish();
}

void read_safeguarding(const Tree& tree, Findings& findings, Package& out) {
  const Reading reading{findings, "safeguarding.yaml", out.languages};
  if (!is_map(tree, reading, "the file")) return;
  Scope scope(tree, reading);
  out.safeguarding.not_emergency = scope.words("not_emergency", Need::required, help_length);
  if (const Tree* signposts = scope.list("signposts", Need::required)) {
    for (const Tree& each : signposts->items) {
      out.safeguarding.signposts.push_back(read_signpost(each, reading));
    }
  }
  scope.finish();
}

}  // namespace kith::package
