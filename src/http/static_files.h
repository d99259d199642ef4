#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/message.h"

namespace kith::http {

// One file of the web app inside the binary, with its ready-made compressed forms ("" where none is smaller).
struct StaticFile {
  std::string_view path;  // "/_app/immutable/entry/start.abc.js"
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view etag;  // quoted
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;
  std::string_view script_hashes;  // "'sha256-...' ..." of the inline scripts of a page, for its policy
};

// The embedded files, sorted by path; empty in a build without the web app. Written by cmake/embed_web.cmake.
std::span<const StaticFile> embedded_files();

// The answer for a GET or HEAD of a file: 200, 304 when the client has it, or nothing when there is no such
// file or the method is another one. `files` are sorted by path. The compressed form is chosen by
// Accept-Encoding, brotli first. Files below /_app/immutable/ may be kept for a year; every other one, the
// service worker too, is revalidated. Pages get a Content-Security-Policy that names their own inline
// scripts.
// "/about" is the page "/about.html" and "/" is "/index.html" where there is one. Other paths without an
// extension get the app's shell (/200.html), because the browser's router owns them; but never /api, /ws,
// /metrics, /healthz and what is below them.
std::optional<Response> serve_static(std::span<const StaticFile> files, const Request& request);

}  // namespace kith::http
