#include "modules/programmes/package/first_contact.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/journeys/contacts.h"
#include "modules/journeys/events.h"
#include "modules/journeys/free_hours.h"
#include "modules/journeys/meeting.h"
#include "modules/journeys/meeting_store.h"
#include "modules/journeys/meeting_words.h"

// What the two read before their first talk, and the sheet.
namespace kith::journeys {
namespace {

using namespace journeys_store;
using namespace journeys_words;

constexpr std::size_t best_count = 3;
constexpr std::size_t all_count = 9;

// The texts of the programme, and Kith's own where it has none, about one name.
class Texts {
 public:
  Texts(const Programme& programme, const std::string& wanted, std::string name)
      : programme_(programme), language_(programme.language_for(wanted)), name_(std::move(name)) {}

  Guidance guidance(std::string_view key, const Phrase& title, const Phrase& body) const {
    const bool own = has(key);
    Guidance out;
    out.title = own ? programme_.title(key, language_, words()) : title.in(language_, {{"name", name_}});
    out.paragraphs =
        paragraphs_of(own ? programme_.text(key, language_, words()) : body.in(language_, {{"name", name_}}));
    return out;
  }

  std::string sheet_title() const {
    return has(package::first_contact_sheet)
               ? programme_.title(package::first_contact_sheet, language_, words())
               : journeys_words::sheet_title.in(language_);
  }

  std::vector<std::string> sheet_lines() const {
    return package::sheet_lines(has(package::first_contact_sheet)
                                    ? programme_.text(package::first_contact_sheet, language_, words())
                                    : journeys_words::sheet.in(language_));
  }

 private:
  bool has(std::string_view key) const { return programme_.package->text(key) != nullptr; }
  std::map<std::string, std::string> words() const {
    return {{"name", name_}, {"programme", programme_.name(language_)}};
  }

  static std::vector<std::string> paragraphs_of(const std::string& text) {
    std::vector<std::string> out(1);
    for (const std::string& line : split(text, '\n')) {
      if (trimmed(line).empty()) {
        if (!out.back().empty()) out.emplace_back();
        continue;
      }
      out.back() += (out.back().empty() ? "" : " ") + trimmed(line);
    }
    if (out.back().empty()) out.pop_back();
    return out;
  }

  const Programme& programme_;
  std::string language_;
  std::string name_;
};

std::vector<SheetLine> sheet_of(Context& context, const Texts& texts, const std::string& match) {
  const auto ticked = ticked_lines(context.tx, match);
  std::vector<SheetLine> out;
  for (const std::string& words : texts.sheet_lines()) {
    const int line = static_cast<int>(out.size()) + 1;
    out.push_back({line, words, std::ranges::find(ticked, line) != ticked.end()});
  }
  return out;
}

void tell_hours(Context& context, const Journeys& journeys, const Programme& programme, const PairRow& pair,
                FirstContactView& view) {
  const PersonId& me = context.actor.person;
  const FreeHours mine = free_hours(context, journeys.people(), programme, me);
  const FreeHours theirs =
      shown_free_hours(context, journeys.people(), programme, pair.other(context.actor.person));
  view.time_zone = mine.availability.zone;
  view.own_hours = mine.known;
  view.other_hours = theirs.known;
  if (mine.known != HoursKnown::given || theirs.known != HoursKnown::given) return;
  view.hours = hours_for_both(mine, theirs, context.now, best_count);
  for (const TalkHour& each : hours_for_both(mine, theirs, context.now, all_count)) {
    if (std::ranges::find(view.hours, each.from, &TalkHour::from) == view.hours.end()) {
      view.more_hours.push_back(each);
    }
  }
}

void tell_guidance(Context& context, const Texts& texts, const PairRow& pair, FirstContactView& view) {
  view.script = view.is_supporter
                    ? texts.guidance(package::first_contact_supporter, script_title, supporter_script)
                    : texts.guidance(package::first_contact_participant, script_title, participant_script);
  view.limits = texts.guidance(package::first_contact_limits, limits_title, limits);
  if (!view.is_supporter) return;
  view.sheet_title = texts.sheet_title();
  view.sheet = sheet_of(context, texts, pair.match);
}

}  // namespace

FirstContactView first_contact(Context& context, const Journeys& journeys, const FirstContactAsk& ask) {
  const PairRow pair = own_pair(context, ask.conversation);
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  FirstContactView view;
  view.is_supporter = pair.supporter == context.actor.person;
  const PersonId& other = pair.other(context.actor.person);
  view.conversation_id = pair.conversation;
  view.programme_id = pair.programme;
  view.other_name = journeys.people().display_name(context, other, pair.programme);
  view.open = !pair.ended_at;
  tell_guidance(context, Texts(programme, context.language, view.other_name), pair, view);
  if (view.open) tell_hours(context, journeys, programme, pair, view);
  view.own_said = met_word(context.tx, pair.match, context.actor.person).said;
  view.other_met = met_word(context.tx, pair.match, other).said == Met::met;
  view.both_met = view.other_met && view.own_said == Met::met;
  view.in_contact = pair.contact_at.has_value();
  view.call_asked =
      !open_tasks(context.tx, pair.programme, {TaskKind::call_of_three, pair.match, {}, {}, ""}).empty();
  return view;
}

FirstContactView tick_sheet(Context& context, const Journeys& journeys, const TickSheet& ask) {
  const PairRow pair = own_pair(context, ask.conversation);
  if (pair.supporter != context.actor.person) {
    throw Refusal(RefusalKind::forbidden, "forbidden", "The supporter ticks this off.");
  }
  require_open(pair);
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  if (ask.line > static_cast<int>(Texts(programme, context.language, "").sheet_lines().size())) {
    throw Refusal(RefusalKind::invalid, "journeys.no_such_line", "The sheet has fewer lines.");
  }
  if (ask.done) {
    tick_line(context.tx, pair.match, ask.line, context.now);
  } else {
    untick_line(context.tx, pair.match, ask.line);
  }
  context.emit(pair.programme, pair.match, SheetTicked{pair.match, ask.line, ask.done});
  return first_contact(context, journeys, {ask.conversation});
}

std::vector<FirstContactLine> first_contacts_of(Context& context, const Journeys& journeys,
                                                const Reach<Tasks>& reach, const PersonId& person) {
  const Programme programme = journeys.programmes().get(context.tx, reach.programme());
  const auto lines = Texts(programme, context.language, "").sheet_lines().size();
  std::vector<FirstContactLine> out;
  for (const PairRow& pair : pairs_about(context.tx, reach, person)) {
    const PersonId& other = pair.other(person);
    const MetWord participant = met_word(context.tx, pair.match, pair.participant);
    const MetWord supporter = met_word(context.tx, pair.match, pair.supporter);
    out.push_back({journeys.people().display_name(context, other, pair.programme), participant.said,
                   participant.at, supporter.said, supporter.at, pair.contact_at,
                   static_cast<int>(ticked_lines(context.tx, pair.match).size()), static_cast<int>(lines),
                   !pair.ended_at});
  }
  return out;
}

}  // namespace kith::journeys
