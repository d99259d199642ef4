#pragma once

#include <functional>

#include "modules/programmes/package/read.h"

// What the files of a package say about one another: every name leads somewhere, every text is there in every
// language, every rule compares answers that can be compared.
namespace kith::package {

struct Checking {
  const Package& package;
  const Trees& trees;
  const TextPlaces& texts;
  Findings& findings;

  void wrong(const std::string& file, const std::string& path, std::string what, std::string cure) const {
    findings.add(place_of(trees, file, path), std::move(what), std::move(cure));
  }
};

void check_profile(const Checking& check);
void check_matching(const Checking& check);
void check_clocks(const Checking& check);
void check_safeguarding(const Checking& check);
void check_texts(const Checking& check);

// A message in every language: sound ICU, only `allowed` placeholders, the same ones in every language as in
// the first. `place` tells where the text of a language stands.
void check_message(const Words& words, const std::vector<std::string>& allowed, Findings& findings,
                   const std::function<Place(const std::string& language)>& place);

}  // namespace kith::package
