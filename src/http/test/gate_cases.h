#pragma once

#include <string>
#include <vector>

namespace kith::http::test {

// Heads of requests, built around the one thing that each case is about.
std::string with(const std::string& lines);      // a POST with these header lines
std::string get_with(const std::string& lines);  // a GET with these header lines
std::string target(const std::string& text);
std::string line(const std::string& text);  // this request line
std::string host(const std::string& text);  // this Host line

// Every head here could be read in two ways by two parsers, or is malformed. None may pass.
const std::vector<std::string>& ambiguous_heads();
const std::vector<std::string>& ambiguous_lines_and_targets();

// Requests as RFC 9112 and RFC 9110 allow them and as browsers, proxies and tools send them.
const std::vector<std::string>& compliant_heads();

}  // namespace kith::http::test
