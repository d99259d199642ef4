#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace kith::http {

// What a page of Kith may load and run (promises I4 and V4): its own files and nothing else, no inline code,
// and script-typed sinks only through the named Trusted Types policies: Svelte's for templates, SvelteKit's
// for the address of the service worker. The %scripts% mark is where the hashes of the shell page's own
// inline scripts go.
inline constexpr std::string_view content_security_policy_text =
    "default-src 'none'; script-src 'self'%scripts%; style-src 'self'; img-src 'self' data:; font-src "
    "'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types svelte-trusted-html sveltekit-trusted-url";

// The policy as a header value. `script_hashes`: "'sha256-...' 'sha256-...'", or "" for a page without inline
// scripts.
std::string content_security_policy(std::string_view script_hashes = "");

// Sent with every response that does not set the same header itself; the policy above and `Cache-Control:
// no-store` come on top (promise A6).
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 6> security_headers = {{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), "
     "gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
}};

}  // namespace kith::http
