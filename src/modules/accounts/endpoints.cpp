#include "modules/accounts/endpoints.h"

#include "modules/accounts/address.h"
#include "modules/accounts/codes.h"
#include "modules/accounts/links.h"
#include "modules/accounts/passwords.h"
#include "modules/accounts/second_factor.h"
#include "modules/accounts/sessions.h"
#include "modules/accounts/store.h"

namespace kith::accounts {
namespace {

struct SignInStart {
  static constexpr std::string_view schema_name = "SignInStart";
  std::string address;
  static constexpr auto fields() {
    return std::tuple{
        field("address", &SignInStart::address,
              {.min_length = 1, .max_length = 254, .about = "An e-mail address or a mobile number."})};
  }
};

struct SignInByCode {
  static constexpr std::string_view schema_name = "SignInByCode";
  std::string address;
  std::string code;
  static constexpr auto fields() {
    return std::tuple{field("address", &SignInByCode::address, {.min_length = 1, .max_length = 254}),
                      field("code", &SignInByCode::code, {.min_length = 1, .max_length = 20})};
  }
};

struct SignInByLink {
  static constexpr std::string_view schema_name = "SignInByLink";
  std::string token;
  static constexpr auto fields() {
    return std::tuple{field("token", &SignInByLink::token, {.min_length = 1, .max_length = 100})};
  }
};

struct SignInByPassword {
  static constexpr std::string_view schema_name = "SignInByPassword";
  std::string email;
  std::string password;
  static constexpr auto fields() {
    return std::tuple{field("email", &SignInByPassword::email, {.min_length = 1, .max_length = 254}),
                      field("password", &SignInByPassword::password, {.min_length = 1, .max_length = 128})};
  }
};

struct SecondFactorCode {
  static constexpr std::string_view schema_name = "SecondFactorCode";
  std::string code;
  static constexpr auto fields() {
    return std::tuple{field("code", &SecondFactorCode::code, {.min_length = 1, .max_length = 20})};
  }
};

struct SecondFactorSetup {
  static constexpr std::string_view schema_name = "SecondFactorSetup";
  std::string secret;
  std::string uri;
  static constexpr auto fields() {
    return std::tuple{field("secret", &SecondFactorSetup::secret), field("uri", &SecondFactorSetup::uri)};
  }
};

struct SetPassword {
  static constexpr std::string_view schema_name = "SetPassword";
  std::string token;
  std::string password;
  static constexpr auto fields() {
    return std::tuple{field("token", &SetPassword::token, {.min_length = 1, .max_length = 100}),
                      field("password", &SetPassword::password, {.min_length = 1, .max_length = 128})};
  }
};

struct Device {
  static constexpr std::string_view schema_name = "Device";
  SessionId device_id;
  std::string label;
  Instant signed_in_at;
  Instant last_seen_at;
  bool current = false;
  static constexpr auto fields() {
    return std::tuple{field("device_id", &Device::device_id), field("label", &Device::label),
                      field("signed_in_at", &Device::signed_in_at),
                      field("last_seen_at", &Device::last_seen_at), field("current", &Device::current)};
  }
};

struct DeviceList {
  static constexpr std::string_view schema_name = "DeviceList";
  std::vector<Device> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &DeviceList::items), field("next", &DeviceList::next)};
  }
};

struct DeviceChoice {
  static constexpr std::string_view schema_name = "DeviceChoice";
  SessionId device;
  static constexpr auto fields() { return std::tuple{field("device", &DeviceChoice::device)}; }
};

// Several people may share one address (a clinic's), so a burst is larger than one person needs.
constexpr RateLimit asking{.per_minute = 10, .burst = 20};
constexpr RateLimit trying{.per_minute = 20, .burst = 30};

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

Nothing start(Context& context, const SignInStart& request) {
  ask_for_code(context, request.address);
  return {};
}

Proof proof_of(LinkPurpose purpose) {
  if (purpose == LinkPurpose::invitation) return Proof::invitation;
  return purpose == LinkPurpose::demonstration ? Proof::demonstration : Proof::link;
}

Nothing by_link(Context& context, Accounts& accounts, const SignInByLink& request) {
  std::vector<LinkPurpose> purposes{LinkPurpose::sign_in, LinkPurpose::invitation};
  if (accounts.settings().demonstration) purposes.push_back(LinkPurpose::demonstration);
  const LinkRow link = take_link(context, request.token, purposes);
  // Whoever has the link reads the address's mail: this is the recovery from too many wrong codes.
  clear_failures(context.tx, attempt_subject(context.vault, link.person, ""), Attempt::code);
  begin_session(context, accounts.people(), link.person, proof_of(link.purpose));
  return {};
}

SecondFactorSetup set_up(Context& context, const Nothing&) {
  const Setup made = set_up_second_factor(context);
  return {made.secret, made.uri};
}

Nothing confirm(Context& context, const SecondFactorCode& request) {
  confirm_second_factor_code(context, without_blanks(request.code));
  return {};
}

Nothing prove(Context& context, const SecondFactorCode& request) {
  prove_second_factor(context, without_blanks(request.code));
  return {};
}

Nothing set_password(Context& context, const SetPassword& request) {
  set_password_by_link(context, request.token, request.password);
  return {};
}

Nothing sign_out(Context& context, const Nothing&) {
  end_one(context, context.actor.person, context.actor.session);
  forget_cookie(context);
  return {};
}

Nothing sign_out_everywhere(Context& context, const Nothing&) {
  end_all(context, context.actor.person);
  forget_cookie(context);
  return {};
}

DeviceList devices(Context& context, const Nothing&) {
  DeviceList out;
  for (const SessionRow& each : sessions_of(context.tx, context.actor.person)) {
    if (!is_alive(each, context.now)) continue;
    out.items.push_back(
        {each.id, each.device, each.signed_in_at, each.last_seen_at, each.id == context.actor.session});
  }
  return out;
}

Nothing sign_out_device(Context& context, const DeviceChoice& request) {
  end_one(context, context.actor.person, request.device);
  if (request.device == context.actor.session) forget_cookie(context);
  return {};
}

void add_ways_in(Endpoints& out, Accounts& accounts) {
  out.push_back(endpoint<SignInStart, Nothing>(
      Method::post, "/api/sign-in/start", anyone(), Access::write,
      "Send a code and a link to an address. The answer is the same whether or not it is known.", start,
      {.limit = asking, .large_body = false, .prepare = {}}));
  out.push_back(endpoint<SignInByCode, Nothing>(
      Method::post, "/api/sign-in/code", anyone(), Access::write, "Come in with a code.",
      [&accounts](Context& context, const SignInByCode& request) {
        sign_in_by_code(context, accounts, request.address, without_blanks(request.code));
        return Nothing{};
      },
      {.limit = trying, .large_body = false, .prepare = {}}));
  out.push_back(endpoint<SignInByLink, Nothing>(Method::post, "/api/sign-in/link", anyone(), Access::write,
                                                "Come in with the token of a link.",
                                                [&accounts](Context& context, const SignInByLink& request) {
                                                  return by_link(context, accounts, request);
                                                },
                                                {.limit = trying, .large_body = false, .prepare = {}}));
}

void add_password(Endpoints& out, Accounts& accounts) {
  out.push_back(endpoint<SignInByPassword, Nothing>(
      Method::post, "/api/sign-in/password", anyone(), Access::write,
      "Staff: come in with a password. The second factor follows.",
      [&accounts](Context& context, const SignInByPassword& request) {
        sign_in_by_password(context, accounts, request.email);
        return Nothing{};
      },
      {.limit = asking,
       .large_body = false,
       .prepare = [&accounts](Database& database, World&, const Vault& vault, const Json& input) {
         return check_password(database, vault, accounts, input);
       }}));
  out.push_back(endpoint<SetPassword, Nothing>(
      Method::post, "/api/sign-in/set-password", anyone(), Access::write,
      "Staff: choose a password with the token of a link.", set_password,
      {.limit = asking,
       .large_body = false,
       .prepare = [&accounts](Database&, World& world, const Vault&, const Json& input) {
         return hash_new_password(world, accounts, input);
       }}));
}

void add_second_factor(Endpoints& out) {
  const EndpointOptions limited{.limit = asking, .large_body = false, .prepare = {}};
  out.push_back(endpoint<SecondFactorCode, Nothing>(Method::post, "/api/sign-in/second-factor",
                                                    half_signed_in(), Access::write,
                                                    "Staff: the code of the second factor.", prove, limited));
  out.push_back(endpoint<Nothing, SecondFactorSetup>(
      Method::post, "/api/me/second-factor/setup", half_signed_in(), Access::write,
      "Staff: a secret for a new second factor.", set_up, limited));
  out.push_back(endpoint<SecondFactorCode, Nothing>(
      Method::post, "/api/me/second-factor/confirm", half_signed_in(), Access::write,
      "Staff: put the new second factor in force.", confirm, limited));
}

void add_sessions(Endpoints& out) {
  out.push_back(endpoint<Nothing, Nothing>(Method::post, "/api/sign-out", half_signed_in(), Access::write,
                                           "Sign this device out.", sign_out));
  out.push_back(endpoint<Nothing, Nothing>(Method::post, "/api/sign-out/everywhere", signed_in(),
                                           Access::write, "Sign every device of the person out.",
                                           sign_out_everywhere));
  out.push_back(endpoint<Nothing, DeviceList>(Method::get, "/api/me/devices", signed_in(), Access::read,
                                              "The devices on which the person is signed in.", devices));
  out.push_back(endpoint<DeviceChoice, Nothing>(Method::del, "/api/me/devices/{device}", signed_in(),
                                                Access::write, "Sign one device of the person out.",
                                                sign_out_device));
}

}  // namespace

Endpoints endpoints(Accounts& accounts) {
  Endpoints out;
  add_ways_in(out, accounts);
  add_password(out, accounts);
  add_second_factor(out);
  add_sessions(out);
  return out;
}

}  // namespace kith::accounts
