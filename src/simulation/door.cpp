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

Json Door::ask(const PersonId& person, Method method, std::string_view path, const Json& input) {
  const Endpoint& called = endpoint(method, path);
  Json answer;
  const auto act = [&](Tx& tx) {
    Actor actor;
    actor.kind = Actor::Kind::person;
    actor.person = person;
    actor.second_factor = SecondFactor::none;
    house_.people().fill(tx, actor);
    for (const RoleGrant& each : actor.grants) {
      if (is_staff(each.role)) actor.second_factor = SecondFactor::done;
    }
    permit(called.permission, actor, input);
    Context context{
        on_.world,      on_.vault, tx, actor, house_.application().within(), on_.world.clock.now(),
        actor.language, {},        {}};
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
