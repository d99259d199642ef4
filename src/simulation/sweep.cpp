#include <algorithm>

#include "base/refusal.h"
#include "modules/conversations/conversations.h"
#include "simulation/member.h"
#include "simulation/watch.h"

// What is looked at once a day, because it looks at everything.
namespace kith::simulation {
namespace {

constexpr Duration longest_kept =
    days(93);  // letters, after they left: 90 days, and the day on which that is noticed

}  // namespace

void Watch::each_day() {
  on_.database.read([&](Tx& tx) { sweep(tx); });
  for (const std::string& each : on_.stage.house->application().check_modules()) {
    broken(Invariant::tables_agree, each);
  }
  for (int i = 0; i < 5; ++i) probe();
}

void Watch::at_the_end() {
  each_day();
  for (const std::string& each : on_.database.check()) broken(Invariant::tables_agree, each);
}

// The statement gives the ids of what breaks the invariant.
void Watch::none(Tx& tx, Invariant invariant, std::string_view sql, std::string_view what) {
  for (const Row& row : tx.query(sql)) broken(invariant, row.text(0) + " " + std::string(what));
}

void Watch::compare(Tx& tx, std::string_view sql, std::size_t expected, std::string_view what) {
  const std::int64_t there = tx.query(sql)[0].integer(0);
  if (there == static_cast<std::int64_t>(expected)) return;
  broken(Invariant::tables_agree, "the events count " + std::to_string(expected) + " " + std::string(what) +
                                      ", the tables " + std::to_string(there));
}

// What has a clock has a job, and what has gone out is not kept for ever.
void Watch::sweep_clocks(Tx& tx) {
  none(tx, Invariant::promise_kept, R"(
    select id from concern c where state = 'open'
      and not exists (select 1 from job j where j.kind = 'safeguarding.overdue' and j.key = c.id)
    order by id limit 20
  )",
       "is a concern that nobody has seen and no clock watches");
  none(tx, Invariant::promise_kept, R"(
    select id from clock c where state = 'waiting'
      and not exists (select 1 from job j where j.kind = 'journeys.clock' and j.key = c.id)
    order by due_at, id limit 20
  )",
       "is a clock that nothing will ring");
  none(tx, Invariant::promise_kept, R"(
    select id from delivery d where state = 'waiting'
      and not exists (select 1 from job j where j.kind = 'notifications.deliver' and j.key = d.id)
    order by id limit 20
  )",
       "is a letter that nothing will send");
  none(tx, Invariant::promise_kept, R"(
    select c.id from concern c where c.state = 'open'
      and not exists (select 1 from task t
                      where t.kind = 'concern' and t.subject = c.id and t.state = 'open')
    order by c.id limit 20
  )",
       "is an open concern and no task");
  none(tx, Invariant::kept_no_longer,
       "select id from delivery where settled_at < " +
           std::to_string((on_.stage.now() - longest_kept).micros) + " order by id limit 20",
       "is a letter that should be forgotten by now");
}

// Whoever left longer ago than the programme keeps people is closed by the next night, and of whom is closed
// nothing is left.
void Watch::sweep_records(Tx& tx) {
  const Instant aged = on_.stage.now() - on_.stage.package.retention.people() - days(2);
  none(tx, Invariant::kept_no_longer,
       "select g.person_id from role_grant g where g.state = 'ended' and g.closed_at is null and g.since < " +
           std::to_string(aged.micros) + R"(
      and g.role in ('participant', 'caregiver', 'supporter')
      and not exists (select 1 from record_hold h where h.person_id = g.person_id)
    order by g.person_id limit 20
  )",
       "left so long ago that their record should be closed");
  none(tx, Invariant::kept_no_longer, R"(
    select g.person_id from role_grant g join person p on p.id = g.person_id
    where g.closed_at is not null
      and (p.erased_at is null
           or exists (select 1 from profile f where f.person_id = p.id)
           or exists (select 1 from person_address a where a.person_id = p.id)
           or exists (select 1 from conversation_member w
                      join message m on m.conversation_id = w.conversation_id and m.sender_id = w.person_id
                      where w.person_id = p.id and length(m.body) > 0
                      and not exists (select 1 from leaving l
                                      where l.person_id = p.id and l.state = 'done'
                                        and l.choice = 'words'))
           or exists (select 1 from request r where r.participant_id = p.id and length(r.hello) > 0))
    order by g.person_id limit 20
  )",
       "is closed, and something of theirs is still there");
}

void Watch::sweep(Tx& tx) {
  sweep_clocks(tx);
  sweep_records(tx);
  sweep_groups(tx);
  none(tx, Invariant::no_double, R"(
    select min(id) from task where state = 'open'
    group by programme_id, kind, subject, coalesce(owner_id, ''), coalesce(role, ''), rule,
      coalesce(about_id, '')
    having count(*) > 1 order by min(id) limit 20
  )",
       "is a task that is open twice");
  none(tx, Invariant::has_conversation, R"(
    select c.id from conversation c where c.state = 'open'
      and not exists (select 1 from pair p where p.conversation_id = c.id and p.state <> 'ended')
    order by c.id limit 20
  )",
       "is an open conversation of no pair");
  none(tx, Invariant::has_conversation, R"(
    select p.id from pair p where p.state <> 'ended'
      and not exists (select 1 from conversation c where c.id = p.conversation_id and c.state = 'open')
    order by p.id limit 20
  )",
       "is a pair that cannot talk");
  none(tx, Invariant::tables_agree, R"(
    select p.id from pair p left join journey_pair j on j.match_id = p.id
    where j.match_id is null or (j.ended_at is null) <> (p.state <> 'ended')
    order by p.id limit 20
  )",
       "is a pair of which the journeys know something else");
  for (const auto& [id, member] : on_.ledger.members()) {
    if (member.role != Role::supporter && member.state == GrantState::active && !member.has_someone) {
      is_remembered(tx, id);
    }
  }
  compare(tx, "select count(*) from task where state = 'open'", on_.ledger.open_tasks(), "open tasks");
  compare(tx, "select count(*) from request where state in ('asked', 'reminded')", on_.ledger.open_requests(),
          "open requests");
  compare(tx, "select count(*) from pair where state <> 'ended'", on_.ledger.open_pairs(), "open pairs");
  const auto active = std::ranges::count_if(
      on_.ledger.members(), [](const auto& each) { return each.second.state == GrantState::active; });
  compare(tx, R"(
    select count(*) from role_grant
    where state = 'active' and role in ('participant', 'caregiver', 'supporter')
  )",
          static_cast<std::size_t>(active), "people taking part");
}

// Somebody tries what is not theirs: a talk of others, a stranger's request, the staff's pages.
void Watch::probe() {
  const auto& pairs = on_.ledger.pairs();
  if (pairs.empty() || on_.stage.size() < 2) return;
  const auto which = chance_.below(static_cast<std::int64_t>(pairs.size()));
  const auto& [match, pair] = *std::next(pairs.begin(), which);
  const Agent& agent =
      on_.stage.agent(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(on_.stage.size()))));
  const std::string me = agent.person().str();
  if (me == pair.participant || me == pair.supporter || me.empty()) return;
  const std::string programme = on_.stage.programme.str();
  const Json talk = Json::object({{"conversation", pair.conversation}});
  must_be_hidden(agent, Method::get, "/api/conversations/{conversation}", talk);
  must_be_hidden(agent, Method::get, "/api/conversations/{conversation}/messages", talk);
  must_be_hidden(agent, Method::post, "/api/conversations/{conversation}/leave", talk);
  must_be_hidden(agent, Method::post, "/api/me/matches/{match}/end", Json::object({{"match", match}}));
  if (!dynamic_cast<const Member*>(&agent)) return;
  const Json person = Json::object({{"programme", programme}, {"person", pair.participant}});
  must_be_hidden(agent, Method::get, "/api/programmes/{programme}/people/{person}", person);
  must_be_hidden(agent, Method::get, "/api/programmes/{programme}/people/{person}/requests", person);
  must_be_hidden(agent, Method::get, "/api/programmes/{programme}/today",
                 Json::object({{"programme", programme}, {"after", ""}, {"limit", std::int64_t{50}}}));
}

void Watch::must_be_hidden(const Agent& agent, Method method, std::string_view path, const Json& input) {
  ++probes_;
  try {
    on_.stage.door->ask(agent.person(), method, path, input);
    broken(Invariant::reach, agent.name() + " got through " + std::string(path));
  } catch (const Refusal& refusal) {
    const bool hidden = refusal.kind() == RefusalKind::not_found || refusal.kind() == RefusalKind::forbidden;
    if (!hidden)
      broken(Invariant::reach, agent.name() + " heard " + refusal.code() + " at " + std::string(path));
  } catch (const Crash&) {
    // Dying on the way shows nobody anything.
  }
}

}  // namespace kith::simulation
