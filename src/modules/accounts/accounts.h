#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/module.h"
#include "kernel/ports.h"

// Accounts: how a person proves who they are, and which devices are signed in.
//
// Participants and supporters come in by a code or a link sent to their address; staff by password and a
// second factor. What arrives by mail or text message alone never gives staff access (promise N4): such a
// session waits for the second factor, and one can be set up only after a password or an invitation, both of
// which began with another person. Nothing here tells whether an address is known (N2). Tokens, codes and
// addresses are kept as keyed hashes, secrets sealed with the person's key (V7).
//
// Refusal codes: accounts.wrong_code, accounts.wrong_password, accounts.link_used, accounts.not_asked (no
// second factor is asked for now), accounts.no_setup (a second factor cannot be set up in this session),
// accounts.second_person. Field codes: address.not_an_address; password.too_short, too_long, common,
// repeated, personal, breached.
namespace kith {

enum class LinkPurpose {
  sign_in,       // 15 minutes
  invitation,    // 14 days; made because another person asked for it
  set_password,  // 48 hours; the same
  demonstration  // 1 day; stands for the second factor too, and works in a demonstration only
};

template <>
struct EnumNames<LinkPurpose> {
  static constexpr std::pair<LinkPurpose, std::string_view> names[] = {
      {LinkPurpose::sign_in, "sign_in"},
      {LinkPurpose::invitation, "invitation"},
      {LinkPurpose::set_password, "set_password"},
      {LinkPurpose::demonstration, "demonstration"}};
};

struct NewLink {
  PersonId person = {};
  LinkPurpose purpose = LinkPurpose::sign_in;
  ProgrammeId programme = {};  // "" for none
  Duration lives_for{0};       // 0 for the time of its purpose
  std::string address =
      {};  // where it is sent, "" when not known: a password set by it may not be made of this
};

struct AccountsSettings {
  std::string public_origin;  // "https://kith.example.org", in front of the links in letters
  std::filesystem::path
      breach_list;  // sorted lines of SHA-1 in hexadecimal, more may follow after ":"; "" for none
  // Invented people on this machine only: a link from the command line signs staff in whole. An installation
  // that can be reached from elsewhere does not start as a demonstration.
  bool demonstration = false;
};

class Accounts : public Authenticator {
 public:
  // Throws std::runtime_error when the breach list is named but cannot be read.
  Accounts(PeopleDirectory& people, Postbox& postbox, AccountsSettings settings);

  // Authenticator
  void authenticate(Tx& tx, const Vault& vault, std::string_view token, Instant now, Actor& actor) override;
  void touch(Tx& tx, const Actor& actor, Instant now) override;

  // A fresh link token: 32 random bytes, good once, for this purpose, person and programme. Only its hash is
  // kept, so the caller must hand it over now. Refuses accounts.second_person to a person who asks for
  // anything but sign_in for themselves.
  std::string issue_link(Context& context, const NewLink& link);

  // The address of the page for a token. The token stands in the fragment, which no server and no log gets to
  // see.
  std::string link_url(LinkPurpose purpose, std::string_view token) const;

  // Sets the password and ends every session of the person. Refuses what the rules refuse (field "password").
  // Hashing takes some 60 ms inside the transaction: for the command line, not for endpoints.
  void set_password(Context& context, const PersonId& person, std::string_view password);

  // Takes the second factor away, so that the person sets up a new one, and ends every session. Refuses
  // accounts.second_person to the person themselves (N4).
  void reset_second_factor(Context& context, const PersonId& person);

  // From the next request or frame on, nothing of this person is signed in (S7).
  void end_all_sessions(Context& context, const PersonId& person);

  // When the session ends at the latest, however much it is used; nothing when it has ended or is not there.
  std::optional<Instant> session_end(Tx& tx, const SessionId& session) const;

  // Takes away all that is held here on a person, for erasure.
  void erase(Context& context, const PersonId& person);

  PeopleDirectory& people() const { return people_; }
  Postbox& postbox() const { return postbox_; }
  const AccountsSettings& settings() const { return settings_; }

 private:
  PeopleDirectory& people_;
  Postbox& postbox_;
  AccountsSettings settings_;
};

std::unique_ptr<Module> make_accounts_module(Accounts& accounts);

}  // namespace kith
