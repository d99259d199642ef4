#include "store/rows_of_ids.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::string_view mark = "($ids)";

std::string with_places(std::string_view sql) {
  std::string places = "($1";
  for (std::size_t i = 2; i <= ids_at_once; ++i) places += ", $" + std::to_string(i);
  std::string out(sql);
  return out.replace(out.find(mark), mark.size(), places + ")");
}

}  // namespace

void rows_of_ids(Tx& tx, std::string_view sql, const std::vector<std::string>& ids, const SqlParams& further,
                 const std::function<void(const Row&)>& visit) {
  const std::string statement = with_places(sql);
  for (std::size_t from = 0; from < ids.size(); from += ids_at_once) {
    SqlParams params;
    for (std::size_t i = 0; i < ids_at_once; ++i)
      params.push_back(sql_value(ids[std::min(from + i, ids.size() - 1)]));
    params.insert(params.end(), further.begin(), further.end());
    for (const Row& row : tx.query_with(statement, std::move(params))) visit(row);
  }
}

}  // namespace kith
