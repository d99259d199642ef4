#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "modules/programmes/package/texts.h"
#include "modules/programmes/programmes.h"

namespace kith {

std::vector<Migration> kith_programmes_schema();

namespace {

struct RoleWord {
  static constexpr std::string_view schema_name = "RoleWord";
  std::string one;
  std::string many;
  static constexpr auto fields() {
    return std::tuple{field("one", &RoleWord::one), field("many", &RoleWord::many)};
  }
};

struct SignpostView {
  static constexpr std::string_view schema_name = "Signpost";
  std::string name;
  std::string place;
  bool emergency = false;
  std::string call;
  std::string shown_as;
  std::string text;
  std::string hours;
  std::string about;
  static constexpr auto fields() {
    return std::tuple{field("name", &SignpostView::name),
                      field("place", &SignpostView::place),
                      field("emergency", &SignpostView::emergency),
                      field("call", &SignpostView::call, {.about = "What a telephone dials."}),
                      field("shown_as", &SignpostView::shown_as, {.about = "The number as people write it."}),
                      field("text", &SignpostView::text, {.about = "A number for text messages, or empty."}),
                      field("hours", &SignpostView::hours),
                      field("about", &SignpostView::about)};
  }
};

struct GuideAsk {
  static constexpr std::string_view schema_name = "GuideAsk";
  std::string programme;
  std::string language;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &GuideAsk::programme, {.max_length = 64, .about = "Its id or its key."}),
        field("language", &GuideAsk::language, {.max_length = 8, .may_be_absent = true})};
  }
};

struct GuideView {
  static constexpr std::string_view schema_name = "GuideView";
  ProgrammeId programme_id;
  std::string key;
  std::string name;
  std::string summary;
  std::string language;
  std::vector<std::string> languages;
  std::map<std::string, RoleWord> role_words;
  std::map<std::string, std::string> texts;
  std::vector<SignpostView> crisis;
  std::string not_emergency;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_id", &GuideView::programme_id),
        field("key", &GuideView::key),
        field("name", &GuideView::name),
        field("summary", &GuideView::summary),
        field("language", &GuideView::language),
        field("languages", &GuideView::languages),
        field("role_words", &GuideView::role_words),
        field("texts", &GuideView::texts, {.about = "Words that this programme shows, by key."}),
        field("crisis", &GuideView::crisis),
        field("not_emergency", &GuideView::not_emergency)};
  }
};

struct CrisisAsk {
  static constexpr std::string_view schema_name = "CrisisAsk";
  std::string language;
  static constexpr auto fields() {
    return std::tuple{field("language", &CrisisAsk::language, {.max_length = 8, .may_be_absent = true})};
  }
};

struct CrisisView {
  static constexpr std::string_view schema_name = "CrisisView";
  std::string not_emergency;
  std::vector<SignpostView> items;
  static constexpr auto fields() {
    return std::tuple{field("not_emergency", &CrisisView::not_emergency), field("items", &CrisisView::items)};
  }
};

struct PackageLine {
  static constexpr std::string_view schema_name = "PackageLine";
  std::string key;
  std::string name;
  int version = 1;
  bool added = false;
  std::optional<ProgrammeId> programme_id;
  static constexpr auto fields() {
    return std::tuple{field("key", &PackageLine::key), field("name", &PackageLine::name),
                      field("version", &PackageLine::version), field("added", &PackageLine::added),
                      field("programme_id", &PackageLine::programme_id)};
  }
};

struct PackageList {
  static constexpr std::string_view schema_name = "PackageList";
  std::vector<PackageLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &PackageList::items), field("next", &PackageList::next)};
  }
};

struct ProgrammeLine {
  static constexpr std::string_view schema_name = "ProgrammeLine";
  ProgrammeId programme_id;
  std::string key;
  std::string name;
  bool has_groups = false;
  bool has_trial = false;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_id", &ProgrammeLine::programme_id), field("key", &ProgrammeLine::key),
        field("name", &ProgrammeLine::name),
        field("has_groups", &ProgrammeLine::has_groups, {.about = "Whether the programme forms groups."}),
        field("has_trial", &ProgrammeLine::has_trial,
              {.about = "Whether it is part of a randomised trial."})};
  }
};

struct ProgrammeList {
  static constexpr std::string_view schema_name = "ProgrammeList";
  std::vector<ProgrammeLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &ProgrammeList::items), field("next", &ProgrammeList::next)};
  }
};

struct AddProgramme {
  static constexpr std::string_view schema_name = "AddProgramme";
  std::string package;
  std::string organisation;
  static constexpr auto fields() {
    return std::tuple{
        field("package", &AddProgramme::package, {.min_length = 1, .max_length = 64}),
        field("organisation", &AddProgramme::organisation, {.min_length = 1, .max_length = 120})};
  }
};

std::vector<SignpostView> signposts(const Programme& programme, const std::string& language) {
  const package::Package& package = *programme.package;
  std::vector<SignpostView> out;
  for (const package::Signpost& each : package.safeguarding.signposts) {
    const auto words = [&](const package::Words& all) {
      return package::in_language(all, language, package.default_language);
    };
    out.push_back({words(each.name), country_name(each.place, language), each.emergency, each.call,
                   each.shown_as, each.text_to, words(each.hours), words(each.about)});
  }
  return out;
}

Programme by_id_or_key(Tx& tx, const Programmes& programmes, const std::string& name) {
  if (auto found = programmes.find_by_key(tx, name)) return *found;
  return programmes.get(tx, ProgrammeId(name));
}

// Texts that need no arguments: what the app itself shows. Letters are filled in where they are sent.
std::map<std::string, std::string> shown_texts(const Programme& programme, const std::string& language) {
  std::map<std::string, std::string> out;
  for (const package::Text& each : programme.package->texts) {
    const package::KnownText* known = package::known_text(each.key);
    const bool needs_nothing =
        std::ranges::all_of(known ? known->arguments : std::vector<std::string>{"?"},
                            [](const std::string& name) { return name == "programme"; });
    if (needs_nothing || each.key.starts_with("consent_")) out[each.key] = programme.text(each.key, language);
  }
  return out;
}

GuideView guide(Context& context, const Programmes& programmes, const GuideAsk& ask) {
  const Programme programme = by_id_or_key(context.tx, programmes, ask.programme);
  const std::string language = programme.language_for(ask.language.empty() ? context.language : ask.language);
  const package::Package& package = *programme.package;
  context.reply.public_answer = true;
  GuideView view{
      programme.id,
      programme.key,
      programme.name(language),
      package::in_language(package.summary, language, package.default_language),
      language,
      package.languages,
      {},
      shown_texts(programme, language),
      signposts(programme, language),
      package::in_language(package.safeguarding.not_emergency, language, package.default_language)};
  for (const auto& each : package.roles) {
    view.role_words[each.key] = {package::in_language(each.one_inside, language, package.default_language),
                                 package::in_language(each.many_inside, language, package.default_language)};
  }
  return view;
}

// The numbers of every programme here, each once: for pages where nobody has signed in.
CrisisView crisis(Context& context, const Programmes& programmes, const CrisisAsk& ask) {
  CrisisView view;
  context.reply.public_answer = true;
  for (const Programme& programme : programmes.all(context.tx)) {
    const std::string language =
        programme.language_for(ask.language.empty() ? context.language : ask.language);
    if (view.not_emergency.empty()) {
      view.not_emergency = package::in_language(programme.package->safeguarding.not_emergency, language,
                                                programme.package->default_language);
    }
    for (SignpostView& each : signposts(programme, language)) {
      const bool known = std::ranges::any_of(view.items, [&](const SignpostView& other) {
        return other.call == each.call && other.text == each.text && other.place == each.place;
      });
      if (!known) view.items.push_back(std::move(each));
    }
  }
  return view;
}

PackageList packages(Context& context, const Programmes& programmes) {
  PackageList list;
  for (const auto& entry : std::filesystem::directory_iterator(programmes.shipped())) {
    if (!entry.is_directory()) continue;
    const auto loaded = package::load_package(entry.path());
    if (!loaded.good()) continue;
    const auto added = programmes.find_by_key(context.tx, loaded.package.id);
    list.items.push_back(
        {loaded.package.id,
         package::in_language(loaded.package.name, context.language, loaded.package.default_language),
         loaded.package.version, added.has_value(), added ? std::optional(added->id) : std::nullopt});
  }
  std::ranges::sort(list.items, {}, &PackageLine::key);
  return list;
}

ProgrammeLine add(Context& context, Programmes& programmes, const AddProgramme& ask) {
  for (const auto& entry : std::filesystem::directory_iterator(programmes.shipped())) {
    if (!entry.is_directory() || entry.path().filename() != ask.package) continue;
    const auto loaded = package::load_package(entry.path());
    if (!loaded.good()) break;
    const ProgrammeId id = programmes.add(context, loaded.package, ask.organisation);
    const Programme made = programmes.get(context.tx, id);
    return {id, ask.package, made.name(context.language), made.package->groups.has_value(),
            made.package->trial.has_value()};
  }
  throw Refusal(RefusalKind::not_found, "programmes.unknown_package",
                "There is no programme package of this name.");
}

ProgrammeList list(Context& context, const Programmes& programmes) {
  ProgrammeList out;
  for (const Programme& each : programmes.all(context.tx)) {
    if (!context.actor.is_administrator() && !context.actor.knows(each.id)) continue;
    out.items.push_back({each.id, each.key, each.name(context.language), each.package->groups.has_value(),
                         each.package->trial.has_value()});
  }
  return out;
}

class ProgrammesModule : public Module {
 public:
  explicit ProgrammesModule(Programmes& programmes) : programmes_(programmes) {}
  std::string_view name() const override { return "programmes"; }
  std::vector<Migration> schema() const override { return kith_programmes_schema(); }

  Endpoints endpoints() override {
    const RateLimit open_to_all{120, 60};
    return {
        endpoint<GuideAsk, GuideView>(
            Method::get, "/api/guide", anyone(), Access::read,
            "A programme's words, texts and crisis numbers",
            [this](Context& c, const GuideAsk& r) { return guide(c, programmes_, r); },
            {.limit = open_to_all}),
        endpoint<CrisisAsk, CrisisView>(
            Method::get, "/api/crisis", anyone(), Access::read, "Where to get help at once",
            [this](Context& c, const CrisisAsk& r) { return crisis(c, programmes_, r); },
            {.limit = open_to_all}),
        endpoint<Nothing, PackageList>(
            Method::get, "/api/packages", administrator(), Access::read,
            "The programme packages that can be added",
            [this](Context& c, const Nothing&) { return packages(c, programmes_); }),
        endpoint<AddProgramme, ProgrammeLine>(
            Method::post, "/api/programmes", administrator(), Access::write, "Add a programme from a package",
            [this](Context& c, const AddProgramme& r) { return add(c, programmes_, r); }),
        endpoint<Nothing, ProgrammeList>(Method::get, "/api/programmes", signed_in(), Access::read,
                                         "The programmes one has a part in",
                                         [this](Context& c, const Nothing&) { return list(c, programmes_); }),
    };
  }

 private:
  Programmes& programmes_;
};

}  // namespace

std::unique_ptr<Module> make_programmes_module(Programmes& programmes) {
  return std::make_unique<ProgrammesModule>(programmes);
}

}  // namespace kith
