#include "modules/trials/showing.h"
#include "modules/trials/store.h"

namespace kith {

std::vector<Migration> kith_trials_schema();

namespace {

class TrialsModule : public Module {
 public:
  explicit TrialsModule(Trials& trials) : trials_(trials) {}
  std::string_view name() const override { return "trials"; }
  std::vector<Migration> schema() const override { return kith_trials_schema(); }
  std::vector<std::string> check(Tx& tx) override { return trials_store::broken_rows(tx); }

  Endpoints endpoints() override {
    Endpoints out = deciding();
    for (Endpoint& each : running()) out.push_back(std::move(each));
    return out;
  }

 private:
  static constexpr const char* trial = "/api/programmes/{programme}/trial";

  Endpoints deciding() {
    const std::string at = trial;
    const auto deciders = role_in_programme({Role::coordinator, Role::lead});
    return {
        endpoint<TrialAsk, TrialView>(
            Method::get, at, role_in_programme({Role::coordinator, Role::lead, Role::researcher}),
            Access::read, "What the programme's trial is, and how far it is",
            [this](Context& c, const TrialAsk& r) { return view(c, reach_trial_to_read(c, r.programme)); }),
        endpoint<TrialAsk, TrialView>(Method::post, at + "/open", deciders, Access::write,
                                      "Open the trial: its seed is drawn and sealed",
                                      [this](Context& c, const TrialAsk& r) {
                                        const auto reach = reach_trial_to_decide(c, r.programme);
                                        trials_.open(c, reach);
                                        return view(c, reach);
                                      }),
        endpoint<TrialAsk, TrialView>(Method::post, at + "/close", deciders, Access::write,
                                      "Close the trial for good, and reveal its seed",
                                      [this](Context& c, const TrialAsk& r) {
                                        const auto reach = reach_trial_to_decide(c, r.programme);
                                        trials_.close(c, reach);
                                        return view(c, reach);
                                      }),
        endpoint<TrialRecordAsk, Nothing>(
            Method::get, at + "/record.csv", role_in_programme({Role::lead, Role::researcher}), Access::write,
            "The record of a trial as a file, without names; written down",
            [this](Context& c, const TrialRecordAsk& r) {
              c.reply.file = trials_.record(c, reach_trial_record(c, r.programme), r.trial);
              c.reply.file_type = "text/csv; charset=utf-8";
              c.reply.file_name = "trial-record.csv";
              return Nothing{};
            },
            {.limit = {60, 30}}),
    };
  }

  Endpoints running() {
    const std::string at = trial;
    const auto staff = role_in_programme({Role::coordinator});
    return {
        endpoint<TrialUnitsAsk, WaitingUnitList>(Method::get, at + "/waiting", staff, Access::read,
                                                 "Who could be made final",
                                                 [this](Context& c, const TrialUnitsAsk& r) {
                                                   const auto reach = reach_trial_to_run(c, r.programme);
                                                   return ShowingTrial(c, trials_.people(), reach).waiting(r);
                                                 }),
        endpoint<TrialUnitsAsk, FinalUnitList>(
            Method::get, at + "/units", staff, Access::read,
            "Who is final, with their arms, in no order that tells anything",
            [this](Context& c, const TrialUnitsAsk& r) {
              const auto reach = reach_trial_to_run(c, r.programme);
              return ShowingTrial(c, trials_.people(), reach).units(r);
            }),
        endpoint<MakeFinal, FinalUnitView>(
            Method::post, at + "/units", staff, Access::write,
            "Make an enrolment final for good; only then is its arm drawn and told",
            [this](Context& c, const MakeFinal& r) {
              const auto reach = reach_trial_to_run(c, r.programme);
              const TrialUnit made = trials_.make_final(c, reach, r.unit);
              return ShowingTrial(c, trials_.people(), reach).unit(made);
            }),
        endpoint<TrialAsk, TrialView>(Method::post, at + "/allocate", staff, Access::write,
                                      "Draw the arms of all who are final, where a trial draws them at once",
                                      [this](Context& c, const TrialAsk& r) {
                                        const auto reach = reach_trial_to_run(c, r.programme);
                                        trials_.allocate(c, reach);
                                        return view(c, reach);
                                      }),
    };
  }

  TrialView view(Context& c, const Reach<Trial>& reach) const {
    return ShowingTrial(c, trials_.people(), reach).view();
  }

  Trials& trials_;
};

}  // namespace

std::unique_ptr<Module> make_trials_module(Trials& trials) { return std::make_unique<TrialsModule>(trials); }

}  // namespace kith
