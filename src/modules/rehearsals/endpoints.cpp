#include "base/refusal.h"
#include "modules/rehearsals/clocks.h"
#include "modules/rehearsals/hall.h"
#include "modules/rehearsals/store.h"
#include "modules/rehearsals/views.h"

namespace kith {

std::vector<Migration> kith_rehearsals_schema();

namespace {

class RehearsalsModule : public Module {
 public:
  explicit RehearsalsModule(Rehearsals& rehearsals) : rehearsals_(rehearsals) {}
  std::string_view name() const override { return "rehearsals"; }
  std::vector<Migration> schema() const override { return kith_rehearsals_schema(); }
  std::vector<std::string> check(Tx& tx) override { return rehearsals_store::broken_rows(tx); }

  // Only once the asking is committed; what another life of the server left over is lost, and says so.
  std::vector<JobKind> jobs() override {
    return {{"rehearsals.start",
             [this](Context& context, const Job& job) {
               RehearsalHall& hall = rehearsals_.hall();
               if (job.payload.text("life") != hall.life(context)) return;
               hall.take(RehearsalId(job.payload.text("rehearsal")));
             },
             {},
             {}}};
  }

  Endpoints endpoints() override {
    const auto staff = role_in_programme({Role::coordinator, Role::lead});
    const std::string at = "/api/programmes/{programme}/rehearsals";
    return {
        endpoint<RehearsalsAsk, RehearsalBoard>(
            Method::get, at, staff, Access::read, "What can be rehearsed, and what was",
            [this](Context& c, const RehearsalsAsk& r) { return board(c, r.programme); }),
        endpoint<StartRehearsal, StartedRehearsal>(
            Method::post, at, staff, Access::write, "Rehearse the programme with invented people",
            [this](Context& c, const StartRehearsal& r) {
              return StartedRehearsal{rehearsals_.ask(c, reach_rehearsals(c, r.programme), r)};
            },
            {.limit = {30, 10}, .large_body = false, .prepare = {}}),
        endpoint<AboutRehearsal, RehearsalPage>(
            Method::get, at + "/{rehearsal}", staff, Access::read,
            "How far a rehearsal is, and what came out of it",
            [this](Context& c, const AboutRehearsal& r) { return page(c, r); }),
        endpoint<AboutRehearsal, Nothing>(Method::post, at + "/{rehearsal}/stop", staff, Access::write,
                                          "Stop a rehearsal that is under way",
                                          [this](Context& c, const AboutRehearsal& r) {
                                            rehearsals_.give_up(c, reach_rehearsals(c, r.programme),
                                                                r.rehearsal);
                                            return Nothing{};
                                          }),
    };
  }

 private:
  RehearsalBoard board(Context& context, const ProgrammeId& id) {
    const auto reach = reach_rehearsals(context, id);
    const Programme programme = rehearsals_.programmes().get(context.tx, id);
    RehearsalBoard out;
    if (rehearsals_.room()) {
      for (const RehearsalPeople& each : rehearsals_.room()->populations()) {
        out.populations.push_back({each.key, each.name, each.participants, each.supporters});
        if (each.key == programme.key) out.suggested = each.key;
      }
    }
    out.clocks = changeable_clocks(programme, context.language);
    for (const auto& row : rehearsals_store::newest(context.tx, reach, rehearsal_limits::kept)) {
      out.items.push_back(line(context, row));
    }
    return out;
  }

  RehearsalPage page(Context& context, const AboutRehearsal& about) {
    const auto row =
        rehearsals_store::find(context.tx, reach_rehearsals(context, about.programme), about.rehearsal);
    if (!row) throw not_found();
    RehearsalPage out{line(context, *row), {}};
    if (row->state == RehearsalState::done) {
      out.results = decode<RehearsalResults>(parse_json(row->result));
    }
    return out;
  }

  RehearsalLine line(Context& context, const RehearsalRow& row) {
    RehearsalLine out;
    out.rehearsal_id = row.id;
    out.state = row.state;
    out.asked_at = row.asked_at;
    out.mine = row.asked_by == context.actor.person;
    out.wish = row.ask;
    if (!row.unfinished()) return out;
    RehearsalHall& hall = rehearsals_.hall();
    if (row.life != hall.life_so_far()) {
      out.state = RehearsalState::lost;
      return out;
    }
    const auto progress = hall.progress_of(row.id);
    out.ahead = progress.ahead;
    out.thousandths = progress.thousandths;
    const std::int64_t taken = (context.now - progress.began) / seconds(1);
    if (progress.running && progress.thousandths > 20) {
      out.seconds_left = static_cast<int>(taken * (1000 - progress.thousandths) / progress.thousandths);
    }
    return out;
  }

  Rehearsals& rehearsals_;
};

}  // namespace

std::unique_ptr<Module> make_rehearsals_module(Rehearsals& rehearsals) {
  return std::make_unique<RehearsalsModule>(rehearsals);
}

}  // namespace kith
