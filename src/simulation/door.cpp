#include "simulation/door.h"

#include <stdexcept>

namespace kith::simulation {

Door::Door(const Ground& on, House& house) : on_(on), house_(house) {
  for (const Endpoint& each : house.application().endpoints()) {
    endpoints_[{each.method, each.path}] = &each;
  }
}

bool Door::has(Method method, std::string_view path) const {
  return endpoints_.contains({method, std::string(path)});
}

const Endpoint& Door::endpoint(Method method, std::string_view path) const {
  const auto found = endpoints_.find({method, std::string(path)});
  if (found == endpoints_.end()) throw std::logic_error("no endpoint " + std::string(path));
  return *found->second;
}

Actor Door::admit(Tx& tx, const PersonId& person, const Permission& permission, const Json& input) const {
  Actor actor;
  actor.kind = Actor::Kind::person;
  actor.person = person;
  actor.second_factor = SecondFactor::none;
  house_.people().fill(tx, actor);
  for (const RoleGrant& each : actor.grants) {
    if (is_staff(each.role)) actor.second_factor = SecondFactor::done;
  }
  permit(permission, actor, input);
  return actor;
}

// As on the server, and on the thread that asks: an invented world has one thread and one time.
Json Door::prepared(const PersonId& person, const Endpoint& called, const Json& input) {
  if (!called.options.prepare) return {};
  on_.database.read([&](Tx& tx) { admit(tx, person, called.permission, input); });
  return called.options.prepare(on_.database, on_.world, on_.vault, input);
}

Json Door::ask(const PersonId& person, Method method, std::string_view path, const Json& input) {
  const Endpoint& called = endpoint(method, path);
  const Json before = prepared(person, called, input);
  Json answer;
  const auto act = [&](Tx& tx) {
    const Actor actor = admit(tx, person, called.permission, input);
    Context context{
        on_.world,      on_.vault, tx,    actor, house_.application().within(), on_.world.clock.now(),
        actor.language, {},        before};
    answer = called.run(context, input);
  };
  if (called.access == Access::read) {
    on_.database.read(act);
  } else {
    on_.database.write(act);
  }
  return answer;
}

}  // namespace kith::simulation
