#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "simulation/stage.h"

namespace kith::simulation {

// The coordinator's work with groups, once in a while: small groups become one or take somebody who waits,
// those who come late are placed, and out of who still waits new groups are proposed and accepted. Everything
// goes through the endpoints of the screens, and only what they offer is done.
class Convener {
 public:
  using Ask = std::function<std::optional<Json>(Method, std::string_view path, const Json& input,
                                                std::initializer_list<std::string_view> may_refuse)>;

  Convener(Stage& stage, Ask ask) : stage_(stage), ask_(std::move(ask)) {}

  void work();
  // Somebody said that the time of their group does not suit them: another group that fits, or none.
  void find_another_time(const PersonId& person);

 private:
  Json here(std::initializer_list<std::pair<std::string, Json>> more = {}) const;
  // All pages of a list.
  std::vector<Json> list(std::string_view path);
  bool wants(const std::string& person) const;
  void mend_shrunken();
  // True when another group became part of it.
  bool merge(const std::string& group, const Json& page);
  void top_up(const std::string& group, const Json& page);
  void place_late();
  bool place(const std::string& person);
  void form();
  // Takes those out who want no group; the revision that the proposal has then.
  std::int64_t take_out_unwilling(std::int64_t revision);
  void accept_or_drop(std::int64_t revision);

  Stage& stage_;
  Ask ask_;
  std::string last_late_;  // the last one that was tried, so that everybody has their turn
};

}  // namespace kith::simulation
