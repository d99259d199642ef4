#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/time.h"
#include "modules/programmes/package/grouping.h"
#include "modules/programmes/package/profile.h"
#include "modules/programmes/package/rules.h"
#include "modules/programmes/package/screening.h"
#include "modules/programmes/package/texts.h"
#include "modules/programmes/package/trialling.h"

// A programme as data. A package is a folder of YAML and Markdown files that says what the programme calls
// its roles, what it asks people, how it matches, which clocks run and what its letters say. Loading checks
// all of it and returns either a Package that the rest of Kith can trust or the list of everything that is
// wrong. docs/writing-programmes describes the files.
namespace kith::package {

// The newest form of the files that this Kith reads. Older ones are upgraded while loading, newer ones
// refused.
inline constexpr int current_spec_version = 1;

// What the programme calls a role, in every language. `key` is one of known_roles().
struct RoleWords {
  static constexpr std::string_view schema_name = "PackageRole";
  std::string key;
  Words one;          // "Support Parent", to stand alone or to begin a sentence
  Words many;         // "Support Parents"
  Words one_inside;   // the same inside a sentence: "peer supporter"
  Words many_inside;  // "peer supporters"

  bool operator==(const RoleWords&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &RoleWords::key), field("one", &RoleWords::one),
                      field("many", &RoleWords::many), field("one_inside", &RoleWords::one_inside),
                      field("many_inside", &RoleWords::many_inside)};
  }
};
const std::vector<std::string>& known_roles();

// A part of the day in which people can say they are free: from the hour until the hour, local time.
struct DayPart {
  static constexpr std::string_view schema_name = "PackageDayPart";
  std::string key;
  Words label;
  int from_minute = 0;   // minutes after midnight
  int until_minute = 0;  // later than from_minute, at most 24 * 60

  bool operator==(const DayPart&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &DayPart::key), field("label", &DayPart::label),
                      field("from_minute", &DayPart::from_minute),
                      field("until_minute", &DayPart::until_minute)};
  }
};

// A way of being in touch, as the `channels` question offers it.
struct Mode {
  static constexpr std::string_view schema_name = "PackageMode";
  std::string key;  // text, phone, video, email, in_person or group
  Words label;

  bool operator==(const Mode&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &Mode::key), field("label", &Mode::label)};
  }
};

// One purpose a person may agree to. Its words are the text "consent_<key>".
struct ConsentPurpose {
  static constexpr std::string_view schema_name = "PackageConsent";
  std::string key;
  AskedOf asked_of = AskedOf::both;
  bool needed = false;      // without it the person cannot take part
  std::string recorded_in;  // a date question that imports consent given on paper; "" when none
  Words label;

  bool operator==(const ConsentPurpose&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &ConsentPurpose::key), field("asked_of", &ConsentPurpose::asked_of),
                      field("needed", &ConsentPurpose::needed),
                      field("recorded_in", &ConsentPurpose::recorded_in),
                      field("label", &ConsentPurpose::label)};
  }
};

struct ProgrammeLimits {
  static constexpr std::string_view schema_name = "PackageLimits";
  int capacity_default = 1;  // people a supporter carries when the capacity field is empty
  int capacity_most = 1;     // no supporter carries more

  bool operator==(const ProgrammeLimits&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("capacity_default", &ProgrammeLimits::capacity_default),
                      field("capacity_most", &ProgrammeLimits::capacity_most)};
  }
};

// How long what is held on people is kept. A month counts as the twelfth part of 365 days.
struct Retention {
  static constexpr std::string_view schema_name = "PackageRetention";
  int people_months = 24;    // after somebody's part in the programme has ended
  int concerns_months = 84;  // after a concern was closed

  Duration people() const { return months(people_months); }
  Duration concerns() const { return months(concerns_months); }

  bool operator==(const Retention&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("people_months", &Retention::people_months),
                      field("concerns_months", &Retention::concerns_months)};
  }

 private:
  static Duration months(int count) { return days(count * 365 / 12); }
};

// A real number to call in need. The best place comes first: of the signposts whose place is the person's
// region
// ("CA-BC") or country ("CA"), show the region's before the country's, each in file order.
struct Signpost {
  static constexpr std::string_view schema_name = "PackageSignpost";
  std::string key;
  std::string place;       // ISO 3166: "CA" or "CA-BC"
  bool emergency = false;  // danger to life now
  Words name;
  std::string call;      // what a telephone dials: digits, perhaps with a leading +; "" when text only
  std::string shown_as;  // as people write it: "9-8-8"
  std::string text_to;   // number for text messages; "" when there is none
  std::string web;       // https address, or ""
  Words hours;
  Words about;             // one plain sentence: when to use it
  std::string checked_on;  // the day somebody last made sure, yyyy-mm-dd

  bool operator==(const Signpost&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &Signpost::key),
                      field("place", &Signpost::place),
                      field("emergency", &Signpost::emergency),
                      field("name", &Signpost::name),
                      field("call", &Signpost::call),
                      field("shown_as", &Signpost::shown_as),
                      field("text_to", &Signpost::text_to),
                      field("web", &Signpost::web),
                      field("hours", &Signpost::hours),
                      field("about", &Signpost::about),
                      field("checked_on", &Signpost::checked_on)};
  }
};

struct Safeguarding {
  static constexpr std::string_view schema_name = "PackageSafeguarding";
  Words not_emergency;  // "This is not an emergency service. ..."
  std::vector<Signpost> signposts;

  bool operator==(const Safeguarding&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("not_emergency", &Safeguarding::not_emergency),
                      field("signposts", &Safeguarding::signposts)};
  }
};

// A letter (Markdown with a title) or a message (no title); see texts.h.
struct Text {
  static constexpr std::string_view schema_name = "PackageText";
  std::string key;
  Words title;  // subject of a letter; empty for a message
  Words body;

  bool operator==(const Text&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &Text::key), field("title", &Text::title),
                      field("body", &Text::body, {.max_length = 20000})};
  }
};

struct Package {
  static constexpr std::string_view schema_name = "Package";
  std::string id;   // lower-case letters, digits and hyphens
  int version = 1;  // the programme's own version; rises with every published change
  int spec_version = current_spec_version;
  Words name;
  Words summary;
  std::vector<std::string> languages;  // in the order people are offered them
  std::string default_language;
  std::string country;                 // ISO 3166 alpha-2, upper case: reads phone numbers, picks signposts
  std::string time_zone;               // IANA
  std::int64_t length_minutes = 0;     // how long one person's part lasts; 0 when open-ended
  std::int64_t extension_minutes = 0;  // by how much two people may go on, when both wish it; 0 for not
  std::vector<RoleWords> roles;
  std::vector<Mode> modes;
  std::vector<DayPart> day_parts;
  std::optional<Screen> screen;  // nothing in a programme that is for everybody
  std::vector<ConsentPurpose> consents;
  ProgrammeLimits limits;
  Retention retention;
  std::vector<IdentityQuestion> identity;
  std::vector<Question> questions;
  MatchingRules matching;
  std::vector<ClockRule> clocks;
  WorkingDays working_days;
  Safeguarding safeguarding;
  std::optional<GroupRules> groups;  // nothing in a programme without groups
  std::optional<TrialRules> trial;   // nothing in a programme without a trial
  std::vector<Text> texts;

  bool operator==(const Package&) const = default;
  const RoleWords* role(std::string_view key) const;
  const Question* question(std::string_view key) const;
  const IdentityQuestion* identity_question(std::string_view key) const;
  const Text* text(std::string_view key) const;

  static constexpr auto fields() {
    return std::tuple{field("id", &Package::id),
                      field("version", &Package::version),
                      field("spec_version", &Package::spec_version),
                      field("name", &Package::name),
                      field("summary", &Package::summary),
                      field("languages", &Package::languages),
                      field("default_language", &Package::default_language),
                      field("country", &Package::country),
                      field("time_zone", &Package::time_zone),
                      field("length_minutes", &Package::length_minutes),
                      field("extension_minutes", &Package::extension_minutes, {.may_be_absent = true}),
                      field("roles", &Package::roles),
                      field("modes", &Package::modes),
                      field("day_parts", &Package::day_parts),
                      field("screen", &Package::screen),
                      field("consents", &Package::consents),
                      field("limits", &Package::limits),
                      field("retention", &Package::retention, {.may_be_absent = true}),
                      field("identity", &Package::identity),
                      field("questions", &Package::questions),
                      field("matching", &Package::matching),
                      field("clocks", &Package::clocks),
                      field("working_days", &Package::working_days, {.may_be_absent = true}),
                      field("safeguarding", &Package::safeguarding),
                      field("groups", &Package::groups),
                      field("trial", &Package::trial),
                      field("texts", &Package::texts, {.max_items = 400})};
  }
};

// One thing wrong with a package: where (line and column count from 1; 0 when the whole file or folder is
// meant), what was wrong, and what to do, in plain words.
struct PackageProblem {
  std::string file;  // relative to the package folder
  int line = 0;
  int column = 0;
  std::string what;
  std::string cure;

  bool operator==(const PackageProblem&) const = default;
};

struct LoadResult {
  Package package;                       // only to be used when there are no problems
  std::vector<PackageProblem> problems;  // all of them, ordered by file and line

  bool good() const { return problems.empty(); }
};

// Reads and checks the folder. Never throws for what stands in the files: everything wrong is a problem.
// Bounds: 200 files, 1 MB each, no anchors or aliases, no links, nothing outside the folder.
LoadResult load_package(const std::filesystem::path& folder);

// One line for each problem: "FILE:LINE: what was wrong; what to do".
std::string format_problems(const std::vector<PackageProblem>& problems);

// The canonical form in which a published version is kept. The same package gives the same bytes. A programme
// without groups has no member "groups", one without a trial no "trial", one for everybody no "screen" and
// one that keeps to the usual times no "retention", as versions that were published before there were any.
Json package_to_json(const Package& package);
// Reads what package_to_json wrote; throws Refusal invalid otherwise.
Package package_from_json(const Json& json);
// The version's fingerprint: 64 hexadecimal digits of a BLAKE2b hash over the canonical JSON text.
std::string fingerprint_of(const Package& package);

// What a roster column holds for one side of the programme.
struct ColumnTarget {
  enum class Part { whole, latitude, longitude };
  std::string key;  // of an identity field or a question
  bool identity = false;
  Part part = Part::whole;

  bool operator==(const ColumnTarget&) const = default;
};
// Finds the field by key or synonym, without case, accents or punctuation; nothing when no field fits.
std::optional<ColumnTarget> column_target(const Package& package, Side side, std::string_view header);

// The choice whose key, label in any language or synonym is what was written; nullptr when none is.
const QuestionChoice* choice_for(const Question& question, std::string_view written);

}  // namespace kith::package
