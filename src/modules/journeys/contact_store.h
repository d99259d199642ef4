#pragma once

#include <string>
#include <vector>

#include "modules/journeys/contact_views.h"

// The statements over the contact log. For this folder only.
namespace kith::journeys_store {

struct ContactRow {
  std::string id;
  std::string match;
  ProgrammeId programme;
  PersonId by;
  Instant at;
  Instant logged_at;
  ContactWay how = ContactWay::phone;
  std::int64_t minutes = 0;
  bool reached = true;
  ContactFeeling feeling = ContactFeeling::unsaid;
};

void insert_contact(Tx& tx, const ContactRow& row);
// One's own entries in a match, newest first, at most 50.
std::vector<ContactRow> contacts_by(Tx& tx, const Reach<Tasks>& reach, const std::string& match);
// All entries in the matches of a person in the programme, newest first, at most 100.
std::vector<ContactRow> contacts_about(Tx& tx, const Reach<Tasks>& reach, const PersonId& person);

}  // namespace kith::journeys_store
