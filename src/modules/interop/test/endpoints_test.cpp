#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/test/house.h"

namespace kith {
namespace {

using ::testing::HasSubstr;

class ImportEndpoints : public ::testing::Test {
 protected:
  House house;
  ProgrammeId rapsid = house.add_programme("rapsid");
  ProgrammeId reachout = house.add_programme("reachout");
  PersonId coordinator = house.add_staff(rapsid, Role::coordinator, "cora@example.org");
  PersonId supervisor = house.add_staff(rapsid, Role::supervisor, "sue@example.org");
  PersonId stranger = house.add_staff(reachout, Role::coordinator, "rita@example.org");

  std::string base = "/api/programmes/" + rapsid.str();

  static Json upload(const std::string& bytes, const std::string& as = "participants") {
    return Json::object({{"as", as}, {"file_name", "Ann Bell's list.csv"}, {"content", in_base64(bytes)}});
  }
  Json start(const std::string& bytes, const std::string& as = "participants") {
    const auto response = house.call(coordinator, "POST", base + "/imports", upload(bytes, as));
    EXPECT_EQ(response.status, 200) << response.body;
    return house.json(response);
  }
  std::string path(const Json& view) const { return base + "/imports/" + view.text("import_id"); }

  http::Response change(const Json& view, Json columns, const std::string& date_form = "ask",
                        bool remember = false) {
    return house.call(
        coordinator, "PUT", path(view),
        Json::object({{"columns", std::move(columns)}, {"date_form", date_form}, {"remember", remember}}));
  }
  http::Response confirm(const Json& view, bool accept = false) {
    return house.call(coordinator, "POST", path(view) + "/confirm",
                      Json::object({{"accept_duplicates", accept}}));
  }
  static Json choice(int column, const std::string& field) {
    return Json::object({{"column", column}, {"field", field}});
  }
  static const Json& at(const Json& view, const std::string& list, std::size_t index) {
    return view.find(list)->array_items().at(index);
  }
};

TEST_F(ImportEndpoints, ARosterIsLookedAtAndThenImported) {
  const Json view = start(shape("rapsid_participants"));
  EXPECT_EQ(view.text("state"), "draft");
  EXPECT_EQ(view.text("file_name"), "Ann Bell's list.csv");
  EXPECT_EQ(view.text("delimiter"), "comma");
  EXPECT_EQ(*view.find("row_count"), Json(3));
  EXPECT_EQ(*view.find("error_count"), Json(0));
  EXPECT_EQ(*view.find("ready"), Json(true));
  EXPECT_EQ(at(view, "columns", 0).text("field"), "ref");
  EXPECT_EQ(at(view, "columns", 0).text("matched_by"), "name");
  EXPECT_EQ(to_text(*at(view, "columns", 0).find("samples")), R"(["T0001","T0002","T0003"])");
  EXPECT_EQ(at(view, "preview", 0).find("cells")->array_items().at(1), Json("Marta"));
  EXPECT_EQ(house.count("person"), 3);  // the three members of staff
  EXPECT_EQ(to_text(house.json(house.call(coordinator, "GET", path(view)))), to_text(view));
  const auto done = confirm(view);
  EXPECT_EQ(done.body, R"({"imported":3})");
  EXPECT_EQ(house.count("person"), 6);
  EXPECT_EQ(code_of(confirm(view)), "interop.already_imported");
  const Json after = house.json(house.call(coordinator, "GET", path(view)));
  EXPECT_EQ(after.text("state"), "imported");
  EXPECT_EQ(after.text("file_name"), "");
}

TEST_F(ImportEndpoints, ErrorsStandInTheirCells) {
  const Json view = start("ref,first_name,languages,diagnosed_year\n1,Ann,English,12\n");
  EXPECT_EQ(*view.find("ready"), Json(false));
  EXPECT_EQ(*view.find("error_count"), Json(1));
  EXPECT_EQ(*at(view, "errors", 0).find("row"), Json(2));
  EXPECT_EQ(*at(view, "errors", 0).find("column"), Json(4));
  EXPECT_EQ(at(view, "errors", 0).text("header"), "diagnosed_year");
  const auto refused = confirm(view, true);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(code_of(refused), "interop.not_ready");
}

TEST_F(ImportEndpoints, RowsWithErrorsAreInThePreview) {
  std::string bytes = "ref,first_name,languages\n";
  for (int i = 2; i <= 400; ++i)
    bytes += "R" + std::to_string(i) + (i == 390 ? ",,English\n" : ",Ann,English\n");
  const Json view = start(bytes);
  EXPECT_EQ(view.find("preview")->array_items().size(), 21u);
  EXPECT_EQ(*at(view, "preview", 20).find("row"), Json(390));
}

TEST_F(ImportEndpoints, ADoubtfulDateIsAskedAbout) {
  const Json view = start("ref,first_name,languages,birth_date\n1,Ann,English,03/04/1950\n");
  EXPECT_EQ(*view.find("needs_date_form"), Json(true));
  EXPECT_EQ(view.text("date_form"), "ask");
  EXPECT_EQ(view.text("date_example"), "03/04/1950");
  EXPECT_EQ(confirm(view).status, 409);
  const Json told = house.json(change(view, Json::array(), "dmy"));
  EXPECT_EQ(told.text("date_form"), "dmy");
  EXPECT_EQ(*told.find("ready"), Json(true));
  EXPECT_EQ(confirm(view).status, 200);
  const auto pool = house.pool(rapsid, participants);
  EXPECT_EQ(pool.at(0).birth_date, "1950-04-03");
}

TEST_F(ImportEndpoints, AMappingIsKeptForTheNextFile) {
  const Json view = start("ref,Rufname,Sprache,Kommentar\n1,Ann,English,x\n");
  EXPECT_EQ(*view.find("ready"), Json(false));
  const Json columns = Json::array({choice(2, "first_name"), choice(3, "languages"), choice(4, "")});
  const Json mapped = house.json(change(view, columns, "ask", true));
  EXPECT_EQ(*mapped.find("ready"), Json(true));
  EXPECT_EQ(at(mapped, "columns", 1).text("matched_by"), "chosen");
  EXPECT_EQ(house.count("saved_mapping"), 0);  // not before it has proved right
  EXPECT_EQ(confirm(view).status, 200);
  const Json next = start("ref,RUFNAME,Sprache,Kommentar\n2,Ben,English,y\n");
  EXPECT_EQ(*next.find("ready"), Json(true));
  EXPECT_EQ(at(next, "columns", 1).text("field"), "first_name");
  EXPECT_EQ(at(next, "columns", 1).text("matched_by"), "saved");
  const Json other_side = start("ref,RUFNAME,Sprache\n2,Ben,English\n", "supporters");
  EXPECT_EQ(*other_side.find("ready"), Json(false));
}

TEST_F(ImportEndpoints, ChoicesMustFitTheFileAndTheProgramme) {
  const Json view = start("ref,first_name,languages\n1,Ann,English\n");
  const auto refused =
      change(view, Json::array({choice(4, "ref"), choice(1, "shoe_size"), choice(1, "ref")}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("columns.0.column"));
  EXPECT_THAT(refused.body, HasSubstr("columns.1.field"));
  EXPECT_THAT(refused.body, HasSubstr("columns.2.column"));
  const Json doubled = house.json(change(view, Json::array({choice(3, "first_name")})));
  EXPECT_EQ(*doubled.find("ready"), Json(false));
}

TEST_F(ImportEndpoints, DuplicatesMustBeLookedAt) {
  const std::string header = "ref,first_name,last_name,birth_date,languages\n";
  EXPECT_EQ(confirm(start(header + "1,Ann,Bell,1950-03-04,English\n")).status, 200);
  const Json view = start(header + "2,Ann,Bell,1950-03-04,English\n");
  EXPECT_EQ(at(view, "duplicates", 0).text("with"), "Ann Bell");
  EXPECT_EQ(*at(view, "duplicates", 0).find("blocking"), Json(false));
  EXPECT_EQ(code_of(confirm(view)), "interop.duplicates_open");
  EXPECT_EQ(confirm(view, true).body, R"({"imported":1})");
  const Json again = start(header + "2,Ann,Bell,1950-03-04,English\n");
  EXPECT_EQ(*at(again, "duplicates", 0).find("blocking"), Json(true));
  EXPECT_EQ(code_of(confirm(again, true)), "interop.not_ready");
}

TEST_F(ImportEndpoints, WhatIsNoBase64IsRefused) {
  Json body = upload("x");
  body.set("content", "***");
  const auto refused = house.call(coordinator, "POST", base + "/imports", body);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("not_base64"));
}

TEST_F(ImportEndpoints, AnEmptyFileIsSaidToBeEmpty) {
  const Json view = start("");
  EXPECT_EQ(*view.find("ready"), Json(false));
  EXPECT_EQ(at(view, "errors", 0).text("code"), "file.empty");
}

TEST_F(ImportEndpoints, TheFileLiesSealedAndIsClearedAwayAfterADay) {
  const Json view = start(shape("rapsid_participants"));
  house.as_system([&](Context& c) {
    const Rows rows = c.tx.query("select content, file_name, settings from import_draft");
    EXPECT_EQ(rows.at(0).bytes(0).find("Quill"), std::string::npos);
    EXPECT_EQ(rows.at(0).bytes(1).find("Bell"), std::string::npos);
  });
  house.clock.advance(hours(23));
  house.application().settle();
  EXPECT_EQ(house.count("import_draft"), 1);
  house.clock.advance(hours(2));
  house.application().settle();
  EXPECT_EQ(house.count("import_draft"), 0);
  EXPECT_EQ(house.call(coordinator, "GET", path(view)).status, 404);
}

// Every endpoint: allowed to the coordinator (above and here), refused to other staff, out of reach of
// another programme's coordinator, closed to nobody in particular.
TEST_F(ImportEndpoints, OnlyTheProgrammesCoordinatorMay) {
  const Json view = start(shape("rapsid_participants"));
  const Json change_body =
      Json::object({{"columns", Json::array()}, {"date_form", "ask"}, {"remember", false}});
  const Json accept = Json::object({{"accept_duplicates", false}});
  const std::vector<std::tuple<std::string, std::string, Json>> calls{
      {"POST", base + "/imports", upload("ref\n1\n")},
      {"GET", path(view), {}},
      {"PUT", path(view), change_body},
      {"GET", base + "/people.csv?role=participant", {}},
      {"POST", path(view) + "/confirm", accept}};
  for (const auto& [method, where, body] : calls) {
    EXPECT_EQ(house.call({}, method, where, body).status, 401) << method << where;
    EXPECT_EQ(house.call(supervisor, method, where, body).status, 403) << method << where;
    EXPECT_EQ(house.call(stranger, method, where, body).status, 404) << method << where;
    EXPECT_EQ(house.call(coordinator, method, where, body).status, 200) << method << where;
  }
}

TEST_F(ImportEndpoints, AnImportIsReachedThroughItsOwnProgrammeOnly) {
  const Json view = start(shape("rapsid_participants"));
  const std::string elsewhere = "/api/programmes/" + reachout.str() + "/imports/" + view.text("import_id");
  EXPECT_EQ(house.call(stranger, "GET", elsewhere).status, 404);
  EXPECT_EQ(house.call(stranger, "POST", elsewhere + "/confirm", Json::object({{"accept_duplicates", true}}))
                .status,
            404);
}

TEST_F(ImportEndpoints, OnlyUploadsMayBeLarge) {
  EXPECT_TRUE(house.application().takes_large_body("POST", base + "/imports"));
  EXPECT_FALSE(house.application().takes_large_body("PUT", base + "/imports/x"));
}

}  // namespace
}  // namespace kith
