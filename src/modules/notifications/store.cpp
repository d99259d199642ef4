#include "modules/notifications/store.h"

namespace kith::notifications_store {
namespace {

constexpr std::string_view columns = R"(
  select id, person_id, programme_id, channel, kind, dedupe, content, state, attempts, last_error,
    created_at, settled_at
  from delivery
)";

DeliveryRow from_row(const Row& row) {
  return {row.id<DeliveryId>(0),
          row.id<PersonId>(1),
          row.id<ProgrammeId>(2),
          row.text(3),
          row.text(4),
          row.text(5),
          row.is_null(6) ? std::nullopt : std::optional(Bytes{row.bytes(6)}),
          enum_from<DeliveryState>(row.text(7)).value(),
          row.integer(8),
          row.text(9),
          row.instant(10),
          row.maybe_instant(11)};
}

}  // namespace

bool insert_delivery(Tx& tx, const DeliveryRow& row) {
  return tx.execute(R"(
    insert into delivery (id, person_id, programme_id, channel, kind, dedupe, content, state, attempts,
      last_error, created_at, settled_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict (person_id, kind, dedupe) do nothing
  )",
                    row.id, row.person, row.programme, row.channel, row.kind, row.dedupe, row.content,
                    enum_name(row.state), row.attempts, row.last_error, row.created_at, row.settled_at) == 1;
}

std::optional<DeliveryRow> waiting_delivery(Tx& tx, const DeliveryId& id) {
  const Rows rows = tx.query(std::string(columns) + " where id = $1 and state = 'waiting'", id);
  return rows.empty() ? std::nullopt : std::optional(from_row(rows[0]));
}

void note_attempt(Tx& tx, const DeliveryId& id, std::string_view error) {
  tx.execute("update delivery set attempts = attempts + 1, last_error = $1 where id = $2", error, id);
}

void settle_delivery(Tx& tx, const DeliveryId& id, DeliveryState state, std::string_view error, Instant at) {
  tx.execute(R"(
    update delivery set state = $1, attempts = attempts + 1, last_error = $2, settled_at = $3, content = null
    where id = $4
  )",
             enum_name(state), error, at, id);
}

void put_on_another_way(Tx& tx, const DeliveryId& id, const OtherWay& way, Instant at) {
  const std::optional<Instant> settled =
      way.state == DeliveryState::waiting ? std::nullopt : std::optional(at);
  tx.execute(R"(
    update delivery
    set channel = $1, state = $2, content = $3, last_error = $4, settled_at = $5, attempts = 0
    where id = $6
  )",
             way.channel, enum_name(way.state), way.content, way.error, settled, id);
}

std::int64_t forget_settled_before(Tx& tx, Instant before) {
  return tx.execute("delete from delivery where settled_at < $1", before);
}

std::vector<DeliveryRow> deliveries(Tx& tx, const Reach<Deliveries>&, const std::string& before,
                                    std::int64_t limit) {
  std::vector<DeliveryRow> out;
  const std::string from = before.empty() ? "~" : before;  // after every id
  for (const Row& row :
       tx.query(std::string(columns) + " where id < $1 order by id desc limit $2", from, limit)) {
    out.push_back(from_row(row));
  }
  return out;
}

std::vector<DeliveryCount> count_deliveries(Tx& tx, const Reach<Deliveries>& reach) {
  std::vector<DeliveryCount> out;
  for (const Row& row : tx.query(R"(
         select channel, state, count(*) from delivery
         where programme_id = $1 or $1 is null
         group by channel, state
         order by channel, state
       )",
                                 reach.programme())) {
    out.push_back({row.text(0), enum_from<DeliveryState>(row.text(1)).value(), row.integer(2)});
  }
  return out;
}

std::optional<Instant> oldest_waiting(Tx& tx, const Reach<Deliveries>& reach) {
  const Rows rows = tx.query(R"(
    select min(created_at) from delivery
    where state = 'waiting' and (programme_id = $1 or $1 is null)
  )",
                             reach.programme());
  return rows[0].maybe_instant(0);
}

std::vector<DeliveryRow> programme_deliveries(Tx& tx, const Reach<Deliveries>& reach,
                                              const std::string& before, std::int64_t limit) {
  std::vector<DeliveryRow> out;
  const std::string from = before.empty() ? "~" : before;  // after every id
  for (const Row& row : tx.query(std::string(columns) + R"(
         where programme_id = $1 and id < $2
         order by id desc limit $3
       )",
                                 reach.programme(), from, limit)) {
    out.push_back(from_row(row));
  }
  return out;
}

std::vector<DeliveryRow> deliveries_to_print(Tx& tx, const Reach<Deliveries>& reach) {
  std::vector<DeliveryRow> out;
  for (const Row& row : tx.query(std::string(columns) + R"(
         where programme_id = $1 and state = 'to_print'
         order by id limit 200
       )",
                                 reach.programme())) {
    out.push_back(from_row(row));
  }
  return out;
}

std::vector<DeliveryRow> deliveries_after(Tx& tx, const std::string& id) {
  std::vector<DeliveryRow> out;
  for (const Row& row : tx.query(std::string(columns) + " where id > $1 order by id limit 1000", id)) {
    out.push_back(from_row(row));
  }
  return out;
}

std::vector<DeliveryRow> kept_for(Tx& tx, const PersonId& person) {
  std::vector<DeliveryRow> out;
  for (const Row& row : tx.query(std::string(columns) + R"(
         where person_id = $1 and state = 'kept'
         order by id desc limit 50
       )",
                                 person)) {
    out.push_back(from_row(row));
  }
  return out;
}

void forget_letters_to(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at) {
  // By the person, who has few letters; the programme has many.
  tx.execute(R"(
    update delivery set content = null, state = 'failed', last_error = 'erased', settled_at = $3
    where person_id = $1 and coalesce(programme_id, '') = $2 and state in ('waiting', 'to_print', 'kept')
  )",
             person, programme.str(), at);
}

void forget_all_of(Tx& tx, const PersonId& person, Instant at) {
  tx.execute(R"(
    update delivery set content = null, state = 'failed', last_error = 'erased', settled_at = $2
    where person_id = $1 and state in ('waiting', 'to_print', 'kept')
  )",
             person, at);
  tx.execute("delete from push_device where person_id = $1", person);
  tx.execute("delete from notice_choice where person_id = $1", person);
  tx.execute("delete from message_notice where person_id = $1", person);
  tx.execute("delete from talk_member where person_id = $1", person);
}

void put_talk_member(Tx& tx, const std::string& conversation, const PersonId& person) {
  tx.execute("insert into talk_member (conversation_id, person_id) values ($1, $2) on conflict do nothing",
             conversation, person);
}

std::vector<PersonId> talk_members(Tx& tx, const std::string& conversation) {
  std::vector<PersonId> out;
  for (const Row& row :
       tx.query("select person_id from talk_member where conversation_id = $1 order by person_id limit 500",
                conversation)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

std::optional<Instant> told_of_messages_at(Tx& tx, const PersonId& person) {
  const Rows rows = tx.query("select told_at from message_notice where person_id = $1", person);
  return rows.empty() ? std::nullopt : std::optional(rows[0].instant(0));
}

void note_told_of_messages(Tx& tx, const PersonId& person, Instant at) {
  tx.execute(R"(
    insert into message_notice (person_id, told_at) values ($1, $2)
    on conflict (person_id) do update set told_at = excluded.told_at
  )",
             person, at);
}

void forget_told_of_messages(Tx& tx, const PersonId& person) {
  tx.execute("delete from message_notice where person_id = $1", person);
}

std::int64_t count_waiting_without_job(Tx& tx) {
  return tx
      .query(R"(
    select count(*) from delivery d
    where d.state = 'waiting'
      and not exists (select 1 from job j where j.kind = 'notifications.deliver' and j.key = d.id)
  )")[0]
      .integer(0);
}

std::int64_t count_waiting_without_content(Tx& tx) {
  return tx.query("select count(*) from delivery where state = 'waiting' and content is null")[0].integer(0);
}

std::int64_t count_settled_with_content(Tx& tx) {
  return tx
      .query(
          "select count(*) from delivery where state in ('sent', 'failed', 'handed_on', 'unsent') and "
          "content is not null")[0]
      .integer(0);
}

}  // namespace kith::notifications_store
