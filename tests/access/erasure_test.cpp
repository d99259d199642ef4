#include <gtest/gtest.h>

#include "access/cast.h"

// Promises V3 and V6: what somebody wrote and what others wrote of them is in no table any more once their
// record was closed, not even sealed.
namespace kith::access {
namespace {

std::vector<std::string> texts_of(Tx& tx, const std::string& sql) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(sql)) out.push_back(row.text(0));
  return out;
}

// Opens every sealed value of the whole database, whatever module keeps it, and gives all that it reads.
class WholeDatabase {
 public:
  WholeDatabase(Context& context, const std::string& kind)
      : context_(context),
        postgres_(kind != "sqlite"),
        owners_(texts_of(context.tx, "select owner from vault_key order by owner")) {}

  // One text for each value: "table.column value".
  std::vector<std::string> read() {
    std::vector<std::string> out;
    for (const std::string& table : tables()) {
      for (const auto& [column, sealed] : columns(table)) {
        for (const Row& row : context_.tx.query("select " + as_text(column, sealed) + " from " + table +
                                                " where " + column + " is not null")) {
          out.push_back(table + "." + column + " " +
                        (sealed ? opened(table + "." + column, table, row.bytes(0)) : row.text(0)));
        }
      }
    }
    return out;
  }
  std::size_t opened_count() const { return opened_; }

 private:
  std::vector<std::string> tables() {
    return texts_of(context_.tx, postgres_ ? "select table_name from information_schema.tables where "
                                             "table_schema = current_schema() order by table_name"
                                           : "select name from sqlite_master where type = 'table' and name "
                                             "not like 'sqlite_%' order by name");
  }
  // With whether it holds bytes. Keys are no content.
  std::vector<std::pair<std::string, bool>> columns(const std::string& table) {
    std::vector<std::pair<std::string, bool>> out;
    if (table == "vault_key") return out;
    const std::string sql =
        postgres_ ? "select column_name, data_type from information_schema.columns where table_schema = "
                    "current_schema() and table_name = $1 order by column_name"
                  : "select name, lower(type) from pragma_table_info($1) order by name";
    for (const Row& row : context_.tx.query(sql, table))
      out.emplace_back(row.text(0), row.text(1) == (postgres_ ? "bytea" : "blob"));
    return out;
  }
  static std::string as_text(const std::string& column, bool sealed) {
    return sealed ? column : "cast(" + column + " as text)";
  }

  // By whichever key opens it. What no key opens is empty: its key was destroyed.
  std::string opened(const std::string& place, const std::string& table, const std::string& bytes) {
    if (bytes.empty()) return "";
    for (const std::string& owner : owners_) {
      for (const std::string& each : {place, table}) {
        try {
          const std::string plain = context_.vault.open_sealed(context_.tx, owner, each, bytes);
          if (plain.empty()) continue;
          ++opened_;
          return plain;
        } catch (const StoreError&) {
          continue;
        }
      }
    }
    return "";
  }

  Context& context_;
  bool postgres_;
  std::vector<std::string> owners_;
  std::size_t opened_ = 0;
};

class Erasure : public testing::TestWithParam<std::string> {
 protected:
  static constexpr const char* who = "matched_participant";

  std::string person() const { return cast.player(who).person.str(); }
  Json call(const std::string& name, const std::string& path, const Json& body) {
    const http::Response response =
        ask(door_of(*installed.application), cast.player(name).browser, {"POST", path, to_text(body)});
    EXPECT_EQ(response.status, 200) << path << ": " << response.body;
    return parse_json(response.body);
  }
  void leave(const std::string& choice) {
    call(who, "/api/me/leaving", Json::object({{"programme", cast.reachout.str()}, {"choice", choice}}));
  }
  // As the safeguarding lead, whose session does not last for days.
  void close_concern() {
    Actor lead;
    lead.kind = Actor::Kind::person;
    lead.person = cast.player("safeguarding_lead").person;
    lead.second_factor = SecondFactor::done;
    lead.grants = {{cast.reachout, Role::safeguarding_lead, GrantState::active}};
    installed.as_system([&](Context& system) {
      Context context{system.world, system.vault, system.tx, lead, system.within, system.now, "en", {}, {}};
      const ConcernId id(cast.player(who).own.at("concern"));
      const auto reach = reach_content(context, installed.safeguarding, cast.reachout, id);
      installed.safeguarding.see(context, reach, id);
      installed.safeguarding.close(context, reach, id, "All is well.");
    });
  }
  void pass(Duration time) {
    installed.clock.advance(time);
    installed.application->settle();
  }
  // Which questions before coming in did not fit; a canary in place of a key, which many share.
  void keep_screening() {
    installed.as_system([&](Context& context) {
      const std::string unfit = "[\"" + canary_of("last", who) + "\"]";
      context.tx.execute(
          "insert into screening (person_id, programme_id, fits, unfit, at) values ($1, $2, $3, $4, $5)",
          person(), cast.reachout, false, context.vault.seal(context.tx, person(), "screening.unfit", unfit),
          context.now);
    });
  }
  // What of theirs is found where, "message in message.body".
  std::set<std::string> found() {
    std::set<std::string> out;
    installed.as_system([&](Context& context) {
      WholeDatabase all(context, GetParam());
      for (const std::string& value : all.read()) {
        for (const Canary& each : cast.canaries()) {
          if (!each.what.ends_with(std::string(" of ") + who)) continue;
          if (value.find(each.text) == std::string::npos) continue;
          out.insert(each.what.substr(0, each.what.find(" of ")) + " in " + value.substr(0, value.find(' ')));
        }
      }
      EXPECT_GT(all.opened_count(), 20U);
    });
    return out;
  }

  Installed installed{GetParam()};
  Cast cast{installed};
};

INSTANTIATE_TEST_SUITE_P(Kinds, Erasure, testing::ValuesIn(test_database_kinds()));

// Planted fault: "people.record_closed" left out of the reactions of conversations.
TEST_P(Erasure, LeavesNothingInAnyTableButWhatIsKeptForSafety) {
  keep_screening();
  const auto before = found();
  for (const char* each :
       {"last name in person.identity", "display name in profile.content", "message in message.body",
        "hello in request.hello", "reason for a look in record_look.why", "concern in concern.body",
        "last name in screening.unfit"}) {
    EXPECT_TRUE(before.contains(each)) << each << " is where the test can see it";
  }
  leave("everything");
  pass(days(8));
  EXPECT_TRUE(found().contains("last name in person.identity")) << "a concern is open, which holds it";
  close_concern();
  pass(days(2));
  EXPECT_EQ(found(), std::set<std::string>{"concern in concern.body"});
  pass(days(84 * 31));
  EXPECT_EQ(found(), std::set<std::string>{});
}

TEST_P(Erasure, OfNameAndProfileLeavesToOthersWhatTheyWereTold) {
  close_concern();
  leave("words");
  pass(days(8));
  EXPECT_EQ(found(), (std::set<std::string>{"concern in concern.body", "message in message.body"}));
}

}  // namespace
}  // namespace kith::access
