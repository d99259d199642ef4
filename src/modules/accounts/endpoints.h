#pragma once

#include "kernel/endpoint.h"
#include "modules/accounts/accounts.h"

namespace kith::accounts {

Endpoints endpoints(Accounts& accounts);

}  // namespace kith::accounts
