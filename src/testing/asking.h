#pragma once

#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "http/server.h"
#include "kernel/ports.h"

// Asking an Application as the network does, without a network.
namespace kith {

inline constexpr std::string_view test_origin = "https://kith.test";

struct Answer {
  int status = 0;
  Json body;
  std::string text;
  std::vector<std::pair<std::string, std::string>> headers;

  const std::string& code() const { return body.text("code"); }
  std::string header(std::string_view name) const;
  const Json::Array& items() const& { return body.find("items")->array_items(); }
  // Of an answer that nobody keeps.
  Json::Array items() && { return body.find("items")->array_items(); }
};

// One request. `who` is signed in by a cookie that TokenIsPerson understands; nobody when it is empty.
struct Knock {
  std::string method = "GET";
  std::string target;
  PersonId who = {};
  std::string body = "";
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool with_token = true;  // sends the token against forgery
  std::string peer = "192.0.2.1";
};

http::Request request_of(const Knock& knock);
std::future<Answer> start_asking(http::Handler& handler, const Knock& knock);
Answer ask(http::Handler& handler, const Knock& knock);

// A cookie's token is the person's id, and their session is whole, but for whom the test says.
class TokenIsPerson : public Authenticator {
 public:
  void authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) override {
    if (signed_out == PersonId(std::string(token))) return;
    actor.kind = Actor::Kind::person;
    actor.person = PersonId(std::string(token));
    actor.csrf = "token";
    actor.second_factor = half_signed_in == actor.person ? SecondFactor::needed : SecondFactor::done;
  }

  PersonId signed_out;
  PersonId half_signed_in;  // without the second factor
};

// Takes every letter and keeps none.
class NoPost : public Outbound {
 public:
  OutboundResult send(const OutboundMessage&) override { return {true, false, ""}; }
};

}  // namespace kith
