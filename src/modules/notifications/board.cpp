#include "modules/notifications/board.h"

#include "modules/notifications/board_views.h"

namespace kith::notifications {
namespace {

using namespace notifications_store;

std::vector<DeliveryCountLine> count_lines(Context& context, const Reach<Deliveries>& reach) {
  std::vector<DeliveryCountLine> out;
  for (const DeliveryCount& each : count_deliveries(context.tx, reach)) {
    out.push_back({each.channel, each.state, static_cast<int>(each.count)});
  }
  return out;
}

DeliveryCounts counts_of_all(Context& context) {
  const auto reach = reach_outbox(context);
  return {count_lines(context, reach), oldest_waiting(context.tx, reach)};
}

DeliveryBoard board(Context& context, const Notifications& notifications, const DeliveriesAsk& ask) {
  const auto reach = reach_programme_letters(context, ask.programme);
  DeliveryBoard out;
  out.counts = count_lines(context, reach);
  out.oldest_waiting_at = oldest_waiting(context.tx, reach);
  for (const DeliveryRow& row : programme_deliveries(context.tx, reach, ask.after, ask.limit + 1)) {
    if (static_cast<int>(out.items.size()) == ask.limit) {
      out.next = out.items.back().delivery_id.str();
      break;
    }
    out.items.push_back({row.id, row.person,
                         notifications.people().display_name(context, row.person, ask.programme), row.channel,
                         row.state, row.created_at});
  }
  return out;
}

}  // namespace

Endpoints board_endpoints(const Notifications& notifications) {
  return {endpoint<Nothing, DeliveryCounts>(Method::get, "/api/outbox/counts", administrator(), Access::read,
                                            "How many letters, text messages and pushes are in which state",
                                            [](Context& c, const Nothing&) { return counts_of_all(c); }),
          endpoint<DeliveriesAsk, DeliveryBoard>(
              Method::get, "/api/programmes/{programme}/deliveries", role_in_programme({Role::coordinator}),
              Access::read, "What became of what was sent to the people of a programme, without its words",
              [&](Context& c, const DeliveriesAsk& r) { return board(c, notifications, r); })};
}

}  // namespace kith::notifications
