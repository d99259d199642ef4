#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/programmes/package/findings.h"

namespace kith::package {

struct TreeMember;

// A YAML file as it was written, every part with its line and column, so that a problem can point at it.
struct Tree {
  enum class Kind { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  int line = 0;
  int column = 0;
  std::string text;                 // of a scalar
  std::vector<Tree> items;          // of a list
  std::vector<TreeMember> members;  // of a map, in file order, without duplicates

  const Tree* find(std::string_view key) const;
  Tree* find(std::string_view key);
};

struct TreeMember {
  Tree key;
  Tree value;
};

// "a text", "a list" ..., for sentences about what was found.
std::string_view name_of(Tree::Kind kind);

// Reads one YAML document. Anchors, aliases and tags are refused, because a few bytes of them can stand for
// gigabytes. Nothing when it is not YAML; duplicate keys are problems too, and the first of them stays.
std::optional<Tree> parse_yaml(const std::string& text, const std::string& file, Findings& findings);

// The YAML files of a package by their path in the folder.
using Trees = std::map<std::string, Tree>;

// Finds where a value stands: path of keys and list positions, such as "criteria.3.weight". When that part
// was not written, the nearest part around it.
Place place_of(const Trees& trees, const std::string& file, std::string_view path);

}  // namespace kith::package
