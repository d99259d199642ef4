#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"

// What the endpoints of questions take and give.
namespace kith {

struct QuestionLink {
  static constexpr std::string_view schema_name = "QuestionLink";
  std::string token;
  static constexpr auto fields() {
    return std::tuple{field("token", &QuestionLink::token, {.min_length = 1, .max_length = 100})};
  }
};

struct AnswerChoice {
  static constexpr std::string_view schema_name = "AnswerChoice";
  std::string key;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("key", &AnswerChoice::key), field("words", &AnswerChoice::words)};
  }
};

struct QuestionItem {
  static constexpr std::string_view schema_name = "QuestionItem";
  std::string key;
  std::string words;
  std::vector<AnswerChoice> choices;
  static constexpr auto fields() {
    return std::tuple{field("key", &QuestionItem::key),
                      field("words", &QuestionItem::words, {.max_length = 2000}),
                      field("choices", &QuestionItem::choices)};
  }
};

struct QuestionPage {
  static constexpr std::string_view schema_name = "QuestionPage";
  std::vector<QuestionItem> items;
  bool open = true;
  std::string thanks;
  static constexpr auto fields() {
    return std::tuple{
        field("items", &QuestionPage::items),
        field("open", &QuestionPage::open, {.about = "False when it was answered or its time is over."}),
        field("thanks", &QuestionPage::thanks)};
  }
};

struct QuestionAnswer {
  static constexpr std::string_view schema_name = "QuestionAnswer";
  std::string token;
  std::map<std::string, std::string> answers;
  static constexpr auto fields() {
    return std::tuple{field("token", &QuestionAnswer::token, {.min_length = 1, .max_length = 100}),
                      field("answers", &QuestionAnswer::answers, {.max_length = 40, .max_items = 10})};
  }
};

}  // namespace kith
