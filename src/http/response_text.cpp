#include "http/response_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "http/characters.h"
#include "http/security_headers.h"

namespace kith::http {

namespace {

struct Reason {
  int status;
  std::string_view words;
};

constexpr std::array reasons = std::to_array<Reason>({
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
});

// A status without words of its own is allowed to have none.
std::string_view reason_of(int status) {
  for (const Reason& reason : reasons) {
    if (reason.status == status) return reason.words;
  }
  return "";
}

bool is_set(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return same_word(header.first, name); });
}

bool is_ours(std::string_view name) {
  for (const std::string_view ours :
       {"content-length", "connection", "transfer-encoding", "date", "keep-alive"}) {
    if (same_word(name, ours)) return true;
  }
  return false;
}

void add(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void add_safety(std::string& out, const Response& response, const Envelope& envelope) {
  for (const auto& [name, value] : security_headers) {
    if (!is_set(response, name)) add(out, name, value);
  }
  if (!is_set(response, "Content-Security-Policy")) {
    static const std::string policy = content_security_policy();
    add(out, "Content-Security-Policy", policy);
  }
  if (!is_set(response, "Cache-Control")) add(out, "Cache-Control", "no-store");
  if (envelope.strict_transport && !is_set(response, "Strict-Transport-Security")) {
    add(out, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}

bool can_be_sent(const std::pair<std::string, std::string>& header) {
  return is_token(header.first) && std::none_of(header.second.begin(), header.second.end(),
                                                [](char c) { return is_control(c) && c != '\t'; });
}

}  // namespace

std::string response_head(const Response& response, const Envelope& envelope) {
  std::string out;
  out.reserve(1280);
  out += fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  for (const auto& [name, value] : response.headers) {
    if (!is_ours(name)) add(out, name, value);
  }
  add_safety(out, response, envelope);
  if (!envelope.date.empty()) add(out, "Date", envelope.date);
  if (has_body(response.status)) add(out, "Content-Length", std::to_string(response.body.size()));
  add(out, "Connection", envelope.close ? "close" : "keep-alive");
  return out += "\r\n";
}

bool has_body(int status) { return status != 204 && status != 304; }

Response checked(Response response) {
  const bool sendable = response.status >= 200 && response.status <= 599 &&
                        std::all_of(response.headers.begin(), response.headers.end(), can_be_sent);
  if (sendable) return response;
  return problem(500, "http.failed", "Something went wrong on our side.");
}

Response problem(int status, std::string_view code, std::string_view detail) {
  Response out;
  out.status = status;
  out.headers.emplace_back("Content-Type", "application/problem+json");
  out.body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}","detail":"{}"}})",
                         reason_of(status), status, code, detail);
  return out;
}

std::string http_date(long long seconds) {
  using namespace std::chrono;
  const sys_seconds at{std::chrono::seconds(seconds)};
  const sys_days day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss time(at - day);
  constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace kith::http
