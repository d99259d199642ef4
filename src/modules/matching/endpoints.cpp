#include "base/refusal.h"
#include "base/text.h"
#include "modules/matching/asking.h"
#include "modules/matching/library.h"
#include "modules/matching/pairs.h"
#include "modules/matching/reach.h"

namespace kith {

std::vector<Migration> kith_matching_schema();

namespace {

using namespace matching_store;

std::vector<std::string> keys(const std::string& list) {
  return list.empty() ? std::vector<std::string>{} : split(list, ',');
}

RequestRow own_request(Context& context, const RequestId& id, PersonId RequestRow::*side) {
  const auto row = request_of(context.tx, reach_own_requests(context), id);
  if (!row || (*row).*side != context.actor.person) throw not_found();
  return *row;
}

RequestRow programme_request(Context& context, const RequestInProgramme& ask) {
  const auto row = request_of(context.tx, reach_programme_requests(context, ask.programme), ask.request);
  if (!row) throw not_found();
  return *row;
}

PairRow one_pair(Context& context, const Reach<Pairs>& reach, const MatchId& id) {
  const auto row = pair_of(context.tx, reach, id);
  if (!row) throw not_found();
  return *row;
}

// An ask is answered as a supporter: whoever is one no longer has none before them.
RequestRow own_ask(Context& context, const RequestId& id) {
  const RequestRow row = own_request(context, id, &RequestRow::supporter);
  if (!context.actor.has({Role::supporter}, row.programme)) throw not_found();
  return row;
}

// The two people of a request or a match hear of it, for as long as they are its two people.
std::vector<PersonId> both(Tx&, const StoredEvent& event) {
  return {PersonId(event.data.text("participant")), PersonId(event.data.text("supporter"))};
}

std::vector<PersonId> participant_only(Tx&, const StoredEvent& event) {
  return {PersonId(event.data.text("participant"))};
}

class MatchingModule : public Module {
 public:
  explicit MatchingModule(People& people) : people_(people) {}
  std::string_view name() const override { return "matching"; }
  std::vector<Migration> schema() const override { return kith_matching_schema(); }
  std::vector<std::string> check(Tx& tx) override { return broken_invariants(tx); }

  Endpoints endpoints() override {
    Endpoints all = participants();
    std::ranges::move(supporters(), std::back_inserter(all));
    std::ranges::move(pairs(), std::back_inserter(all));
    std::ranges::move(coordinators(), std::back_inserter(all));
    return all;
  }

  std::vector<JobKind> jobs() override {
    return {
        {"matching.remind",
         [](Context& c, const Job& job) { remind(c, RequestId(job.payload.text("request"))); },
         {},
         {}},
        {"matching.release",
         [this](Context& c, const Job& job) { release(c, people_, RequestId(job.payload.text("request"))); },
         {},
         {}}};
  }

  std::vector<Audience> audiences() override {
    std::vector<Audience> all;
    for (const auto type : {matching_events::request_asked, matching_events::request_reminded,
                            matching_events::request_declined, matching_events::request_not_now,
                            matching_events::request_released, matching_events::request_withdrawn,
                            MatchMade::type, MatchEnded::type, FirstContact::type}) {
      all.push_back({std::string(type), both});
    }
    all.push_back({std::string(RequestsExhausted::type), participant_only});
    return all;
  }

  // A conversation and its match end together, in one transaction, so that no way to talk stays open.
  std::vector<std::pair<std::string, Within>> within() override {
    return {
        {"conversations.conversation_left",
         [](Context& c, const StoredEvent& event) {
           const auto pair = pair_by_conversation(c.tx, event.data.text("conversation"));
           const Json* blocked = event.data.find("blocked");
           const bool for_good = blocked && *blocked == Json(true);
           if (pair && pair->state != PairState::ended) end_match(c, *pair, for_good ? "blocked" : "left");
         }},
        {"conversations.both_spoke",
         [](Context& c, const StoredEvent& event) {
           const auto pair = pair_by_conversation(c.tx, event.data.text("conversation"));
           if (!pair || !note_first_contact(c.tx, *pair, c.now)) return;
           c.emit(pair->programme, pair->id.str(),
                  FirstContact{pair->id, pair->participant, pair->supporter});
         }},
        {"people.role_changed", [this](Context& c, const StoredEvent& event) { left_programme(c, event); }},
        {"people.record_closed", [](Context& c, const StoredEvent& event) {
           const ProgrammeId programme(event.programme);
           for (const RequestId& each : forget_hellos(c.tx, PersonId(event.subject), programme)) {
             c.vault.destroy_key(c.tx, each.str());
           }
         }}};
  }

 private:
  // Whoever leaves a programme leaves no open request and no open match behind, on the side that they leave:
  // staff who stop being staff go on talking.
  void left_programme(Context& context, const StoredEvent& event) {
    const auto role = enum_from<Role>(event.data.text("role"));
    if (event.data.text("state") != "ended" || !role || is_staff(*role)) return;
    const PersonId person(event.subject);
    const ProgrammeId programme(event.programme);
    const bool gave = *role == Role::supporter;
    if (gave) release_asks_of(context, people_, person, programme);
    if (!gave) close_unfinished(context, person, programme);
    for (const PairRow& pair : pairs_of(context.tx, reach_pairs_as_system(context, programme), person)) {
      const bool theirs = (gave ? pair.supporter : pair.participant) == person;
      if (theirs && pair.programme == programme && pair.state != PairState::ended) {
        end_match(context, pair, "left");
      }
    }
  }

  Endpoints participants() {
    const auto permission = role_in_programme({Role::participant, Role::caregiver});
    return {
        endpoint<OwnLibraryAsk, LibraryView>(Method::get, "/api/me/library", permission, Access::read,
                                             "The people one may choose from, explained",
                                             [this](Context& c, const OwnLibraryAsk& r) {
                                               return library(c, people_,
                                                              {r.programme, c.actor.person, Eyes::participant,
                                                               keys(r.must), keys(r.nice), keys(r.off)});
                                             }),
        endpoint<SendAsks, RequestList>(
            Method::post, "/api/me/requests", permission, Access::write,
            "Ask one or several people, in order",
            [this](Context& c, const SendAsks& r) {
              ask_supporters(c, people_, {r.programme, c.actor.person, r.asks, false});
              return requests_for(c, people_, reach_own_requests(c), c.actor.person, r.programme);
            }),
        endpoint<ProgrammeAsk, RequestList>(Method::get, "/api/me/requests", permission, Access::read,
                                            "Whom one has asked, and what happens next",
                                            [this](Context& c, const ProgrammeAsk& r) {
                                              return requests_for(c, people_, reach_own_requests(c),
                                                                  c.actor.person, r.programme);
                                            }),
        endpoint<RequestAsk, RequestList>(
            Method::post, "/api/me/requests/{request}/withdraw", signed_in(), Access::write,
            "Take a request back",
            [this](Context& c, const RequestAsk& r) {
              const RequestRow row = own_request(c, r.request, &RequestRow::participant);
              withdraw(c, people_, row);
              return requests_for(c, people_, reach_own_requests(c), c.actor.person, row.programme);
            }),
    };
  }

  Endpoints supporters() {
    const auto answer = [this](auto act) {
      return [this, act](Context& c, const RequestAsk& r) { return act(c, own_ask(c, r.request)); };
    };
    return {
        endpoint<Nothing, AskList>(Method::get, "/api/me/asks", signed_in(), Access::read,
                                   "Who would like to talk to one",
                                   [this](Context& c, const Nothing&) { return open_asks(c, people_); }),
        endpoint<RequestAsk, Accepted>(
            Method::post, "/api/me/asks/{request}/accept", signed_in(), Access::write, "Say yes",
            answer([this](Context& c, const RequestRow& row) { return accept(c, people_, row); })),
        endpoint<RequestAsk, Nothing>(Method::post, "/api/me/asks/{request}/decline", signed_in(),
                                      Access::write, "Say no",
                                      answer([this](Context& c, const RequestRow& row) {
                                        decline(c, people_, row, false);
                                        return Nothing{};
                                      })),
        endpoint<RequestAsk, Nothing>(Method::post, "/api/me/asks/{request}/not-now", signed_in(),
                                      Access::write, "Say not now",
                                      answer([this](Context& c, const RequestRow& row) {
                                        decline(c, people_, row, true);
                                        return Nothing{};
                                      })),
    };
  }

  Endpoints pairs() {
    const auto finish = [](std::string reason) {
      return [reason](Context& c, const MatchAsk& r) {
        end_match(c, one_pair(c, reach_own_pairs(c), r.match), reason);
        return Nothing{};
      };
    };
    return {
        endpoint<Nothing, MatchList>(Method::get, "/api/me/matches", signed_in(), Access::read,
                                     "One's matches",
                                     [this](Context& c, const Nothing&) {
                                       return matches_of(c, people_, reach_own_pairs(c), c.actor.person);
                                     }),
        endpoint<MatchAsk, Nothing>(Method::post, "/api/me/matches/{match}/new-match", signed_in(),
                                    Access::write, "Choose someone else, without blame", finish("new_match")),
        endpoint<MatchAsk, Nothing>(Method::post, "/api/me/matches/{match}/end", signed_in(), Access::write,
                                    "Finish a match", finish("ended")),
    };
  }

  Endpoints coordinators() {
    const auto permission = role_in_programme({Role::coordinator});
    return {
        endpoint<PersonLibraryAsk, LibraryView>(
            Method::get, "/api/programmes/{programme}/people/{person}/library", permission, Access::read,
            "The shortlist for someone on the phone",
            [this](Context& c, const PersonLibraryAsk& r) {
              reach_programme_requests(c, r.programme);
              return library(
                  c, people_,
                  {r.programme, r.person, Eyes::coordinator, keys(r.must), keys(r.nice), keys(r.off)});
            }),
        endpoint<PersonInProgramme, RequestList>(
            Method::get, "/api/programmes/{programme}/people/{person}/requests", permission, Access::read,
            "Whom a participant has asked",
            [this](Context& c, const PersonInProgramme& r) {
              return requests_for(c, people_, reach_programme_requests(c, r.programme), r.person,
                                  r.programme);
            }),
        endpoint<SendAsksFor, RequestList>(
            Method::post, "/api/programmes/{programme}/people/{person}/requests", permission, Access::write,
            "Ask for a participant who chose on the phone",
            [this](Context& c, const SendAsksFor& r) {
              if (!r.agreed_by_phone) {
                throw invalid({{"agreed_by_phone", "required", "The participant decides: ask them first."}});
              }
              const auto reach = reach_programme_requests(c, r.programme);
              ask_supporters(c, people_, {r.programme, r.person, r.asks, true});
              return requests_for(c, people_, reach, r.person, r.programme);
            }),
        endpoint<RequestInProgramme, Accepted>(
            Method::post, "/api/programmes/{programme}/requests/{request}/accept", permission, Access::write,
            "Note that a supporter said yes on the phone",
            [this](Context& c, const RequestInProgramme& r) {
              return accept(c, people_, programme_request(c, r));
            }),
        endpoint<PersonInProgramme, MatchList>(
            Method::get, "/api/programmes/{programme}/people/{person}/matches", permission, Access::read,
            "A person's matches",
            [this](Context& c, const PersonInProgramme& r) {
              return matches_of(c, people_, reach_programme_pairs(c, r.programme), r.person);
            }),
        endpoint<MatchInProgramme, Nothing>(
            Method::post, "/api/programmes/{programme}/matches/{match}/new-match", permission, Access::write,
            "Offer a new match, without blame",
            [](Context& c, const MatchInProgramme& r) {
              end_match(c, one_pair(c, reach_programme_pairs(c, r.programme), r.match), "new_match");
              return Nothing{};
            }),
        endpoint<WaitingAsk, WaitingList>(
            Method::get, "/api/programmes/{programme}/waiting", permission, Access::read,
            "Who waits, since when, and whose turn it is",
            [this](Context& c, const WaitingAsk& r) { return waiting_list(c, people_, r); }),
    };
  }

  People& people_;
};

}  // namespace

std::unique_ptr<Module> make_matching_module(People& people) {
  return std::make_unique<MatchingModule>(people);
}

}  // namespace kith
