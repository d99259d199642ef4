#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "store/sqlite/connection.h"

namespace kith {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> type_names{{
    {"bigint", "integer"},
    {"boolean", "integer"},
    {"bytea", "blob"},
    {"double", "real"},
}};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Walks over DDL piece by piece: a word, a quoted text, a comment or a single character.
class DdlTranslator {
 public:
  explicit DdlTranslator(std::string_view sql) : rest_(sql) {}

  std::string translate() {
    while (!rest_.empty()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = rest_.front();
    if (c == '\'' || c == '"') return copy(quoted_length(c));
    if (rest_.starts_with("--")) return copy(std::min(rest_.find('\n'), rest_.size()));
    if (is_word(c)) return word();
    if (c == ';') end_statement();
    copy(1);
  }

  // A doubled quote inside is two quoted pieces side by side, which copies to the same.
  std::size_t quoted_length(char quote) const {
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) throw StoreError("a quote is not closed in a migration");
    return end + 1;
  }

  void word() {
    std::size_t length = 0;
    while (length < rest_.size() && is_word(rest_[length])) ++length;
    const std::string_view word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    if (words_ == 0) first_ = word;
    if (++words_ == 2) makes_table_ = first_ == "create" && word == "table";
    if (word == "deferrable")
      throw StoreError("a migration uses a deferrable constraint, which would fail others");
    if (word == "precision") return;  // "double" alone became "real"
    for (const auto& [ours, theirs] : type_names) {
      if (word == ours) {
        out_ += theirs;
        return;
      }
    }
    out_ += word;
  }

  void end_statement() {
    if (makes_table_) out_ += " strict";
    makes_table_ = false;
    words_ = 0;
  }

  void copy(std::size_t length) {
    out_ += rest_.substr(0, length);
    rest_.remove_prefix(length);
  }

  std::string_view rest_;
  std::string out_;
  std::string_view first_;
  int words_ = 0;
  bool makes_table_ = false;
};

}  // namespace

std::string to_sqlite_ddl(std::string_view sql) {
  // The last statement may come without its semicolon.
  return DdlTranslator(std::string(sql) + "\n;").translate();
}

}  // namespace kith
