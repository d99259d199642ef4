#include "modules/notifications/deliver.h"

#include <array>

#include "modules/notifications/events.h"

namespace kith::notifications {
namespace {

using namespace notifications_store;

constexpr std::string_view deliver_kind = "notifications.deliver";
constexpr std::string_view forget_kind = "notifications.forget";
constexpr std::string_view content_place = "delivery.content";
constexpr Duration kept_for = days(90);
constexpr std::array<Duration, 5> pauses{minutes(1), minutes(5), minutes(15), hours(1), hours(4)};

OutsideAct prepare(Context& context, const Job& job) {
  const DeliveryId id(job.key);
  const auto row = waiting_delivery(context.tx, id);
  if (!row) return {};
  const auto content = open_letter(context, *row);
  if (!content) {  // the person was erased since: there is nobody to tell
    settle_delivery(context.tx, id, DeliveryState::failed, "erased", context.now);
    return {};
  }
  OutboundMessage message;
  message.channel = row->channel == "sms" ? OutboundMessage::Channel::sms : OutboundMessage::Channel::email;
  message.to = content->to;
  message.subject = content->subject;
  message.text = content->text;
  message.message_id = id.str();
  return [&outbound = context.world.outbound, message] {
    const OutboundResult result = outbound.send(message);
    return Json::object(
        {{"accepted", result.accepted}, {"permanent", result.permanent}, {"detail", result.detail}});
  };
}

void settle(Context& context, const Job& job, const Json& result) {
  const DeliveryId id(job.key);
  const auto row = waiting_delivery(context.tx, id);
  if (!row) return;
  if (result.find("accepted")->boolean()) {
    return settle_delivery(context.tx, id, DeliveryState::sent, "", context.now);
  }
  const std::string& error = result.text("detail");
  const auto tries = static_cast<std::size_t>(row->attempts);
  if (result.find("permanent")->boolean() || tries >= pauses.size()) {
    settle_delivery(context.tx, id, DeliveryState::failed, error, context.now);
    return context.emit(row->programme, id.str(), DeliveryFailed{id, row->person});
  }
  note_attempt(context.tx, id, error);
  context.schedule(deliver_kind, id.str(), context.now + pauses[tries], Json::object());
}

// "" for a person without any.
std::string own_address(Context& context, const People& people, const PersonId& person) {
  const Identity identity = people.identity(context, reach_identities_as_system(context), person);
  return identity.email.empty() ? identity.phone : identity.email;
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

JobKind deliver_job() { return {std::string(deliver_kind), {}, prepare, settle}; }

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

void Notifications::post(Context& context, const Letter& letter) {
  using namespace notifications;
  const std::string to = letter.address.empty() ? own_address(context, people_, letter.to) : letter.address;
  DeliveryRow row;
  row.id = context.fresh<DeliveryId>();
  row.person = letter.to;
  row.programme = letter.programme;
  row.channel = to.find('@') == std::string::npos ? "sms" : "email";
  row.kind = letter.kind;
  row.dedupe = letter.dedupe.empty() ? row.id.str() : letter.dedupe;
  row.created_at = context.now;
  row.state = to.empty() ? DeliveryState::failed
                         : (settings_.keeps_letters ? DeliveryState::kept : DeliveryState::waiting);
  if (row.state != DeliveryState::waiting) row.settled_at = context.now;
  if (to.empty()) row.last_error = "no_address";
  if (!to.empty()) row.content = seal_letter(context, letter.to, {to, letter.subject, letter.text});
  if (!insert_delivery(context.tx, row)) return;
  schedule_forgetting(context);
  if (row.state == DeliveryState::waiting) {
    context.schedule(deliver_kind, row.id.str(), context.now, Json::object());
  }
  if (to.empty()) context.emit(row.programme, row.id.str(), DeliveryFailed{row.id, row.person});
}

}  // namespace kith
