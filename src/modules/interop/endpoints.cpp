#include "modules/interop/drafts.h"
#include "modules/interop/interop.h"

namespace kith {

std::vector<Migration> kith_interop_schema();

namespace {

// A file is read whole each time it is looked at.
constexpr RateLimit few{.per_minute = 60, .burst = 30};

class InteropModule : public Module {
 public:
  explicit InteropModule(Rosters& rosters) : rosters_(rosters) {}
  std::string_view name() const override { return "interop"; }
  std::vector<Migration> schema() const override { return kith_interop_schema(); }

  std::vector<JobKind> jobs() override {
    return {{std::string(tidy_job),
             [](Context& c, const Job& job) { clear_import(c, job.payload.text("import")); },
             {},
             {}}};
  }

  Endpoints endpoints() override {
    const auto coordinators = role_in_programme({Role::coordinator});
    return {
        endpoint<StartImport, ImportView>(
            Method::post, "/api/programmes/{programme}/imports", coordinators, Access::write,
            "Upload a roster and look at it; nobody is added yet",
            [this](Context& c, const StartImport& r) { return start_import(c, rosters_, r); },
            {.limit = few, .large_body = true}),
        endpoint<ImportAsk, ImportView>(
            Method::get, "/api/programmes/{programme}/imports/{import}", coordinators, Access::read,
            "Look at an uploaded roster",
            [this](Context& c, const ImportAsk& r) { return import_view(c, rosters_, r); }, {.limit = few}),
        endpoint<PutImport, ImportView>(
            Method::put, "/api/programmes/{programme}/imports/{import}", coordinators, Access::write,
            "Say which column holds what, and how dates are written",
            [this](Context& c, const PutImport& r) { return change_import(c, rosters_, r); }, {.limit = few}),
        endpoint<ConfirmImport, ImportResult>(
            Method::post, "/api/programmes/{programme}/imports/{import}/confirm", coordinators, Access::write,
            "Add everybody in the roster",
            [this](Context& c, const ConfirmImport& r) { return confirm_import(c, rosters_, r); },
            {.limit = few}),
        endpoint<ExportAsk, Nothing>(Method::get, "/api/programmes/{programme}/people.csv", coordinators,
                                     Access::write, "The people of one side as a file; written down",
                                     [this](Context& c, const ExportAsk& r) {
                                       c.reply.file = rosters_.export_people(c, r.programme, r.role);
                                       c.reply.file_type = "text/csv; charset=utf-8";
                                       c.reply.file_name = std::string(enum_name(r.role)) + "s.csv";
                                       return Nothing{};
                                     },
                                     {.limit = few}),
    };
  }

 private:
  Rosters& rosters_;
};

}  // namespace

std::unique_ptr<Module> make_interop_module(Rosters& rosters) {
  return std::make_unique<InteropModule>(rosters);
}

}  // namespace kith
