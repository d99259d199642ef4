#include "base/json.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <stdexcept>
#include <unordered_set>

#include "base/refusal.h"

namespace kith {
namespace {

constexpr std::size_t max_depth = 32;

// Boost.JSON's value parser keeps the last of two members of one name, so Kith builds its values from the
// event parser and refuses the second.
class Builder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = 1024;
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  using error_code = boost::system::error_code;
  using view = boost::core::string_view;

  Json result;
  bool duplicate_key = false;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) {
    open_.emplace_back(Json::array());
    return true;
  }
  bool on_array_end(std::size_t, error_code&) { return close(); }
  bool on_object_begin(error_code&) {
    open_.emplace_back(Json::object());
    seen_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, error_code&) {
    seen_.pop_back();
    return close();
  }
  bool on_key_part(view part, std::size_t, error_code&) { return append(part); }
  bool on_key(view part, std::size_t, error_code& error) {
    append(part);
    if (!seen_.back().insert(text_).second) {
      duplicate_key = true;
      error = boost::json::make_error_code(boost::json::error::syntax);
      return false;
    }
    keys_.push_back(std::exchange(text_, {}));
    return true;
  }
  bool on_string_part(view part, std::size_t, error_code&) { return append(part); }
  bool on_string(view part, std::size_t, error_code&) {
    append(part);
    return add(Json(std::exchange(text_, {})));
  }
  bool on_number_part(view, error_code&) { return true; }
  bool on_int64(std::int64_t value, view, error_code&) { return add(Json(value)); }
  bool on_uint64(std::uint64_t value, view, error_code&) { return add(Json(static_cast<double>(value))); }
  bool on_double(double value, view, error_code&) { return add(Json(value)); }
  bool on_bool(bool value, error_code&) { return add(Json(value)); }
  bool on_null(error_code&) { return add(Json()); }
  bool on_comment_part(view, error_code&) { return true; }
  bool on_comment(view, error_code&) { return true; }

 private:
  bool append(view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }
  bool add(Json value) {
    if (open_.empty()) {
      result = std::move(value);
    } else if (open_.back().is_array()) {
      open_.back().array_items().push_back(std::move(value));
    } else {
      open_.back().members().emplace_back(std::move(keys_.back()), std::move(value));
      keys_.pop_back();
    }
    return true;
  }

  std::vector<Json> open_;
  std::vector<std::unordered_set<std::string>> seen_;
  std::vector<std::string> keys_;
  std::string text_;
};

Refusal malformed(const std::string& what) { return {RefusalKind::invalid, "json.malformed", what}; }

void write_text(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// `depth` is the level of what is written; on one line when it is negative.
void new_line(int depth, std::string& out) {
  if (depth >= 0) out.append("\n").append(2 * static_cast<std::size_t>(depth), ' ');
}

void write(const Json& value, int depth, std::string& out);

// The parts of an array or object, each written by `write_part`.
template <class Parts, class WritePart>
void write_parts(const Parts& parts, char open, char close, int depth, std::string& out,
                 WritePart write_part) {
  const int deeper = depth < 0 ? depth : depth + 1;
  out += open;
  for (const auto& part : parts) {
    if (&part != parts.data()) out += ',';
    new_line(deeper, out);
    write_part(part, deeper);
  }
  if (!parts.empty()) new_line(depth, out);
  out += close;
}

void write(const Json& value, int depth, std::string& out) {
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.boolean() ? "true" : "false";
  } else if (value.is_integer()) {
    out += std::to_string(value.integer());
  } else if (value.is_number()) {
    out += fmt::format("{}", value.number());
  } else if (value.is_string()) {
    write_text(value.string(), out);
  } else if (value.is_array()) {
    write_parts(value.array_items(), '[', ']', depth, out,
                [&](const Json& item, int deeper) { write(item, deeper, out); });
  } else {
    write_parts(value.members(), '{', '}', depth, out, [&](const auto& member, int deeper) {
      write_text(member.first, out);
      out += deeper < 0 ? ":" : ": ";
      write(member.second, deeper, out);
    });
  }
}

template <class T, class Variant>
auto& as(Variant& value) {
  auto* found = std::get_if<T>(&value);
  if (!found) throw std::logic_error("json value is of another kind");
  return *found;
}

}  // namespace

bool Json::boolean() const { return as<bool>(value_); }
std::int64_t Json::integer() const { return as<std::int64_t>(value_); }
double Json::number() const { return is_integer() ? static_cast<double>(integer()) : as<double>(value_); }
const std::string& Json::string() const { return as<std::string>(value_); }
const Json::Array& Json::array_items() const { return as<Array>(value_); }
Json::Array& Json::array_items() { return as<Array>(value_); }
const Json::Object& Json::members() const { return as<Object>(value_); }
Json::Object& Json::members() { return as<Object>(value_); }

const Json* Json::find(std::string_view name) const {
  if (!is_object()) return nullptr;
  for (const auto& [key, value] : members()) {
    if (key == name) return &value;
  }
  return nullptr;
}

const std::string& Json::text(std::string_view name) const {
  static const std::string none;
  const Json* found = find(name);
  return found && found->is_string() ? found->string() : none;
}

Json& Json::set(std::string_view name, Json value) {
  if (is_null()) value_ = Object{};
  for (auto& [key, old] : members()) {
    if (key == name) {
      old = std::move(value);
      return *this;
    }
  }
  members().emplace_back(std::string(name), std::move(value));
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  array_items().push_back(std::move(value));
  return *this;
}

Json parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (parser.handler().duplicate_key) {
    throw malformed(fmt::format("The JSON names one member twice, at byte {}.", read));
  }
  if (error) throw malformed(fmt::format("The JSON is not well formed, at byte {}.", read));
  if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) {
    throw malformed(fmt::format("There is something after the end of the JSON, at byte {}.", read));
  }
  return std::move(parser.handler().result);
}

std::string to_text(const Json& value) {
  std::string out;
  write(value, -1, out);
  return out;
}

std::string to_indented_text(const Json& value) {
  std::string out;
  write(value, 0, out);
  return out;
}

}  // namespace kith
