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
};

// The embedded files, sorted by path; empty in a build without the web app. Written by cmake/embed_web.cmake.
std::span<const StaticFile> embedded_files();

// The answer for a GET or HEAD of a file: 200, 304 when the client has it, or nothing when there is no such
// file. Files below /_app/immutable/ may be kept for a year; every other one is revalidated. Paths without a
// file and without an extension get the app's shell (/200.html), because the browser's router owns them.
std::optional<Response> serve_static(std::span<const StaticFile> files, const Request& request);

}  // namespace kith::http
