#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "testing/house.h"

// A house with one small module, which keeps notes, so that the kernel is tested without any real one.
namespace kith {

struct NoteAdded {
  static constexpr std::string_view schema_name = "NoteAdded";
  static constexpr std::string_view type = "notes.added";
  std::string note;
  static constexpr auto fields() { return std::tuple{field("note", &NoteAdded::note)}; }
};

struct NewNote {
  static constexpr std::string_view schema_name = "NewNote";
  std::string text;
  int stars = 0;
  static constexpr auto fields() {
    return std::tuple{field("text", &NewNote::text, {.min_length = 1, .max_length = 20}),
                      field("stars", &NewNote::stars, {.min = 0, .max = 5, .may_be_absent = true})};
  }
};

struct NoteAsk {
  static constexpr std::string_view schema_name = "NoteAsk";
  ProgrammeId programme;
  std::string note;
  static constexpr auto fields() {
    return std::tuple{field("programme", &NoteAsk::programme), field("note", &NoteAsk::note)};
  }
};

struct NoteView {
  static constexpr std::string_view schema_name = "NoteView";
  std::string note;
  int count = 0;
  static constexpr auto fields() {
    return std::tuple{field("note", &NoteView::note), field("count", &NoteView::count)};
  }
};

// What the module does is given by the test.
struct NoteHooks {
  std::function<void(Context&, const NewNote&)> after_row;    // between the row and its event
  std::function<void(Context&, const NewNote&)> after_event;  // before the answer
  std::function<Json(const Json&)> prepare;
  std::vector<Reaction> reactions;
  std::vector<JobKind> jobs;
  std::vector<std::pair<std::string, Within>> within;
};

std::unique_ptr<Module> make_notes_module(const NoteHooks& hooks);

// Everybody is a coordinator of the programme "p1", but for whom the test says otherwise.
class FakePeople : public PeopleDirectory {
 public:
  void fill(Tx&, Actor& actor) override {
    actor.language = "en";
    actor.grants = grants;
  }
  PersonId find_by_address(Tx&, const Vault&, std::string_view) override { return {}; }
  bool is_staff_member(Tx&, const PersonId&) override { return true; }

  std::vector<RoleGrant> grants{{ProgrammeId("p1"), Role::coordinator, GrantState::active}};
};

class KernelWorld : public TestHouse {
 public:
  explicit KernelWorld(const std::string& kind = "sqlite") : TestHouse(kind) {}
  ~KernelWorld() { application.reset(); }  // before the people it knows

  // Builds the house, and builds it again on the same database, as after a crash.
  void build(const NoteHooks& hooks = {});

  Answer add(const std::string& text, const std::string& key = "") {
    return post("/api/notes", anna, Json::object({{"text", text}}), key);
  }
  void emit(const std::string& note) {
    as_system([&](Context& context) { context.emit(ProgrammeId("p1"), note, NoteAdded{note}); });
  }
  std::vector<std::string> notes();

  FakePeople people;
  PersonId anna{"anna-1"}, ben{"ben-1"};
};

class KernelTest : public ::testing::TestWithParam<std::string> {
 protected:
  KernelWorld house{GetParam()};
};

}  // namespace kith
