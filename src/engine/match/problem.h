#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/match/criterion.h"

namespace kith::match {

// Small-place privacy: never anyone whose `attribute` is the same as mine (a shared word, or for a place at
// most `within_km` away). Holds both ways whoever of the two asked for it, and no setting loosens it.
struct Avoid {
  std::string attribute;
  double within_km = 0;
  // What happens when the asker's or the other's value is not known: fails keeps the other out, to be sure.
  Missing when_unknown = Missing::passes;
};

struct Person {
  std::string
      id;  // not empty, one per participant and one per supporter; the same id in both is the same person
  Profile profile;
  std::vector<Avoid> avoid;
  std::vector<std::string> avoid_people;  // "not these people", ids; holds both ways
};

// How much a supporter can take on now. Only a certified, unpaused supporter with load < capacity is
// suggested.
struct Supply {
  int capacity = 0;
  int load = 0;
  bool paused = false;
  bool certified = true;

  bool has_room() const { return load < capacity; }
};

struct Supporter {
  Person person;
  Supply supply;
};

using ParticipantIndex = std::uint32_t;
using SupporterIndex = std::uint32_t;

// Participants, supporters and the model that compares them, laid out for speed. Holds copies: nothing given
// to it need live on. Reading it from several threads at once is safe.
class Problem {
 public:
  // Throws Refusal invalid: as check(Model), and for people with fields "participants.3.profile.town" and
  // codes required, duplicate, unknown (attribute, step, level or zone), wrong_kind, out_of_range, too_many
  // (a list of more than 200).
  Problem(Model model, std::vector<Person> participants, std::vector<Supporter> supporters);
  ~Problem();
  Problem(Problem&&) noexcept;
  Problem& operator=(Problem&&) noexcept;

  const Model& model() const;
  std::size_t participant_count() const;
  std::size_t supporter_count() const;
  const std::string& participant_id(ParticipantIndex participant) const;
  const std::string& supporter_id(SupporterIndex supporter) const;
  const Supply& supply(SupporterIndex supporter) const;

  // A supporter took someone on, paused or came back, without laying out the problem again.
  void set_supply(SupporterIndex supporter, Supply supply);

  struct Layout;  // how it is stored: engine/match/layout.h, for this folder only
  const Layout& layout() const { return *layout_; }

 private:
  friend class ProblemBuilder;
  explicit Problem(std::unique_ptr<Layout> layout);

  std::unique_ptr<Layout> layout_;
};

// Makes a problem of people who come one by one, so that many need not be held twice. Refuses as Problem's
// constructor does, at once what is wrong with the model and in build() what is wrong with people.
class ProblemBuilder {
 public:
  explicit ProblemBuilder(Model model);
  ~ProblemBuilder();

  void add_participant(const Person& person);
  void add_supporter(const Supporter& supporter);

  // Once, at the end.
  Problem build();

 private:
  struct Progress;
  std::unique_ptr<Progress> progress_;
};

}  // namespace kith::match
