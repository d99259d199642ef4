#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/world.h"
#include "http/message.h"
#include "kernel/endpoint.h"
#include "kernel/log.h"
#include "kernel/metrics.h"
#include "kernel/ports.h"
#include "kernel/rate_limit.h"
#include "kernel/router.h"
#include "kernel/workers.h"
#include "store/database.h"
#include "store/vault.h"

namespace kith {

inline constexpr std::string_view session_cookie = "__Host-kith";

// What the kernel works with; made once, by the composition root, and outliving everything else.
struct Surroundings {
  World& world;
  Database& database;
  Vault& vault;
  const Log& log;
  Authenticator& authenticator;
  PeopleDirectory& people;
};

// Whether a page of `origin` may change things here: its own origin only. An absent Origin is no browser.
bool is_own_origin(const http::Request& request, std::string_view public_origin);

// Refuses whoever may not call an endpoint of this permission: unauthenticated, forbidden, or not_found where
// even the programme is hidden from them. `input` gives the field `programme`.
void permit(const Permission& permission, const Actor& actor, const Json& input);

// From a request to an answer, the same for every endpoint: find it, count it against its limit, make the
// Actor, check origin, anti-forgery token and permission, decode, answer a repeated Idempotency-Key from
// memory, run, and turn a Refusal into a problem document. Reads and writes run off the I/O thread.
class Dispatch {
 public:
  Dispatch(Surroundings surroundings, const Endpoints& endpoints, std::multimap<std::string, Within> within,
           Metrics& metrics, std::string public_origin, std::function<void()> on_commit);
  ~Dispatch();  // waits for the answers of writes that are under way

  // Answers once, from another thread. Call for paths below /api/ only.
  void handle(http::Request request, http::Respond respond);

  bool takes_large_body(std::string_view method, std::string_view path) const;

  // Who a request comes from; anonymous without a valid cookie.
  Actor actor_of(Tx& tx, const http::Request& request) const;

  const std::multimap<std::string, Within>& within() const { return within_; }

 private:
  struct Call;
  http::Response answer(Tx& tx, const Call& call) const;
  http::Response run_endpoint(Tx& tx, const Call& call, const Actor& actor) const;
  http::Response repeatable(Tx& tx, const Call& call, const Actor& actor, Context& context,
                            const Json& input) const;
  void admit(Call& call, const Json& input) const;
  void check(const Call& call, const Actor& actor, const Json& input) const;
  void check_forgery(const Call& call, const Actor& actor) const;
  // Counts the call against what `people` people may do at this endpoint; refuses with too_many.
  void limit(const Call& call, const std::string& client, int people) const;
  void begin(std::shared_ptr<Call> call) const;
  void read(const std::shared_ptr<Call>& call) const;
  void write(const std::shared_ptr<Call>& call) const;
  void finish(Call& call, http::Response response) const;
  http::Response failure(const Call& call, std::exception_ptr error) const;

  Surroundings on_;
  Endpoints endpoints_;
  Router router_;
  std::map<const Endpoint*, Json> request_schemas_;
  std::multimap<std::string, Within> within_;
  Metrics& metrics_;
  std::string public_origin_;
  std::function<void()> on_commit_;
  mutable std::mutex writes_lock_;
  mutable std::condition_variable writes_done_;
  mutable std::size_t writes_ = 0;  // under way
  mutable RateLimiter limiter_;
  std::unique_ptr<Workers> workers_ = std::make_unique<Workers>(2, 2'000);
  std::unique_ptr<Workers> slow_workers_ = std::make_unique<Workers>(1, 50);
};

}  // namespace kith
