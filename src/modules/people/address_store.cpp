#include "modules/people/store.h"

// What a person is found by: addresses, and what rosters are compared with. Keyed hashes only.
namespace kith::people_store {
namespace {

// One statement for all that share the first columns, `shared`.
void insert_keyed(Tx& tx, std::string sql, SqlParams shared, const KeyedHashes& keys) {
  if (keys.empty()) return;
  std::string first;
  for (std::size_t i = 1; i <= shared.size(); ++i) first += "$" + std::to_string(i) + ", ";
  SqlParams params = std::move(shared);
  for (const auto& [kind, hash] : keys) {
    const std::size_t at = params.size();
    sql += &kind == &keys.front().first ? "(" : ", (";
    sql += first + "$" + std::to_string(at + 1) + ", $" + std::to_string(at + 2) + ")";
    params.emplace_back(kind);
    params.emplace_back(hash);
  }
  tx.execute_with(sql, std::move(params));
}

}  // namespace

void insert_addresses(Tx& tx, const PersonId& person, const KeyedHashes& addresses) {
  insert_keyed(tx, "insert into person_address (person_id, kind, hash) values ", {sql_value(person)},
               addresses);
}

void set_address(Tx& tx, const PersonId& person, std::string_view kind, const std::string& hash) {
  if (hash.empty()) {
    tx.execute("delete from person_address where person_id = $1 and kind = $2", person, kind);
    return;
  }
  tx.execute(R"(
    insert into person_address (person_id, kind, hash) values ($1, $2, $3)
    on conflict (person_id, kind) do update set hash = excluded.hash
  )",
             person, kind, hash);
}

std::vector<PersonId> people_with_address(Tx& tx, const std::string& hash) {
  std::vector<PersonId> out;
  for (const Row& row :
       tx.query("select distinct person_id from person_address where hash = $1 order by person_id limit 2",
                hash)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

void insert_roster_keys(Tx& tx, const ProgrammeId& programme, const PersonId& person,
                        const KeyedHashes& keys) {
  insert_keyed(tx, "insert into roster_key (programme_id, person_id, kind, hash) values ",
               {sql_value(programme), sql_value(person)}, keys);
}

std::vector<RosterMatch> people_with_roster_key(Tx& tx, const ProgrammeId& programme, std::string_view kind,
                                                const std::string& hash) {
  // A cross join, because SQLite then goes from the key to the grants; else it walks all of the programme's.
  std::vector<RosterMatch> out;
  for (const Row& row : tx.query(R"(
         select k.person_id, g.role
         from roster_key k
         cross join role_grant g
         where k.programme_id = $1 and k.kind = $2 and k.hash = $3
           and g.person_id = k.person_id and g.programme_id = k.programme_id
         order by k.person_id, g.role limit 5
       )",
                                 programme, kind, hash)) {
    out.push_back({std::string(kind), row.id<PersonId>(0), enum_from<Role>(row.text(1)).value()});
  }
  return out;
}

std::vector<RosterKeyRow> roster_keys_after(Tx& tx, const ProgrammeId& programme, const RosterKeyRow& last,
                                            std::size_t limit) {
  std::vector<RosterKeyRow> out;
  for (const Row& row : tx.query(R"(
         select person_id, kind, hash from roster_key
         where programme_id = $1 and (person_id, kind) > ($2, $3)
         order by person_id, kind limit $4
       )",
                                 programme, last.person.str(), last.kind, limit)) {
    out.push_back({row.id<PersonId>(0), row.text(1), row.text(2)});
  }
  return out;
}

}  // namespace kith::people_store
