#include "cli/stories.h"

#include <algorithm>
#include <functional>

#include "base/refusal.h"
#include "base/text.h"
#include "cli/story_world.h"

namespace kith {
namespace {

using package::Script;
using package::ScriptDay;
using package::ScriptLine;

using Words = std::vector<std::string>;

class Player {
 public:
  Player(const Script& story, const package::Package& package, Database& database)
      : story_(story),
        package_(package),
        begins_(local_to_instant(story.begins, story.begins_minute / 60, story.begins_minute % 60,
                                 package.time_zone)),
        world_(package, database, begins_) {}

  StoryProblems play() {
    for (const package::ScriptPerson& each : story_.people) {
      world_.add(each.name, enum_from<Role>(each.role).value());
    }
    seen_events_ = last_event();
    for (const ScriptDay& each : story_.days) day(each);
    return std::move(problems_);
  }

 private:
  void wrong(int line, const std::string& what) {
    problems_.push_back(story_.file + ":" + std::to_string(line) + ": " + what);
  }

  Instant moment(const ScriptDay& each) const {
    const Date date = package::days_after(story_.begins, each.day);
    return local_to_instant(date, each.at_minute / 60, each.at_minute % 60, package_.time_zone);
  }

  void day(const ScriptDay& each) {
    world_.go_to(moment(each));
    for (const ScriptLine& doing : each.doings) act(doing);
    if (each.tasks) compare(each.line, "open tasks", *each.tasks, tasks());
    const Words messages = new_messages();
    if (each.messages) compare(each.line, "messages", *each.messages, messages);
    const Words events = new_events();
    for (const ScriptLine& event : each.events) {
      if (std::ranges::find(events, event.text) == events.end())
        wrong(event.line, event.text + " did not happen");
    }
  }

  void compare(int line, const std::string& what, const std::vector<ScriptLine>& expected, Words found) {
    std::ranges::sort(found);
    for (const ScriptLine& each : expected) {
      const auto there = std::ranges::find(found, each.text);
      if (there == found.end()) {
        wrong(each.line, "expected among the " + what + ": \"" + each.text + "\"");
      } else {
        found.erase(there);
      }
    }
    for (const std::string& each : found)
      wrong(line, "not expected among the " + what + ": \"" + each + "\"");
  }

  // "coordinator: task_follow_up anna"
  Words tasks() {
    Words out;
    world_.as_system([&](Context& context) {
      for (const TaskInBrief& each : tasks_in_brief(context, world_.journeys(), world_.programme())) {
        const std::string who = each.owner.empty() ? each.role : world_.name_of(each.owner);
        const std::string about =
            each.about.empty() || each.about == each.owner ? "" : " " + world_.name_of(each.about);
        out.push_back(who + ": " + each.what + about);
      }
    });
    return out;
  }

  // "maria: message_first_call"; what other modules say is not the package's.
  Words new_messages() {
    Words out;
    world_.as_system([&](Context& context) {
      for (const LetterInBrief& each : letters_since(context, seen_letter_)) {
        seen_letter_ = each.id;
        if (each.kind.starts_with("clock:"))
          out.push_back(world_.name_of(each.to) + ": " + each.kind.substr(6));
      }
    });
    return out;
  }

  std::int64_t last_event() {
    std::int64_t out = 0;
    world_.database().read([&](Tx& tx) { out = last_event_sequence(tx); });
    return out;
  }

  Words new_events() {
    Words out;
    world_.database().read([&](Tx& tx) {
      for (const StoredEvent& each : events_after(tx, seen_events_, 10'000)) {
        seen_events_ = each.sequence;
        out.push_back(each.type);
      }
    });
    return out;
  }

  // One sentence of the story. Every verb is one row.
  void act(const ScriptLine& line) {
    const Words words = split(line.text, ' ');
    static const std::map<std::string, void (Player::*)(const Words&)> verbs{
        {"asks", &Player::asks},     {"says", &Player::says},     {"writes", &Player::writes},
        {"calls", &Player::calls},   {"tries", &Player::tries},   {"answers", &Player::answers},
        {"ticks", &Player::ticks},   {"pauses", &Player::pauses}, {"returns", &Player::returns},
        {"leaves", &Player::leaves}, {"ends", &Player::ends},     {"wishes", &Player::wishes},
        {"met", &Player::met},       {"missed", &Player::missed}};
    const auto verb = words.size() > 1 ? verbs.find(words[1]) : verbs.end();
    if (verb == verbs.end())
      return wrong(line.line, "\"" + line.text + "\" is not something that people can do here");
    const bool named = words[1] == "asks" || words[1] == "calls" || words[1] == "tries";
    if (!world_.knows(words[0]) || (named && (words.size() < 3 || !world_.knows(words[2])))) {
      return wrong(line.line, "somebody in \"" + line.text + "\" is not one of the people of this story");
    }
    line_ = line.line;
    (this->*verb->second)(words);
  }

  Json must(const std::string& method, const std::string& path, const std::string& who,
            const Json& body = Json::object()) {
    StoryAnswer answer = world_.call(method, path, who, body);
    if (answer.status >= 300) {
      wrong(line_,
            who + " could not do this: " + answer.body.text("code") + " " + answer.body.text("detail"));
      return Json::object({{"items", Json::array()}});
    }
    return std::move(answer.body);
  }

  // The first of somebody's list, by that member; "" and a problem when the list is empty.
  std::string first_of(const std::string& path, const std::string& who, const std::string& member) {
    const Json list = must("GET", path, who);
    for (const Json& each : list.find("items")->array_items()) {
      const std::string state = each.find("state") ? each.text("state") : "";
      if (state != "ended") return each.text(member);
    }
    wrong(line_, who + " has nothing to do this with");
    return "";
  }

  std::string talk_of(const std::string& who) { return first_of("/api/me/matches", who, "conversation_id"); }
  std::string id() const { return world_.programme().str(); }

  void asks(const Words& words) {
    Json one = Json::object({{"supporter_id", world_.person(words[2]).str()}, {"hello", ""}});
    Json list = Json::array();
    list.push(one);
    must("POST", "/api/me/requests", words[0], Json::object({{"programme", id()}, {"asks", list}}));
  }
  void says(const Words& words) {
    const std::string said = words.size() > 2 ? words[2] : "";
    const std::string request = first_of("/api/me/asks", words[0], "request_id");
    if (request.empty()) return;
    const std::string way = said == "yes" ? "accept" : said == "no" ? "decline" : "not-now";
    must("POST", "/api/me/asks/" + request + "/" + way, words[0]);
  }
  void writes(const Words& words) {
    const std::string talk = talk_of(words[0]);
    std::string number = std::to_string(++written_);
    number.insert(0, 12 - number.size(), '0');
    if (!talk.empty()) {
      must("POST", "/api/conversations/" + talk + "/messages", words[0],
           Json::object({{"client_id", "22222222-2222-7222-8222-" + number}, {"text", "Hello"}}));
    }
  }
  void note(const Words& words, bool reached) {
    const std::string talk = talk_of(words[0]);
    if (talk.empty()) return;
    must("POST", "/api/me/contacts/" + talk, words[0],
         Json::object({{"how", "phone"}, {"reached", reached}, {"minutes", reached ? 20 : 0}}));
  }
  void calls(const Words& words) { note(words, true); }
  void tries(const Words& words) { note(words, false); }
  void say_met(const Words& words, bool met) {
    const std::string talk = talk_of(words[0]);
    if (!talk.empty())
      must("PUT", "/api/me/first-contact/" + talk + "/met", words[0], Json::object({{"met", met}}));
  }
  void met(const Words& words) { say_met(words, true); }
  void missed(const Words& words) { say_met(words, false); }
  void answers(const Words& words) {
    const std::string token = world_.question_for(world_.person(words[0]));
    Json given = Json::object({{"answer", words.size() > 2 ? words[2] : ""}});
    must("POST", "/api/questions/answer", "", Json::object({{"token", token}, {"answers", given}}));
  }
  // "cora ticks task_follow_up"
  void ticks(const Words& words) {
    std::string task;
    world_.as_system([&](Context& context) {
      for (const TaskInBrief& each : tasks_in_brief(context, world_.journeys(), world_.programme())) {
        if (words.size() > 2 && each.what == words[2]) task = each.id.str();
      }
    });
    if (task.empty()) return wrong(line_, "there is no such task to tick off");
    must("POST", "/api/programmes/" + id() + "/tasks/" + task + "/done", words[0]);
  }
  void set_state(const std::string& who, GrantState state) {
    world_.as_system([&](Context& context) {
      const auto grant = world_.people().member_grant(context.tx, world_.person(who), world_.programme());
      if (grant)
        world_.people().set_state(context, world_.person(who), world_.programme(), grant->role, state);
    });
  }
  void pauses(const Words& words) { set_state(words[0], GrantState::paused); }
  void returns(const Words& words) { set_state(words[0], GrantState::active); }
  void leaves(const Words& words) { set_state(words[0], GrantState::ended); }
  void ends(const Words& words) {
    const std::string match = first_of("/api/me/matches", words[0], "match_id");
    if (!match.empty()) must("POST", "/api/me/matches/" + match + "/end", words[0]);
  }
  void wishes(const Words& words) {
    const std::string talk = talk_of(words[0]);
    if (talk.empty()) return;
    must("PUT", "/api/me/pairs/" + talk + "/wish", words[0],
         Json::object({{"wish", words.size() > 2 ? words[2] : ""}}));
  }

  const Script& story_;
  const package::Package& package_;
  Instant begins_;
  StoryWorld world_;
  StoryProblems problems_;
  std::string seen_letter_;
  std::int64_t seen_events_ = 0;
  int line_ = 0;
  int written_ = 0;
};

}  // namespace

StoryProblems play_story(const Script& story, const package::Package& package, Database& database) {
  return Player(story, package, database).play();
}

int test_programme(const std::filesystem::path& folder, std::string& out) {
  const auto loaded = package::load_package(folder);
  const auto stories =
      loaded.good() ? package::load_scripts(folder, loaded.package) : package::ScriptsResult{};
  out = package::format_problems(loaded.problems) + package::format_problems(stories.problems);
  if (!out.empty()) return 1;
  if (stories.scripts.empty()) {
    out = "There is no story in tests/. docs/writing-programmes says how to write one.\n";
    return 1;
  }
  bool good = true;
  for (const Script& each : stories.scripts) {
    const auto database = open_database({"sqlite::memory:", 1});
    const StoryProblems problems = play_story(each, loaded.package, *database);
    for (const std::string& problem : problems) out += problem + "\n";
    if (problems.empty()) out += each.file + ": as it should be. " + each.about + "\n";
    good = good && problems.empty();
  }
  return good ? 0 : 1;
}

}  // namespace kith
