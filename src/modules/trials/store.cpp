#include "modules/trials/store.h"

#include "modules/trials/sealed.h"

namespace kith::trials_store {
namespace {

constexpr std::string_view secret_place = "trial.secret";
constexpr std::string_view unit_place = "trial_unit.body";
constexpr std::string_view line_place = "trial_line.body";

constexpr std::string_view unit_columns =
    "select u.id, u.number, u.person_id, u.unit_hash, u.final_at, u.entry, u.body, l.body "
    "from trial_unit u left join trial_line l on l.unit_id = u.id ";

Trial trial_from(const Row& row) {
  return {row.id<TrialId>(0),
          row.text(1),
          row.text(2) == "open" ? TrialState::open : TrialState::closed,
          decode<package::TrialRules>(parse_json(row.text(3))),
          decode<trial::Plan>(parse_json(row.text(4))),
          row.text(5),
          row.instant(6),
          row.maybe_instant(7)};
}

std::optional<Trial> first_of(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return trial_from(rows[0]);
}

TrialUnit unit_from(Context& context, const Trial& trial, const Row& row) {
  const auto body = decode<SealedUnit>(
      parse_json(context.vault.open_sealed(context.tx, trial.id.str(), unit_place, row.bytes(6))));
  TrialUnit out;
  out.id = row.id<TrialUnitId>(0);
  out.number = row.integer(1);
  out.person = row.id<PersonId>(2);
  out.hash = row.text(3);
  out.final_at = row.instant(4);
  out.seal = row.text(5);
  out.name = body.name;
  out.people = body.people;
  out.entry = {"u" + std::to_string(out.number), body.levels, to_rfc3339(out.final_at)};
  if (!row.is_null(7))
    out.line = context.vault.open_sealed(context.tx, trial.id.str(), line_place, row.bytes(7));
  return out;
}

std::vector<TrialUnit> units_from(Context& context, const Trial& trial, const Rows& rows) {
  std::vector<TrialUnit> out;
  for (const Row& row : rows) out.push_back(unit_from(context, trial, row));
  return out;
}

}  // namespace

std::optional<Trial> latest(Tx& tx, const Reach<Trial>& reach) {
  return first_of(tx.query(R"(
    select id, key, state, rules, plan, commitment, opened_at, closed_at from trial
    where programme_id = $1
    order by case when state = 'open' then 0 else 1 end, opened_at desc, id desc limit 1
  )",
                           reach.programme()));
}

std::optional<Trial> with_key(Tx& tx, const Reach<Trial>& reach, const std::string& key) {
  return first_of(tx.query(R"(
    select id, key, state, rules, plan, commitment, opened_at, closed_at from trial
    where programme_id = $1 and key = $2
  )",
                           reach.programme(), key));
}

std::vector<std::string> keys(Tx& tx, const Reach<Trial>& reach) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select key from trial where programme_id = $1 order by opened_at, id limit 100
       )",
                                 reach.programme())) {
    out.push_back(row.text(0));
  }
  return out;
}

void insert(Context& context, const Reach<Trial>& reach, const Trial& trial, const Secret& secret) {
  const std::string sealed = std::to_string(secret.seed) + " " + secret.salt;
  context.tx.execute(R"(
    insert into trial (id, programme_id, key, state, rules, plan, commitment, secret, opened_at, opened_by)
    values ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9)
  )",
                     trial.id, reach.programme(), trial.key, to_text(encode(trial.rules)),
                     to_text(encode(trial.plan)), trial.commitment,
                     context.vault.seal(context.tx, trial.id.str(), secret_place, sealed), trial.opened_at,
                     reach.person());
}

bool close(Context& context, const Reach<Trial>& reach, const Trial& trial) {
  return context.tx.execute(R"(
    update trial set state = 'closed', closed_at = $3, closed_by = $4
    where programme_id = $1 and id = $2 and state = 'open'
  )",
                            reach.programme(), trial.id, context.now, reach.person()) == 1;
}

Secret secret_of(Context& context, const Reach<Trial>& reach, const Trial& trial) {
  const Rows rows = context.tx.query("select secret from trial where programme_id = $1 and id = $2",
                                     reach.programme(), trial.id);
  const std::string text =
      context.vault.open_sealed(context.tx, trial.id.str(), secret_place, rows.at(0).bytes(0));
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) throw StoreError("the seed of a trial cannot be read any more");
  return {std::stoull(text.substr(0, space)), text.substr(space + 1)};
}

std::vector<TrialUnit> units(Context& context, const Reach<Trial>& reach, const Trial& trial) {
  return units_from(context, trial,
                    context.tx.query(std::string(unit_columns) + R"(
    where u.programme_id = $1 and u.trial_id = $2
    order by u.number
  )",
                                     reach.programme(), trial.id));
}

std::int64_t count_units(Tx& tx, const Reach<Trial>& reach, const Trial& trial) {
  return tx
      .query("select count(*) from trial_unit where programme_id = $1 and trial_id = $2", reach.programme(),
             trial.id)[0]
      .integer(0);
}

std::vector<std::string> hashes(Tx& tx, const Reach<Trial>& reach, const Trial& trial) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select unit_hash from trial_unit where programme_id = $1 and trial_id = $2 order by unit_hash
       )",
                                 reach.programme(), trial.id)) {
    out.push_back(row.text(0));
  }
  return out;
}

std::optional<TrialUnit> unit(Context& context, const Reach<Trial>& reach, const Trial& trial,
                              const std::string& hash) {
  const Rows rows = context.tx.query(std::string(unit_columns) + R"(
    where u.programme_id = $1 and u.trial_id = $2 and u.unit_hash = $3
  )",
                                     reach.programme(), trial.id, hash);
  if (rows.empty()) return std::nullopt;
  return unit_from(context, trial, rows[0]);
}

std::vector<TrialUnit> page_of_units(Context& context, const Reach<Trial>& reach, const Trial& trial,
                                     const std::string& after, int limit) {
  return units_from(context, trial,
                    context.tx.query(std::string(unit_columns) + R"(
    where u.programme_id = $1 and u.trial_id = $2 and u.unit_hash > $3
    order by u.unit_hash limit $4
  )",
                                     reach.programme(), trial.id, after, limit));
}

void insert_unit(Context& context, const Reach<Trial>& reach, const Trial& trial, const TrialUnit& unit) {
  const SealedUnit body{unit.name, unit.people, unit.entry.levels};
  context.tx.execute(
      R"(
    insert into trial_unit (id, trial_id, programme_id, number, person_id, unit_hash, final_at, final_by,
      entry, body)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )",
      unit.id, trial.id, reach.programme(), unit.number, unit.person, unit.hash, unit.final_at,
      reach.person(), unit.seal,
      context.vault.seal(context.tx, trial.id.str(), unit_place, to_text(encode(body))));
}

void insert_line(Context& context, const Trial& trial, const TrialUnit& unit) {
  context.tx.execute(R"(
    insert into trial_line (unit_id, trial_id, number, body) values ($1, $2, $3, $4)
  )",
                     unit.id, trial.id, unit.number,
                     context.vault.seal(context.tx, trial.id.str(), line_place, unit.line));
}

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select t.id, count(u.id), coalesce(max(u.number), 0) from trial t
         left join trial_unit u on u.trial_id = t.id
         group by t.id
         having count(u.id) <> coalesce(max(u.number), 0)
         order by t.id limit 20
       )")) {
    out.push_back("trial " + row.text(0) + " has lost a unit");
  }
  for (const Row& row : tx.query(R"(
         select l.unit_id from trial_line l
         join trial_unit u on u.id = l.unit_id
         where l.number <> u.number or l.trial_id <> u.trial_id
         order by l.unit_id limit 20
       )")) {
    out.push_back("the line of unit " + row.text(0) + " in a trial does not agree with the unit");
  }
  return out;
}

}  // namespace kith::trials_store
