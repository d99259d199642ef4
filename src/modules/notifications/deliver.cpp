#include "modules/notifications/deliver.h"

#include <algorithm>
#include <array>

#include "modules/notifications/choices.h"
#include "modules/notifications/events.h"
#include "modules/notifications/push_delivery.h"
#include "modules/notifications/ways.h"

namespace kith::notifications {
namespace {

using namespace notifications_store;

constexpr std::string_view forget_kind = "notifications.forget";
constexpr std::string_view content_place = "delivery.content";
constexpr Duration kept_for = days(90);
constexpr std::array<Duration, 5> pauses{minutes(1), minutes(5), minutes(15), hours(1), hours(4)};

// News by push that waits longer than this goes another way.
constexpr std::size_t tries_in_browsers = 3;
constexpr Duration longest_push_wait = hours(1);

void give_up(Context& context, const Notifications& notifications, const DeliveryRow& row,
             const std::string& error) {
  const DeliveryState state = state_when_failed(context, notifications, row.person, row.programme);
  settle_delivery(context.tx, row.id, state, error, context.now);
  context.emit(row.programme, row.id.str(), DeliveryFailed{row.id, row.person, row.kind});
}

// Checked again at every try, however late it comes.
Instant not_in_quiet_hours(Context& context, const People& people, const DeliveryRow& row) {
  if (goes_at_once(row.kind) || row.programme.empty()) return context.now;
  const Programme programme = people.programmes().get(context.tx, row.programme);
  return after_quiet_hours(choice_of(context.tx, row.person), programme.package->time_zone, context.now);
}

// Another way for a letter that no browser takes; where there is none, a person is asked to tell them.
void send_instead(Context& context, const Notifications& notifications, const DeliveryRow& row,
                  const std::string& error) {
  auto content = open_letter(context, row);
  const Way way = content ? way_instead_of_push(context, notifications, row.person)
                          : Way{"", "none", DeliveryState::failed, "erased"};
  if (way.state == DeliveryState::failed) return give_up(context, notifications, row, error);
  content->to = way.to;
  put_on_another_way(context.tx, row.id,
                     {way.channel, way.state, seal_letter(context, row.person, *content), error},
                     context.now);
  if (way.state == DeliveryState::waiting) {
    context.schedule(deliver_kind, row.id.str(), context.now, Json::object());
  }
}

OutsideAct hand_over(Context& context, const DeliveryRow& row, const LetterContent& content) {
  OutboundMessage message;
  message.channel = row.channel == "sms" ? OutboundMessage::Channel::sms : OutboundMessage::Channel::email;
  message.to = content.to;
  message.subject = content.subject;
  message.text = content.text;
  message.message_id = row.id.str();
  return [&outbound = context.world.outbound, message] {
    const OutboundResult result = outbound.send(message);
    return Json::object(
        {{"accepted", result.accepted}, {"permanent", result.permanent}, {"detail", result.detail}});
  };
}

OutsideAct prepare(Context& context, const Notifications& notifications, const Job& job) {
  const DeliveryId id(job.key);
  const auto row = waiting_delivery(context.tx, id);
  if (!row) return {};
  const Instant when = not_in_quiet_hours(context, notifications.people(), *row);
  if (when > context.now) {
    context.schedule(deliver_kind, id.str(), when, Json::object());
    return {};
  }
  const auto content = open_letter(context, *row);
  if (!content) {  // the person was erased since: there is nobody to tell
    settle_delivery(context.tx, id, DeliveryState::failed, "erased", context.now);
    return {};
  }
  if (row->channel != "push") return hand_over(context, *row, *content);
  OutsideAct act = prepare_push(context, notifications, *row, *content);
  if (!act) send_instead(context, notifications, *row, "no_device");
  return act;
}

void try_later(Context& context, const DeliveryRow& row, const std::string& error, Duration pause) {
  note_attempt(context.tx, row.id, error);
  context.schedule(deliver_kind, row.id.str(), context.now + pause, Json::object());
}

void settle_in_browsers(Context& context, const Notifications& notifications, const DeliveryRow& row,
                        const Json& result) {
  const PushOutcome outcome = settle_push(context, result);
  if (outcome.accepted) return settle_delivery(context.tx, row.id, DeliveryState::sent, "", context.now);
  const auto tries = static_cast<std::size_t>(row.attempts);
  if (!outcome.try_again || tries >= tries_in_browsers || outcome.wait > longest_push_wait) {
    return send_instead(context, notifications, row, outcome.detail);
  }
  try_later(context, row, outcome.detail, std::max(pauses[tries], outcome.wait));
}

void settle(Context& context, const Notifications& notifications, const Job& job, const Json& result) {
  const DeliveryId id(job.key);
  const auto row = waiting_delivery(context.tx, id);
  if (!row) return;
  if (row->channel == "push") return settle_in_browsers(context, notifications, *row, result);
  if (result.find("accepted")->boolean()) {
    return settle_delivery(context.tx, id, DeliveryState::sent, "", context.now);
  }
  const std::string& error = result.text("detail");
  const auto tries = static_cast<std::size_t>(row->attempts);
  if (result.find("permanent")->boolean() || tries >= pauses.size()) {
    return give_up(context, notifications, *row, error);
  }
  try_later(context, *row, error, pauses[tries]);
}

}  // namespace

Bytes seal_letter(Context& context, const PersonId& person, const LetterContent& content) {
  const Json json = Json::object({{"to", content.to}, {"subject", content.subject}, {"text", content.text}});
  return context.vault.seal(context.tx, person.str(), content_place, to_text(json));
}

std::optional<LetterContent> open_letter(Context& context, const DeliveryRow& row) {
  if (!row.content) return std::nullopt;
  const std::string opened =
      context.vault.open_sealed(context.tx, row.person.str(), content_place, row.content->data);
  if (opened.empty()) return std::nullopt;
  const Json json = parse_json(opened);
  return LetterContent{json.text("to"), json.text("subject"), json.text("text")};
}

JobKind deliver_job(Notifications& notifications) {
  return {std::string(deliver_kind),
          {},
          [&notifications](Context& context, const Job& job) { return prepare(context, notifications, job); },
          [&notifications](Context& context, const Job& job, const Json& result) {
            settle(context, notifications, job, result);
          }};
}

JobKind forget_job() {
  return {std::string(forget_kind),
          [](Context& context, const Job&) { forget_settled_before(context.tx, context.now - kept_for); },
          {},
          {}};
}

// One job for each day on which letters are written, due when the last of that day is old enough.
void schedule_forgetting(Context& context) {
  const Date day = date_in(context.now, "UTC");
  const Instant due = local_to_instant(day, 0, 0, "UTC") + days(2) + kept_for;
  context.schedule(forget_kind, to_text(day), due, Json::object());
}

}  // namespace kith::notifications

namespace kith {

namespace {

using namespace notifications;
using notifications_store::DeliveryRow;

bool is_settled(DeliveryState state) {
  return state != DeliveryState::waiting && state != DeliveryState::to_print;
}

}  // namespace

void Notifications::post(Context& context, const Letter& letter) {
  if (people_.is_erased(context.tx, letter.to)) return;
  const Way way = way_of(context, *this, letter);
  const bool failed = way.state == DeliveryState::failed;
  DeliveryRow row;
  row.id = context.fresh<DeliveryId>();
  row.person = letter.to;
  row.programme = letter.programme;
  row.channel = way.channel;
  row.kind = letter.kind;
  row.dedupe = letter.dedupe.empty() ? row.id.str() : letter.dedupe;
  row.created_at = context.now;
  row.state = failed ? state_when_failed(context, *this, letter.to, letter.programme) : way.state;
  if (is_settled(row.state)) row.settled_at = context.now;
  row.last_error = way.error;
  if (!way.to.empty()) row.content = seal_letter(context, letter.to, {way.to, letter.subject, letter.text});
  if (!insert_delivery(context.tx, row)) return;
  schedule_forgetting(context);
  if (row.state == DeliveryState::waiting) {
    context.schedule(deliver_kind, row.id.str(), context.now, Json::object());
  }
  if (failed) context.emit(row.programme, row.id.str(), DeliveryFailed{row.id, row.person, row.kind});
}

std::vector<LetterInBrief> letters_since(Context& context, const std::string& after) {
  std::vector<LetterInBrief> out;
  for (const auto& each : notifications_store::deliveries_after(context.tx, after)) {
    out.push_back({each.id.str(), each.person, each.kind});
  }
  return out;
}

std::string last_letter_text(Context& context, const PersonId& person, std::string_view words) {
  for (const auto& each : notifications_store::kept_for(context.tx, person)) {
    const auto content = notifications::open_letter(context, each);
    if (content && content->text.find(words) != std::string::npos) return content->text;
  }
  return "";
}

}  // namespace kith
