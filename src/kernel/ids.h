#pragma once

#include "base/id.h"

namespace kith {

struct PersonTag;
struct ProgrammeTag;
struct OrganisationTag;
struct SessionTag;

using PersonId = Id<PersonTag>;
using ProgrammeId = Id<ProgrammeTag>;
using OrganisationId = Id<OrganisationTag>;
using SessionId = Id<SessionTag>;

}  // namespace kith
