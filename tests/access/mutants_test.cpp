#include <gtest/gtest.h>

#include "access/walk.h"

// Promise A8: taking away or loosening any one permission is noticed. Each mutant is one endpoint with
// another permission; its row of the matrix is asked until one cell differs from the reviewed table.
namespace kith::access {
namespace {

struct Mutant {
  std::string words;
  Permission permission;
};

std::vector<Mutant> mutants_of(const Endpoint& endpoint) {
  std::vector<Mutant> out;
  const Permission& own = endpoint.permission;
  if (own != anyone()) out.push_back({"anyone", anyone()});
  if (own != administrator()) out.push_back({"administrator", administrator()});
  if (own.kind != Permission::Kind::role_in_programme) return out;
  for (const auto& [role, name] : EnumNames<Role>::names) {
    // Administrators hold their role in no programme, so naming them here would change nothing.
    if (role == Role::administrator) continue;
    std::vector<Role> roles = own.roles;
    const bool held = std::erase(roles, role) > 0;
    if (held && roles.empty()) continue;  // nobody at all: "administrator" above stands for it
    if (!held) roles.push_back(role);
    out.push_back({(held ? "without " : "with ") + std::string(name), role_in_programme(roles)});
  }
  return out;
}

bool is_noticed(Walk& run, const Table& expected, const Endpoint& endpoint, const Mutant& mutant) {
  Endpoint changed = endpoint;
  changed.permission = mutant.permission;
  const UndoneDoor door(run.installed, {changed});
  const Template& what = run.requests.at(key_of(endpoint));
  for (const std::string& name : run.cast.players()) {
    const Player& player = run.cast.player(name);
    for (const Whose whose : what.columns()) {
      const auto request = fill(what, run.cast, player, whose);
      if (!request) continue;
      const std::string outcome = outcome_of(door.ask(player.browser, *request).status);
      const auto found = expected.find({key_of(endpoint), name, whose});
      if (found == expected.end() || found->second != outcome) return true;
    }
  }
  return false;
}

// Negative control: the permission that is there must not count as a mutant.
TEST(Mutants, EveryOneIsNoticed) {
  Walk& run = Walk::get();
  const Table expected = read_table();
  std::size_t killed = 0, total = 0;
  for (const Endpoint* endpoint : run.endpoints()) {
    for (const Mutant& mutant : mutants_of(*endpoint)) {
      ++total;
      const bool noticed = is_noticed(run, expected, *endpoint, mutant);
      killed += noticed;
      EXPECT_TRUE(noticed) << key_of(*endpoint) << ": " << mutant.words << " in place of "
                           << to_text(endpoint->permission);
    }
  }
  std::printf("permission mutants: %zu of %zu noticed\n", killed, total);
  const Endpoint& unchanged = *run.endpoints().front();
  EXPECT_FALSE(is_noticed(run, expected, unchanged, {"unchanged", unchanged.permission}));
}

}  // namespace
}  // namespace kith::access
