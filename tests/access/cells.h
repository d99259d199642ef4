#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/cast.h"

namespace kith::access {

// Whose thing a request is about, in the order of the columns of expected.txt.
//   self      it is about nothing but the person who asks
//   own       a thing of their own, in their own programme (a cell only for who has one)
//   reachout  the REACHOUT programme and a thing there of somebody else
//   rapsid    the RAPSID programme and a thing there of somebody else
//   crossed   the REACHOUT programme with a thing of RAPSID
//   missing   the REACHOUT programme with an id that nothing has
//   nowhere   an id that no programme has
enum class Whose { self, own, reachout, rapsid, crossed, missing, nowhere };

std::string_view name_of(Whose whose);

// What is sent to an endpoint, with {names} in place of ids.
struct Template {
  Ask ask;
  std::vector<std::string> things;  // the names in braces, without programme
  bool has_programme = false;

  std::vector<Whose> columns() const;
};

// By "METHOD /path/{field}", the path as the endpoint declares it.
std::map<std::string, Template> read_requests();

std::string key_of(const Endpoint& endpoint);

// The request of one cell; nothing when there is no such cell.
std::optional<Ask> fill(const Template& what, const Cast& cast, const Player& player, Whose whose);

// "allowed" (2xx), "sign-in" (401), "refused" (403), "hidden" (404), and past the door: "conflict" (409),
// "invalid" (422). Anything else is its number.
std::string outcome_of(int status);

struct Cell {
  std::string endpoint;
  std::string player;
  Whose whose;

  auto operator<=>(const Cell&) const = default;
};

// The reviewed table, or what came out, in the same form.
using Table = std::map<Cell, std::string>;

Table read_table();
// Groups players whose rows are the same; keeps the order of requests.txt and of the players.
std::string write_table(const Table& table, const Cast& cast);

std::string read_file(const std::string& path_from_root);

}  // namespace kith::access
