#include "simulation/rehearsal.h"

#include <algorithm>
#include <optional>

#include "simulation/desk.h"
#include "simulation/registry.h"

namespace kith::simulation {
namespace {

constexpr std::string_view origin = "https://rehearsal.invalid";
constexpr int opens_at = 6;

class Rehearsal {
 public:
  explicit Rehearsal(const RehearsalSettings& settings)
      : settings_(settings),
        chance_(settings.seed, "faults", 0),
        clock_(local_to_instant(first_day, opens_at, 0, settings.package.time_zone)),
        random_(settings.seed),
        ids_(clock_, random_),
        post_(clock_),
        world_{clock_, random_, ids_, post_},
        vault_(Vault::from_key(std::string(32, 'r'), random_)),
        store_(open_database({"sqlite::memory:", 1})),
        between_(settings.between ? settings.between(*store_) : nullptr),
        mortal_(between_ ? *between_ : *store_, Chance(settings.seed, "crashes", 0)),
        log_(clock_, [this](const std::string& line) { watch_.log_line(line); }),
        stage_(settings.package, settings.population, settings.seed, clock_),
        watch_({*store_, stage_, ledger_, post_}, settings.seed) {}

  Outcome run() {
    build();
    begin();
    const Instant start = clock_.now();
    Instant day = start + days(1);
    for (int week = 1; week <= settings_.weeks; ++week) {
      const Instant end = start + days(7 * week);
      for (; day <= end; day = day + days(1)) {
        live_until(day);
        end_day();
        if (settings_.until_broken && watch_.has_broken(*settings_.until_broken)) return finish();
        if (settings_.goes_on && !settings_.goes_on(static_cast<int>((day - start) / days(1))))
          return finish();
      }
      store_->read([&](Tx& tx) { outcome_.weeks.push_back(ledger_.close_week(tx, clock_.now())); });
      if (!settings_.package.groups) outcome_.weeks.back()[Figure::group_waiting_now] = 0;
      outcome_.matched_until.push_back(ledger_.days_to_first_match().size());
    }
    watch_.at_the_end();
    return finish();
  }

 private:
  // The process starts, on whatever the store holds.
  void build() {
    door_.reset();
    house_.reset();
    HouseSettings house;
    house.programmes = settings_.shipped;
    house.notifications = {false, std::string(origin)};
    house.accounts = {std::string(origin), {}};
    house.journeys = {std::string(origin)};
    house.application = {std::string(origin), {}};
    house_ = std::make_unique<House>(House::Ground{world_, mortal_, vault_, log_}, std::move(house));
    door_.emplace(Door::Ground{world_, mortal_, vault_}, *house_);
    stage_.house = house_.get();
    stage_.door = &*door_;
  }

  void begin() {
    stage_.surprised = [this](const std::string& what) { watch_.broken(Invariant::offered_step, what); };
    stage_.worked = [this](Role role, const std::string&, int spent) { ledger_.worked(role, spent); };
    house_->application().as_system("rehearsal", [&](Context& context) {
      stage_.programme = house_->programmes().add(context, settings_.package, "A rehearsal");
    });
    auto registry = std::make_unique<Registry>(stage_);
    Registry& opening = *registry;
    stage_.add(std::move(registry));
    opening.open();
  }

  void live_until(Instant end) {
    for (;;) {
      const std::optional<Instant> due = next_due_job();
      const Wake* wake = stage_.next();
      const bool job_first = due && (!wake || *due <= wake->at);
      if (!job_first && !wake) break;
      const Instant at = job_first ? *due : wake->at;
      if (at > end) break;
      clock_.set(std::max(at, clock_.now()));
      if (job_first) {
        step("what is due is done", [] {});
      } else {
        act(stage_.take());
      }
    }
    clock_.set(std::max(end, clock_.now()));
  }

  void act(const Wake& wake) {
    Agent& agent = stage_.agent(wake.agent);
    const bool from_outside = wake.agent == 0;
    mortal_.set_odds(from_outside ? Odds{} : settings_.faults.crash);
    const bool worth_another_try =
        wake.cue == Cue::arrive || wake.cue == Cue::choose || wake.cue == Cue::look;
    const bool died = step(agent.name() + " " + std::string(name_of(wake.cue)), [&] { agent.act(wake.cue); });
    if (died && worth_another_try) stage_.wake(wake.agent, clock_.now() + minutes(20), wake.cue);
    mortal_.set_odds({});
  }

  // One act, and all that Kith makes of it. True when the process died on the way.
  template <class Act>
  bool step(std::string doing, Act act) {
    watch_.begin_step(++outcome_.steps, std::move(doing));
    bool died = false;
    try {
      act();
      disturb();
      settle();
    } catch (const Crash&) {
      died = true;
    } catch (const std::exception& error) {
      watch_.broken(Invariant::no_error, error.what());
    }
    for (bool again = died; again;) again = !survive();
    watch_.after_step();
    return died;
  }

  // The process starts again and finishes what was begun; false when it died once more.
  bool survive() {
    ++outcome_.crashes;
    watch_.crashed();
    const Odds odds = settings_.faults.crash;
    mortal_.set_odds({});
    build();
    mortal_.set_odds(odds);
    try {
      settle();
      return true;
    } catch (const Crash&) {
      return false;
    } catch (const std::exception& error) {
      watch_.broken(Invariant::no_error, error.what());
      return true;
    }
  }

  void settle() {
    if (!settings_.faults.any_order) return house_->application().settle();
    using Work = Relay::Work;
    for (bool busy = true; busy;) {
      std::vector<Work> works{Work::react, Work::inside, Work::outside};
      busy = false;
      while (!works.empty()) {
        const auto at = chance_.below(static_cast<std::int64_t>(works.size()));
        busy = house_->application().work(works[static_cast<std::size_t>(at)]) || busy;
        works.erase(works.begin() + at);
      }
    }
  }

  // The clock jumps, or consumers hear again what they heard before.
  void disturb() {
    const Faults& faults = settings_.faults;
    if (chance_.happens(faults.jump)) clock_.advance(minutes(chance_.between(30, 3 * 24 * 60)));
    if (!chance_.happens(faults.heard_again)) return;
    const std::int64_t back = chance_.between(1, 60);
    store_->write([&](Tx& tx) {
      tx.execute("update consumer_cursor set sequence = sequence - $1 where sequence > $1", back);
    });
  }

  void end_day() {
    watch_.begin_step(++outcome_.steps, "the day ends");
    watch_.each_day();
    const Faults& faults = settings_.faults;
    if (chance_.happens(faults.mail_outage)) {
      post_.refuse_until(clock_.now() + minutes(chance_.between(20, 18 * 60)));
    }
    if (!faults.bounces) return;
    for (; bounces_seen_ < stage_.size(); ++bounces_seen_) {
      const std::string& address = stage_.agent(bounces_seen_).address();
      if (!address.empty() && chance_.below(20) == 0) post_.never_deliver_to(address);
    }
  }

  // Of what is not due yet: what was due is done, or the watch has said so.
  std::optional<Instant> next_due_job() {
    std::optional<Instant> due;
    store_->read([&](Tx& tx) {
      due = tx.query("select min(due_at) from job where due_at > $1", clock_.now())[0].maybe_instant(0);
    });
    return due;
  }

  Outcome finish() {
    outcome_.seed = settings_.seed;
    outcome_.days_to_first_match = ledger_.days_to_first_match();
    outcome_.has_groups = settings_.package.groups.has_value();
    for (const std::int64_t weeks : {4, 13, 26}) {
      outcome_.pairs_lasting.push_back(lasting(ledger_.pair_lives(), weeks, clock_.now()));
      outcome_.groups_lasting.push_back(lasting(ledger_.groups().lives(), weeks, clock_.now()));
    }
    outcome_.came_in = ledger_.participants_who_came_in();
    outcome_.people = settings_.population.participants.count + settings_.population.supporters.count;
    store_->read([&](Tx& tx) { outcome_.events = last_event_sequence(tx); });
    outcome_.probes = watch_.probes();
    outcome_.violation_count = watch_.count();
    outcome_.violations = watch_.violations();
    return std::move(outcome_);
  }

  const RehearsalSettings& settings_;
  Chance chance_;
  StepClock clock_;
  SeededRandom random_;
  TimeOrderedIds ids_;
  RecordedPost post_;
  World world_;
  Vault vault_;
  std::unique_ptr<Database> store_;
  std::unique_ptr<Database> between_;
  MortalDatabase mortal_;
  Log log_;
  Stage stage_;
  Ledger ledger_;
  Watch watch_;
  std::unique_ptr<House> house_;
  std::optional<Door> door_;
  std::size_t bounces_seen_ = 0;
  Outcome outcome_;
};

}  // namespace

Outcome rehearse(const RehearsalSettings& settings) { return Rehearsal(settings).run(); }

}  // namespace kith::simulation
