#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "modules/programmes/package/read.h"
#include "modules/programmes/package/read_screen.h"

namespace kith::package {

namespace {

bool is_language_tag(std::string_view text) {
  return text.size() >= 2 && text.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_package_id(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return text.size() >= 2 && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), allowed);
}

void read_languages(Scope& scope, Package& out) {
  std::vector<std::string> languages = scope.texts("languages", Need::required);
  for (const std::string& each : languages) {
    if (!is_language_tag(each)) {
      scope.wrong("languages", in_quotes(each) + " is not a language code",
                  "write two small letters: en, fr, es");
    } else if (std::count(out.languages.begin(), out.languages.end(), each)) {
      scope.wrong("languages", in_quotes(each) + " is there twice", "name each language once");
    } else {
      out.languages.push_back(each);
    }
  }
  if (scope.has("languages") && languages.empty()) {
    scope.wrong("languages", "no language is named", "write [en] or more languages");
  }
  out.default_language = scope.text("default_language", Need::required);
  if (!out.default_language.empty() &&
      !std::count(out.languages.begin(), out.languages.end(), out.default_language)) {
    scope.wrong("default_language", in_quotes(out.default_language) + " is not among the languages",
                "write " + one_of(out.languages));
  }
}

void read_identity_of_programme(Scope& scope, Package& out) {
  scope.whole("spec_version", Need::required, 1, 1000000);
  out.spec_version = current_spec_version;
  out.id = scope.text("id", Need::required);
  if (!out.id.empty() && !is_package_id(out.id)) {
    scope.wrong("id", in_quotes(out.id) + " cannot be an id",
                "use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter");
  }
  out.version = scope.whole("version", Need::required, 1, 1000000, 1);
  out.name = scope.words("name", Need::required, 60);
  out.summary = scope.words("summary", Need::required, help_length);
}

void read_setting(Scope& scope, Package& out) {
  out.country = scope.text("country", Need::required);
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!out.country.empty() &&
      (out.country.size() != 2 || !capital(out.country[0]) || !capital(out.country[1]))) {
    scope.wrong("country", in_quotes(out.country) + " is not a country code",
                "write two capitals: CA, US, GB");
    out.country.clear();  // nothing else is said about a country that is not one
  }
  out.time_zone = scope.text("time_zone", Need::required);
  if (!out.time_zone.empty() && !is_time_zone(out.time_zone)) {
    scope.wrong("time_zone", in_quotes(out.time_zone) + " is not a time zone",
                "write one such as Europe/London");
  }
  if (scope.text("length", Need::required) != "open")
    out.length_minutes = scope.span_minutes("length", Need::optional);
  if (scope.has("extension")) out.extension_minutes = scope.span_minutes("extension", Need::optional);
  scope.text("extension", Need::optional);
}

// Calls `read(key, place of the value, scope)` for each member of the map at `key`.
template <class Read>
void each_member(Scope& scope, std::string_view key, Read read) {
  const Tree* map = scope.map(key, Need::required);
  if (!map) return;
  for (const TreeMember& each : map->members) {
    if (!is_name(each.key.text)) {
      scope.reading().findings.add({scope.reading().file, each.key.line, each.key.column},
                                   in_quotes(each.key.text) + " cannot be a key",
                                   "use lower-case letters, digits and \"_\"");
    } else {
      read(each);
    }
  }
}

void note_unknown(const Scope& scope, const Tree& at, const std::vector<std::string>& names,
                  std::string_view about) {
  if (std::count(names.begin(), names.end(), at.text)) return;
  scope.reading().findings.add({scope.reading().file, at.line, at.column},
                               in_quotes(at.text) + " is not a known " + std::string(about),
                               choose_from(at.text, names));
}

void read_roles(Scope& scope, Package& out) {
  each_member(scope, "roles", [&](const TreeMember& each) {
    note_unknown(scope, each.key, known_roles(), "role");
    if (!is_map(each.value, scope.reading(), "a role")) return;
    Scope role(each.value, scope.reading());
    RoleWords words{each.key.text, role.words("one", Need::required), role.words("many", Need::required),
                    role.words("one_inside", Need::required), role.words("many_inside", Need::required)};
    role.finish();
    out.roles.push_back(std::move(words));
  });
  if (!scope.has("roles")) return;
  for (const char* needed : {"participant", "supporter", "coordinator"}) {
    if (out.role(needed)) continue;
    scope.wrong("roles", "the role " + in_quotes(needed) + " is missing", "add its words");
  }
}

void read_modes(Scope& scope, Package& out) {
  static const std::vector<std::string> known = {"text", "phone", "video", "email", "in_person", "group"};
  each_member(scope, "modes", [&](const TreeMember& each) {
    note_unknown(scope, each.key, known, "mode");
    out.modes.push_back({each.key.text, read_words(each.value, scope.reading(), label_length)});
  });
}

void read_day_parts(Scope& scope, Package& out) {
  each_member(scope, "day_parts", [&](const TreeMember& each) {
    if (!is_map(each.value, scope.reading(), "a part of the day")) return;
    Scope part(each.value, scope.reading());
    DayPart made{each.key.text, part.words("label", Need::required),
                 part.time_of_day("from", Need::required, 0), part.time_of_day("until", Need::required, 0)};
    if (made.until_minute <= made.from_minute) {
      part.wrong("until", "this part of the day ends before it begins", "write a later time in until");
    }
    part.finish();
    out.day_parts.push_back(std::move(made));
  });
}

void read_consents(Scope& scope, Package& out) {
  each_member(scope, "consents", [&](const TreeMember& each) {
    if (!is_map(each.value, scope.reading(), "a consent purpose")) return;
    Scope purpose(each.value, scope.reading());
    ConsentPurpose made;
    made.key = each.key.text;
    made.asked_of = purpose.one("asked_of", Need::optional, AskedOf::both);
    made.needed = purpose.yes("needed");
    made.recorded_in = purpose.name("recorded_in", Need::optional);
    made.label = purpose.words("label", Need::required);
    purpose.finish();
    out.consents.push_back(std::move(made));
  });
}

void read_limits(Scope& scope, Package& out) {
  const Tree* map = scope.map("limits", Need::required);
  if (!map) return;
  Scope limits(*map, scope.reading());
  out.limits.capacity_default = limits.whole("capacity_default", Need::required, 1, 100, 1);
  out.limits.capacity_most =
      limits.whole("capacity_most", Need::required, 1, 100, out.limits.capacity_default);
  if (out.limits.capacity_default > out.limits.capacity_most) {
    limits.wrong("capacity_default", "the usual number of people is above the highest",
                 "make capacity_default at most " + std::to_string(out.limits.capacity_most));
  }
  limits.finish();
}

void read_retention(Scope& scope, Package& out) {
  const Tree* map = scope.map("retention", Need::optional);
  if (!map) return;
  Scope retention(*map, scope.reading());
  constexpr int most_months = 12 * 30;
  out.retention.people_months =
      retention.whole("people_months", Need::required, 1, most_months, out.retention.people_months);
  out.retention.concerns_months =
      retention.whole("concerns_months", Need::required, 1, most_months, out.retention.concerns_months);
  if (out.retention.concerns_months < out.retention.people_months) {
    retention.wrong("concerns_months", "concerns would be gone before the people they are about",
                    "write at least " + std::to_string(out.retention.people_months));
  }
  retention.finish();
}

}  // namespace

const std::vector<std::string>& known_roles() {
  static const std::vector<std::string> roles = {
      "participant",       "supporter", "caregiver",  "facilitator", "coordinator", "supervisor",
      "safeguarding_lead", "referrer",  "researcher", "trainer",     "lead",        "overseer"};
  return roles;
}

void read_programme(const Tree& tree, Findings& findings, Package& out) {
  const Reading reading{findings, "programme.yaml", out.languages};
  if (!is_map(tree, reading, "the file")) return;
  Scope scope(tree, reading);
  read_languages(scope, out);
  read_identity_of_programme(scope, out);
  read_setting(scope, out);
  read_roles(scope, out);
  read_modes(scope, out);
  read_day_parts(scope, out);
  out.screen = read_screen(scope);
  read_consents(scope, out);
  read_limits(scope, out);
  read_retention(scope, out);
  scope.finish();
}

}  // namespace kith::package
