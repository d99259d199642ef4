#include "modules/journeys/contacts.h"

#include "base/refusal.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/contact_store.h"
#include "modules/journeys/events.h"
#include "modules/journeys/meeting.h"
#include "modules/journeys/tasks.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

constexpr Duration longest_ago = days(60);
constexpr Duration carried_for = days(30);

ContactLine line_of(const ContactRow& row, std::string by_name) {
  return {
      row.id, row.at, row.how, row.reached, static_cast<int>(row.minutes), row.feeling, std::move(by_name)};
}

ContactBook book_of(Context& context, const Journeys& journeys, const PairRow& pair) {
  const PersonId& me = context.actor.person;
  const PersonId& other = pair.other(me);
  ContactBook book;
  book.conversation_id = pair.conversation;
  book.other_name = journeys.people().display_name(context, other, pair.programme);
  book.programme_id = pair.programme.str();
  book.open = !pair.ended_at;
  for (const ContactRow& each : contacts_by(context.tx, reach_own_tasks(context), pair.match)) {
    book.items.push_back(line_of(each, ""));
  }
  if (!book.items.empty()) book.usual_way = book.items.front().how;
  const std::string since = to_text(date_in(context.now - carried_for, "UTC"));
  for (const CarriedDay& each : carried_since(context.tx, pair.match, since)) {
    book.carried.push_back({each.day, static_cast<int>(each.messages)});
  }
  return book;
}

Instant time_of(const Context& context, const LogContact& contact) {
  const Instant at = contact.at.value_or(context.now);
  if (at <= context.now && at > context.now - longest_ago) return at;
  throw Refusal(RefusalKind::invalid, "journeys.later", "Choose a day of the last two months, up to now.");
}

}  // namespace

PairRow own_pair(const Context& context, const std::string& conversation) {
  if (!context.actor.signed_in()) throw not_found();
  const auto pair = pair_of_conversation(context.tx, conversation);
  const PersonId& me = context.actor.person;
  if (!pair || (pair->participant != me && pair->supporter != me)) throw not_found();
  return *pair;
}

void require_open(const PairRow& pair) {
  if (pair.ended_at) throw Refusal(RefusalKind::conflict, "journeys.over", "This has ended.");
}

PairRow own_open_pair(const Context& context, const std::string& conversation) {
  PairRow pair = own_pair(context, conversation);
  require_open(pair);
  return pair;
}

void contact_made(Context& context, Journeys& journeys, const PairRow& pair, Instant at,
                  const std::string& event_id) {
  count_contact(context.tx, pair.match, at);
  if (!pair.contact_at) {
    close_tasks(context,
                open_tasks(context.tx, pair.programme, {TaskKind::say_hello, pair.match, {}, {}, ""}),
                TaskState::done, last_event_sequence(context.tx) + 1);
    happened_now(context, journeys, "match.first_contact", pair, event_id);
  }
  happened_now(context, journeys, "contact.logged", pair, event_id);
}

ContactBook contact_book(Context& context, const Journeys& journeys, const ContactAsk& ask) {
  return book_of(context, journeys, own_pair(context, ask.conversation));
}

ContactBook log_contact(Context& context, Journeys& journeys, const LogContact& contact) {
  const PairRow pair = own_open_pair(context, contact.conversation);
  ContactRow row;
  row.id = context.world.ids.next();
  row.match = pair.match;
  row.programme = pair.programme;
  row.by = context.actor.person;
  row.at = time_of(context, contact);
  row.logged_at = context.now;
  row.how = contact.how;
  row.minutes = contact.reached ? contact.minutes : 0;
  row.reached = contact.reached;
  row.feeling = contact.feeling;
  insert_contact(context.tx, row);
  context.emit(pair.programme, pair.match,
               ContactLogged{pair.match, row.by, std::string(enum_name(row.how)),
                             static_cast<int>(row.minutes), row.reached});
  if (row.reached) {
    contact_made(context, journeys, pair, row.at, row.id);
  } else {
    count_attempt(context.tx, pair.match);
    happened_now(context, journeys, "contact.attempted", pair, row.id);
  }
  return book_of(context, journeys, pair);
}

ContactList contacts_of_person(Context& context, const Journeys& journeys, const PersonContactsAsk& ask) {
  const auto reach = reach_programme_tasks(context, ask.programme);
  if (!journeys.people().member_grant(context.tx, ask.person, ask.programme)) throw not_found();
  journeys.people().note_look(context, ask.person, ask.programme, "contacts");
  ContactList list;
  for (const ContactRow& each : contacts_about(context.tx, reach, ask.person)) {
    list.items.push_back(line_of(each, journeys.people().display_name(context, each.by, ask.programme)));
  }
  list.first_contacts = first_contacts_of(context, journeys, reach, ask.person);
  return list;
}

bool note_carried(Context& context, const std::string& match, std::string_view zone,
                  const StoredEvent& event) {
  return count_carried(context.tx, match, to_text(date_in(event.at, zone)), event.at, event.sequence);
}

}  // namespace kith::journeys
