#pragma once

#include "modules/people/people.h"
#include "simulation/population.h"

namespace kith::simulation {

// Somebody who does not exist, with an answer to most questions that the programme asks of their side: by the
// population's shares where it names them, else evenly. Names, addresses and numbers are ones that nobody
// has.
NewPerson invented_person(const package::Package& package, const Population& population, package::Side side,
                          int number, Chance& chance);

// The address by which a letter finds its way back to the one who was invented.
std::string address_of(package::Side side, int number);
std::string phone_of(package::Side side, int number);

}  // namespace kith::simulation
