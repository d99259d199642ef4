#pragma once

#include <memory>
#include <string_view>

#include "kernel/module.h"

// Organisations: who runs programmes. An overseer sees counts across an organisation's programmes, never
// persons.
namespace kith {

// The organisation of that name, made when there is none. The name is trimmed; an empty one is refused.
OrganisationId ensure_organisation(Context& context, std::string_view name);

std::unique_ptr<Module> make_organisations_module();

}  // namespace kith
