#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/context.h"
#include "kernel/ports.h"
#include "modules/accounts/store.h"

// Sessions: begun, looked up, completed, ended (promises N3, S7).
namespace kith::accounts {

// Whether a session that nobody ended is within its idle and absolute limits.
bool is_alive(const SessionRow& session, Instant now);

// The session that a cookie's token stands for, or nothing.
std::optional<SessionRow> find_session(Tx& tx, const Vault& vault, std::string_view token, Instant now);

// What the page sends back in X-Kith-Csrf: drawn from the token, so nothing of it is stored.
std::string csrf_of(const Vault& vault, std::string_view token);

// A new session with a cookie in the reply. The session that the request came with, if any, ends. Staff get
// one that still waits for the second factor, or for its set-up.
void begin_session(Context& context, PeopleDirectory& people, const PersonId& person, Proof proof);

// After the second factor: the waiting session gives way to a whole one with a new id and a new cookie.
void complete_session(Context& context);

// Ends one session of the person; not_found when it is not theirs or not there.
void end_one(Context& context, const PersonId& person, const SessionId& session);
void end_all(Context& context, const PersonId& person);

// Takes the cookie away.
void forget_cookie(Context& context);

// "Firefox on Windows": all that is kept of a User-Agent.
std::string device_label(std::string_view user_agent);

}  // namespace kith::accounts
