#include "modules/programmes/package/rules.h"

namespace kith::package {

const std::vector<std::string>& sentence_arguments(CriterionKind kind) {
  static const std::vector<std::string> value = {"value"};
  static const std::vector<std::string> values = {"values", "number"};
  static const std::vector<std::string> none;
  static const std::vector<std::string> distance = {"km", "miles"};
  static const std::vector<std::string> number = {"number"};
  static const std::vector<std::string> years = {"years"};
  static const std::vector<std::string> slots = {"slots"};
  static const std::vector<std::string> more = {"number", "years"};
  switch (kind) {
    case CriterionKind::same:
      return value;
    case CriterionKind::different:
      return none;
    case CriterionKind::shares_any:
      return values;
    case CriterionKind::near_km:
      return distance;
    case CriterionKind::close_number:
      return number;
    case CriterionKind::close_year:
      return years;
    case CriterionKind::overlap:
      return slots;
    case CriterionKind::at_least:
      return more;
  }
  return none;
}

}  // namespace kith::package
