#include "modules/people/store.h"

#include "base/refusal.h"
#include "store/rows_of_ids.h"

namespace kith::people_store {
namespace {

std::string hidden_text(const std::vector<std::string>& hidden) {
  Json list = Json::array();
  for (const std::string& each : hidden) list.push(each);
  return to_text(list);
}

std::vector<std::string> read_hidden(const std::string& text) {
  std::vector<std::string> out;
  const Json list = parse_json(text);  // named: a loop does not keep a temporary alive
  for (const Json& each : list.array_items()) out.push_back(each.string());
  return out;
}

GrantRow grant_from(const Row& row) {
  return {row.id<PersonId>(0),
          row.id<ProgrammeId>(1),
          enum_from<Role>(row.text(2)).value(),
          enum_from<GrantState>(row.text(3)).value(),
          row.instant(4),
          row.maybe_instant(5)};
}

ProfileRow profile_from(const Row& row) {
  return {grant_from(row), row.bytes(6), read_hidden(row.text(7)), row.text(8)};
}

constexpr std::string_view member_columns = R"(
  select g.person_id, g.programme_id, g.role, g.state, g.since, g.waiting_since, f.content, f.hidden, p.language
)";
constexpr std::string_view from_members = R"(
  from role_grant g
  join person p on p.id = g.person_id
  join profile f on f.person_id = g.person_id and f.programme_id = g.programme_id
)";
constexpr std::string_view one_member = R"(
  where g.person_id = $1 and g.programme_id = $2 and g.state <> 'ended'
    and g.role in ('participant', 'caregiver', 'supporter')
  order by g.role limit 1
)";

std::string with_candidates() {
  return std::string(member_columns) + R"(
    , coalesce(x.town, false), coalesce(x.clinic, false), coalesce(x.workplace, false)
    , coalesce(c.capacity, 0), coalesce(c.paused, true), c.paused_until
  )" + std::string(from_members) +
         R"(
    left join exclusion x on x.person_id = g.person_id and x.programme_id = g.programme_id
    left join supporter_capacity c on c.person_id = g.person_id and c.programme_id = g.programme_id
  )";
}

CandidateRow candidate_from(const Row& row) {
  return {profile_from(row),
          {row.boolean(9), row.boolean(10), row.boolean(11)},
          {static_cast<int>(row.integer(12)), row.boolean(13), row.maybe_instant(14)}};
}

// A caregiver stands on the participants' side.
std::string_view side_of(package::Side side) {
  return side == package::Side::supporter ? "and g.role = 'supporter'"
                                          : "and g.role in ('participant', 'caregiver')";
}

}  // namespace

void insert_person(Tx& tx, const PersonId& id, const Bytes& identity, const std::string& language,
                   Instant at) {
  tx.execute("insert into person (id, identity, language, added_at) values ($1, $2, $3, $4)", id, identity,
             language, at);
}

void update_identity(Tx& tx, const PersonId& id, const Bytes& identity) {
  tx.execute("update person set identity = $1 where id = $2", identity, id);
}

std::optional<std::string> identity_of(Tx& tx, const Reach<Identities>& reach, const PersonId& person) {
  if (reach.scope() == Scope::system) {
    const Rows rows = tx.query("select identity from person where id = $1", person);
    return rows.empty() ? std::nullopt : std::optional(rows[0].bytes(0));
  }
  const Rows rows = tx.query(R"(
    select p.identity from person p
    where p.id = $1
      and exists (select 1 from role_grant g where g.person_id = p.id and g.programme_id = $2)
  )",
                             person, reach.programme());
  return rows.empty() ? std::nullopt : std::optional(rows[0].bytes(0));
}

std::map<PersonId, std::string> identities_of(Tx& tx, const Reach<Identities>& reach,
                                              const std::vector<PersonId>& people) {
  std::map<PersonId, std::string> out;
  const auto ids = texts_of(people);
  const auto take = [&](const Row& row) { out[row.id<PersonId>(0)] = row.bytes(1); };
  if (reach.scope() == Scope::system) {
    rows_of_ids(tx, "select id, identity from person where id in ($ids)", ids, {}, take);
    return out;
  }
  constexpr std::string_view in_programme = R"(
    select p.id, p.identity from person p
    where p.id in ($ids)
      and exists (select 1 from role_grant g where g.person_id = p.id and g.programme_id = $51)
  )";
  rows_of_ids(tx, in_programme, ids, {sql_value(reach.programme())}, take);
  return out;
}

std::string language_of(Tx& tx, const PersonId& person) {
  const Rows rows = tx.query("select language from person where id = $1", person);
  return rows.empty() ? "" : rows[0].text(0);
}

void set_language(Tx& tx, const PersonId& person, const std::string& language) {
  tx.execute("update person set language = $1 where id = $2", language, person);
}

void insert_grant(Tx& tx, const std::string& id, const GrantRow& grant) {
  tx.execute(R"(
    insert into role_grant (id, person_id, programme_id, role, state, since, waiting_since)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
             id, grant.person, grant.programme, enum_name(grant.role), enum_name(grant.state), grant.since,
             grant.waiting_since);
}

std::int64_t set_grant_state(Tx& tx, const GrantRow& grant) {
  return tx.execute(R"(
    update role_grant set state = $1, since = $2
    where person_id = $3 and programme_id = $4 and role = $5 and state <> $1
  )",
                    enum_name(grant.state), grant.since, grant.person, grant.programme,
                    enum_name(grant.role));
}

std::vector<GrantRow> grants_of(Tx& tx, const PersonId& person) {
  std::vector<GrantRow> out;
  for (const Row& row : tx.query(R"(
         select person_id, programme_id, role, state, since, waiting_since from role_grant
         where person_id = $1 and state <> 'ended'
         order by programme_id, role limit 200
       )",
                                 person)) {
    out.push_back(grant_from(row));
  }
  return out;
}

std::vector<PersonId> people_with_role(Tx& tx, const ProgrammeId& programme, Role role) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select person_id from role_grant
         where (programme_id = $1 or ($1 = '' and programme_id is null)) and role = $2 and state = 'active'
         order by person_id limit 1000
       )",
                                 programme.str(), enum_name(role))) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

void put_profile(Tx& tx, const PersonId& person, const ProgrammeId& programme, const Bytes& content,
                 const std::vector<std::string>& hidden, Instant at) {
  tx.execute(R"(
    insert into profile (person_id, programme_id, content, hidden, changed_at) values ($1, $2, $3, $4, $5)
    on conflict (person_id, programme_id) do update
      set content = excluded.content, hidden = excluded.hidden, changed_at = excluded.changed_at
  )",
             person, programme, content, hidden_text(hidden), at);
}

std::optional<ProfileRow> profile_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person,
                                     const ProgrammeId& programme) {
  const bool own_only = reach.scope() == Scope::self;
  if (own_only && reach.person() != person) return std::nullopt;
  if (!reach.programme().empty() && reach.programme() != programme) return std::nullopt;
  const Rows rows = tx.query(
      std::string(member_columns) + std::string(from_members) + std::string(one_member), person, programme);
  return rows.empty() ? std::nullopt : std::optional(profile_from(rows[0]));
}

std::vector<ProfileRow> profiles_of(Tx& tx, const Reach<Profiles>& reach,
                                    const std::vector<PersonId>& people) {
  std::vector<ProfileRow> out;
  const bool own_only = reach.scope() == Scope::self;
  const std::string sql = std::string(member_columns) + std::string(from_members) + R"(
    where g.person_id in ($ids) and g.programme_id = $51 and g.state <> 'ended'
      and g.role in ('participant', 'caregiver', 'supporter')
    order by g.role
  )";
  rows_of_ids(tx, sql, texts_of(people), {sql_value(reach.programme())}, [&](const Row& row) {
    if (!own_only || reach.person() == row.id<PersonId>(0)) out.push_back(profile_from(row));
  });
  return out;
}

std::optional<CandidateRow> candidate_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person) {
  const Rows rows = tx.query(with_candidates() + std::string(one_member), person, reach.programme());
  return rows.empty() ? std::nullopt : std::optional(candidate_from(rows[0]));
}

std::vector<CandidateRow> candidates(Tx& tx, const Reach<Profiles>& reach, package::Side side,
                                     bool active_only, std::size_t limit) {
  std::string sql = with_candidates() + "where g.programme_id = $1 ";
  sql += active_only ? "and g.state = 'active' " : "and g.state <> 'ended' ";
  sql += side_of(side);
  sql += " order by g.person_id limit $2";
  std::vector<CandidateRow> out;
  for (const Row& row : tx.query(sql, reach.programme(), limit)) out.push_back(candidate_from(row));
  return out;
}

std::optional<std::string> content_of(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  const Rows rows =
      tx.query("select content from profile where person_id = $1 and programme_id = $2", person, programme);
  return rows.empty() ? std::nullopt : std::optional(rows[0].bytes(0));
}

std::map<PersonId, std::string> contents_of(Tx& tx, const std::vector<PersonId>& people,
                                            const ProgrammeId& programme) {
  std::map<PersonId, std::string> out;
  rows_of_ids(tx, "select person_id, content from profile where person_id in ($ids) and programme_id = $51",
              texts_of(people), {sql_value(programme)},
              [&](const Row& row) { out[row.id<PersonId>(0)] = row.bytes(1); });
  return out;
}

std::vector<ProfileRow> members(Tx& tx, const Reach<Profiles>& reach, package::Side side,
                                std::string_view state, const Page& page) {
  std::string sql = std::string(member_columns) + std::string(from_members);
  sql += "where g.programme_id = $1 and g.person_id > $2 ";
  SqlParams params{sql_value(reach.programme()), sql_value(page.after), sql_value(page.limit)};
  if (!state.empty()) params.push_back(sql_value(state));
  sql += state.empty() ? "and g.state <> 'ended' " : "and g.state <> 'ended' and g.state = $4 ";
  sql += side_of(side);
  sql += " order by g.person_id limit $3";
  std::vector<ProfileRow> out;
  for (const Row& row : tx.query_with(sql, std::move(params))) out.push_back(profile_from(row));
  return out;
}

std::vector<People::Member> taking_part(Tx& tx, const Reach<Profiles>& reach, package::Side side) {
  std::string sql = "select g.person_id, coalesce(g.waiting_since, g.since) as waits from role_grant g ";
  sql += "where g.programme_id = $1 and g.state = 'active' ";
  sql += side_of(side);
  sql += " order by waits, g.person_id limit 20000";
  std::vector<People::Member> out;
  for (const Row& row : tx.query(sql, reach.programme()))
    out.push_back({row.id<PersonId>(0), row.instant(1)});
  return out;
}

std::int64_t count_members(Tx& tx, const Reach<Profiles>& reach, package::Side side, std::string_view state) {
  std::string sql = "select count(*) from role_grant g ";
  sql += "where g.programme_id = $1 and g.state <> 'ended' and ($2 = '' or g.state = $2) ";
  sql += side_of(side);
  return tx.query(sql, reach.programme(), state)[0].integer(0);
}

std::vector<std::string> sealed_contents(Tx& tx, const PersonId& person) {
  std::vector<std::string> out;
  for (const Row& row :
       tx.query("select content from profile where person_id = $1 order by programme_id limit 20", person)) {
    out.push_back(row.bytes(0));
  }
  return out;
}

std::optional<Capacity> capacity_of(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  const Rows rows = tx.query(R"(
    select capacity, paused, paused_until from supporter_capacity where person_id = $1 and programme_id = $2
  )",
                             person, programme);
  if (rows.empty()) return std::nullopt;
  return Capacity{static_cast<int>(rows[0].integer(0)), rows[0].boolean(1), rows[0].maybe_instant(2)};
}

void put_capacity(Tx& tx, const PersonId& person, const ProgrammeId& programme, const Capacity& capacity) {
  tx.execute(R"(
    insert into supporter_capacity (person_id, programme_id, capacity, paused, paused_until)
    values ($1, $2, $3, $4, $5)
    on conflict (person_id, programme_id) do update
      set capacity = excluded.capacity, paused = excluded.paused, paused_until = excluded.paused_until
  )",
             person, programme, capacity.capacity, capacity.paused, capacity.paused_until);
}

Exclusions exclusions_of(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  const Rows rows =
      tx.query("select town, clinic, workplace from exclusion where person_id = $1 and programme_id = $2",
               person, programme);
  if (rows.empty()) return {};
  return {rows[0].boolean(0), rows[0].boolean(1), rows[0].boolean(2)};
}

void put_exclusions(Tx& tx, const PersonId& person, const ProgrammeId& programme,
                    const Exclusions& exclusions) {
  tx.execute(R"(
    insert into exclusion (person_id, programme_id, town, clinic, workplace) values ($1, $2, $3, $4, $5)
    on conflict (person_id, programme_id) do update
      set town = excluded.town, clinic = excluded.clinic, workplace = excluded.workplace
  )",
             person, programme, exclusions.town, exclusions.clinic, exclusions.workplace);
}

std::vector<PersonId> blocked_with(Tx& tx, const PersonId& person) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select blocked_id from block where blocker_id = $1
         union
         select blocker_id from block where blocked_id = $1
         order by 1 limit 1000
       )",
                                 person)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

std::map<PersonId, std::vector<PersonId>> blocks_within(Tx& tx, const ProgrammeId& programme) {
  std::map<PersonId, std::vector<PersonId>> out;
  for (const Row& row : tx.query(R"(
         select b.blocker_id, b.blocked_id from block b
         where exists (select 1 from role_grant g where g.person_id = b.blocker_id and g.programme_id = $1)
         order by b.blocker_id, b.blocked_id limit 100000
       )",
                                 programme)) {
    out[row.id<PersonId>(0)].push_back(row.id<PersonId>(1));
    out[row.id<PersonId>(1)].push_back(row.id<PersonId>(0));
  }
  return out;
}

void insert_block(Tx& tx, const PersonId& blocker, const PersonId& blocked, Instant at) {
  tx.execute(R"(
    insert into block (blocker_id, blocked_id, at) values ($1, $2, $3)
    on conflict (blocker_id, blocked_id) do nothing
  )",
             blocker, blocked, at);
}

void insert_look(Tx& tx, const PersonId& person, const LookRow& look) {
  tx.execute(R"(
    insert into record_look (id, person_id, programme_id, viewer_id, role, why, at)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
             look.id, person, look.programme, look.viewer, enum_name(look.role), Bytes{look.why}, look.at);
}

std::vector<LookRow> looks_at(Tx& tx, const PersonId& person, const Page& page) {
  std::vector<LookRow> out;
  const std::string before = page.after.empty() ? "~" : page.after;  // "~" sorts after every id
  for (const Row& row : tx.query(R"(
         select id, viewer_id, programme_id, role, why, at from record_look
         where person_id = $1 and id < $2
         order by id desc limit $3
       )",
                                 person, before, page.limit)) {
    out.push_back({row.text(0), row.id<PersonId>(1), row.id<ProgrammeId>(2),
                   enum_from<Role>(row.text(3)).value(), row.bytes(4), row.instant(5)});
  }
  return out;
}

}  // namespace kith::people_store
