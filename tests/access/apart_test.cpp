#include <gtest/gtest.h>

#include <algorithm>

#include "access/walk.h"
#include "base/refusal.h"

// Promise A5: one programme never reaches another, even when the door stands open. Whose rows an operation
// reads is bound in the storage layer.
namespace kith::access {
namespace {

Endpoints open_to_all(Endpoints endpoints) {
  for (Endpoint& each : endpoints) each.permission = anyone();
  return endpoints;
}

bool belongs_elsewhere(const Canary& canary, const Player& player) {
  const bool in_reachout = !player.name.starts_with("other_");
  return canary.in_reachout != in_reachout;
}

// Every permission is taken away, and still nobody reads of the other programme, nor changes anything there.
// Planted faults that turned this red: the coordinator's library without its Reach; `g.programme_id = $2`
// left out of identity_of.
TEST(Programmes, StayApartWithEveryDoorOpen) {
  Walk& run = Walk::get();
  const Answers answers = ask_all(run.cast, open_to_all(run.installed.application->endpoints()));
  std::size_t hits = 0;
  for (const auto& [cell, answered] : answers) {
    for (const Canary* each : found_in(answered.response.body, run.cast)) {
      if (each->seers.contains(cell.player) || !belongs_elsewhere(*each, run.cast.player(cell.player)))
        continue;
      if (each->what.starts_with("last name of") && cell.player == "administrator") continue;
      ++hits;
      ADD_FAILURE() << to_words(cell) << " shows the " << each->what;
    }
  }
  std::printf("open doors: %zu answers, %zu of the other programme\n", answers.size(), hits);
}

struct Elsewhere {
  Whose whose;
  std::string player;
};

// Who has nothing to do with a programme changes nothing there, by any request, with every door open.
TEST(Programmes, AreChangedByNobodyFromElsewhereWithEveryDoorOpen) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, open_to_all(run.installed.application->endpoints()));
  for (const Endpoint* endpoint : run.endpoints()) {
    const Template& what = run.requests.at(key_of(*endpoint));
    if (endpoint->method == Method::get || !what.has_programme) continue;
    for (const auto& [whose, name] :
         {Elsewhere{Whose::rapsid, "coordinator"}, Elsewhere{Whose::rapsid, "participant"},
          Elsewhere{Whose::rapsid, "supporter"}, Elsewhere{Whose::crossed, "coordinator"},
          Elsewhere{Whose::reachout, "other_coordinator"}, Elsewhere{Whose::reachout, "other_participant"}}) {
      const auto columns = what.columns();
      if (std::ranges::find(columns, whose) == columns.end()) continue;
      const Player& player = run.cast.player(name);
      const auto request = fill(what, run.cast, player, whose);
      if (!request) continue;
      const int status = door.ask(player.browser, *request).status;
      const bool skipped_quietly = key_of(*endpoint) == "POST /api/programmes/{programme}/invitations" &&
                                   whose == Whose::crossed;  // ids of nobody here are passed over
      EXPECT_TRUE(status >= 400 || skipped_quietly)
          << key_of(*endpoint) << " by " << name << " on " << name_of(whose) << ": " << status;
    }
  }
}

class Reaches : public testing::Test {
 protected:
  Actor coordinator() const {
    const Player& player = run.cast.player("coordinator");
    Actor actor;
    actor.kind = Actor::Kind::person;
    actor.person = player.person;
    actor.second_factor = SecondFactor::done;
    actor.grants = {{run.cast.reachout, Role::coordinator, GrantState::active}};
    return actor;
  }
  // Runs it as the coordinator of REACHOUT, and says with which refusal it ended, or "".
  std::string refusal_of(const std::function<void(Context&)>& operation) {
    std::string code;
    run.installed.as_actor(coordinator(), [&](Context& context) {
      try {
        operation(context);
      } catch (const Refusal& refusal) {
        code = refusal.code();
      }
    });
    return code;
  }

  Walk& run = Walk::get();
  const ProgrammeId& ours = run.cast.reachout;
  const ProgrammeId& theirs = run.cast.rapsid;
  const PersonId here = run.cast.player("participant").person;
  const PersonId there = run.cast.player("other_participant").person;
};

// A Reach of one programme, given to the public operations with an id of the other: nothing comes back.
TEST_F(Reaches, OfOneProgrammeFindNobodyOfAnother) {
  const People& people = run.installed.people;
  EXPECT_EQ(refusal_of([&](Context& c) { people.profile(c, reach_programme_profiles(c, ours), here); }), "");
  EXPECT_EQ(refusal_of([&](Context& c) { people.identity(c, reach_programme_identities(c, ours), here); }),
            "");
  EXPECT_EQ(refusal_of([&](Context& c) { people.profile(c, reach_programme_profiles(c, ours), there); }),
            "not_found");
  EXPECT_EQ(refusal_of([&](Context& c) { people.identity(c, reach_programme_identities(c, ours), there); }),
            "not_found");
  EXPECT_EQ(refusal_of([&](Context& c) { people.profile(c, reach_profiles_for_matching(c, ours), there); }),
            "not_found");
}

TEST_F(Reaches, CannotBeMadeForAnotherProgramme) {
  const std::string nothing = "not_found";
  EXPECT_EQ(refusal_of([&](Context& c) { reach_own_profile(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_programme_profiles(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_programme_identities(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_import_drafts(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_concerns(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_programme_tasks(c, theirs); }), nothing);
  EXPECT_EQ(refusal_of([&](Context& c) { reach_outbox(c); }), nothing);
}

TEST_F(Reaches, OfOneProgrammeOpenNoConcernOrTalkOfAnother) {
  Safeguarding& safeguarding = run.installed.safeguarding;
  const ConcernId concern(run.cast.rapsid_things.at("concern"));
  EXPECT_EQ(refusal_of([&](Context& c) { reach_content(c, safeguarding, ours, concern); }), "not_found");
  const ConversationId talk(run.cast.rapsid_things.at("conversation"));
  EXPECT_EQ(refusal_of([&](Context& c) { reach_conversation(c, talk); }), "not_found");
  const ConversationId own_house(run.cast.reachout_things.at("conversation"));
  EXPECT_EQ(refusal_of([&](Context& c) { reach_conversation(c, own_house); }), "not_found")
      << "staff read no pairs";
}

TEST_F(Reaches, ForListsHoldOneProgrammeOnly) {
  run.installed.as_actor(coordinator(), [&](Context& context) {
    std::size_t seen = 0;
    run.installed.people.each_member(context, reach_programme_profiles(context, ours),
                                     package::Side::participant, [&](const Profile& profile) {
                                       ++seen;
                                       EXPECT_EQ(profile.programme, ours);
                                       EXPECT_NE(profile.person, there);
                                     });
    EXPECT_GT(seen, 3U);
    const auto concerns = run.installed.safeguarding.queue(context, reach_concerns(context, ours), "", 100);
    EXPECT_EQ(concerns.items.size(), 2U);
    for (const Concern& each : concerns.items) EXPECT_EQ(each.programme, ours);
  });
}

}  // namespace
}  // namespace kith::access
