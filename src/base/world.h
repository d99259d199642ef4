#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace kith {

// Everything that differs from run to run reaches code through World and only through World: the clock, fresh
// ids, chance, and the way out to mail and telephone. With a stepping clock and seeded chance, a run is
// byte-stable.

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  // Fills `out` with bytes that, in production, nobody can guess.
  virtual void fill(std::span<unsigned char> out) = 0;

  // A whole number below `bound` (bound > 0), every one equally likely.
  std::uint64_t below(std::uint64_t bound);
  // `bytes` random bytes in URL-safe base64 without padding: 32 bytes make a link token.
  std::string token(std::size_t bytes);
};

class Ids {
 public:
  virtual ~Ids() = default;
  // A fresh UUID version 7 in text: later calls sort after earlier ones. Safe to call from several threads.
  virtual std::string next() = 0;
};

// A message that leaves Kith. `to` is an e-mail address or an E.164 number; `subject` is used for e-mail
// only.
struct OutboundMessage {
  enum class Channel { email, sms };
  Channel channel = Channel::email;
  std::string to;
  std::string subject;
  std::string text;
  std::string message_id;  // the same at every try, so that a receiver can drop a second copy
};

// How a hand-over to the outside went. `accepted` false with `permanent` true means: do not try again.
struct OutboundResult {
  bool accepted = false;
  bool permanent = false;
  std::string detail;  // for the operator; never holds an address
};

class Outbound {
 public:
  virtual ~Outbound() = default;
  // Hands the message over and says whether the other side took it. Blocks for at most 30 s. Never throws.
  virtual OutboundResult send(const OutboundMessage& message) = 0;
};

struct World {
  Clock& clock;
  Random& random;
  Ids& ids;
  Outbound& outbound;
};

// The production clock, chance (the system's) and ids.
class SystemClock : public Clock {
 public:
  Instant now() const override;
};

class SystemRandom : public Random {
 public:
  void fill(std::span<unsigned char> out) override;
};

// UUIDs version 7 from a clock and chance; with a stepping clock and seeded chance they are byte-stable.
class TimeOrderedIds : public Ids {
 public:
  TimeOrderedIds(Clock& clock, Random& random);
  ~TimeOrderedIds() override;
  std::string next() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// For tests and rehearsal: time moves only when told to, chance comes from a seed.
class StepClock : public Clock {
 public:
  explicit StepClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void advance(Duration by) { now_ = now_ + by; }
  void set(Instant at) { now_ = at; }

 private:
  Instant now_;
};

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<unsigned char> out) override;

 private:
  std::uint64_t state_;
};

}  // namespace kith
