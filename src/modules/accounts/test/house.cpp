#include "house.h"

#include <liboath/oath.h>

#include <cstdlib>

namespace kith {
namespace {

std::string after(const std::string& text, const std::string& mark, std::size_t length) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? "" : text.substr(at + mark.size(), length);
}

void take_cookie(Browser& browser, const http::Response& response) {
  const std::string cookie = cookie_of(response);
  if (cookie.empty()) return;
  const std::size_t begin = cookie.find('=') + 1;
  browser.token = cookie.substr(begin, cookie.find(';') - begin);
}

}  // namespace

std::string cookie_of(const http::Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Set-Cookie") return value;
  }
  return "";
}

std::string code_of(const http::Response& response) { return parse_json(response.body).text("code"); }

House::House(const std::string& kind, AccountsSettings settings)
    : database(fresh_database(kind)), accounts(people, postbox, std::move(settings)) {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_accounts_module(accounts));
  migrate_all(*database, modules);
  application =
      std::make_unique<Application>(Surroundings{world, *database, vault, log, accounts, people},
                                    std::move(modules), ApplicationOptions{"https://kith.test", {}});
}

std::future<http::Response> House::begin(const Browser& browser, std::string method, std::string path,
                                         const Json& body) {
  http::Request request;
  request.method = std::move(method);
  request.path = request.target = std::move(path);
  request.id = "request";
  const int number = ++calls_;
  request.peer = fixed_peer.empty()
                     ? "10.0." + std::to_string(number / 250) + "." + std::to_string(number % 250)
                     : fixed_peer;
  request.headers = {{"origin", "https://kith.test"}, {"user-agent", user_agent}};
  if (!browser.token.empty()) request.headers.emplace_back("cookie", "__Host-kith=" + browser.token);
  if (!browser.csrf.empty()) request.headers.emplace_back("x-kith-csrf", browser.csrf);
  if (!body.is_null()) request.body = to_text(body);
  auto answered = std::make_shared<std::promise<http::Response>>();
  auto future = answered->get_future();
  application->handle(std::move(request),
                      [answered](http::Response response) { answered->set_value(response); });
  return future;
}

http::Response House::call(Browser& browser, std::string method, std::string path, const Json& body) {
  http::Response response = begin(browser, std::move(method), std::move(path), body).get();
  take_cookie(browser, response);
  browser.csrf = actor_of(browser).csrf;
  return response;
}

PersonId House::add_member(const std::string& address) {
  return people.by_address[address] = PersonId(ids.next());
}

PersonId House::add_staff(const std::string& address) {
  const PersonId person = add_member(address);
  people.staff.insert(person.str());
  return person;
}

std::string House::newest_code() { return after(postbox.letters.back().text, "Your code is ", 6); }
std::string House::newest_link_token() { return after(postbox.letters.back().text, "/sign-in/link#", 43); }

std::string House::link_for(const PersonId& person, LinkPurpose purpose, const std::string& address) {
  std::string token;
  application->as_system("test", [&](Context& context) {
    token = accounts.issue_link(context, {.person = person, .purpose = purpose, .address = address});
  });
  return token;
}

void House::set_password(const PersonId& person, std::string_view password) {
  application->as_system("test", [&](Context& context) { accounts.set_password(context, person, password); });
}

Browser House::signed_in_by_code(const std::string& address) {
  Browser browser;
  EXPECT_EQ(call(browser, "POST", "/api/sign-in/start", Json::object({{"address", address}})).status, 200);
  application->settle();
  EXPECT_EQ(call(browser, "POST", "/api/sign-in/code",
                 Json::object({{"address", address}, {"code", newest_code()}}))
                .status,
            200);
  return browser;
}

Browser House::half_signed_in_by_password(const std::string& email) {
  Browser browser;
  const Json body = Json::object({{"email", email}, {"password", good_password}});
  EXPECT_EQ(call(browser, "POST", "/api/sign-in/password", body).status, 200);
  return browser;
}

std::string House::set_up_second_factor(Browser& browser) {
  const http::Response made = call(browser, "POST", "/api/me/second-factor/setup", Json::object());
  EXPECT_EQ(made.status, 200) << made.body;
  const std::string secret = parse_json(made.body).text("secret");
  const http::Response confirmed =
      call(browser, "POST", "/api/me/second-factor/confirm", Json::object({{"code", totp(secret)}}));
  EXPECT_EQ(confirmed.status, 200) << confirmed.body;
  return secret;
}

std::string House::totp(const std::string& secret, int steps_from_now) {
  char* bytes = nullptr;
  std::size_t length = 0;
  oath_base32_decode(secret.data(), secret.size(), &bytes, &length);
  char code[7] = {};
  oath_totp_generate(bytes, length, clock.now().micros / 1'000'000 + steps_from_now * 30, 30, 0, 6, code);
  std::free(bytes);
  return code;
}

Actor House::actor_of(const Browser& browser) {
  Actor actor;
  database->read([&](Tx& tx) { accounts.authenticate(tx, vault, browser.token, clock.now(), actor); });
  return actor;
}

std::int64_t House::count(const std::string& table) {
  std::int64_t rows = 0;
  database->read([&](Tx& tx) { rows = tx.query("select count(*) from " + table)[0].integer(0); });
  return rows;
}

std::vector<StoredEvent> House::events(std::string_view type) {
  std::vector<StoredEvent> out;
  database->read([&](Tx& tx) {
    for (StoredEvent& each : events_after(tx, 0, 10'000)) {
      if (each.type == type) out.push_back(std::move(each));
    }
  });
  return out;
}

}  // namespace kith
