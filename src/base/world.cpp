#include "base/world.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <chrono>
#include <mutex>

namespace kith {

std::uint64_t Random::below(std::uint64_t bound) {
  // Values in the last, incomplete stretch are drawn again, so that no remainder is favoured.
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  for (;;) {
    std::array<unsigned char, 8> bytes{};
    fill(bytes);
    std::uint64_t value = 0;
    for (const unsigned char byte : bytes) value = value << 8 | byte;
    if (value < limit) return value % bound;
  }
}

std::string Random::token(std::size_t bytes) {
  std::string raw(bytes, '\0');
  fill({reinterpret_cast<unsigned char*>(raw.data()), raw.size()});
  std::string text(sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()), bytes,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.size() - 1);
  return text;
}

Instant SystemClock::now() const {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<Duration>(now).count()};
}

void SystemRandom::fill(std::span<unsigned char> out) { randombytes_buf(out.data(), out.size()); }

struct TimeOrderedIds::State {
  Clock& clock;
  Random& random;
  std::mutex lock;
  std::int64_t last_ms = 0;
  unsigned sequence = 0;
};

TimeOrderedIds::TimeOrderedIds(Clock& clock, Random& random)
    : state_(std::make_unique<State>(clock, random)) {}
TimeOrderedIds::~TimeOrderedIds() = default;

std::string TimeOrderedIds::next() {
  const std::lock_guard guard(state_->lock);
  const std::int64_t now_ms = state_->clock.now().micros / 1000;
  if (now_ms > state_->last_ms) {
    state_->last_ms = now_ms;
    state_->sequence = 0;
  } else if (++state_->sequence > 0xFFF) {
    // More than 4,096 ids in one millisecond: borrow from the next, so that order holds.
    ++state_->last_ms;
    state_->sequence = 0;
  }
  std::array<unsigned char, 8> tail{};
  state_->random.fill(tail);
  tail[0] = static_cast<unsigned char>((tail[0] & 0x3F) | 0x80);
  std::uint64_t low = 0;
  for (const unsigned char byte : tail) low = low << 8 | byte;
  const auto ms = static_cast<std::uint64_t>(state_->last_ms);
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", ms >> 16, ms & 0xFFFF, state_->sequence,
                     low >> 48, low & 0xFFFFFFFFFFFF);
}

void SeededRandom::fill(std::span<unsigned char> out) {
  // SplitMix64 (Steele, Lea and Flood 2014): one 64-bit state, fine for tests, never for secrets.
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i % 8 == 0) {
      state_ += 0x9E3779B97F4A7C15;
      word = state_;
      word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
      word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
      word ^= word >> 31;
    }
    out[i] = static_cast<unsigned char>(word >> (i % 8 * 8));
  }
}

}  // namespace kith
