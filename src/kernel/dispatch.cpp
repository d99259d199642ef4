#include "kernel/dispatch.h"

#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "kernel/problem.h"

namespace kith {
namespace {

constexpr std::size_t most_key_length = 64;
constexpr auto answers_kept_for = hours(24);

bool changes_things(std::string_view method) { return method != "GET" && method != "HEAD"; }

// The first language of Accept-Language as two lower-case letters, or "".
std::string asked_language(const http::Request& request) {
  const std::string_view header = request.header("accept-language");
  if (header.size() < 2) return "";
  const std::string code(header.substr(0, 2));
  return std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; }) ? code : "";
}

std::string hash_of(std::string_view text) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::array<char, 65> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

http::Response as_response(const Reply& reply, const Json& body) {
  http::Response response;
  const bool is_file = !reply.file_type.empty();
  response.headers = {{"Content-Type", is_file ? reply.file_type : "application/json"},
                      {"Cache-Control", reply.public_answer ? "public, max-age=300" : "no-store"}};
  // The words are in the reader's language: asked for, else their own.
  if (reply.public_answer) response.headers.emplace_back("Vary", "Accept-Language, Cookie");
  if (is_file) {
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + reply.file_name + "\"");
  }
  for (const std::string& cookie : reply.cookies) response.headers.emplace_back("Set-Cookie", cookie);
  response.body = is_file ? reply.file : to_text(body);
  return response;
}

bool is_signed_in_for(const Permission& permission, const Actor& actor) {
  const bool half = permission.kind == Permission::Kind::half_signed_in;
  return half ? actor.kind == Actor::Kind::person : actor.signed_in();
}

}  // namespace

void permit(const Permission& permission, const Actor& actor, const Json& input) {
  using Kind = Permission::Kind;
  if (permission.kind == Kind::anyone) return;
  if (!is_signed_in_for(permission, actor)) {
    throw Refusal(RefusalKind::unauthenticated, "sign_in", "Please sign in first.");
  }
  if (permission.kind == Kind::administrator && !actor.is_administrator()) throw not_found();
  const bool in_programme =
      permission.kind == Kind::role_in_programme || permission.kind == Kind::known_in_programme;
  if (!in_programme) return;
  const ProgrammeId programme(input.text("programme"));
  if (!actor.knows(programme)) throw not_found();
  if (permission.kind == Kind::role_in_programme && !actor.has_any(permission.roles, programme)) {
    throw Refusal(RefusalKind::forbidden, "forbidden", "Your part in this programme does not include this.");
  }
}

bool is_own_origin(const http::Request& request, std::string_view public_origin) {
  const std::string_view origin = request.header("origin");
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  if (origin.empty()) return true;
  if (!public_origin.empty()) return origin == public_origin;
  const std::string host(request.header("host"));
  return origin == "http://" + host || origin == "https://" + host;
}

struct Dispatch::Call {
  http::Request request;
  http::Respond respond;
  Route route;
  Json body;
  std::exception_ptr unreadable;  // told only to those who may call
  Json prepared;
  bool counted = false;  // against the person's rate limit, before slow work
  Instant began;
};

Dispatch::Dispatch(Surroundings surroundings, const Endpoints& endpoints,
                   std::multimap<std::string, Within> within, Metrics& metrics, std::string public_origin,
                   std::function<void()> on_commit)
    : on_(surroundings),
      endpoints_(endpoints),
      router_(endpoints_),
      within_(std::move(within)),
      metrics_(metrics),
      public_origin_(std::move(public_origin)),
      on_commit_(std::move(on_commit)) {
  for (const Endpoint& each : endpoints_) {
    SchemaBook book;
    each.describe(book);
    request_schemas_[&each] = book.at(each.request_name);
  }
}

void Dispatch::handle(http::Request request, http::Respond respond) {
  auto call = std::make_shared<Call>();
  call->began = on_.world.clock.now();
  call->request = std::move(request);
  call->respond = std::move(respond);
  call->route = router_.find(call->request.method, call->request.path);
  if (!call->route.endpoint) {
    http::Response response = call->route.path_known ? wrong_method(call->route.methods, call->request.id)
                                                     : problem(not_found(), call->request.id);
    return finish(*call, std::move(response));
  }
  const auto start = [this, call] { begin(call); };
  auto& pool = call->route.endpoint->options.prepare ? slow_workers_ : workers_;
  if (!pool->post(start)) {
    Refusal busy(RefusalKind::unavailable, "busy", "Kith is busy. Please try again in a moment.");
    busy.retry_after_seconds = 2;
    finish(*call, problem(busy, call->request.id));
  }
}

bool Dispatch::takes_large_body(std::string_view method, std::string_view path) const {
  const Route route = router_.find(method, path);
  return route.endpoint && route.endpoint->options.large_body;
}

Actor Dispatch::actor_of(Tx& tx, const http::Request& request) const {
  Actor actor;
  const std::string_view token = request.cookie(session_cookie);
  if (token.empty()) return actor;
  on_.authenticator.authenticate(tx, on_.vault, token, on_.world.clock.now(), actor);
  if (actor.kind == Actor::Kind::person) on_.people.fill(tx, actor);
  return actor;
}

void Dispatch::begin(std::shared_ptr<Call> call) const {
  const Endpoint& endpoint = *call->route.endpoint;
  try {
    limit(*call, call->request.peer,
          endpoint.permission.kind == Permission::Kind::anyone ? 1 : people_at_one_address);
    try {
      if (!call->request.body.empty()) call->body = parse_json(call->request.body);
      call->request.body = hash_of(call->request.body);  // all that is still needed of it, for a repeated key
    } catch (const Refusal&) {
      call->unreadable = std::current_exception();
    }
    if (endpoint.options.prepare && !call->unreadable) {
      const Json input =
          gather_input(call->route, request_schemas_.at(&endpoint), call->request.query, call->body);
      admit(*call, input);
      call->prepared = endpoint.options.prepare(on_.database, on_.world, on_.vault, input);
    }
  } catch (...) {
    return finish(*call, failure(*call, std::current_exception()));
  }
  if (endpoint.access == Access::read) return read(call);
  write(call);
}

void Dispatch::read(const std::shared_ptr<Call>& call) const {
  http::Response response;
  try {
    on_.database.read([&](Tx& tx) { response = answer(tx, *call); });
  } catch (...) {
    response = failure(*call, std::current_exception());
  }
  finish(*call, std::move(response));
}

Dispatch::~Dispatch() {
  workers_.reset();
  slow_workers_.reset();
  std::unique_lock guard(writes_lock_);
  writes_done_.wait(guard, [this] { return writes_ == 0; });
}

void Dispatch::write(const std::shared_ptr<Call>& call) const {
  {
    const std::lock_guard guard(writes_lock_);
    ++writes_;
  }
  auto response = std::make_shared<http::Response>();
  on_.database.write_async([this, call, response](Tx& tx) { *response = answer(tx, *call); },
                           [this, call, response](WriteOutcome outcome) {
                             if (outcome.error) *response = failure(*call, outcome.error);
                             finish(*call, std::move(*response));
                             if (!outcome.error) on_commit_();
                             const std::lock_guard guard(writes_lock_);
                             if (--writes_ == 0) writes_done_.notify_all();
                           });
}

http::Response Dispatch::answer(Tx& tx, const Call& call) const {
  const Actor actor = actor_of(tx, call.request);
  return run_endpoint(tx, call, actor);
}

http::Response Dispatch::run_endpoint(Tx& tx, const Call& call, const Actor& actor) const {
  const Endpoint& endpoint = *call.route.endpoint;
  const Json& schema = request_schemas_.at(&endpoint);
  check_forgery(call, actor);
  Json input;
  std::exception_ptr unreadable = call.unreadable;
  try {
    input = gather_input(call.route, schema, call.request.query, call.unreadable ? Json() : call.body);
  } catch (const Refusal&) {
    unreadable = std::current_exception();
    input = gather_input(call.route, schema, {}, Json());
  }
  check(call, actor, input);
  if (unreadable) std::rethrow_exception(unreadable);
  if (endpoint.access == Access::write && actor.kind == Actor::Kind::person) {
    on_.authenticator.touch(tx, actor, on_.world.clock.now());
  }
  std::string language = asked_language(call.request);
  if (language.empty()) language = actor.language;
  Context context{on_.world,
                  on_.vault,
                  tx,
                  actor,
                  within_,
                  on_.world.clock.now(),
                  language,
                  {},
                  call.prepared,
                  {std::string(call.request.header("user-agent"))}};
  return repeatable(tx, call, actor, context, input);
}

http::Response Dispatch::repeatable(Tx& tx, const Call& call, const Actor& actor, Context& context,
                                    const Json& input) const {
  const Endpoint& endpoint = *call.route.endpoint;
  const std::string key(call.request.header("idempotency-key"));
  if (key.empty() || endpoint.method != Method::post || actor.person.empty() ||
      endpoint.access == Access::read) {
    const Json body = endpoint.run(context, input);
    if (context.reply.refusal) return problem(*context.reply.refusal, call.request.id);
    return as_response(context.reply, body);
  }
  if (key.size() > most_key_length) throw invalid({{"Idempotency-Key", "too_long", "This key is too long."}});
  const std::string& person = actor.person.str();
  const std::string route = std::string(name_of(endpoint.method)) + " " + call.request.path;
  tx.execute("delete from idempotency where actor = $1 and at < $2", person, context.now - answers_kept_for);
  const Rows rows = tx.query(
      "select route, request_hash, response from idempotency where actor = $1 and key = $2", person, key);
  if (!rows.empty()) {
    if (rows[0].text(0) != route || rows[0].text(1) != call.request.body) {
      throw Refusal(RefusalKind::conflict, "idempotency.reused", "This key was used for something else.");
    }
    const Json kept = parse_json(on_.vault.open_sealed(tx, person, "idempotency", rows[0].bytes(2)));
    return as_response({}, kept);
  }
  const Json body = endpoint.run(context, input);
  if (context.reply.refusal) return problem(*context.reply.refusal, call.request.id);
  tx.execute(R"(
    insert into idempotency (actor, key, route, request_hash, response, at) values ($1, $2, $3, $4, $5, $6)
  )",
             person, key, route, call.request.body, on_.vault.seal(tx, person, "idempotency", to_text(body)),
             context.now);
  return as_response(context.reply, body);
}

void Dispatch::check_forgery(const Call& call, const Actor& actor) const {
  if (!changes_things(call.request.method)) return;
  const bool own = is_own_origin(call.request, public_origin_);
  const std::string_view token = call.request.header("x-kith-csrf");
  const bool proven = actor.kind != Actor::Kind::person ||
                      (token.size() == actor.csrf.size() &&
                       sodium_memcmp(token.data(), actor.csrf.data(), token.size()) == 0);
  // Signing in starts a new session, so an old cookie must not stand in the way of it.
  const bool needs_token = call.route.endpoint->permission.kind != Permission::Kind::anyone;
  if (own && (proven || !needs_token)) return;
  throw Refusal(RefusalKind::forbidden, "csrf",
                "This request did not come from Kith's own page. Load it again.");
}

// Slow work is done only for those who may ask for it. The transaction asks again: the answer may be another
// by then.
void Dispatch::admit(Call& call, const Json& input) const {
  if (call.route.endpoint->permission.kind == Permission::Kind::anyone) return;
  on_.database.read([&](Tx& tx) {
    const Actor actor = actor_of(tx, call.request);
    check_forgery(call, actor);
    check(call, actor, input);
  });
  call.counted = true;
}

void Dispatch::check(const Call& call, const Actor& actor, const Json& input) const {
  const Permission& permission = call.route.endpoint->permission;
  if (!call.counted && permission.kind != Permission::Kind::anyone && is_signed_in_for(permission, actor)) {
    limit(call, actor.person.str(), 1);
  }
  permit(permission, actor, input);
}

void Dispatch::limit(const Call& call, const std::string& client, int people) const {
  const Endpoint& endpoint = *call.route.endpoint;
  const std::string key = client + " " + std::string(name_of(endpoint.method)) + " " + endpoint.path;
  const int wait = limiter_.take(key, endpoint.options.limit, on_.world.clock.now(), people);
  if (wait == 0) return;
  Refusal refusal(RefusalKind::too_many, "too_many", "That was very often. Please wait a moment.");
  refusal.retry_after_seconds = wait;
  throw refusal;
}

http::Response Dispatch::failure(const Call& call, std::exception_ptr error) const {
  try {
    std::rethrow_exception(error);
  } catch (const Refusal& refusal) {
    return problem(refusal, call.request.id);
  } catch (const std::exception& bug) {
    on_.log.error("request_failed",
                  {{"request", call.request.id}, {"route", call.route.endpoint->path}, {"what", bug.what()}});
  }
  return inner_failure(call.request.id);
}

void Dispatch::finish(Call& call, http::Response response) const {
  const Duration took = on_.world.clock.now() - call.began;
  const std::string route = call.route.endpoint ? call.route.endpoint->path : "none";
  metrics_.count_request(route, response.status, took.count());
  on_.log.info("request", {{"request", call.request.id},
                           {"method", call.request.method},
                           {"route", route},
                           {"status", response.status},
                           {"took_us", Json(std::int64_t{took.count()})}});
  response.headers.emplace_back("X-Request-Id", call.request.id);
  call.respond(std::move(response));
}

}  // namespace kith
