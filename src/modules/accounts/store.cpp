#include "modules/accounts/store.h"

namespace kith::accounts {
namespace {

constexpr auto codes_kept_for = days(1);
constexpr auto ended_kept_for = days(30);
constexpr auto attempts_kept_for = days(180);

SessionRow session_from(const Row& row) {
  return {row.id<SessionId>(0),
          row.id<PersonId>(1),
          enum_from<SecondFactor>(row.text(2)).value(),
          enum_from<Proof>(row.text(3)).value(),
          row.boolean(4),
          row.text(5),
          row.instant(6),
          row.instant(7),
          row.instant(8)};
}

std::optional<SessionRow> only_session(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return session_from(rows[0]);
}

std::optional<Bytes> maybe_bytes(const Row& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return Bytes{row.bytes(column)};
}

}  // namespace

void insert_session(Tx& tx, const SessionRow& session, const std::string& token_hash) {
  tx.execute(R"(
    insert into account_session
      (id, token_hash, person_id, second_factor, proof, staff, device, signed_in_at, last_seen_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )",
             session.id, token_hash, session.person, enum_name(session.second_factor),
             enum_name(session.proof), session.staff, session.device, session.signed_in_at,
             session.last_seen_at, session.ends_at);
}

std::optional<SessionRow> session_by_token(Tx& tx, const std::string& token_hash) {
  return only_session(tx.query(R"(
    select id, person_id, second_factor, proof, staff, device, signed_in_at, last_seen_at, ends_at
    from account_session
    where token_hash = $1 and ended_at is null
  )",
                               token_hash));
}

std::optional<SessionRow> session_by_id(Tx& tx, const SessionId& id) {
  return only_session(tx.query(R"(
    select id, person_id, second_factor, proof, staff, device, signed_in_at, last_seen_at, ends_at
    from account_session
    where id = $1 and ended_at is null
  )",
                               id));
}

std::vector<SessionRow> sessions_of(Tx& tx, const PersonId& person) {
  std::vector<SessionRow> out;
  for (const Row& row : tx.query(R"(
    select id, person_id, second_factor, proof, staff, device, signed_in_at, last_seen_at, ends_at
    from account_session
    where person_id = $1 and ended_at is null
    order by last_seen_at desc, id desc
    limit 200
  )",
                                 person)) {
    out.push_back(session_from(row));
  }
  return out;
}

bool end_session(Tx& tx, const PersonId& person, const SessionId& id, Instant now) {
  return tx.execute(R"(
    update account_session
    set ended_at = $3
    where id = $1 and person_id = $2 and ended_at is null
  )",
                    id, person, now) == 1;
}

std::vector<SessionId> end_sessions(Tx& tx, const PersonId& person, Instant now) {
  std::vector<SessionId> out;
  for (const Row& row : tx.query(R"(
    update account_session
    set ended_at = $2
    where person_id = $1 and ended_at is null
    returning id
  )",
                                 person, now)) {
    out.push_back(row.id<SessionId>(0));
  }
  return out;
}

void note_seen(Tx& tx, const SessionId& id, Instant now, Instant if_before) {
  tx.execute("update account_session set last_seen_at = $2 where id = $1 and last_seen_at < $3", id, now,
             if_before);
}

std::int64_t codes_since(Tx& tx, const std::string& address_hash, Instant since) {
  return tx
      .query("select count(*) from account_code where address_hash = $1 and asked_at > $2", address_hash,
             since)[0]
      .integer(0);
}

void insert_code(Tx& tx, const WaitingCode& code, Instant now) {
  tx.execute(R"(
    insert into account_code (id, address_hash, address, language, tries, asked_at, expires_at)
    values ($1, $2, $3, $4, 0, $5, $6)
  )",
             code.id, code.address_hash, Bytes{code.address}, code.language, now, now);
}

std::optional<WaitingCode> waiting_code(Tx& tx, const std::string& id) {
  const Rows rows = tx.query(
      "select id, address_hash, address, language from account_code where id = $1 and address is not null",
      id);
  if (rows.empty()) return std::nullopt;
  return WaitingCode{rows[0].text(0), rows[0].text(1), rows[0].bytes(2), rows[0].text(3)};
}

void fill_code(Tx& tx, const std::string& id, const std::string& code_hash, Instant expires_at) {
  tx.execute("update account_code set address = null, code_hash = $2, expires_at = $3 where id = $1", id,
             code_hash, expires_at);
}

std::optional<CodeRow> newest_code(Tx& tx, const std::string& address_hash) {
  const Rows rows = tx.query(R"(
    select id, code_hash, tries, expires_at, used_at
    from account_code
    where address_hash = $1
    order by asked_at desc, id desc
    limit 1
  )",
                             address_hash);
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return CodeRow{row.text(0), row.text_or_empty(1), row.integer(2), row.instant(3), !row.is_null(4)};
}

bool count_try(Tx& tx, const std::string& id, std::int64_t most) {
  return tx.execute("update account_code set tries = tries + 1 where id = $1 and tries < $2", id, most) == 1;
}

bool use_code(Tx& tx, const std::string& id, Instant now) {
  return tx.execute("update account_code set used_at = $2 where id = $1 and used_at is null", id, now) == 1;
}

void insert_link(Tx& tx, const LinkRow& link, const std::string& token_hash, Instant now) {
  const std::optional<std::string> code_id =
      link.code_id.empty() ? std::nullopt : std::optional<std::string>(link.code_id);
  tx.execute(R"(
    insert into account_link
      (id, token_hash, purpose, person_id, programme_id, code_id, address, issued_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  )",
             link.id, token_hash, enum_name(link.purpose), link.person, link.programme, code_id, link.address,
             now, link.expires_at);
}

std::optional<LinkRow> use_link(Tx& tx, const std::string& token_hash,
                                const std::vector<LinkPurpose>& purposes, Instant now) {
  const Rows rows = tx.query(R"(
    update account_link
    set used_at = $2
    where token_hash = $1 and used_at is null and expires_at > $2 and purpose in ($3, $4)
    returning id, purpose, person_id, programme_id, code_id, address, expires_at
  )",
                             token_hash, now, enum_name(purposes.front()), enum_name(purposes.back()));
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return LinkRow{row.text(0),          enum_from<LinkPurpose>(row.text(1)).value(),
                 row.id<PersonId>(2),  row.id<ProgrammeId>(3),
                 row.text_or_empty(4), maybe_bytes(row, 5),
                 row.instant(6)};
}

void use_link_of_code(Tx& tx, const std::string& code_id, Instant now) {
  tx.execute("update account_link set used_at = $2 where code_id = $1 and used_at is null", code_id, now);
}

std::optional<PasswordRow> password_of(Tx& tx, const PersonId& person) {
  const Rows rows = tx.query("select hash, set_at from account_password where person_id = $1", person);
  if (rows.empty()) return std::nullopt;
  return PasswordRow{Bytes{rows[0].bytes(0)}, rows[0].instant(1)};
}

void put_password(Tx& tx, const PersonId& person, const PasswordRow& password) {
  tx.execute(R"(
    insert into account_password (person_id, hash, set_at)
    values ($1, $2, $3)
    on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at
  )",
             person, password.hash, password.set_at);
}

std::optional<SecondFactorRow> second_factor_of(Tx& tx, const PersonId& person) {
  const Rows rows = tx.query(
      "select secret, last_step, confirmed_at from account_second_factor where person_id = $1", person);
  if (rows.empty()) return std::nullopt;
  return SecondFactorRow{Bytes{rows[0].bytes(0)}, rows[0].integer(1), !rows[0].is_null(2)};
}

void put_second_factor(Tx& tx, const PersonId& person, const Bytes& secret, Instant now) {
  tx.execute(R"(
    insert into account_second_factor (person_id, secret, last_step, set_up_at)
    values ($1, $2, 0, $3)
    on conflict (person_id) do update set secret = excluded.secret, last_step = 0, set_up_at = excluded.set_up_at
  )",
             person, secret, now);
}

void confirm_second_factor(Tx& tx, const PersonId& person, Instant now) {
  tx.execute("update account_second_factor set confirmed_at = $2 where person_id = $1", person, now);
}

bool use_step(Tx& tx, const PersonId& person, std::int64_t step) {
  return tx.execute("update account_second_factor set last_step = $2 where person_id = $1 and last_step < $2",
                    person, step) == 1;
}

void delete_second_factor(Tx& tx, const PersonId& person) {
  tx.execute("delete from account_second_factor where person_id = $1", person);
}

std::int64_t failures_of(Tx& tx, const std::string& subject, Attempt kind) {
  const Rows rows = tx.query("select failures from account_attempts where subject = $1 and kind = $2",
                             subject, enum_name(kind));
  return rows.empty() ? 0 : rows[0].integer(0);
}

void add_failure(Tx& tx, const std::string& subject, Attempt kind, Instant now) {
  tx.execute(R"(
    insert into account_attempts (subject, kind, failures, last_at)
    values ($1, $2, 1, $3)
    on conflict (subject, kind) do update
      set failures = account_attempts.failures + 1, last_at = excluded.last_at
  )",
             subject, enum_name(kind), now);
}

void clear_failures(Tx& tx, const std::string& subject, Attempt kind) {
  tx.execute("delete from account_attempts where subject = $1 and kind = $2", subject, enum_name(kind));
}

void delete_aged(Tx& tx, Instant now) {
  tx.execute("delete from account_code where asked_at < $1", now - codes_kept_for);
  tx.execute("delete from account_link where expires_at < $1", now - ended_kept_for);
  tx.execute("delete from account_session where ends_at < $1", now - ended_kept_for);
  tx.execute("delete from account_session where ended_at < $1", now - ended_kept_for);
  tx.execute("delete from account_attempts where last_at < $1", now - attempts_kept_for);
}

void delete_person(Tx& tx, const PersonId& person, const std::string& subject) {
  tx.execute("delete from account_session where person_id = $1", person);
  tx.execute("delete from account_link where person_id = $1", person);
  tx.execute("delete from account_password where person_id = $1", person);
  tx.execute("delete from account_second_factor where person_id = $1", person);
  tx.execute("delete from account_attempts where subject = $1", subject);
}

std::int64_t sessions_done_without_factor(Tx& tx) {
  return tx
      .query(R"(
    select count(*)
    from account_session s
    where s.second_factor = 'done' and s.ended_at is null and not exists
      (select 1 from account_second_factor f where f.person_id = s.person_id and f.confirmed_at is not null)
  )")[0]
      .integer(0);
}

}  // namespace kith::accounts
