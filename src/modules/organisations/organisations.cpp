#include "modules/organisations/organisations.h"

#include "base/refusal.h"
#include "base/text.h"

namespace kith {

std::vector<Migration> kith_organisations_schema();

namespace {

class Organisations : public Module {
 public:
  std::string_view name() const override { return "organisations"; }
  std::vector<Migration> schema() const override { return kith_organisations_schema(); }
};

}  // namespace

OrganisationId ensure_organisation(Context& context, std::string_view name) {
  const std::string known_as = trimmed(name);
  if (known_as.empty()) throw invalid({{"organisation", "required", "Say which organisation runs this."}});
  const Rows found = context.tx.query("select id from organisation where name = $1", known_as);
  if (!found.empty()) return found[0].id<OrganisationId>(0);
  const auto id = context.fresh<OrganisationId>();
  context.tx.execute("insert into organisation (id, name, added_at) values ($1, $2, $3)", id, known_as,
                     context.now);
  return id;
}

std::unique_ptr<Module> make_organisations_module() { return std::make_unique<Organisations>(); }

}  // namespace kith
