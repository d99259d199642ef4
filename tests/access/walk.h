#pragma once

#include <map>
#include <memory>
#include <string>

#include "access/cells.h"

namespace kith::access {

struct Answered {
  Ask ask;
  http::Response response;
};

using Answers = std::map<Cell, Answered>;

// Every cell of every one of these endpoints, through a door of its own that keeps nothing.
Answers ask_all(Cast& cast, const Endpoints& endpoints);

// One installation with its cast and the answers to the whole matrix. Made once for all tests of this
// program, because nothing in it changes.
class Walk {
 public:
  static Walk& on(const std::string& kind);
  static Walk& get() { return on("sqlite"); }

  Installed installed;
  Cast cast;
  std::map<std::string, Template> requests;
  Answers answers;

  std::vector<const Endpoint*> endpoints() const;

 private:
  explicit Walk(const std::string& kind);
};

// What of the canaries stands in the text.
std::vector<const Canary*> found_in(const std::string& text, const Cast& cast);

std::string to_words(const Cell& cell);

}  // namespace kith::access
