#include "modules/programmes/programmes.h"

#include <algorithm>

#include "modules/organisations/organisations.h"
#include "modules/programmes/events.h"
#include "modules/programmes/package/texts.h"

namespace kith {
namespace {

constexpr std::string_view select_programme = "select id, key, organisation_id, version_id from programme";

std::string filled(const package::Words& words, const std::string& language, const std::string& fallback,
                   std::map<std::string, std::string> arguments, const std::string& programme) {
  arguments.try_emplace("programme", programme);
  return package::fill(package::in_language(words, language, fallback), language, arguments);
}

// "safeguarding lead", for a role that the programme has no word of its own for.
std::string plain_word(Role role) {
  std::string word(enum_name(role));
  std::ranges::replace(word, '_', ' ');
  return word;
}

// Stores the package as a version of the programme and returns the version's id; an unchanged one is stored
// once.
std::string store_version(Context& context, const ProgrammeId& id, const package::Package& package) {
  const std::string fingerprint = package::fingerprint_of(package);
  const Rows found = context.tx.query(
      "select id from programme_version where programme_id = $1 and fingerprint = $2", id, fingerprint);
  if (!found.empty()) return found[0].text(0);
  const std::string version = context.world.ids.next();
  context.tx.execute(R"(
    insert into programme_version (id, programme_id, fingerprint, package, published_at)
    values ($1, $2, $3, $4, $5)
  )",
                     version, id, fingerprint, to_text(package::package_to_json(package)), context.now);
  return version;
}

}  // namespace

std::string Programme::language_for(const std::string& wanted) const {
  return std::ranges::find(package->languages, wanted) != package->languages.end()
             ? wanted
             : package->default_language;
}

std::string Programme::name(const std::string& language) const {
  return package::in_language(package->name, language, package->default_language);
}

std::string Programme::role_word(Role role, const std::string& language) const {
  const auto* words = package->role(enum_name(role));
  return words ? package::in_language(words->one_inside, language, package->default_language)
               : plain_word(role);
}

std::string Programme::role_words(Role role, const std::string& language) const {
  const auto* words = package->role(enum_name(role));
  return words ? package::in_language(words->many_inside, language, package->default_language)
               : plain_word(role) + "s";
}

std::string Programme::text(std::string_view text_key, const std::string& language,
                            const std::map<std::string, std::string>& arguments) const {
  const auto* found = package->text(text_key);
  if (!found) return "";
  return filled(found->body, language_for(language), package->default_language, arguments, name(language));
}

std::string Programme::title(std::string_view text_key, const std::string& language,
                             const std::map<std::string, std::string>& arguments) const {
  const auto* found = package->text(text_key);
  if (!found || found->title.empty()) return "";
  return filled(found->title, language_for(language), package->default_language, arguments, name(language));
}

Programme Programmes::get(Tx& tx, const ProgrammeId& id) const {
  const Rows rows = tx.query(std::string(select_programme) + " where id = $1", id);
  if (rows.empty()) throw not_found();
  return from_row(tx, rows[0]);
}

std::optional<Programme> Programmes::find_by_key(Tx& tx, std::string_view key) const {
  const Rows rows = tx.query(std::string(select_programme) + " where key = $1", key);
  if (rows.empty()) return std::nullopt;
  return from_row(tx, rows[0]);
}

std::vector<Programme> Programmes::all(Tx& tx) const {
  std::vector<Programme> out;
  for (const Row& row : tx.query(std::string(select_programme) + " order by key, id limit 200")) {
    out.push_back(from_row(tx, row));
  }
  return out;
}

Programme Programmes::from_row(Tx& tx, const Row& row) const {
  return {row.id<ProgrammeId>(0), row.text(1), row.id<OrganisationId>(2), parsed(tx, row.text(3))};
}

std::shared_ptr<const package::Package> Programmes::parsed(Tx& tx, const std::string& version_id) const {
  {
    const std::lock_guard guard(lock_);
    if (const auto found = parsed_.find(version_id); found != parsed_.end()) return found->second;
  }
  const Rows rows = tx.query("select package from programme_version where id = $1", version_id);
  if (rows.empty()) throw StoreError("a programme points to a version that is not there");
  auto made =
      std::make_shared<const package::Package>(package::package_from_json(parse_json(rows[0].text(0))));
  const std::lock_guard guard(lock_);
  return parsed_.try_emplace(version_id, std::move(made)).first->second;
}

ProgrammeId Programmes::add(Context& context, const package::Package& package,
                            std::string_view organisation) {
  if (find_by_key(context.tx, package.id)) {
    throw Refusal(RefusalKind::conflict, "programmes.already_added",
                  "This programme has been added already.");
  }
  const auto id = context.fresh<ProgrammeId>();
  const OrganisationId owner = ensure_organisation(context, organisation);
  context.tx.execute(R"(
    insert into programme (id, key, organisation_id, version_id, added_at) values ($1, $2, $3, '', $4)
  )",
                     id, package.id, owner, context.now);
  const std::string version = store_version(context, id, package);
  context.tx.execute("update programme set version_id = $1 where id = $2", version, id);
  context.emit(id, id.str(), ProgrammeAdded{id, package.id});
  return id;
}

void Programmes::publish(Context& context, const ProgrammeId& id, const package::Package& package) {
  const std::string version = store_version(context, id, package);
  const auto changed = context.tx.execute(
      "update programme set version_id = $1 where id = $2 and version_id <> $1", version, id);
  if (changed) context.emit(id, id.str(), VersionPublished{id, package::fingerprint_of(package)});
}

}  // namespace kith
