#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/conversations/conversations.h"
#include "modules/people/people.h"

// Safeguarding: somebody worries and says so; what was reported is copied, so that it stays though its sender
// leaves; a named person looks, within a time that depends on the level; and every look is written down.
//
// Who reads what (docs/access.md, row "concern, report"): coordinators see the queue without content. Content
// is read by a safeguarding lead, by the reviewer who took the concern on, and by a coordinator only while
// the programme has no active safeguarding lead who could. Whoever was reported is left out of all of it,
// whatever roles they hold: for them the concern does not exist, and no answer to them holds the reporter.
//
// Looks are kept with the concern, and the reporter sees them among the looks at their own record. The person
// reported does not get such a line: in a talk of two it would say who reported.
//
// Refusal codes: safeguarding.not_reader, safeguarding.not_seen, safeguarding.already_closed.
namespace kith {

struct ConcernTag;
using ConcernId = Id<ConcernTag>;

enum class ConcernLevel { not_sure, worried, urgent };

template <>
struct EnumNames<ConcernLevel> {
  static constexpr std::pair<ConcernLevel, std::string_view> names[] = {{ConcernLevel::not_sure, "not_sure"},
                                                                        {ConcernLevel::worried, "worried"},
                                                                        {ConcernLevel::urgent, "urgent"}};
};

enum class ConcernState { open, seen, closed };

template <>
struct EnumNames<ConcernState> {
  static constexpr std::pair<ConcernState, std::string_view> names[] = {
      {ConcernState::open, "open"}, {ConcernState::seen, "seen"}, {ConcernState::closed, "closed"}};
};

// How soon somebody must have looked. Urgent is said of danger now or soon, and a quarter of an hour is what
// a person on duty can hold; worried is seen by the next working day's end; not_sure may wait over a weekend.
inline constexpr Duration urgent_due = minutes(15);
inline constexpr Duration worried_due = hours(24);
inline constexpr Duration not_sure_due = hours(72);
// How long after it was overdue for the `times`th time a concern that nobody looks at is overdue again.
Duration overdue_again_after(ConcernLevel level, std::int64_t times);
Duration due_within(ConcernLevel level);

// Enough to understand a message, and no more of the talk than that.
inline constexpr std::size_t messages_around = 5;

// What the queue shows: facts without content. The thing that Reach<Concern> opens.
struct Concern {
  ConcernId id;
  ProgrammeId programme;
  ConcernLevel level = ConcernLevel::not_sure;
  ConcernState state = ConcernState::open;
  Instant raised_at;
  Instant due_at;
  PersonId reporter;
  Role reporter_role = Role::participant;
  PersonId reported;  // empty when the concern is about no conversation
  PersonId reviewer;  // empty until it was seen
};

// The words and messages of a concern: the thing that Reach<ConcernContent> opens.
struct ReportedSaid {
  MessageId id;
  PersonId sender;
  Role sender_role = Role::participant;
  Instant at;
  std::string text;
  bool reported = false;  // the one; the others stand around it
};

struct ConcernContent {
  Concern concern;
  std::string text;
  std::vector<ReportedSaid> messages;  // in their order
};

struct NewConcern {
  ProgrammeId programme;
  ConversationId conversation;  // may be empty
  MessageId message;            // may be empty
  ConcernLevel level = ConcernLevel::not_sure;
  std::string text;
  bool include_around = false;
};

class Safeguarding {
 public:
  Safeguarding(People& people, Conversations& conversations)
      : people_(people), conversations_(conversations) {}

  // Anybody of the programme may raise one; about a conversation, only its members, also when it has ended
  // and when their part in the programme has. Refuses not_found otherwise, and invalid when nothing is told.
  // Emits concern_raised.
  ConcernId raise(Context& context, const NewConcern& concern);

  // When the programme's time for concerns is over: takes a closed one away with all its words.
  void forget(Context& context, const ConcernId& id);

  struct Queue {
    std::vector<Concern> items;
    std::string next;  // "" at the end
  };
  // Newest first.
  Queue queue(Context& context, const Reach<Concern>& reach, const std::string& after,
              std::size_t limit) const;

  // The whole concern; writes the look down in the same transaction, for whoever it concerns. Emits
  // concern_read.
  ConcernContent read(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id,
                      std::string_view why);

  // Takes the concern on: the actor is its reviewer from now on, and its clock stops. Emits concern_seen.
  void see(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id);
  // After it was seen. Emits concern_closed.
  void close(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id,
             std::string_view outcome);

  // The job at the due time: emits concern_overdue when nobody has looked, and comes again until somebody
  // does.
  void remind(Context& context, const ConcernId& id);

  // May this actor read the content of a concern that they reach in the queue?
  bool may_read(const Context& context, const Concern& concern) const;

  const People& people() const { return people_; }

 private:
  struct About;
  Duration kept_for(Context& context, const ProgrammeId& programme) const;
  About about(Context& context, const NewConcern& concern) const;
  void copy_messages(Context& context, const ConcernId& id, const NewConcern& concern, const About& about);

  People& people_;
  Conversations& conversations_;
};

// The only makers of reach over concerns (reach.cpp).
// Refuses not_found to everybody but coordinators and safeguarding leads of the programme.
Reach<Concern> reach_concerns(const Context& context, const ProgrammeId& programme);
// Refuses not_found when the actor does not reach the concern, and forbidden "safeguarding.not_reader" when
// they know of it but may not read it.
Reach<ConcernContent> reach_content(const Context& context, const Safeguarding& safeguarding,
                                    const ProgrammeId& programme, const ConcernId& id);

std::unique_ptr<Module> make_safeguarding_module(Safeguarding& safeguarding);

}  // namespace kith
