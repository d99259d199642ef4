#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace kith {

// Fifty ids to a statement, the last one filled up with the last id, so that one prepared text serves.
constexpr std::size_t ids_at_once = 50;

// Visits the rows of many ids with few statements. `sql` holds "($ids)" where their list belongs; what else
// it asks for are the parameters `further`, numbered from $51 on. In no order.
void rows_of_ids(Tx& tx, std::string_view sql, const std::vector<std::string>& ids, const SqlParams& further,
                 const std::function<void(const Row&)>& visit);

}  // namespace kith
