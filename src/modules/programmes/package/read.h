#pragma once

#include "modules/programmes/package/folder.h"
#include "modules/programmes/package/scope.h"

// One reader for each file of a package: tree in, part of the Package out. A reader looks at one file only;
// what one file says about another is the work of check.h. Lists keep their length even when an item is
// broken, so that the n-th thing in the Package is the n-th in the file.
namespace kith::package {

void read_programme(const Tree& tree, Findings& findings, Package& out);
void read_profile(const Tree& tree, Findings& findings, Package& out);
void read_matching(const Tree& tree, Findings& findings, Package& out);
void read_clocks(const Tree& tree, Findings& findings, Package& out);
void read_safeguarding(const Tree& tree, Findings& findings, Package& out);

// Where each text stands: key and language → place.
using TextPlaces = std::map<std::pair<std::string, std::string>, Place>;

// Reads texts/<language>/*.md and texts/<language>/messages.yaml.
TextPlaces read_texts(const Files& files, const Trees& trees, Findings& findings, Package& out);

}  // namespace kith::package
