#include "modules/notifications/deliver.h"

#include <array>

#include "modules/notifications/choices.h"
#include "modules/notifications/events.h"

namespace kith::notifications {
namespace {

using namespace notifications_store;

constexpr std::string_view forget_kind = "notifications.forget";
constexpr std::string_view content_place = "delivery.content";
constexpr Duration kept_for = days(90);
constexpr std::array<Duration, 5> pauses{minutes(1), minutes(5), minutes(15), hours(1), hours(4)};

// Checked again at every try, however late it comes.
Instant not_in_quiet_hours(Context& context, const People& people, const DeliveryRow& row) {
  if (goes_at_once(row.kind) || row.programme.empty()) return context.now;
  const Programme programme = people.programmes().get(context.tx, row.programme);
  return after_quiet_hours(choice_of(context.tx, row.person), programme.package->time_zone, context.now);
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
    return context.emit(row->programme, id.str(), DeliveryFailed{id, row->person, row->kind});
  }
  note_attempt(context.tx, id, error);
  context.schedule(deliver_kind, id.str(), context.now + pauses[tries], Json::object());
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
          settle};
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

// Where the letter goes and what becomes of it, by the person's own wish.
struct Way {
  std::string to;
  std::string channel;
  DeliveryState state = DeliveryState::waiting;
  std::string error;
};

Way failed(std::string error) { return {"", "none", DeliveryState::failed, std::move(error)}; }

bool is_email(const std::string& address) { return address.find('@') != std::string::npos; }

Way to_address(const std::string& to, const NotificationSettings& settings) {
  if (to.empty()) return failed("no_address");
  const bool email = is_email(to);
  const bool kept = settings.keeps_letters && (email || !settings.sends_texts);
  return {to, email ? "email" : "sms", kept ? DeliveryState::kept : DeliveryState::waiting, ""};
}

Way way_of(Context& context, const Notifications& notifications, const Letter& letter) {
  const NotificationSettings& settings = notifications.settings();
  if (!letter.address.empty()) return to_address(letter.address, settings);
  const Identity identity =
      notifications.people().identity(context, reach_identities_as_system(context), letter.to);
  const std::string& either = identity.email.empty() ? identity.phone : identity.email;
  if (goes_at_once(letter.kind)) return to_address(either, settings);
  switch (choice_of(context.tx, letter.to).way) {
    case NoticeWay::automatic:
      return to_address(either, settings);
    case NoticeWay::email:
      return to_address(identity.email, settings);
    case NoticeWay::sms:
      return to_address(identity.phone, settings);
    case NoticeWay::paper:
      return {"paper", "paper", DeliveryState::to_print, ""};
    case NoticeWay::call:
      return failed("wants_a_call");
    case NoticeWay::none:
      return {"", "none", DeliveryState::unsent, ""};
  }
  return failed("no_address");
}

bool is_settled(DeliveryState state) {
  return state != DeliveryState::waiting && state != DeliveryState::to_print;
}

}  // namespace

void Notifications::post(Context& context, const Letter& letter) {
  if (people_.is_erased(context.tx, letter.to)) return;
  const Way way = way_of(context, *this, letter);
  DeliveryRow row;
  row.id = context.fresh<DeliveryId>();
  row.person = letter.to;
  row.programme = letter.programme;
  row.channel = way.channel;
  row.kind = letter.kind;
  row.dedupe = letter.dedupe.empty() ? row.id.str() : letter.dedupe;
  row.created_at = context.now;
  row.state = way.state;
  if (is_settled(row.state)) row.settled_at = context.now;
  row.last_error = way.error;
  if (!way.to.empty()) row.content = seal_letter(context, letter.to, {way.to, letter.subject, letter.text});
  if (!insert_delivery(context.tx, row)) return;
  schedule_forgetting(context);
  if (row.state == DeliveryState::waiting) {
    context.schedule(deliver_kind, row.id.str(), context.now, Json::object());
  }
  if (row.state == DeliveryState::failed) {
    context.emit(row.programme, row.id.str(), DeliveryFailed{row.id, row.person, row.kind});
  }
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
