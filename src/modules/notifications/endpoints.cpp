#include "modules/notifications/deliver.h"
#include "modules/notifications/notices.h"
#include "modules/notifications/notifications.h"
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

class NotificationsModule : public Module {
 public:
  NotificationsModule(Notifications& notifications, Accounts& accounts)
      : notifications_(notifications), accounts_(accounts) {}
  std::string_view name() const override { return "notifications"; }
  std::vector<Migration> schema() const override { return kith_notifications_schema(); }
  std::vector<Reaction> reactions() override { return notifications::reactions(notifications_, accounts_); }
  std::vector<JobKind> jobs() override { return {notifications::deliver_job(), notifications::forget_job()}; }

  Endpoints endpoints() override {
    return {endpoint<OutboxAsk, OutboxList>(
        Method::get, "/api/outbox", administrator(), Access::read,
        "The letters that Kith wrote; readable only while there is no mail server",
        [this](Context& c, const OutboxAsk& r) { return outbox(c, notifications_, r); })};
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
  Notifications& notifications_;
  Accounts& accounts_;
};

}  // namespace

std::unique_ptr<Module> make_notifications_module(Notifications& notifications, Accounts& accounts) {
  return std::make_unique<NotificationsModule>(notifications, accounts);
}

}  // namespace kith
