#pragma once

#include <map>
#include <string>
#include <utility>

#include "house/house.h"

// The endpoints of Kith without the wire: the same permission, the same reach, the same `run`.
namespace kith::simulation {

class Door {
 public:
  struct Ground {
    World& world;
    Database& database;
    Vault& vault;
  };

  Door(const Ground& on, House& house);

  // Calls the endpoint as that person, who holds what People says they hold now; staff have done their second
  // factor. Throws what the endpoint refuses with. `path` is the declared one, and the fields of it stand in
  // `input` beside the others. What an endpoint prepares outside its transaction is prepared here and now, so
  // that it falls into the same moment at every run.
  Json ask(const PersonId& person, Method method, std::string_view path, const Json& input = Json::object());

  bool has(Method method, std::string_view path) const;

 private:
  const Endpoint& endpoint(Method method, std::string_view path) const;
  Actor admit(Tx& tx, const PersonId& person, const Permission& permission, const Json& input) const;
  Json prepared(const PersonId& person, const Endpoint& called, const Json& input);

  Ground on_;
  House& house_;
  std::map<std::pair<Method, std::string>, const Endpoint*, std::less<>> endpoints_;
};

}  // namespace kith::simulation
