#pragma once

#include <string>

#include "modules/notifications/notifications.h"

// How people want to be told, and when not. For this folder only.
namespace kith {

// As the person chose: by itself (e-mail, else text message), on paper, by a call from the team, or not at
// all: then news waits in Kith until they come in.
// push: in their own browsers, else as automatic.
enum class NoticeWay { automatic, email, sms, push, paper, call, none };

template <>
struct EnumNames<NoticeWay> {
  using W = NoticeWay;
  static constexpr std::pair<W, std::string_view> names[] = {
      {W::automatic, "automatic"}, {W::email, "email"}, {W::sms, "sms"},  {W::push, "push"},
      {W::paper, "paper"},         {W::call, "call"},   {W::none, "none"}};
};

}  // namespace kith

namespace kith::notifications {

struct NoticeChoice {
  NoticeWay way = NoticeWay::automatic;
  int quiet_from = 21 * 60;  // minutes of the local day; the same twice for no quiet hours
  int quiet_until = 8 * 60;
  std::string time_zone;  // "" for the programme's
};

NoticeChoice choice_of(Tx& tx, const PersonId& person);
void put_choice(Tx& tx, const PersonId& person, const NoticeChoice& choice, Instant at);

// Letters that somebody waits for this minute (codes, links, invitations) and those about somebody's safety:
// no choice and no quiet hour holds them back.
bool goes_at_once(std::string_view kind);

// The first moment from `at` on that is not in the person's quiet hours.
Instant after_quiet_hours(const NoticeChoice& choice, const std::string& programme_zone, Instant at);

}  // namespace kith::notifications
