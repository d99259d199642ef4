#pragma once

#include <string>
#include <vector>

#include "engine/match/recommend.h"
#include "modules/matching/model.h"

// Says in the programme's own words what the engine found. For this folder only.
namespace kith {

// One person's eyes on a suggestion: sentences come from the package in this language, and nothing is said
// about an answer that its owner hides.
class Speaker {
 public:
  Speaker(const Programme& programme, std::string language)
      : programme_(programme), language_(std::move(language)) {}

  std::vector<std::string> reasons(const match::Suggestion& suggestion, const Profile& about,
                                   std::size_t most) const;
  std::vector<std::string> differs(const match::Suggestion& suggestion, const Profile& about,
                                   std::size_t most) const;
  // What a supporter would say who meets what is asked, or its label where that is not said in words.
  std::string asked(const std::string& criterion, const std::vector<std::string>& words) const;
  std::string usually_free(const Profile& profile) const;
  std::string answer_words(const package::Question& question, const Json& answer) const;

 private:
  std::string sentence(const package::Criterion& criterion, const package::Words& words,
                       const match::Finding& finding) const;
  std::string label(const package::Question& question, const std::string& word) const;
  std::string labels(const package::Criterion& criterion, const std::vector<std::string>& words) const;

  const Programme& programme_;
  std::string language_;
};

}  // namespace kith
