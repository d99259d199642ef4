#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "kernel/application.h"
#include "modules/accounts/accounts.h"
#include "testing/databases.h"

namespace kith {

inline constexpr std::string_view good_password = "marmot lantern oboe drizzle";

// Who is who, as the people module would say it.
class KnownPeople : public PeopleDirectory {
 public:
  void fill(Tx&, Actor& actor) override {
    const Role role = staff.contains(actor.person.str()) ? Role::coordinator : Role::participant;
    actor.grants = {{ProgrammeId("programme"), role, GrantState::active}};
  }
  PersonId find_by_address(Tx&, const Vault&, std::string_view address) override {
    const auto found = by_address.find(std::string(address));
    return found == by_address.end() ? PersonId() : found->second;
  }
  bool is_staff_member(Tx&, const PersonId& person) override { return staff.contains(person.str()); }

  std::map<std::string, PersonId> by_address;
  std::set<std::string> staff;
};

class KeptLetters : public Postbox {
 public:
  void post(Context&, const Letter& letter) override { letters.push_back(letter); }
  std::vector<Letter> letters;
};

class NoOutbound : public Outbound {
 public:
  OutboundResult send(const OutboundMessage&) override { return {}; }
};

// One browser: keeps its cookie and sends its anti-forgery token.
struct Browser {
  std::string token;
  std::string csrf;
};

// The accounts module in a whole application, on a fresh database.
class House {
 public:
  explicit House(const std::string& kind = "memory", AccountsSettings settings = {"https://kith.test", {}});
  // Waits for the writer, which still holds the application for a moment after it has answered.
  ~House() {
    database->write([](Tx&) {});
  }

  http::Response call(Browser& browser, std::string method, std::string path, const Json& body = {});
  // Without waiting: for races.
  std::future<http::Response> begin(const Browser& browser, std::string method, std::string path,
                                    const Json& body);

  PersonId add_member(const std::string& address);
  PersonId add_staff(const std::string& address);

  std::string newest_code();
  std::string newest_link_token();
  std::string link_for(const PersonId& person, LinkPurpose purpose, const std::string& address = "");
  void set_password(const PersonId& person, std::string_view password = good_password);

  Browser signed_in_by_code(const std::string& address);
  Browser half_signed_in_by_password(const std::string& email);
  // Sets up the second factor of a browser that waits for it; gives the secret in base32.
  std::string set_up_second_factor(Browser& browser);
  std::string totp(const std::string& secret, int steps_from_now = 0);

  Actor actor_of(const Browser& browser);
  std::int64_t count(const std::string& table);
  std::vector<StoredEvent> events(std::string_view type);
  void read(const std::function<void(Tx&)>& operation) { database->read(operation); }

  StepClock clock{*from_rfc3339("2026-11-22T09:00:00Z")};
  SeededRandom random{7};
  TimeOrderedIds ids{clock, random};
  NoOutbound outbound;
  World world{clock, random, ids, outbound};
  std::unique_ptr<Database> database;
  Vault vault{Vault::from_key(std::string(32, 'k'), random)};
  std::vector<std::string> log_lines;
  std::mutex log_lock;
  Log log{clock, [this](const std::string& line) {
            const std::lock_guard guard(log_lock);
            log_lines.push_back(line);
          }};
  KnownPeople people;
  KeptLetters postbox;
  Accounts accounts;
  std::string user_agent = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0";
  std::string fixed_peer;  // "" for a new address with every call, so that the network limit does not count
  std::unique_ptr<Application> application;

 private:
  std::atomic<int> calls_{0};
};

// What a Set-Cookie header of the answer says, or "".
std::string cookie_of(const http::Response& response);
std::string code_of(const http::Response& response);

}  // namespace kith
