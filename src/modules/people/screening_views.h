#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/time.h"
#include "kernel/ids.h"
#include "modules/programmes/package/screening.h"

// What the endpoints about eligibility take and give. For this folder only.
namespace kith {

enum class ScreenOutcome { unasked, fits, redirected };

template <>
struct EnumNames<ScreenOutcome> {
  static constexpr std::pair<ScreenOutcome, std::string_view> names[] = {
      {ScreenOutcome::unasked, "unasked"},
      {ScreenOutcome::fits, "fits"},
      {ScreenOutcome::redirected, "redirected"}};
};

struct ScreenQuestionView {
  static constexpr std::string_view schema_name = "EligibilityQuestion";
  std::string key;
  std::string ask;
  static constexpr auto fields() {
    return std::tuple{field("key", &ScreenQuestionView::key), field("ask", &ScreenQuestionView::ask)};
  }
};

struct ScreenReason {
  static constexpr std::string_view schema_name = "EligibilityReason";
  std::string key;
  std::string ask;
  std::string why;
  static constexpr auto fields() {
    return std::tuple{field("key", &ScreenReason::key), field("ask", &ScreenReason::ask),
                      field("why", &ScreenReason::why)};
  }
};

struct ScreenPlace {
  static constexpr std::string_view schema_name = "EligibilityPlace";
  std::string label;
  std::string phone;
  std::string link;
  static constexpr auto fields() {
    return std::tuple{field("label", &ScreenPlace::label), field("phone", &ScreenPlace::phone),
                      field("link", &ScreenPlace::link)};
  }
};

struct ScreenView {
  static constexpr std::string_view schema_name = "Eligibility";
  bool needed = false;
  ScreenOutcome outcome = ScreenOutcome::unasked;
  std::optional<Instant> at;
  std::vector<ScreenQuestionView> questions;
  std::vector<ScreenReason> reasons;
  std::string elsewhere;
  std::vector<ScreenPlace> places;
  static constexpr auto fields() {
    return std::tuple{field("needed", &ScreenView::needed,
                            {.about = "The programme asks, and the person has not come in yet."}),
                      field("outcome", &ScreenView::outcome),
                      field("at", &ScreenView::at),
                      field("questions", &ScreenView::questions),
                      field("reasons", &ScreenView::reasons,
                            {.about = "Which questions did not fit, and what is said to each."}),
                      field("elsewhere", &ScreenView::elsewhere, {.about = "Where else to turn."}),
                      field("places", &ScreenView::places)};
  }
};

struct AnswerScreen {
  static constexpr std::string_view schema_name = "AnswerEligibility";
  ProgrammeId programme;
  std::map<std::string, bool> answers;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &AnswerScreen::programme),
        field("answers", &AnswerScreen::answers,
              {.max_items = package::most_screen_questions, .about = "Yes or no to each question, by key."})};
  }
};

struct NoteScreen {
  static constexpr std::string_view schema_name = "NoteEligibility";
  ProgrammeId programme;
  PersonId person;
  std::vector<std::string> unfit;
  static constexpr auto fields() {
    return std::tuple{field("programme", &NoteScreen::programme), field("person", &NoteScreen::person),
                      field("unfit", &NoteScreen::unfit,
                            {.max_length = 60,
                             .max_items = package::most_screen_questions,
                             .about = "The questions that do not fit; none when all of them do."})};
  }
};

}  // namespace kith
