#include "access/cells.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.h"

namespace kith::access {
namespace {

constexpr std::pair<Whose, std::string_view> whose_names[] = {
    {Whose::self, "self"},      {Whose::own, "own"},         {Whose::reachout, "reachout"},
    {Whose::rapsid, "rapsid"},  {Whose::crossed, "crossed"}, {Whose::missing, "missing"},
    {Whose::nowhere, "nowhere"}};

constexpr std::string_view no_cell = "-";

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::vector<std::string> names_in_braces(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at + 1);
    if (end != std::string::npos && end > at + 1 && text[end] == '}')
      names.push_back(text.substr(at + 1, end - at - 1));
  }
  return names;
}

std::string programme_id(const Cast& cast, const Player& player, Whose whose) {
  if (whose == Whose::nowhere) return std::string(missing_id);
  if (whose == Whose::rapsid) return cast.rapsid.str();
  return (whose == Whose::own && !player.programme.empty() ? player.programme : cast.reachout).str();
}

// Only what a player may own is looked for; a supporter to ask is somebody else in any case.
std::optional<std::string> thing_id(const Cast& cast, const Player& player, const std::string& name,
                                    Whose whose) {
  const auto& things =
      whose == Whose::rapsid || whose == Whose::crossed ? cast.rapsid_things : cast.reachout_things;
  if (whose == Whose::missing) return std::string(missing_id);
  if (whose != Whose::own) return things.at(name);
  if (name == "supporter")
    return (player.programme == cast.rapsid ? cast.rapsid_things : cast.reachout_things).at(name);
  const auto found = player.own.find(name);
  return found == player.own.end() ? std::nullopt : std::optional(found->second);
}

std::string trimmed_word(const std::string& text) { return trimmed(text); }

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

Whose whose_called(const std::string& name) {
  for (const auto& [whose, known] : whose_names) {
    if (known == name) return whose;
  }
  throw std::runtime_error("expected.txt has an unknown column: " + name);
}

std::string padded(std::string_view text) {
  std::string out(text);
  out.resize(std::max<std::size_t>(out.size() + 1, 10), ' ');
  return out;
}

std::string block_of(const Table& table, const Cast& cast, const std::string& endpoint,
                     const std::vector<Whose>& columns) {
  std::vector<std::pair<std::string, std::string>> rows;  // outcomes → players
  for (const std::string& player : cast.players()) {
    std::string row = "  ";
    for (const Whose whose : columns) {
      const auto found = table.find({endpoint, player, whose});
      row += padded(found == table.end() ? no_cell : std::string_view(found->second));
    }
    const auto same = std::ranges::find(rows, row, &std::pair<std::string, std::string>::first);
    if (same == rows.end()) {
      rows.emplace_back(row, player);
    } else {
      same->second += ", " + player;
    }
  }
  std::string out = endpoint + "\n  ";
  for (const Whose whose : columns) out += padded(name_of(whose));
  out += ": who\n";
  for (const auto& [outcomes, players] : rows) out += outcomes + ": " + players + "\n";
  return out + "\n";
}

}  // namespace

std::string_view name_of(Whose whose) {
  for (const auto& [each, name] : whose_names) {
    if (each == whose) return name;
  }
  return "";
}

std::string read_file(const std::string& path_from_root) {
  std::ifstream in(std::string(KITH_SOURCE_DIR) + "/" + path_from_root, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path_from_root);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Whose> Template::columns() const {
  if (things.empty() && !has_programme) return {Whose::self};
  std::vector<Whose> out;
  const bool only_supporter = things == std::vector<std::string>{"supporter"};
  if (!things.empty() && !only_supporter) out.push_back(Whose::own);
  out.push_back(Whose::reachout);
  out.push_back(Whose::rapsid);
  if (has_programme && !things.empty()) out.push_back(Whose::crossed);
  if (!things.empty()) out.push_back(Whose::missing);
  if (has_programme) out.push_back(Whose::nowhere);
  return out;
}

std::map<std::string, Template> read_requests() {
  std::map<std::string, Template> out;
  std::istringstream in(read_file("tests/access/requests.txt"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    Template made;
    made.ask.method = line.substr(0, first);
    made.ask.target = line.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    if (second != std::string::npos) made.ask.body = line.substr(second + 1);
    made.things = names_in_braces(made.ask.target + made.ask.body);
    made.has_programme = std::erase(made.things, "programme") > 0;
    out[made.ask.method + " " + made.ask.target.substr(0, made.ask.target.find('?'))] = made;
  }
  return out;
}

std::string key_of(const Endpoint& endpoint) {
  return std::string(kith::name_of(endpoint.method)) + " " + endpoint.path;
}

std::optional<Ask> fill(const Template& what, const Cast& cast, const Player& player, Whose whose) {
  Ask out = what.ask;
  const auto put = [&](const std::string& name, const std::string& id) {
    replace_all(out.target, "{" + name + "}", id);
    replace_all(out.body, "{" + name + "}", id);
  };
  if (what.has_programme) put("programme", programme_id(cast, player, whose));
  for (const std::string& name : what.things) {
    const auto id = thing_id(cast, player, name, whose);
    if (!id || id->empty()) return std::nullopt;
    put(name, *id);
  }
  return out;
}

std::string outcome_of(int status) {
  if (status >= 200 && status < 300) return "allowed";
  switch (status) {
    case 401:
      return "sign-in";
    case 403:
      return "refused";
    case 404:
      return "hidden";
    case 409:
      return "conflict";
    case 422:
      return "invalid";
    default:
      return std::to_string(status);
  }
}

Table read_table() {
  Table table;
  std::istringstream in(read_file("tests/access/expected.txt"));
  std::string endpoint;
  std::vector<Whose> columns;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    if (!line.starts_with(' ')) {
      endpoint = line;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) throw std::runtime_error("expected.txt: no colon in: " + line);
    const auto words = words_of(line.substr(0, colon));
    if (trimmed_word(line.substr(colon + 1)) == "who") {
      columns.clear();
      for (const std::string& word : words) columns.push_back(whose_called(word));
      continue;
    }
    if (words.size() != columns.size())
      throw std::runtime_error("expected.txt: another number of columns in: " + line);
    for (const std::string& player : split(line.substr(colon + 1), ',')) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (words[i] != no_cell) table[{endpoint, trimmed_word(player), columns[i]}] = words[i];
      }
    }
  }
  return table;
}

std::string write_table(const Table& table, const Cast& cast) {
  std::string out;
  for (const auto& [endpoint, what] : read_requests()) out += block_of(table, cast, endpoint, what.columns());
  return out;
}

}  // namespace kith::access
