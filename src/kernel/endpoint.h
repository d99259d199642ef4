#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "kernel/context.h"

namespace kith {

enum class Method { get, post, put, del };

std::string_view name_of(Method method);

// Whether the endpoint changes rows. A GET that leaves a line in the access log is a write.
enum class Access { read, write };

// Who may call, before any question of whose thing it is. Made only by the functions below: it has no value
// of its own to fall back on, so an Endpoint cannot be made without one.
struct Permission {
  enum class Kind { anyone, half_signed_in, signed_in, known_in_programme, role_in_programme, administrator };
  Kind kind;
  std::vector<Role> roles;

  bool operator==(const Permission&) const = default;

 private:
  Permission(Kind of, std::vector<Role> holding) : kind(of), roles(std::move(holding)) {}
  friend Permission anyone();
  friend Permission half_signed_in();
  friend Permission signed_in();
  friend Permission known_in_programme();
  friend Permission role_in_programme(std::vector<Role> roles);
  friend Permission administrator();
};

Permission anyone();
Permission half_signed_in();  // a session that may still lack its second factor
Permission signed_in();
// The next two read the field `programme` of the request. Known: any grant there, invited ones too.
Permission known_in_programme();
Permission role_in_programme(std::vector<Role> roles);
Permission administrator();

std::string to_text(const Permission& permission);

// How often one client may call: a bucket of `burst` that refills at `per_minute` (promise O1). Counted per
// network address where anyone may call. Where one has to be signed in it is counted per person, and per
// address people_at_one_address times as much: a clinic or a whole village can share one line.
inline constexpr int people_at_one_address = 50;
struct RateLimit {
  int per_minute = 600;
  int burst = 200;
};

struct EndpointOptions {
  RateLimit limit;
  bool large_body = false;  // takes up to http::Limits::large_body_bytes
  // Slow work that must not hold the writer (password hashing, forming groups). Runs on a small bounded pool
  // before the transaction, for those only whom the permission lets in; what it returns is Context::prepared.
  std::function<Json(Database&, World&, Vault&, const Json& input)> prepare = {};
};

// One declaration: it is the router entry, the decoder, the OpenAPI text and, from that, the TypeScript type
// (docs/decisions/0008). `run` decodes `input` (path, query and body fields in one object), acts and encodes.
struct Endpoint {
  Method method;
  std::string path;  // "/api/conversations/{conversation}/messages"
  Permission permission;
  Access access;
  std::string summary;
  EndpointOptions options;
  std::string request_name;
  std::string response_name;
  std::function<Json(Context&, const Json& input)> run;
  std::function<void(SchemaBook&)> describe;
};

// No fields.
struct Nothing {
  static constexpr std::string_view schema_name = "Nothing";
  static constexpr auto fields() { return std::tuple{}; }
};

// Request is a described struct: fields whose names stand in the path come from there, the others from the
// query (GET, DELETE) or the JSON body (POST, PUT). `act` is Response(Context&, const Request&).
template <Described Request, Described Response, class Act>
Endpoint endpoint(Method method, std::string path, Permission permission, Access access, std::string summary,
                  Act act, EndpointOptions options = {}) {
  Endpoint made{method,
                std::move(path),
                std::move(permission),
                access,
                std::move(summary),
                std::move(options),
                std::string(Request::schema_name),
                std::string(Response::schema_name),
                {},
                {}};
  made.run = [act = std::move(act)](Context& context, const Json& input) {
    const Response response = act(context, decode<Request>(input));
    return encode(response);
  };
  made.describe = [](SchemaBook& book) {
    Codec<Request>::schema({}, book);
    Codec<Response>::schema({}, book);
  };
  return made;
}

using Endpoints = std::vector<Endpoint>;

// The OpenAPI 3.1 document of all endpoints: byte-stable, committed as api/openapi.json and checked against
// it.
Json openapi_document(const Endpoints& endpoints);

// One line an endpoint, "POST /api/... | role, role": compared with the reviewed file api/access.txt.
std::string access_table(const Endpoints& endpoints);

}  // namespace kith
