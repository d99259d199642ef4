#include "modules/matching/pairs.h"

#include <algorithm>
#include <tuple>

#include "base/refusal.h"
#include "kernel/list_place.h"
#include "modules/matching/reach.h"
#include "modules/matching/wait.h"
#include "modules/matching/words.h"

namespace kith {
namespace {

using namespace matching_store;

std::string pair_words(const PairRow& row, const std::string& name, const std::string& language) {
  if (row.state == PairState::ended) return matching_words::match_ended.in(language, {{"name", name}});
  if (row.first_contact_at) return matching_words::match_in_contact.in(language, {{"name", name}});
  return matching_words::match_new.in(language, {{"name", name}});
}

// A participant without anybody: who is to act, and what happens when they do not.
void say_whose_turn(Context& context, const People& people, WaitingLine& line, const ProgrammeId& programme) {
  const auto rows =
      requests_of(context.tx, reach_programme_requests(context, programme), line.person_id, programme);
  const std::string& language = context.language;
  const auto asked = std::ranges::find_if(rows, &RequestRow::is_open);
  if (asked != rows.end()) {
    const std::string name = people.display_name(context, asked->supporter, programme);
    line.whose_turn = Turn::supporter;
    line.state_words = matching_words::turn_to_answer.in(language, {{"name", name}});
    line.next_words = matching_words::next_release.in(language);
    line.next_at = asked->answer_by;
    return;
  }
  const bool tried = std::ranges::any_of(rows, [](const RequestRow& row) {
    return row.state == RequestState::declined || row.state == RequestState::not_now ||
           row.state == RequestState::released;
  });
  line.whose_turn = tried ? Turn::coordinator : Turn::participant;
  line.state_words = (tried ? matching_words::turn_to_help : matching_words::turn_to_choose).in(language);
  line.next_words = (tried ? matching_words::next_help : matching_words::next_choose).in(language);
}

// The first who waits after that place of the list.
std::size_t first_after(const std::vector<People::Member>& members, const std::string& after) {
  const auto place = list_place_of(after);
  if (!place) return 0;
  const People::Member last{PersonId(place->id), place->at};
  const auto order = [](const People::Member& each) { return std::tie(each.since, each.person); };
  return static_cast<std::size_t>(std::ranges::upper_bound(members, order(last), {}, order) -
                                  members.begin());
}

}  // namespace

MatchList matches_of(Context& context, const People& people, const Reach<Pairs>& reach,
                     const PersonId& person) {
  MatchList list;
  for (const PairRow& row : pairs_of(context.tx, reach, person)) {
    const bool is_participant = row.participant == person;
    const PersonId& other = is_participant ? row.supporter : row.participant;
    const Programme programme = people.programmes().get(context.tx, row.programme);
    const std::string name = people.display_name(context, other, row.programme);
    const Role other_role = is_participant ? Role::supporter : Role::participant;
    list.items.push_back({row.id, row.programme, other, name,
                          programme.role_word(other_role, programme.language_for(context.language)),
                          row.state, row.since, row.first_contact_at, row.conversation,
                          pair_words(row, name, context.language)});
  }
  return list;
}

void end_match(Context& context, const PairRow& pair, const std::string& reason) {
  if (!end_pair(context.tx, pair, context.now, reason)) {
    throw Refusal(RefusalKind::conflict, "matching.not_open", "This has ended already.");
  }
  context.emit(pair.programme, pair.id.str(),
               MatchEnded{pair.id, pair.participant, pair.supporter, pair.conversation, reason});
}

std::vector<People::Member> waiting_people(Context& context, const People& people,
                                           const ProgrammeId& programme) {
  const auto have = people_with_someone(context.tx, reach_pairs_as_system(context, programme));
  auto members = people.taking_part(context.tx, reach_profiles_for_matching(context, programme),
                                    package::Side::participant);
  std::erase_if(members,
                [&](const People::Member& each) { return std::ranges::binary_search(have, each.person); });
  return members;
}

WaitingList waiting_list(Context& context, const People& people, const WaitingAsk& ask) {
  reach_programme_pairs(context, ask.programme);
  const auto members = waiting_people(context, people, ask.programme);
  std::vector<PersonId> waiting;
  for (const People::Member& each : members) waiting.push_back(each.person);
  const auto outlook = outlooks(context, people, ask.programme, waiting);
  const std::size_t begin = first_after(members, ask.after);
  const std::size_t end = std::min(members.size(), begin + static_cast<std::size_t>(ask.limit));
  WaitingList list;
  list.total = static_cast<int>(members.size());
  for (std::size_t i = begin; i < end; ++i) {
    WaitingLine line;
    line.person_id = members[i].person;
    line.display_name = people.display_name(context, line.person_id, ask.programme);
    line.since = members[i].since;
    line.wait_days = static_cast<int>((context.now - line.since) / days(1));
    line.outlook_words = wait_words_for_staff(outlook[i], context.language);
    say_whose_turn(context, people, line, ask.programme);
    list.items.push_back(std::move(line));
  }
  if (end < members.size()) list.next = to_text({members[end - 1].since, members[end - 1].person.str()});
  return list;
}

}  // namespace kith
