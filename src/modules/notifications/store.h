#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/notifications/notifications.h"

// The statements of this module. For this folder only.
namespace kith {

// to_print: on paper, until the team has printed it. handed_on: it cannot arrive, and the team is asked to
// call. unsent: the person wants no such messages.
enum class DeliveryState { waiting, sent, kept, failed, handed_on, to_print, unsent };

template <>
struct EnumNames<DeliveryState> {
  static constexpr std::pair<DeliveryState, std::string_view> names[] = {
      {DeliveryState::waiting, "waiting"},     {DeliveryState::sent, "sent"},
      {DeliveryState::kept, "kept"},           {DeliveryState::failed, "failed"},
      {DeliveryState::handed_on, "handed_on"}, {DeliveryState::to_print, "to_print"},
      {DeliveryState::unsent, "unsent"}};
};

}  // namespace kith

namespace kith::notifications_store {

struct DeliveryRow {
  DeliveryId id;
  PersonId person;
  ProgrammeId programme;
  std::string channel;  // "email", "sms", "push", "paper" or "none"
  std::string kind;
  std::string dedupe;
  std::optional<Bytes> content;  // none once it was sent or given up
  DeliveryState state = DeliveryState::waiting;
  std::int64_t attempts = 0;
  std::string last_error;
  Instant created_at;
  std::optional<Instant> settled_at;
};

// False when the same person has a letter of this kind and dedupe already.
bool insert_delivery(Tx& tx, const DeliveryRow& row);
std::optional<DeliveryRow> waiting_delivery(Tx& tx, const DeliveryId& id);
void note_attempt(Tx& tx, const DeliveryId& id, std::string_view error);
// The content goes, unless it is kept.
void settle_delivery(Tx& tx, const DeliveryId& id, DeliveryState state, std::string_view error, Instant at);
struct OtherWay {
  std::string channel;
  DeliveryState state = DeliveryState::waiting;
  Bytes content;
  std::string error;  // why the first way did not do
};
// Its tries are counted anew.
void put_on_another_way(Tx& tx, const DeliveryId& id, const OtherWay& way, Instant at);
std::int64_t forget_settled_before(Tx& tx, Instant before);

// What letters to somebody said goes, and those that wait go nowhere: of one programme, or of all, with how
// the person wished to be told.
void forget_letters_to(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at);
void forget_all_of(Tx& tx, const PersonId& person, Instant at);

// Newest first; `before` is the id to go on after, "" from the newest.
std::vector<DeliveryRow> deliveries(Tx& tx, const Reach<Deliveries>& reach, const std::string& before,
                                    std::int64_t limit);

// How many letters of a channel are in a state.
struct DeliveryCount {
  std::string channel;
  DeliveryState state = DeliveryState::waiting;
  std::int64_t count = 0;
};
// Of one programme, or of the installation where the Reach names none.
std::vector<DeliveryCount> count_deliveries(Tx& tx, const Reach<Deliveries>& reach);
// When the letter was written that has waited longest.
std::optional<Instant> oldest_waiting(Tx& tx, const Reach<Deliveries>& reach);
// Of one programme, newest first; `before` is the id to go on after, "" from the newest.
std::vector<DeliveryRow> programme_deliveries(Tx& tx, const Reach<Deliveries>& reach,
                                              const std::string& before, std::int64_t limit);

// What the team of a programme is to print, oldest first, at most 200.
std::vector<DeliveryRow> deliveries_to_print(Tx& tx, const Reach<Deliveries>& reach);

// For stories: oldest first after that id, and the newest kept ones of a person.
std::vector<DeliveryRow> deliveries_after(Tx& tx, const std::string& id);
std::vector<DeliveryRow> kept_for(Tx& tx, const PersonId& person);

void put_talk_member(Tx& tx, const std::string& conversation, const PersonId& person);
std::vector<PersonId> talk_members(Tx& tx, const std::string& conversation);

std::optional<Instant> told_of_messages_at(Tx& tx, const PersonId& person);
void note_told_of_messages(Tx& tx, const PersonId& person, Instant at);
void forget_told_of_messages(Tx& tx, const PersonId& person);

std::int64_t count_waiting_without_job(Tx& tx);
std::int64_t count_waiting_without_content(Tx& tx);
std::int64_t count_settled_with_content(Tx& tx);

}  // namespace kith::notifications_store
