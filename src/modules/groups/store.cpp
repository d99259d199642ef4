#include "modules/groups/store.h"

#include <map>

namespace kith::peer_groups_store {
namespace {

constexpr std::string_view body_place = "forming_draft.body";
constexpr std::string_view venue_place = "peer_group.venue";

Bytes seal(Context& context, const Draft& draft) {
  return context.vault.seal(context.tx, draft.id.str(), body_place, to_text(encode(draft.body)));
}

Bytes seal(Context& context, const PeerGroup& group) {
  return context.vault.seal(context.tx, group.id.str(), venue_place, group.venue);
}

// Without who is in it.
PeerGroup group_of(Context& context, const Row& row) {
  return {row.id<GroupId>(0),
          row.id<ProgrammeId>(1),
          row.integer(2),
          context.vault.open_sealed(context.tx, row.text(0), venue_place, row.bytes(3)),
          static_cast<int>(row.integer(4)),
          static_cast<int>(row.integer(5)),
          static_cast<int>(row.integer(6)),
          row.instant(7),
          {},
          {}};
}

}  // namespace

std::optional<Draft> open_draft(Context& context, const Reach<PeerGroup>& reach) {
  const Rows rows = context.tx.query(R"(
    select id, seed, revision, made_at, changed_at, body from forming_draft
    where programme_id = $1 and state = 'open'
  )",
                                     reach.programme());
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  const std::string body = context.vault.open_sealed(context.tx, row.text(0), body_place, row.bytes(5));
  return Draft{row.id<DraftId>(0), row.integer(1), row.integer(2),
               row.instant(3),     row.instant(4), decode<DraftBody>(parse_json(body))};
}

void insert_draft(Context& context, const Reach<PeerGroup>& reach, const Draft& draft) {
  context.tx.execute(R"(
    insert into forming_draft (id, programme_id, state, seed, revision, made_by, made_at, changed_at, body)
    values ($1, $2, 'open', $3, $4, $5, $6, $7, $8)
  )",
                     draft.id, reach.programme(), draft.seed, draft.revision, reach.person(), draft.made_at,
                     draft.changed_at, seal(context, draft));
}

bool update_draft(Context& context, const Reach<PeerGroup>& reach, const Draft& draft) {
  return context.tx.execute(R"(
    update forming_draft set seed = $3, revision = $4, changed_at = $5, body = $6
    where programme_id = $1 and id = $2 and state = 'open' and revision = $4 - 1
  )",
                            reach.programme(), draft.id, draft.seed, draft.revision, draft.changed_at,
                            seal(context, draft)) == 1;
}

bool close_draft(Tx& tx, const Reach<PeerGroup>& reach, const Draft& draft, std::string_view state) {
  return tx.execute(R"(
    update forming_draft set state = $3, changed_at = $4 where programme_id = $1 and id = $2 and state = 'open'
  )",
                    reach.programme(), draft.id, state, draft.changed_at) == 1;
}

std::vector<PeerGroup> standing(Context& context, const Reach<PeerGroup>& reach) {
  std::vector<PeerGroup> out;
  std::map<GroupId, std::size_t> known;
  for (const Row& row : context.tx.query(R"(
         select id, programme_id, number, venue, day, start_minute, length_minutes, formed_at from peer_group
         where programme_id = $1 and ended_at is null
         order by number, id limit 10000
       )",
                                         reach.programme())) {
    out.push_back(group_of(context, row));
    known[out.back().id] = out.size() - 1;
  }
  for (const Row& row : context.tx.query(R"(
         select p.group_id, p.person_id, p.leads from peer_group_place p
         join peer_group g on g.id = p.group_id
         where g.programme_id = $1 and g.ended_at is null and p.left_at is null
         order by p.person_id, p.id limit 40000
       )",
                                         reach.programme())) {
    PeerGroup& group = out[known.at(row.id<GroupId>(0))];
    (row.boolean(2) ? group.facilitators : group.members).push_back(row.id<PersonId>(1));
  }
  return out;
}

std::vector<OwnPlace> places_of(Context& context, const Reach<PeerGroup>& reach) {
  std::vector<OwnPlace> out;
  for (const Row& row : context.tx.query(R"(
         select g.id, g.programme_id, g.number, g.venue, g.day, g.start_minute, g.length_minutes, g.formed_at,
           p.leads, p.suits
         from peer_group_place p
         join peer_group g on g.id = p.group_id
         where p.person_id = $1 and p.left_at is null and g.ended_at is null
         order by p.joined_at, p.id limit 50
       )",
                                         reach.person())) {
    OwnPlace place{group_of(context, row), row.boolean(8), std::nullopt};
    if (!row.is_null(9)) place.suits = row.boolean(9);
    out.push_back(std::move(place));
  }
  for (OwnPlace& each : out) {
    for (const Row& row : context.tx.query(R"(
           select person_id, leads from peer_group_place
           where group_id = $1 and left_at is null
           order by person_id, id limit 200
         )",
                                           each.group.id)) {
      (row.boolean(1) ? each.group.facilitators : each.group.members).push_back(row.id<PersonId>(0));
    }
  }
  return out;
}

std::optional<ProgrammeId> programme_of_place(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group) {
  const Rows rows = tx.query(R"(
    select programme_id from peer_group_place where person_id = $1 and group_id = $2
    order by id limit 1
  )",
                             reach.person(), group);
  if (rows.empty()) return std::nullopt;
  return rows[0].id<ProgrammeId>(0);
}

void set_suits(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, bool suits) {
  tx.execute(
      "update peer_group_place set suits = $3 where person_id = $1 and group_id = $2 and left_at is null",
      reach.person(), group, suits);
}

std::int64_t highest_number(Tx& tx, const Reach<PeerGroup>& reach) {
  return tx
      .query("select coalesce(max(number), 0) from peer_group where programme_id = $1", reach.programme())[0]
      .integer(0);
}

void insert_group(Context& context, const Reach<PeerGroup>& reach, const PeerGroup& group,
                  const DraftId& draft) {
  context.tx.execute(R"(
    insert into peer_group (id, programme_id, number, venue, day, start_minute, length_minutes, formed_at,
      formed_by, draft_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )",
                     group.id, reach.programme(), group.number, seal(context, group), group.day,
                     group.start_minute, group.length_minutes, group.formed_at, reach.person(), draft);
}

void insert_place(Tx& tx, const std::string& id, const PeerGroup& group, const PersonId& person, bool leads,
                  Instant at) {
  tx.execute(R"(
    insert into peer_group_place (id, group_id, programme_id, person_id, leads, joined_at)
    values ($1, $2, $3, $4, $5, $6)
  )",
             id, group.id, group.programme, person, leads, at);
}

bool end_place(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person,
               bool leads, Instant at) {
  return tx.execute(R"(
    update peer_group_place set left_at = $5
    where programme_id = $1 and group_id = $2 and person_id = $3 and leads = $4 and left_at is null
  )",
                    reach.programme(), group, person, leads, at) == 1;
}

void end_group(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, Instant at) {
  tx.execute("update peer_group set ended_at = $3 where programme_id = $1 and id = $2 and ended_at is null",
             reach.programme(), group, at);
}

void set_meeting(Context& context, const Reach<PeerGroup>& reach, const PeerGroup& group) {
  context.tx.execute(R"(
    update peer_group set venue = $3, day = $4, start_minute = $5, length_minutes = $6
    where programme_id = $1 and id = $2
  )",
                     reach.programme(), group.id, seal(context, group), group.day, group.start_minute,
                     group.length_minutes);
  context.tx.execute("update peer_group_place set suits = null where programme_id = $1 and group_id = $2",
                     reach.programme(), group.id);
}

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select p.id from peer_group_place p
         join peer_group g on g.id = p.group_id
         where p.programme_id <> g.programme_id
           or (g.ended_at is not null and p.left_at is null)
           or p.left_at < p.joined_at
         order by p.id limit 20
       )")) {
    out.push_back("place " + row.text(0) + " in a group does not agree with the group");
  }
  return out;
}

}  // namespace kith::peer_groups_store
