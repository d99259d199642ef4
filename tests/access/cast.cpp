#include "access/cast.h"

#include <gtest/gtest.h>
#include <liboath/oath.h>
#include <sodium.h>

#include <cstdlib>
#include <stdexcept>

#include "modules/programmes/package/package.h"

namespace kith::access {
namespace {

constexpr std::string_view columns_of_rows[] = {
    "anonymous",         "half_signed_in", "invited_participant", "participant",       "matched_participant",
    "ended_participant", "caregiver",      "supporter",           "matched_supporter", "paused_supporter",
    "ended_supporter",   "coordinator",    "supervisor",          "safeguarding_lead", "lead",
    "referrer",          "researcher",     "administrator",       "other_coordinator", "other_participant",
    "other_supporter"};

std::string base64(const std::string& bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.resize(out.find('\0'));
  return out;
}

std::string totp(const std::string& secret, Instant now) {
  char* bytes = nullptr;
  std::size_t length = 0;
  oath_base32_decode(secret.data(), secret.size(), &bytes, &length);
  char code[7] = {};
  oath_totp_generate(bytes, length, now.micros / 1'000'000, 30, 0, 6, code);
  std::free(bytes);
  return code;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string canary_of(const std::string& place, const std::string& name) {
  return "zq-" + place + "-" + name;
}

Cast::Cast(Installed& all) : installed(all) {
  order_.assign(std::begin(columns_of_rows), std::end(columns_of_rows));
  installed.as_system([&](Context& context) {
    const auto package = [&](const char* name) {
      return package::load_package(installed.programmes.shipped() / name).package;
    };
    reachout = installed.programmes.add(context, package("reachout"), "House");
    rapsid = installed.programmes.add(context, package("rapsid"), "Other house");
  });
  add_everybody();
  sign_everybody_in();
  note_devices();
  for (const auto& [name, player] : people_) {
    if (!player.person.empty() && !is_staff(player.role)) fill_profile(name);
  }
  match("matched_participant", "matched_supporter");
  match("ended_participant", "ended_supporter");
  match("bystander_participant", "bystander_supporter");
  match("quiet_participant", "paused_supporter");
  match("other_participant", "other_supporter");
  match("other_bystander_participant", "other_bystander_supporter");
  people_.at("participant").own["request"] = request("participant", "supporter");
  people_.at("supporter").own["request"] = people_.at("participant").own["request"];
  people_.at("ended_supporter").own["request"] = request("asker", "ended_supporter");
  reachout_things["request"] = request("bystander_asker", "bystander_supporter");
  rapsid_things["request"] = request("other_asker", "other_free_supporter");
  for (const char* name : {"matched_participant", "ended_participant", "other_participant"}) {
    talk(name);
  }
  raise("matched_participant", "matched_supporter", "matched_participant");
  raise("bystander_participant", "bystander_supporter", "reachout");
  raise("other_bystander_participant", "other_bystander_supporter", "rapsid");
  look("coordinator", "matched_participant");
  look("other_coordinator", "other_participant");
  leave("leaver");
  leave("other_leaver");
  upload("coordinator");
  upload("other_coordinator");
  form_groups();
  open_trial();
  rehearse();
  set_state("paused_supporter", GrantState::paused);
  set_state("ended_supporter", GrantState::ended);
  leave_and_look("ended_participant");
  want_a_call("quiet_participant", reachout_things);
  want_a_call("other_asker", rapsid_things);
  installed.application->settle();
  note_tasks();
  note_clocks();
  want_paper("bystander_participant");
  want_paper("other_bystander_participant");
}

void Cast::add_everybody() {
  const std::pair<const char*, Shape> everybody[] = {
      {"invited_participant", {Role::participant, true, GrantState::invited}},
      {"participant", {Role::participant}},
      {"matched_participant", {Role::participant}},
      {"ended_participant", {Role::participant}},
      {"caregiver", {Role::caregiver}},
      {"asker", {Role::participant}},
      {"bystander_participant", {Role::participant}},
      {"bystander_asker", {Role::participant}},
      {"quiet_participant", {Role::participant}},
      {"leaver", {Role::participant}},
      {"other_leaver", {Role::participant, false}},
      {"supporter", {Role::supporter}},
      {"matched_supporter", {Role::supporter}},
      {"paused_supporter", {Role::supporter}},
      {"ended_supporter", {Role::supporter}},
      {"bystander_supporter", {Role::supporter}},
      {"free_supporter", {Role::supporter}},
      {"half_signed_in", {Role::coordinator}},
      {"coordinator", {Role::coordinator}},
      {"supervisor", {Role::supervisor}},
      {"safeguarding_lead", {Role::safeguarding_lead}},
      {"lead", {Role::lead}},
      {"referrer", {Role::referrer}},
      {"researcher", {Role::researcher}},
      {"administrator", {Role::administrator}},
      {"other_coordinator", {Role::coordinator, false}},
      {"other_participant", {Role::participant, false}},
      {"other_asker", {Role::participant, false}},
      {"other_bystander_participant", {Role::participant, false}},
      {"other_bystander_supporter", {Role::supporter, false}},
      {"other_supporter", {Role::supporter, false}},
      {"other_free_supporter", {Role::supporter, false}}};
  for (const auto& [name, shape] : everybody) add(name, shape);
  people_["anonymous"].name = "anonymous";
  reachout_things["programme"] = reachout.str();
  rapsid_things["programme"] = rapsid.str();
  reachout_things["person"] = people_.at("bystander_asker").person.str();
  rapsid_things["person"] = people_.at("other_asker").person.str();
  reachout_things["supporter"] = people_.at("free_supporter").person.str();
  rapsid_things["supporter"] = people_.at("other_supporter").person.str();
  for (const auto& [name, player] : people_) {
    if (!player.person.empty()) plant_identity(name, identities_.at(name));
  }
}

void Cast::add(const std::string& name, const Shape& shape) {
  ++number_;
  Player player;
  player.name = name;
  player.role = shape.role;
  player.programme = shape.role == Role::administrator ? ProgrammeId()
                     : shape.in_reachout               ? reachout
                                                       : rapsid;
  const Identity identity{canary_of("ref", name),
                          canary_of("first", name),
                          canary_of("last", name),
                          canary_of("mail", name) + "@example.org",
                          (shape.in_reachout ? "+1604555" : "+4477009") + std::to_string(2000 + number_ * 7),
                          "+1604556" + std::to_string(3000 + number_ * 7),
                          "19" + std::to_string(50 + number_) + "-07-" + two_digits(number_ % 27 + 1)};
  installed.as_system([&](Context& context) {
    if (is_staff(shape.role)) {
      player.person = installed.people.add_staff(context, identity, shape.role, player.programme);
      return;
    }
    NewPerson person;
    person.role = shape.role;
    person.identity = identity;
    person.display_name = canary_of("shown", name);
    person.answers = answers_of(name, shape);
    person.state = shape.state;
    player.person =
        installed.people.add(context, installed.programmes.get(context.tx, player.programme), person);
  });
  identities_[name] = identity;
  player.own["person"] = player.person.str();
  people_[name] = std::move(player);
  shapes_[name] = shape;
}

std::map<std::string, Json> Cast::answers_of(const std::string& name, const Shape& shape) {
  std::map<std::string, Json> answers{
      {"languages", Json::array({"en"})},
      {"town", Json::object({{"name", canary_of("town", name)}, {"latitude", 49.5}, {"longitude", -117.3}})},
      {"about_me", canary_of("note", name)},
      {"available", Json::array({"mon morning"})},
      {shape.in_reachout ? "activities" : "interests", Json::array({canary_of("hidden", name)})}};
  if (shape.role == Role::supporter) {
    trained_on_[name] = "2019-0" + std::to_string(number_ % 9 + 1) + "-" + two_digits(number_ % 27 + 1);
    answers["trained_on"] = trained_on_[name];
    if (!shape.in_reachout) answers["background_check_on"] = "2018-04-17";
  }
  return answers;
}

std::set<std::string> Cast::staff_who_read(const Player& player) const {
  if (player.programme == rapsid) return {"other_coordinator"};
  return player.programme == reachout ? std::set<std::string>{"coordinator"} : std::set<std::string>{};
}

void Cast::plant(const std::string& about, const std::string& what, const std::string& text,
                 std::set<std::string> seers) {
  canaries_.push_back({text, what + " of " + about, std::move(seers), shapes_.at(about).in_reachout});
}

// docs/access.md, row "legal name, birth date, contact details": the person and the coordinators. Nobody has
// a supervisor of their own yet.
void Cast::plant_identity(const std::string& name, const Identity& identity) {
  const Player& player = people_.at(name);
  std::set<std::string> seers = staff_who_read(player);
  seers.insert(name);
  for (const auto& [what, text] : {std::pair<std::string, std::string>{"last name", identity.last_name},
                                   {"e-mail", canary_of("mail", name)},
                                   {"phone", identity.phone},
                                   {"landline", identity.landline},
                                   {"birth date", identity.birth_date},
                                   {"reference", identity.ref}}) {
    plant(name, what, text, seers);
  }
  if (is_staff(player.role)) return;
  plant(name, "legal first name", identity.first_name, seers);
  plant(name, "town", canary_of("town", name), seers);
  plant(name, "hidden answer", canary_of("hidden", name), seers);
  if (player.role == Role::supporter) {
    plant(name, "answer for staff", trained_on_.at(name), staff_who_read(player));
  }
  std::set<std::string> housemates;
  for (const auto& [each, shape] : shapes_) {
    const bool reads = shape.role != Role::referrer && shape.role != Role::researcher &&
                       shape.role != Role::administrator && each != "half_signed_in";
    if (shape.in_reachout == shapes_.at(name).in_reachout && reads) housemates.insert(each);
  }
  plant(name, "display name", canary_of("shown", name), housemates);
  plant(name, "note", canary_of("note", name), housemates);
}

Json Cast::ok(const std::string& name, const Ask& what) {
  const http::Response response = ask(door_of(*installed.application), people_.at(name).browser, what);
  if (response.status != 200) {
    throw std::runtime_error(name + " could not " + what.method + " " + what.target + ": " + response.body);
  }
  return parse_json(response.body);
}

Browser Cast::sign_in(const std::string& name, LinkPurpose purpose) {
  std::string link;
  installed.as_system([&](Context& context) {
    link = installed.accounts.issue_link(context, {.person = people_.at(name).person, .purpose = purpose});
  });
  // Everybody from an address of their own: one address may not try thirty links.
  const Ask with_link{"POST", "/api/sign-in/link", to_text(Json::object({{"token", link}})),
                      "198.51.100." + std::to_string(++number_)};
  const http::Response response = ask(door_of(*installed.application), {}, with_link);
  const std::string cookie = header_of(response, "Set-Cookie");
  const std::size_t begin = cookie.find('=') + 1;
  Browser browser{cookie.substr(begin, cookie.find(';') - begin), ""};
  browser.csrf = parse_json(ask(door_of(*installed.application), browser, {"GET", "/api/session", ""}).body)
                     .text("csrf");
  return browser;
}

void Cast::second_factor(Player& player) {
  const Json setup = ok(player.name, {"POST", "/api/me/second-factor/setup", "{}"});
  const std::string code = totp(setup.text("secret"), installed.clock.now());
  const Ask confirm{"POST", "/api/me/second-factor/confirm", to_text(Json::object({{"code", code}}))};
  const http::Response response = ask(door_of(*installed.application), player.browser, confirm);
  const std::string cookie = header_of(response, "Set-Cookie");
  const std::size_t begin = cookie.find('=') + 1;
  player.browser = {cookie.substr(begin, cookie.find(';') - begin), ""};
  player.browser.csrf = ok(player.name, {"GET", "/api/session", ""}).text("csrf");
}

void Cast::sign_everybody_in() {
  for (auto& [name, player] : people_) {
    if (player.person.empty()) continue;
    player.browser = sign_in(name, LinkPurpose::invitation);
    if (is_staff(player.role)) second_factor(player);
    if (name == "half_signed_in") player.browser = sign_in(name, LinkPurpose::sign_in);
  }
}

void Cast::note_devices() {
  for (auto& [name, player] : people_) {
    if (name == "anonymous" || name == "half_signed_in") continue;
    player.own["device"] =
        ok(name, {"GET", "/api/me/devices", ""}).find("items")->array_items().front().text("device_id");
  }
  reachout_things["device"] = people_.at("bystander_participant").own.at("device");
  rapsid_things["device"] = people_.at("other_asker").own.at("device");
}

void Cast::fill_profile(const std::string& name) {
  const Player& player = people_.at(name);
  const bool here = player.programme == reachout;
  const Json profile = ok(name, {"GET", "/api/me/profile?programme=" + player.programme.str(), ""});
  Json answers = Json::object();
  for (const Json& each : profile.find("fields")->array_items()) {
    if (!each.find("value")->is_null()) answers.set(each.text("key"), *each.find("value"));
  }
  const Json put = Json::object({{"programme", player.programme.str()},
                                 {"display_name", profile.text("display_name")},
                                 {"note", profile.text("note")},
                                 {"language", "en"},
                                 {"answers", answers},
                                 {"hidden", Json::array({here ? "activities" : "interests"})}});
  ok(name, {"PUT", "/api/me/profile", to_text(put)});
}

std::map<std::string, std::string>& Cast::things_of(const ProgrammeId& programme) {
  return programme == rapsid ? rapsid_things : reachout_things;
}

std::string Cast::request(const std::string& participant, const std::string& supporter) {
  const Player& one = people_.at(participant);
  const std::string hello = canary_of("hello", participant);
  const Json asks =
      Json::array({Json::object({{"supporter_id", people_.at(supporter).person.str()}, {"hello", hello}})});
  const Json body = Json::object({{"programme", one.programme.str()}, {"asks", asks}});
  plant(participant, "hello", hello, {supporter});
  return ok(participant, {"POST", "/api/me/requests", to_text(body)})
      .find("items")
      ->array_items()
      .front()
      .text("request_id");
}

void Cast::match(const std::string& participant, const std::string& supporter) {
  const std::string id = request(participant, supporter);
  const Json accepted = ok(supporter, {"POST", "/api/me/asks/" + id + "/accept", "{}"});
  for (const std::string& each : {participant, supporter}) {
    auto& own = people_.at(each).own;
    own["request"] = id;
    own["match"] = accepted.text("match_id");
    own["conversation"] = accepted.text("conversation_id");
  }
  if (participant.find("bystander") != std::string::npos) {
    auto& things = things_of(people_.at(participant).programme);
    things["match"] = accepted.text("match_id");
    things["conversation"] = accepted.text("conversation_id");
  }
}

void Cast::talk(const std::string& name) {
  const auto& own = people_.at(name).own;
  std::set<std::string> both;
  for (const auto& [each, player] : people_) {
    const auto found = player.own.find("conversation");
    if (found != player.own.end() && found->second == own.at("conversation")) both.insert(each);
  }
  const std::string path = "/api/conversations/" + own.at("conversation") + "/messages";
  for (const std::string& each : both) {
    const std::string text = canary_of("message", each);
    const std::string client_id = "11111111-1111-7111-8111-11111111" + std::to_string(1000 + ++number_);
    ok(each, {"POST", path, to_text(Json::object({{"client_id", client_id}, {"text", text}}))});
    plant(each, "message", text, both);
  }
}

// docs/access.md: whoever is in charge of a concern knows by name who is in it, and how to reach who raised
// it.
void Cast::let_see(const std::string& about, const std::set<std::string>& what, const std::string& seer) {
  for (Canary& each : canaries_) {
    for (const std::string& one : what) {
      if (each.what == one + " of " + about) each.seers.insert(seer);
    }
  }
}

void Cast::raise(const std::string& name, const std::string& other, const std::string& thing_owner) {
  const Player& player = people_.at(name);
  const std::string text = canary_of("concern", name);
  const Json body = Json::object({{"conversation_id", player.own.at("conversation")},
                                  {"programme", player.programme.str()},
                                  {"level", "worried"},
                                  {"text", text},
                                  {"include_around", false}});
  const std::string id = ok(name, {"POST", "/api/concerns", to_text(body)}).text("concern_id");
  // Its reporter hears what came of it, not the text again. RAPSID has no safeguarding lead, so its
  // coordinator stands in.
  const std::string in_charge = player.programme == rapsid ? "other_coordinator" : "safeguarding_lead";
  plant(name, "concern", text, {in_charge});
  let_see(name, {"last name", "legal first name", "e-mail", "phone", "landline"}, in_charge);
  let_see(other, {"last name", "legal first name"}, in_charge);
  if (thing_owner == "reachout") reachout_things["concern"] = id;
  if (thing_owner == "rapsid") rapsid_things["concern"] = id;
  if (thing_owner == name) people_.at(name).own["concern"] = id;
}

void Cast::look(const std::string& staff, const std::string& person) {
  const Player& looked_at = people_.at(person);
  const std::string why = canary_of("why", person);
  ok(staff,
     {"GET",
      "/api/programmes/" + looked_at.programme.str() + "/people/" + looked_at.person.str() + "?why=" + why,
      ""});
  plant(person, "reason for a look", why, {person});
  // Whoever opens a record is known in full to the one whose record it is.
  for (Canary& each : canaries_) {
    if (each.text == canary_of("last", staff)) each.seers.insert(person);
  }
}

// Kept, so that nothing of them goes while the others are asked.
std::string Cast::left(const std::string& name) {
  const Json body = Json::object({{"programme", people_.at(name).programme.str()}, {"choice", "keep"}});
  return ok(name, {"POST", "/api/me/leaving", to_text(body)}).text("leaving_id");
}

void Cast::leave(const std::string& name) {
  things_of(people_.at(name).programme)["leaving"] = left(name);
}

// Leaving signs them out; they come in again and could undo it.
void Cast::leave_and_look(const std::string& name) {
  Player& player = people_.at(name);
  player.own["leaving"] = left(name);
  player.browser = sign_in(name, LinkPurpose::sign_in);
  player.own["device"] =
      ok(name, {"GET", "/api/me/devices", ""}).find("items")->array_items().front().text("device_id");
}

void Cast::upload(const std::string& staff) {
  const Player& player = people_.at(staff);
  const std::string row = canary_of("roster", staff);
  const std::string csv = "first_name,last_name,email,languages\nRosa," + row + ",rosa@example.org,English\n";
  const Json body =
      Json::object({{"as", "participants"}, {"file_name", "people.csv"}, {"content", base64(csv)}});
  const Json made =
      ok(staff, {"POST", "/api/programmes/" + player.programme.str() + "/imports", to_text(body)});
  things_of(player.programme)["import"] = made.text("import_id");
  plant(staff, "roster", row, {staff});
}

// One rehearsal of each programme, of an earlier life of the server, that was not finished.
void Cast::rehearse() {
  const Json design =
      Json::object({{"participants", 8}, {"supporters", 4}, {"clock", ""}, {"clock_minutes", 0}});
  const Json wish = Json::object({{"population", "reachout"},
                                  {"population_name", "A few"},
                                  {"weeks", 4},
                                  {"seeds", 1},
                                  {"as_is", design},
                                  {"changed", Json()},
                                  {"clock_words", ""},
                                  {"clock_minutes_as_is", 0}});
  installed.as_system([&](Context& context) {
    for (const ProgrammeId& programme : {reachout, rapsid}) {
      const std::string id = context.world.ids.next();
      const char* const asked_by = programme == reachout ? "coordinator" : "other_coordinator";
      context.tx.execute(R"(
        insert into rehearsal (id, programme_id, asked_by, asked_at, state, life, ask)
        values ($1, $2, $3, $4, 'running', 'before', $5)
      )",
                         id, programme, people_.at(asked_by).person, context.now, to_text(wish));
      things_of(programme)["rehearsal"] = id;
    }
  });
}

// A group that stands in each programme and another in RAPSID with somebody in it and who leads them, and in
// RAPSID a proposal with somebody who waits. They are too few people for Kith to form one itself.
void Cast::form_groups() {
  const std::string venue = canary_of("town", "other_asker");
  const PersonId& waiting = people_.at("other_asker").person;
  const Json group = Json::object({{"key", "1"},
                                   {"venue", venue},
                                   {"day", 0},
                                   {"start_minute", 600},
                                   {"members", Json::array({waiting.str()})},
                                   {"pinned", Json::array()},
                                   {"facilitators", Json::array()}});
  const Json body = Json::object({{"next_key", 2},
                                  {"wanted", 0},
                                  {"proven", false},
                                  {"groups", Json::array({group})},
                                  {"left", Json::array()}});
  installed.as_system([&](Context& context) {
    const std::string draft = context.world.ids.next();
    const auto sealed = [&](const std::string& owner, const char* place, const std::string& text) {
      return context.vault.seal(context.tx, owner, place, text);
    };
    context.tx.execute(R"(
      insert into forming_draft (id, programme_id, state, seed, revision, made_by, made_at, changed_at, body)
      values ($1, $2, 'open', 7, 1, $3, $4, $4, $5)
    )",
                       draft, rapsid, people_.at("other_coordinator").person, context.now,
                       sealed(draft, "forming_draft.body", to_text(body)));
    const auto group_in = [&](const ProgrammeId& programme, int number) {
      const std::string id = context.world.ids.next();
      context.tx.execute(R"(
        insert into peer_group (id, programme_id, number, venue, day, start_minute, length_minutes, formed_at,
          formed_by, draft_id)
        values ($1, $2, $3, $4, 1, 600, 90, $5, $6, $6)
      )",
                         id, programme, number, sealed(id, "peer_group.venue", venue), context.now,
                         people_.at("coordinator").person);
      return id;
    };
    reachout_things["group"] = group_in(reachout, 1);
    rapsid_things["group"] = group_in(rapsid, 1);
    const std::string own = group_in(rapsid, 2);
    for (const char* name : {"other_participant", "other_supporter"}) {
      people_.at(name).own["group"] = own;
      let_see("other_asker", {"town"}, name);  // where their group meets
      context.tx.execute(R"(
        insert into peer_group_place (id, group_id, programme_id, person_id, leads, joined_at)
        values ($1, $2, $3, $4, $5, $6)
      )",
                         context.world.ids.next(), own, rapsid, people_.at(name).person,
                         people_.at(name).role == Role::supporter, context.now);
    }
  });
}

// A trial of people that is open in REACHOUT, whose package has none; RAPSID's is not opened.
void Cast::open_trial() {
  installed.as_system([&](Context& context) {
    const std::string id = context.world.ids.next();
    package::TrialRules rules = *installed.programmes.get(context.tx, rapsid).package->trial;
    rules.key = "second";
    rules.unit = package::unit_is_person;
    rules.method = package::TrialMethod::simple;
    rules.factors.clear();
    rules.answers.clear();
    trial::Plan plan;
    plan.method = trial::PlanMethod::simple;
    for (const auto& each : rules.arms) plan.arms.push_back({each.key, each.share});
    context.tx.execute(R"(
      insert into trial (id, programme_id, key, state, rules, plan, commitment, secret, opened_at, opened_by)
      values ($1, $2, $3, 'open', $4, $5, 'committed', $6, $7, $8)
    )",
                       id, reachout, rules.key, to_text(encode(rules)), to_text(encode(plan)),
                       context.vault.seal(context.tx, id, "trial.secret", "7 salt"), context.now,
                       people_.at("coordinator").person);
    for (const ProgrammeId& programme : {reachout, rapsid}) {
      things_of(programme)["unit"] = context.vault.lookup_hash(
          "trials.unit", programme.str() + "\n" + rules.key + "\n" + things_of(programme).at("person"));
    }
  });
}

void Cast::set_state(const std::string& name, GrantState state) {
  const Player& player = people_.at(name);
  installed.as_system([&](Context& context) {
    installed.people.set_state(context, player.person, player.programme, player.role, state);
  });
}

// The tasks that the journeys module opened while all this went on.
void Cast::note_tasks() {
  installed.database->read([&](Tx& tx) {
    for (const Row& row : tx.query(R"(
           select id, owner_id, role, programme_id from task
           where state = 'open' order by kind desc, id
         )")) {
      const std::string owner = row.is_null(1) ? "" : row.text(1);
      for (auto& [name, player] : people_) {
        if (player.person.empty()) continue;
        const bool by_role =
            owner.empty() && player.programme.str() == row.text(3) && enum_name(player.role) == row.text(2);
        if (player.person.str() == owner || by_role) player.own.try_emplace("task", row.text(0));
      }
    }
  });
  reachout_things["task"] = people_.at("bystander_participant").own["task"];
  rapsid_things["task"] = people_.at("other_bystander_participant").own["task"];
}

// One that still waits, of a match of each programme.
void Cast::note_clocks() {
  installed.database->read([&](Tx& tx) {
    for (auto* things : {&reachout_things, &rapsid_things}) {
      (*things)["clock"] = tx.query(R"(
        select id from clock where match_id = $1 and state = 'waiting'
        order by id limit 1
      )",
                                    things->at("match"))[0]
                               .text(0);
    }
  });
}

// They ask to be called instead, so a letter becomes a call for the coordinators.
void Cast::want_a_call(const std::string& name, std::map<std::string, std::string>& things) {
  const Player& player = people_.at(name);
  ok(name, {"PUT", "/api/me/notices", R"({"way": "call", "quiet_from": "21:00", "quiet_until": "08:00"})"});
  installed.as_system([&](Context& context) {
    Letter letter;
    letter.to = player.person;
    letter.programme = player.programme;
    letter.kind = "news";
    installed.house.notifications().post(context, letter);
  });
  installed.application->settle();
  installed.database->read([&](Tx& tx) {
    things["call"] =
        tx.query("select id from task where kind = 'reach_by_phone' and subject = $1", player.person)[0].text(0);
  });
}

// They ask for letters on paper, and one waits to be printed.
void Cast::want_paper(const std::string& name) {
  const Player& player = people_.at(name);
  ok(name, {"PUT", "/api/me/notices", R"({"way": "paper", "quiet_from": "21:00", "quiet_until": "08:00"})"});
  installed.as_system([&](Context& context) {
    Letter letter;
    letter.to = player.person;
    letter.programme = player.programme;
    letter.subject = "News";
    letter.text = "There is news for you.";
    letter.kind = "paper";
    installed.house.notifications().post(context, letter);
    things_of(player.programme)["letter"] =
        context.tx.query("select id from delivery where kind = 'paper' and person_id = $1", player.person)[0]
            .text(0);
  });
}

}  // namespace kith::access
