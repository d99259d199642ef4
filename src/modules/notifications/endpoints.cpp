#include <algorithm>
#include <iterator>

#include "base/refusal.h"
#include "modules/notifications/board.h"
#include "modules/notifications/choices.h"
#include "modules/notifications/deliver.h"
#include "modules/notifications/notices.h"
#include "modules/notifications/notifications.h"
#include "modules/notifications/push_endpoints.h"
#include "modules/notifications/views.h"

namespace kith {

std::vector<Migration> kith_notifications_schema();

namespace {

using namespace notifications_store;

OutboxLine line_of(Context& context, const Notifications& notifications, const DeliveryRow& row) {
  OutboxLine line{row.id, row.channel, "", "", "", row.created_at, row.state};
  if (!notifications.settings().keeps_letters || row.state != DeliveryState::kept) return line;
  if (const auto content = notifications::open_letter(context, row)) {
    line.to = content->to;
    line.subject = content->subject;
    line.text = content->text;
  }
  return line;
}

OutboxList outbox(Context& context, const Notifications& notifications, const OutboxAsk& ask) {
  OutboxList list;
  for (const DeliveryRow& row : deliveries(context.tx, reach_outbox(context), ask.after, ask.limit + 1)) {
    if (static_cast<int>(list.items.size()) == ask.limit) {
      list.next = list.items.back().delivery_id.str();
      break;
    }
    list.items.push_back(line_of(context, notifications, row));
  }
  return list;
}

std::string clock_text(int minutes) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

int minutes_of(const std::string& text, const std::string& field) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int hour = std::stoi(text.substr(0, 2)), minute = std::stoi(text.substr(3));
    if (hour < 24 && minute < 60) return hour * 60 + minute;
  }
  throw invalid({{field, "not_a_time", "Write hours and minutes, such as 21:00."}});
}

NoticeSettings notice_settings(Context& context) {
  const auto choice = notifications::choice_of(context.tx, context.actor.person);
  return {choice.way, clock_text(choice.quiet_from), clock_text(choice.quiet_until), choice.time_zone};
}

NoticeSettings put_notice_settings(Context& context, const NoticeSettings& wanted) {
  if (!wanted.time_zone.empty() && !is_time_zone(wanted.time_zone)) {
    throw invalid({{"time_zone", "not_a_zone", "This is not the name of a time zone."}});
  }
  notifications::put_choice(context.tx, context.actor.person,
                            {wanted.way, minutes_of(wanted.quiet_from, "quiet_from"),
                             minutes_of(wanted.quiet_until, "quiet_until"), wanted.time_zone},
                            context.now);
  return notice_settings(context);
}

LettersToPrint letters_to_print(Context& context, const Notifications& notifications, const LettersAsk& ask) {
  const auto reach = reach_programme_letters(context, ask.programme);
  LettersToPrint out;
  out.programme_name =
      notifications.people().programmes().get(context.tx, ask.programme).name(context.language);
  for (const DeliveryRow& row : deliveries_to_print(context.tx, reach)) {
    const auto content = notifications::open_letter(context, row);
    if (!content) continue;
    out.items.push_back({row.id, row.person,
                         notifications.people().display_name(context, row.person, ask.programme),
                         content->subject, content->text, row.created_at});
  }
  return out;
}

void letter_printed(Context& context, const LetterPrinted& ask) {
  const auto reach = reach_programme_letters(context, ask.programme);
  for (const DeliveryRow& row : deliveries_to_print(context.tx, reach)) {
    if (row.id == ask.letter)
      return settle_delivery(context.tx, row.id, DeliveryState::sent, "", context.now);
  }
  throw not_found();
}

class NotificationsModule : public Module {
 public:
  NotificationsModule(Notifications& notifications, Accounts& accounts)
      : notifications_(notifications), accounts_(accounts) {}
  std::string_view name() const override { return "notifications"; }
  std::vector<Migration> schema() const override { return kith_notifications_schema(); }
  std::vector<Reaction> reactions() override { return notifications::reactions(notifications_, accounts_); }
  std::vector<std::pair<std::string, Within>> within() override {
    auto all = notifications::push_within(accounts_);
    all.emplace_back("people.record_closed", [](Context& context, const StoredEvent& event) {
      const PersonId person(event.subject);
      const Json* last = event.data.find("last");
      if (last && *last == Json(true)) return forget_all_of(context.tx, person, context.now);
      forget_letters_to(context.tx, person, ProgrammeId(event.programme), context.now);
    });
    return all;
  }
  std::vector<JobKind> jobs() override {
    return {notifications::deliver_job(notifications_), notifications::forget_job()};
  }

  Endpoints endpoints() override {
    Endpoints all = own_endpoints();
    std::ranges::move(notifications::push_endpoints(notifications_, accounts_), std::back_inserter(all));
    std::ranges::move(notifications::board_endpoints(notifications_), std::back_inserter(all));
    return all;
  }

  std::vector<std::string> check(Tx& tx) override {
    std::vector<std::string> out;
    const auto none = [&](std::int64_t count, const std::string& what) {
      if (count > 0) out.push_back(std::to_string(count) + " " + what);
    };
    none(count_waiting_without_job(tx), "letters wait and no job will send them");
    none(count_waiting_without_content(tx), "letters wait and have no text");
    none(count_settled_with_content(tx), "letters were settled and their text is still there");
    return out;
  }

 private:
  Endpoints own_endpoints() {
    return {
        endpoint<OutboxAsk, OutboxList>(
            Method::get, "/api/outbox", administrator(), Access::read,
            "The letters that Kith wrote; readable only while there is no mail server",
            [this](Context& c, const OutboxAsk& r) { return outbox(c, notifications_, r); }),
        endpoint<Nothing, NoticeSettings>(Method::get, "/api/me/notices", signed_in(), Access::read,
                                          "How I am told of news, and my quiet hours",
                                          [](Context& c, const Nothing&) { return notice_settings(c); }),
        endpoint<NoticeSettings, NoticeSettings>(
            Method::put, "/api/me/notices", signed_in(), Access::write, "Choose how I am told, and when not",
            [](Context& c, const NoticeSettings& r) { return put_notice_settings(c, r); }),
        endpoint<LettersAsk, LettersToPrint>(
            Method::get, "/api/programmes/{programme}/letters", role_in_programme({Role::coordinator}),
            Access::read, "Letters to print for people who want paper",
            [this](Context& c, const LettersAsk& r) { return letters_to_print(c, notifications_, r); }),
        endpoint<LetterPrinted, Nothing>(Method::post, "/api/programmes/{programme}/letters/{letter}/printed",
                                         role_in_programme({Role::coordinator}), Access::write,
                                         "Say that a letter was printed and sent",
                                         [](Context& c, const LetterPrinted& r) {
                                           letter_printed(c, r);
                                           return Nothing{};
                                         })};
  }

  Notifications& notifications_;
  Accounts& accounts_;
};

}  // namespace

std::unique_ptr<Module> make_notifications_module(Notifications& notifications, Accounts& accounts) {
  return std::make_unique<NotificationsModule>(notifications, accounts);
}

}  // namespace kith
