#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/actor.h"
#include "kernel/module.h"
#include "modules/programmes/package/package.h"

// Programmes: organisations' peer-support programmes, each run by a published, immutable version of a
// package. Refusal codes: programmes.unknown_package, programmes.already_added.
namespace kith {

struct Programme {
  ProgrammeId id;
  std::string key;  // the package's id: "reachout"
  OrganisationId organisation;
  std::shared_ptr<const package::Package> package;

  std::string name(const std::string& language) const;
  // The words of a role: "peer supporter", or the plain English word when the programme does not name it.
  std::string role_word(Role role, const std::string& language) const;
  std::string role_words(Role role, const std::string& language) const;  // many
  // A text of the package in the language, with {name} style arguments filled in; "" when there is none.
  std::string text(std::string_view key, const std::string& language,
                   const std::map<std::string, std::string>& arguments = {}) const;
  std::string title(std::string_view key, const std::string& language,
                    const std::map<std::string, std::string>& arguments = {}) const;
  // The language to use for someone who asked for `wanted`: that one if the programme has it, else its
  // default.
  std::string language_for(const std::string& wanted) const;
};

// Reads programmes; parsed packages are kept, which is safe because a published version never changes.
class Programmes {
 public:
  // `shipped` is the folder of the packages that come with Kith.
  explicit Programmes(std::filesystem::path shipped) : shipped_(std::move(shipped)) {}

  Programme get(Tx& tx, const ProgrammeId& id) const;  // refuses not_found
  std::optional<Programme> find_by_key(Tx& tx, std::string_view key) const;
  std::vector<Programme> all(Tx& tx) const;  // by key; an installation holds at most 200

  // Adds a programme with this package as its published version; emits programmes.programme_added.
  ProgrammeId add(Context& context, const package::Package& package, std::string_view organisation);
  // Publishes a changed package for the programme of that key; emits programmes.version_published.
  void publish(Context& context, const ProgrammeId& id, const package::Package& package);

  const std::filesystem::path& shipped() const { return shipped_; }

 private:
  std::shared_ptr<const package::Package> parsed(Tx& tx, const std::string& version_id) const;
  Programme from_row(Tx& tx, const Row& row) const;

  std::filesystem::path shipped_;
  mutable std::mutex lock_;
  mutable std::unordered_map<std::string, std::shared_ptr<const package::Package>> parsed_;
};

std::unique_ptr<Module> make_programmes_module(Programmes& programmes);

}  // namespace kith
