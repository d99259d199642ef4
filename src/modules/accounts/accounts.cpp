#include "modules/accounts/accounts.h"

#include <fstream>
#include <stdexcept>

#include "base/refusal.h"
#include "modules/accounts/address.h"
#include "modules/accounts/codes.h"
#include "modules/accounts/endpoints.h"
#include "modules/accounts/events.h"
#include "modules/accounts/links.h"
#include "modules/accounts/passwords.h"
#include "modules/accounts/sessions.h"
#include "modules/accounts/store.h"

namespace kith {

std::vector<Migration> kith_accounts_schema();

namespace {

constexpr auto touched_every = minutes(5);

// Who looks after a staff account's way in is never the person alone (promise N4).
void require_another_person(const Context& context, const PersonId& person) {
  if (context.actor.kind != Actor::Kind::person || context.actor.person != person) return;
  throw Refusal(RefusalKind::forbidden, "accounts.second_person", "Another person has to do this for you.");
}

class AccountsModule : public Module {
 public:
  explicit AccountsModule(Accounts& accounts) : accounts_(accounts) {}
  std::string_view name() const override { return "accounts"; }
  std::vector<Migration> schema() const override { return kith_accounts_schema(); }
  Endpoints endpoints() override { return accounts::endpoints(accounts_); }

  std::vector<JobKind> jobs() override {
    const auto send = [this](Context& context, const Job& job) {
      accounts::send_code(context, accounts_, job);
    };
    const auto tidy = [](Context& context, const Job&) { accounts::delete_aged(context.tx, context.now); };
    return {{"accounts.send_code", send, {}, {}}, {"accounts.tidy", tidy, {}, {}}};
  }

  // Who takes part nowhere any more is signed in nowhere; a code lets them in again to think again. When
  // nothing of them is held any more, no code does.
  std::vector<std::pair<std::string, Within>> within() override {
    const auto says = [](const StoredEvent& event, std::string_view member) {
      const Json* value = event.data.find(member);
      return value && *value == Json(true);
    };
    return {{"people.person_left",
             [this, says](Context& context, const StoredEvent& event) {
               if (says(event, "nowhere_else")) accounts_.end_all_sessions(context, PersonId(event.subject));
             }},
            {"people.record_closed", [this, says](Context& context, const StoredEvent& event) {
               if (says(event, "last")) accounts_.erase(context, PersonId(event.subject));
             }}};
  }

  // The hub looks at the sockets of whom an event concerns, and closes those that are no longer signed in.
  std::vector<Audience> audiences() override {
    const auto person = [](Tx&, const StoredEvent& event) { return std::vector{PersonId(event.subject)}; };
    return {{std::string(SessionEnded::type), person}};
  }

  std::vector<std::string> check(Tx& tx) override {
    if (accounts::sessions_done_without_factor(tx) == 0) return {};
    return {"a session counts as signed in with a second factor, but its person has none; end it"};
  }

 private:
  Accounts& accounts_;
};

}  // namespace

Accounts::Accounts(PeopleDirectory& people, Postbox& postbox, AccountsSettings settings)
    : people_(people), postbox_(postbox), settings_(std::move(settings)) {
  if (settings_.breach_list.empty() || std::ifstream(settings_.breach_list)) return;
  throw std::runtime_error("the list of stolen passwords cannot be read: " + settings_.breach_list.string());
}

void Accounts::authenticate(Tx& tx, const Vault& vault, std::string_view token, Instant now, Actor& actor) {
  const auto session = accounts::find_session(tx, vault, token, now);
  if (!session) return;
  actor.kind = Actor::Kind::person;
  actor.person = session->person;
  actor.session = session->id;
  actor.csrf = accounts::csrf_of(vault, token);
  actor.second_factor = session->second_factor;
}

void Accounts::touch(Tx& tx, const Actor& actor, Instant now) {
  accounts::note_seen(tx, actor.session, now, now - touched_every);
}

std::string Accounts::issue_link(Context& context, const NewLink& link) {
  if (link.purpose != LinkPurpose::sign_in) require_another_person(context, link.person);
  return accounts::make_link(context, link);
}

std::string Accounts::link_url(LinkPurpose purpose, std::string_view token) const {
  const std::string_view page =
      purpose == LinkPurpose::set_password ? "/sign-in/set-password#" : "/sign-in/link#";
  return (settings_.public_origin + std::string(page)) += token;
}

void Accounts::set_password(Context& context, const PersonId& person, std::string_view password) {
  accounts::keep_password(context, person, accounts::hash_checked(context.world, *this, password));
}

void Accounts::reset_second_factor(Context& context, const PersonId& person) {
  require_another_person(context, person);
  accounts::delete_second_factor(context.tx, person);
  accounts::clear_failures(context.tx, accounts::attempt_subject(context.vault, person, ""),
                           accounts::Attempt::second_factor);
  accounts::end_all(context, person);
  context.emit(ProgrammeId(), person.str(), CredentialChanged{person});
}

void Accounts::end_all_sessions(Context& context, const PersonId& person) {
  accounts::end_all(context, person);
}

std::optional<Instant> Accounts::session_end(Tx& tx, const SessionId& session) const {
  const auto row = accounts::session_by_id(tx, session);
  return row ? std::optional(row->ends_at) : std::nullopt;
}

void Accounts::erase(Context& context, const PersonId& person) {
  accounts::end_all(context, person);
  accounts::delete_person(context.tx, person, accounts::attempt_subject(context.vault, person, ""));
}

std::unique_ptr<Module> make_accounts_module(Accounts& accounts) {
  return std::make_unique<AccountsModule>(accounts);
}

}  // namespace kith
