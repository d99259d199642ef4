#pragma once

#include <string>

#include "modules/journeys/store.h"
#include "modules/journeys/views.h"

// Tasks in words, made when they are read: so they are in the reader's language and say today's names. For
// this folder only.
namespace kith::journeys {

struct TaskWords {
  std::string sentence;
  std::string button;
  std::string href;
  std::string about_name;  // "" when the task is about nobody
};
TaskWords words_of(Context& context, const Journeys& journeys, const journeys_store::TaskRow& task);

// Pages of the web app.
std::string choose_page(const ProgrammeId& programme);
std::string talk_page(const std::string& conversation);
std::string contact_page(const std::string& conversation);
std::string first_contact_page(const std::string& conversation);
std::string call_page(const journeys_store::TaskRow& task);
std::string group_page(const std::string& group);
std::string today_page(const ProgrammeId& programme);

}  // namespace kith::journeys
