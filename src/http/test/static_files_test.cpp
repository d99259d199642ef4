#include "http/static_files.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <fstream>
#include <sstream>

#include "http/security_headers.h"

namespace kith::http {

std::span<const StaticFile> embedded_test_site();

namespace {

std::string source(const std::string& path) {
  std::ifstream file(std::string(KITH_SOURCE_DIR) + "/src/http/test/site" + path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

std::optional<Response> ask(std::string path, std::vector<std::pair<std::string, std::string>> headers = {},
                            std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.path = std::move(path);
  request.headers = std::move(headers);
  return serve_static(embedded_test_site(), request);
}

std::string sha256_source(const std::string& text) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  char base64[64];
  sodium_bin2base64(base64, sizeof base64, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
  return "'sha256-" + std::string(base64) + "'";
}

TEST(StaticFiles, embeds_every_file_byte_for_byte_sorted_by_path) {
  const auto files = embedded_test_site();
  ASSERT_EQ(files.size(), 6u);
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(files[i].plain, source(std::string(files[i].path))) << files[i].path;
    EXPECT_FALSE(files[i].plain.empty());
    EXPECT_TRUE(i == 0 || files[i - 1].path < files[i].path);
  }
}

TEST(StaticFiles, keeps_a_compressed_form_only_where_it_is_smaller) {
  for (const StaticFile& file : embedded_test_site()) {
    EXPECT_LT(file.gzip.size(), file.plain.size()) << file.path;
    EXPECT_LT(file.brotli.size(), file.plain.size()) << file.path;
    EXPECT_EQ(file.gzip.empty(), file.path == "/icon.png" || file.path == "/manifest.webmanifest" ||
                                     file.path == "/service-worker.js")
        << file.path;
  }
}

TEST(StaticFiles, a_build_without_the_web_app_has_no_files) {
#ifndef KITH_EMBED_WEB
  EXPECT_TRUE(embedded_files().empty());
#endif
}

TEST(StaticFiles, names_the_inline_scripts_of_a_page_in_its_policy) {
  const std::string page = source("/200.html");
  const std::size_t start = page.find("<script>\n") + 8;
  const std::string second = page.substr(start, page.find("</script>", start) - start);
  const std::string hashes = sha256_source("alert(1);") + " " + sha256_source(second);
  const std::string policy = header(*ask("/200.html"), "Content-Security-Policy");
  EXPECT_NE(policy.find("script-src 'self' " + hashes + ";"), std::string::npos) << policy;
  EXPECT_EQ(header(*ask("/about"), "Content-Security-Policy"), "");
  EXPECT_EQ(content_security_policy().find('%'), std::string::npos);
}

TEST(StaticFiles, chooses_the_form_by_accept_encoding) {
  struct Case {
    std::string accepts;
    std::string coding;
  };
  const std::string path = "/_app/immutable/entry/start.abc.js";
  for (const Case& c : {Case{"", ""},
                        {"gzip, deflate, br, zstd", "br"},
                        {"gzip", "gzip"},
                        {"GZIP", "gzip"},
                        {"br;q=0, gzip", "gzip"},
                        {"br;q=0.000,gzip;q=0.5", "gzip"},
                        {"br; q=0.1", "br"},
                        {"br;q=1.0, gzip;q=0.8", "br"},
                        {"*", "br"},
                        {"*;q=0", ""},
                        {"br;q=0, *", "gzip"},
                        {"*;q=0, gzip", "gzip"},
                        {"identity", ""},
                        {"xbr, brotli", ""}}) {
    const auto response = ask(path, {{"accept-encoding", c.accepts}});
    ASSERT_TRUE(response);
    EXPECT_EQ(header(*response, "Content-Encoding"), c.coding) << c.accepts;
    EXPECT_EQ(header(*response, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(*response, "Content-Type"), "text/javascript; charset=utf-8");
  }
  EXPECT_EQ(header(*ask("/icon.png", {{"accept-encoding", "br"}}), "Content-Encoding"), "");
  EXPECT_EQ(header(*ask("/icon.png"), "Vary"), "");
}

TEST(StaticFiles, lets_only_immutable_files_be_kept) {
  EXPECT_EQ(header(*ask("/_app/immutable/entry/start.abc.js"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  for (const char* path : {"/", "/service-worker.js", "/manifest.webmanifest", "/about", "/people/1"}) {
    EXPECT_EQ(header(*ask(path), "Cache-Control"), "no-cache") << path;
  }
}

TEST(StaticFiles, answers_304_when_the_client_has_the_form_it_would_get) {
  const auto whole = ask("/200.html", {{"accept-encoding", "br"}});
  const std::string tag = header(*whole, "ETag");
  EXPECT_NE(tag, header(*ask("/200.html"), "ETag"));
  for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto response = ask("/200.html", {{"accept-encoding", "br"}, {"if-none-match", known}});
    EXPECT_EQ(response->status, 304) << known;
    EXPECT_EQ(response->body, "");
    EXPECT_EQ(header(*response, "ETag"), tag);
    EXPECT_NE(header(*response, "Content-Security-Policy"), "");
  }
  EXPECT_EQ(ask("/200.html", {{"if-none-match", tag}})->status, 200);
  EXPECT_EQ(ask("/200.html", {{"accept-encoding", "br"}, {"if-none-match", "\"other\""}})->status, 200);
}

TEST(StaticFiles, gives_pages_of_the_browsers_router_the_shell) {
  const std::string shell = source("/200.html");
  for (const char* path : {"/", "/people/1", "/people/", "/apiary", "/wsx"})
    EXPECT_EQ(ask(path)->body, shell) << path;
  EXPECT_EQ(ask("/about")->body, source("/about.html"));
  for (const char* path : {"/api", "/api/people", "/ws", "/ws/x", "/metrics", "/healthz", "/missing.js",
                           "/_app/immutable/gone.js", "/.env"}) {
    EXPECT_FALSE(ask(path)) << path;
  }
}

TEST(StaticFiles, answers_only_get_and_head) {
  EXPECT_TRUE(ask("/", {}, "HEAD"));
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) EXPECT_FALSE(ask("/", {}, method));
}

}  // namespace
}  // namespace kith::http
