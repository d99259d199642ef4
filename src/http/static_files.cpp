#include "http/static_files.h"

#include <algorithm>

#include "http/characters.h"
#include "http/security_headers.h"

namespace kith::http {

namespace {

const StaticFile* find_file(std::span<const StaticFile> files, std::string_view path) {
  const auto found =
      std::lower_bound(files.begin(), files.end(), path,
                       [](const StaticFile& file, std::string_view p) { return file.path < p; });
  return found != files.end() && found->path == path ? &*found : nullptr;
}

bool belongs_to_the_server(std::string_view path) {
  for (const std::string_view own : {"/api", "/ws", "/metrics", "/healthz"}) {
    if (path == own || (path.starts_with(own) && path[own.size()] == '/')) return true;
  }
  return false;
}

const StaticFile* file_for(std::span<const StaticFile> files, std::string_view path) {
  if (belongs_to_the_server(path)) return nullptr;
  if (const StaticFile* file = find_file(files, path)) return file;
  const std::string_view last = path.substr(path.rfind('/') + 1);
  if (last.find('.') != std::string_view::npos) return nullptr;
  const std::string page =
      path.ends_with('/') ? std::string(path) + "index.html" : std::string(path) + ".html";
  if (const StaticFile* file = find_file(files, page)) return file;
  return find_file(files, "/200.html");
}

// Whether a quality value is zero: "0", "0.", "0.000".
bool is_zero(std::string_view quality) {
  return !quality.empty() && quality.find_first_not_of("0.") == std::string_view::npos;
}

// Whether Accept-Encoding takes this coding: named without q=0, or covered by "*" without q=0.
bool accepts(std::string_view header, std::string_view coding) {
  bool by_star = false;
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    const std::string_view part = header.substr(0, comma);
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    const std::size_t semicolon = part.find(';');
    const std::string_view name = without_space(part.substr(0, semicolon));
    std::string_view quality;
    if (semicolon != std::string_view::npos) quality = without_space(part.substr(semicolon + 1));
    const bool taken = !(lower(quality.substr(0, 2)) == "q=" && is_zero(quality.substr(2)));
    if (same_word(name, coding)) return taken;
    if (name == "*") by_star = taken;
  }
  return by_star;
}

struct Form {
  std::string_view bytes;
  std::string_view coding;  // "" for the plain form
  std::string etag;
};

// Each form has an entity tag of its own, as a strong tag must.
Form form_for(const StaticFile& file, std::string_view accept_encoding) {
  const std::string_view tag = file.etag.substr(0, file.etag.size() - 1);
  if (!file.brotli.empty() && accepts(accept_encoding, "br")) {
    return {file.brotli, "br", std::string(tag) + "-br\""};
  }
  if (!file.gzip.empty() && accepts(accept_encoding, "gzip")) {
    return {file.gzip, "gzip", std::string(tag) + "-gz\""};
  }
  return {file.plain, "", std::string(file.etag)};
}

// If-None-Match compares weakly: a proxy may have marked the tag with W/.
bool client_has(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view tag = without_space(if_none_match.substr(0, comma));
    if_none_match.remove_prefix(comma == std::string_view::npos ? if_none_match.size() : comma + 1);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == etag) return true;
  }
  return false;
}

}  // namespace

std::optional<Response> serve_static(std::span<const StaticFile> files, const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const StaticFile* file = file_for(files, request.path);
  if (file == nullptr) return std::nullopt;
  Form form = form_for(*file, request.header("accept-encoding"));
  const bool known = client_has(request.header("if-none-match"), form.etag);
  const bool immutable = file->path.starts_with("/_app/immutable/");
  Response response;
  response.status = known ? 304 : 200;
  auto& headers = response.headers;
  headers.emplace_back("Content-Type", file->type);
  headers.emplace_back("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  headers.emplace_back("ETag", std::move(form.etag));
  if (!file->gzip.empty() || !file->brotli.empty()) headers.emplace_back("Vary", "Accept-Encoding");
  if (!file->script_hashes.empty()) {
    headers.emplace_back("Content-Security-Policy", content_security_policy(file->script_hashes));
  }
  if (known) return response;
  if (!form.coding.empty()) headers.emplace_back("Content-Encoding", form.coding);
  response.body = form.bytes;
  return response;
}

}  // namespace kith::http
