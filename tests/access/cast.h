#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "access/installed.h"

namespace kith::access {

// One state that somebody who asks may be in, with their browser and what is their own.
struct Player {
  std::string name;  // "matched_supporter"
  PersonId person;
  Role role = Role::participant;
  ProgrammeId programme;
  Browser browser;
  std::map<std::string, std::string> own;  // by the name of the path field: "conversation" → its id
};

// A text that may reach some of the players and nobody else.
struct Canary {
  std::string text;
  std::string what;             // "last name of matched_participant"
  std::set<std::string> seers;  // names of players
  bool in_reachout = true;      // the programme of whom it is about
};

// Two programmes, somebody in every state, and one of every thing.
class Cast {
 public:
  explicit Cast(Installed& installed);

  // Those whose rows stand in expected.txt, in its order.
  const std::vector<std::string>& players() const { return order_; }
  const Player& player(const std::string& name) const { return people_.at(name); }
  const std::vector<Canary>& canaries() const { return canaries_; }

  Browser sign_in(const std::string& name, LinkPurpose purpose);

  Installed& installed;
  ProgrammeId reachout, rapsid;
  // Things of somebody else in each programme, by the name of the path field.
  std::map<std::string, std::string> reachout_things, rapsid_things;

 private:
  struct Shape {
    Role role;
    bool in_reachout = true;
    GrantState state = GrantState::active;
  };
  void add(const std::string& name, const Shape& shape);
  void add_everybody();
  void fill_profile(const std::string& name);
  std::map<std::string, Json> answers_of(const std::string& name, const Shape& shape);
  void sign_everybody_in();
  void second_factor(Player& player);
  void note_devices();
  std::string request(const std::string& participant, const std::string& supporter);
  void match(const std::string& participant, const std::string& supporter);
  void talk(const std::string& name);
  void raise(const std::string& name, const std::string& other, const std::string& thing_owner);
  void let_see(const std::string& about, const std::set<std::string>& what, const std::string& seer);
  void look(const std::string& staff, const std::string& person);
  std::string left(const std::string& name);
  void leave(const std::string& name);
  void leave_and_look(const std::string& name);
  void upload(const std::string& staff);
  void form_groups();
  void open_trial();
  void rehearse();
  void set_state(const std::string& name, GrantState state);
  void note_tasks();
  void note_clocks();
  void want_paper(const std::string& name);
  void want_a_call(const std::string& name, std::map<std::string, std::string>& things);
  void plant(const std::string& about, const std::string& what, const std::string& text,
             std::set<std::string> seers);
  void plant_identity(const std::string& name, const Identity& identity);
  std::set<std::string> staff_who_read(const Player& player) const;
  Json ok(const std::string& name, const Ask& what);
  std::map<std::string, std::string>& things_of(const ProgrammeId& programme);

  std::map<std::string, Player> people_;
  std::map<std::string, Shape> shapes_;
  std::vector<std::string> order_;
  std::vector<Canary> canaries_;
  std::map<std::string, Identity> identities_;
  std::map<std::string, std::string> trained_on_;
  int number_ = 0;
};

// The text planted at one place of one player: "zq-hello-asker".
std::string canary_of(const std::string& place, const std::string& name);

inline constexpr std::string_view missing_id = "00000000-0000-7000-8000-000000000000";

}  // namespace kith::access
