#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernel/application.h"
#include "modules/interop/interop.h"

namespace kith {

// A whole installation in memory, with the shipped programmes, whose sessions are person ids.
class House {
 public:
  House();
  ~House();

  ProgrammeId add_programme(const std::string& folder);
  PersonId add_staff(const ProgrammeId& programme, Role role, const std::string& email);

  // One request as that person (nobody when empty). `body` is sent for POST and PUT.
  http::Response call(const PersonId& who, const std::string& method, const std::string& path,
                      const Json& body = {});
  Json json(const http::Response& response) const { return parse_json(response.body); }

  ImportOutcome import(const ProgrammeId& programme, package::Side side, const std::string& bytes,
                       AcceptDuplicates accepted = AcceptDuplicates::within_file,
                       const ImportProgress& progress = {});
  CommandOutput command(const std::string& programme, package::Side side, const std::string& bytes,
                        bool dry_run = false, AcceptDuplicates accepted = AcceptDuplicates::within_file);

  void as_system(const std::function<void(Context&)>& operation);
  std::int64_t count(const std::string& table);
  std::vector<StoredEvent> events(const std::string& type);
  std::vector<Candidate> pool(const ProgrammeId& programme, package::Side side);
  Identity identity(const PersonId& person);

  StepClock clock;
  Application& application() { return *application_; }

 private:
  struct Sessions;
  struct NoOutbound;
  SeededRandom random_{7};
  TimeOrderedIds ids_{clock, random_};
  std::unique_ptr<NoOutbound> outbound_;
  World world_;
  Vault vault_;
  std::unique_ptr<Database> database_;
  Log log_;
  std::unique_ptr<Sessions> sessions_;
  Programmes programmes_{""};
  People people_{programmes_};
  Rosters rosters_{people_};
  std::unique_ptr<Application> application_;
};

// A roster with invented people, in the shape of a real one.
std::string shape(const std::string& name);
std::string in_base64(const std::string& bytes);
// The refusal's code in a problem document.
std::string code_of(const http::Response& response);

inline constexpr package::Side participants = package::Side::participant;
inline constexpr package::Side supporters = package::Side::supporter;

}  // namespace kith
