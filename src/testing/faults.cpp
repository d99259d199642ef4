#include "testing/faults.h"

#include <utility>

namespace kith {
namespace {

bool gives_rows(std::string_view sql) {
  const std::size_t begin = sql.find_first_not_of(" \n");
  const std::string_view text = begin == std::string_view::npos ? sql : sql.substr(begin);
  return text.starts_with("select") || text.find("returning") != std::string_view::npos;
}

}  // namespace

class FaultyDatabase::Statements : public Tx {
 public:
  Statements(FaultyDatabase& faults, Tx& inner) : faults_(faults), inner_(inner) {}
  bool may_write() const override { return inner_.may_write(); }

 protected:
  Result run(std::string_view sql, SqlParams params) override {
    faults_.before_statement();
    Result result;
    if (gives_rows(sql)) {
      result.rows = inner_.query_with(sql, std::move(params));
    } else {
      result.changed = inner_.execute_with(sql, std::move(params));
    }
    return result;
  }

 private:
  FaultyDatabase& faults_;
  Tx& inner_;
};

void FaultyDatabase::fail_at(std::size_t statement) {
  count_ = 0;
  fired_ = false;
  fail_at_ = statement;
}

void FaultyDatabase::before_statement() {
  if (++count_ != fail_at_) return;
  fired_ = true;
  throw StoreError("the disk is full");
}

void FaultyDatabase::write_async(Operation operation, Done done) {
  inner_.write_async(
      [this, operation = std::move(operation)](Tx& tx) {
        Statements faulty(*this, tx);
        operation(faulty);
      },
      std::move(done));
}

}  // namespace kith
