#include "modules/interop/drafts.h"

#include <sodium.h>

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/interop/draft_view.h"
#include "modules/interop/reading.h"
#include "modules/interop/store.h"
#include "modules/interop/words.h"

namespace kith {
namespace {

using namespace interop_store;

constexpr std::string_view content_place = "import_draft.content";
constexpr std::string_view name_place = "import_draft.file_name";
constexpr auto kept_for = hours(24);

std::string from_base64(const std::string& text) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int read = sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                                     text.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL);
  if (read != 0 || end != text.data() + text.size()) {
    throw invalid({{"content", "not_base64", "The file did not arrive whole. Please choose it again."}});
  }
  out.resize(length);
  return out;
}

// What was chosen for the file, with whether to keep it for the next one.
struct DraftSettings {
  ImportSettings import;
  bool remember = false;
};

std::string settings_text(const DraftSettings& settings) {
  Json columns = Json::object();
  for (const auto& [number, field] : settings.import.columns) columns.set(std::to_string(number), field);
  return to_text(Json::object({{"columns", columns},
                               {"date_form", enum_name(settings.import.date_form)},
                               {"remember", settings.remember}}));
}

DraftSettings read_settings(const std::string& text) {
  const Json json = parse_json(text);
  DraftSettings out;
  for (const auto& [number, field] : json.find("columns")->members()) {
    out.import.columns[std::stoi(number)] = field.string();
  }
  out.import.date_form = enum_from<roster::DateForm>(json.text("date_form")).value();
  out.remember = json.find("remember")->boolean();
  return out;
}

DraftRow draft(Context& context, const ProgrammeId& programme, const std::string& import) {
  auto row = draft_of(context.tx, reach_import_drafts(context, programme), import);
  if (!row) throw not_found();
  return std::move(*row);
}

RosterFile file_of(Context& context, const DraftRow& draft) {
  const auto open = [&](std::string_view place, const std::string& sealed) {
    return context.vault.open_sealed(context.tx, draft.id, place, sealed);
  };
  return {draft.side, open(name_place, draft.file_name), open(content_place, draft.content),
          read_settings(draft.settings).import};
}

ImportView view_of(Context& context, const Rosters& rosters, const DraftRow& draft) {
  if (draft.state == "imported") return imported_view(draft.id, draft.side, draft.row_count);
  RosterFile file = file_of(context, draft);
  std::string name = file.name;
  const Programme programme = rosters.people().programmes().get(context.tx, draft.programme);
  ImportView view = reading_view(read_roster(context, rosters.people(), programme, std::move(file)));
  view.import_id = draft.id;
  view.file_name = std::move(name);
  return view;
}

void check_choices(const std::vector<ColumnChoice>& choices, const RosterReading& reading) {
  FieldErrors errors;
  std::set<int> seen;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const ColumnChoice& each = choices[i];
    const std::string place = "columns." + std::to_string(i);
    if (each.column > static_cast<int>(reading.roster.headers.size())) {
      errors.push_back({place + ".column", "unknown_column", "The file has no such column."});
    } else if (!seen.insert(each.column).second) {
      errors.push_back({place + ".column", "twice", "This column is listed twice."});
    }
    const bool known =
        each.field_key.empty() ||
        std::ranges::find(reading.fields, each.field_key, &roster::FieldSpec::key) != reading.fields.end();
    if (!known) {
      errors.push_back({place + ".field", "unknown_field", "The programme asks for nothing of that name."});
    }
  }
  if (!errors.empty()) throw invalid(std::move(errors));
}

void refuse_unless_importable(const Context& context, const ImportReport& report, AcceptDuplicates accepted) {
  if (report.importable(accepted)) return;
  if (report.importable(AcceptDuplicates::all)) {
    throw Refusal(RefusalKind::conflict, "interop.duplicates_open",
                  interop_words::duplicates_open.in(context.language));
  }
  throw Refusal(RefusalKind::conflict, "interop.not_ready", interop_words::not_ready.in(context.language));
}

// The next file with these headers is understood without asking.
void remember(Context& context, const DraftRow& draft, const roster::Roster& file,
              const roster::ChosenColumns& columns) {
  for (const auto& [number, field] : columns) {
    const std::string header = plain_folded(file.headers.at(static_cast<std::size_t>(number) - 1));
    if (!header.empty()) save_mapping(context.tx, draft.programme, draft.side, header, field);
  }
}

}  // namespace

ImportView start_import(Context& context, const Rosters& rosters, const StartImport& start) {
  reach_import_drafts(context, start.programme);
  const auto side = start.as == ImportAs::supporters ? package::Side::supporter : package::Side::participant;
  const Programme programme = rosters.people().programmes().get(context.tx, start.programme);
  const std::string id = context.world.ids.next();
  std::string bytes = from_base64(start.content);
  DraftRow row{id, start.programme, side, "", "", settings_text({}), 0, "draft"};
  row.file_name = context.vault.seal(context.tx, id, name_place, start.file_name).data;
  row.content = context.vault.seal(context.tx, id, content_place, bytes).data;
  ImportView view = reading_view(
      read_roster(context, rosters.people(), programme, {side, start.file_name, std::move(bytes), {}}));
  row.row_count = view.row_count;
  insert_draft(context.tx, row, context.actor.person, context.now);
  context.schedule(tidy_job, id, context.now + kept_for, Json::object({{"import", id}}));
  view.import_id = id;
  view.file_name = start.file_name;
  return view;
}

ImportView import_view(Context& context, const Rosters& rosters, const ImportAsk& ask) {
  return view_of(context, rosters, draft(context, ask.programme, ask.import));
}

ImportView change_import(Context& context, const Rosters& rosters, const PutImport& put) {
  DraftRow row = draft(context, put.programme, put.import);
  if (row.state == "imported") {
    throw Refusal(RefusalKind::conflict, "interop.already_imported",
                  interop_words::already_imported.in(context.language));
  }
  DraftSettings settings{{{}, put.date_form}, put.remember};
  for (const ColumnChoice& each : put.columns) settings.import.columns[each.column] = each.field_key;
  RosterFile file = file_of(context, row);
  std::string name = file.name;
  file.settings = settings.import;
  const Programme programme = rosters.people().programmes().get(context.tx, row.programme);
  const RosterReading reading = read_roster(context, rosters.people(), programme, std::move(file));
  check_choices(put.columns, reading);
  row.settings = settings_text(settings);
  set_draft_settings(context.tx, reach_import_drafts(context, put.programme), row);
  ImportView view = reading_view(reading);
  view.import_id = row.id;
  view.file_name = std::move(name);
  return view;
}

ImportResult confirm_import(Context& context, Rosters& rosters, const ConfirmImport& confirm) {
  const DraftRow row = draft(context, confirm.programme, confirm.import);
  if (row.state == "imported") {
    throw Refusal(RefusalKind::conflict, "interop.already_imported",
                  interop_words::already_imported.in(context.language));
  }
  const Programme programme = rosters.people().programmes().get(context.tx, row.programme);
  const DraftSettings settings = read_settings(row.settings);
  RosterFile file = file_of(context, row);
  if (settings.remember) {
    remember(context, row, roster::open_roster(file.bytes), settings.import.columns);
  }
  const auto accepted = confirm.accept_duplicates ? AcceptDuplicates::all : AcceptDuplicates::none;
  const ImportOutcome outcome = rosters.import(context, programme, std::move(file), accepted);
  refuse_unless_importable(context, outcome.report, accepted);
  set_draft_imported(context.tx, reach_import_drafts(context, confirm.programme), row.id);
  context.vault.destroy_key(context.tx, row.id);
  return {outcome.imported};
}

void clear_import(Context& context, const std::string& import) {
  delete_draft(context.tx, reach_import_drafts_as_system(context), import);
  context.vault.destroy_key(context.tx, import);
}

}  // namespace kith
