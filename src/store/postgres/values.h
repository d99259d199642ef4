#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>
#include <vector>

#include "store/value.h"

namespace kith {

// Parameters as libpq takes them. Points into the SqlParams, which must live as long.
class PostgresParams {
 public:
  explicit PostgresParams(const SqlParams& params);

  int count() const { return static_cast<int>(types_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  bool has_null() const { return signature_.find('n') != std::string::npos; }
  // The types again, with every NULL declared as `type`.
  std::vector<Oid> types_with_null_as(Oid type) const;
  // The kinds as letters: a statement is prepared once per text and kinds.
  const std::string& signature() const { return signature_; }

 private:
  void add(const SqlValue& value);

  std::vector<Oid> types_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::string> written_;
  std::string signature_;
};

// The types that a NULL may be declared as, where the server cannot find it out.
extern const std::vector<Oid> possible_null_types;

// The highest n of the parameters $n in a statement.
int highest_parameter(std::string_view sql);

// All rows of a result. Throws StoreError for a column type that Kith does not use.
Rows read_rows(const PGresult* result);

}  // namespace kith
