#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/reach.h"
#include "modules/matching/matching.h"

// Every SQL statement of the matching module. For this folder only.
namespace kith::matching_store {

enum class RequestState { queued, asked, reminded, accepted, declined, not_now, released, withdrawn, closed };

struct RequestRow {
  RequestId id;
  ProgrammeId programme;
  PersonId participant;
  PersonId supporter;
  int place = 0;
  RequestState state = RequestState::queued;
  std::string hello;  // sealed with a key of the request's own
  bool on_behalf = false;
  Instant made_at;
  std::optional<Instant> asked_at;
  std::optional<Instant> answer_by;

  bool is_open() const { return state == RequestState::asked || state == RequestState::reminded; }
};

enum class PairState { accepted, in_contact, paused, ended };

struct PairRow {
  MatchId id;
  ProgrammeId programme;
  PersonId participant;
  PersonId supporter;
  std::string conversation;
  RequestId request;
  PairState state = PairState::accepted;
  Instant since;
  std::optional<Instant> first_contact_at;
};

// Empties what the participant wrote when asking; gives whose keys are needless now.
std::vector<RequestId> forget_hellos(Tx& tx, const PersonId& participant, const ProgrammeId& programme);
void insert_request(Tx& tx, const RequestRow& row);
// Moves a request on, and sets the times of asking when they are given. False when it was not in `from`.
bool move_request(Tx& tx, const RequestRow& row, RequestState to, Instant now);
std::optional<RequestRow> request_of(Tx& tx, const Reach<Requests>& reach, const RequestId& id);
// A participant's requests in one programme, newest round first, in the order asked; at most 100.
std::vector<RequestRow> requests_of(Tx& tx, const Reach<Requests>& reach, const PersonId& participant,
                                    const ProgrammeId& programme);
std::vector<RequestRow> asks_of(Tx& tx, const Reach<Requests>& reach);  // open ones, to the reach's person
std::vector<RequestId> open_asks_of(Tx& tx, const PersonId& supporter, const ProgrammeId& programme);
std::optional<RequestRow> next_queued(Tx& tx, const PersonId& participant, const ProgrammeId& programme);
std::vector<RequestRow> unfinished(Tx& tx, const PersonId& participant, const ProgrammeId& programme);

void insert_pair(Tx& tx, const PairRow& row);
std::optional<PairRow> pair_of(Tx& tx, const Reach<Pairs>& reach, const MatchId& id);
std::optional<PairRow> pair_by_conversation(Tx& tx, const std::string& conversation);
std::vector<PairRow> pairs_of(Tx& tx, const Reach<Pairs>& reach,
                              const PersonId& person);  // newest first, 100
bool has_open_pair(Tx& tx, const PersonId& participant, const ProgrammeId& programme);
std::int64_t load_of(Tx& tx, const PersonId& supporter, const ProgrammeId& programme);
std::vector<std::pair<PersonId, std::int64_t>> loads(Tx& tx, const ProgrammeId& programme);
bool end_pair(Tx& tx, const PairRow& row, Instant now, const std::string& reason);
bool note_first_contact(Tx& tx, const PairRow& row, Instant now);

// The supporters of the matches made since then, one for each match.
std::vector<PersonId> supporters_matched_since(Tx& tx, const Reach<Pairs>& reach, Instant since);

// The participants of the programme who have someone now, in the order of their ids.
std::vector<PersonId> people_with_someone(Tx& tx, const Reach<Pairs>& reach);

std::vector<std::string> broken_invariants(Tx& tx);

}  // namespace kith::matching_store

namespace kith {
template <>
struct EnumNames<matching_store::RequestState> {
  using S = matching_store::RequestState;
  static constexpr std::pair<S, std::string_view> names[] = {
      {S::queued, "queued"},     {S::asked, "asked"},         {S::reminded, "reminded"},
      {S::accepted, "accepted"}, {S::declined, "declined"},   {S::not_now, "not_now"},
      {S::released, "released"}, {S::withdrawn, "withdrawn"}, {S::closed, "closed"}};
};
template <>
struct EnumNames<matching_store::PairState> {
  using S = matching_store::PairState;
  static constexpr std::pair<S, std::string_view> names[] = {
      {S::accepted, "accepted"}, {S::in_contact, "in_contact"}, {S::paused, "paused"}, {S::ended, "ended"}};
};
}  // namespace kith
