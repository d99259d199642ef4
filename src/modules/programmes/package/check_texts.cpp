#include <algorithm>
#include <set>

#include "base/text.h"
#include "modules/programmes/package/check.h"
#include "modules/programmes/package/first_contact.h"
#include "modules/programmes/package/message_syntax.h"

namespace kith::package {

namespace {

constexpr std::size_t longest_notice = 160;
constexpr std::size_t shortest_telling_word = 4;

// What a text of the package is for, from Kith's own list, a consent purpose or a clock.
struct Use {
  TextForm form = TextForm::message;
  bool either_form = false;  // a clock's message may be a letter or a message
  std::vector<std::string> arguments;
  Place from;  // what needs it
};

void add_use(const Checking& check, std::map<std::string, Use>& uses, const std::string& text,
             ClockAction action, const std::string& path) {
  if (text.empty() || known_text(text)) return;
  uses[text] = {TextForm::message,
                action == ClockAction::message,
                {"participant", "supporter", "programme"},
                place_of(check.trees, "clocks.yaml", path + ".text")};
}

std::map<std::string, Use> uses_of_texts(const Checking& check) {
  std::map<std::string, Use> uses;
  for (const KnownText& each : known_texts())
    uses[std::string(each.key)] = {each.form, false, each.arguments, {}};
  for (const ConsentPurpose& each : check.package.consents) {
    uses["consent_" + each.key] = {TextForm::letter, false, {"programme"}, {}};
  }
  for (std::size_t i = 0; i < check.package.clocks.size(); ++i) {
    const ClockRule& each = check.package.clocks[i];
    const std::string path = "clocks." + std::to_string(i);
    add_use(check, uses, each.text, each.action, path);
    for (std::size_t step = 0; step < each.if_nothing.size(); ++step) {
      add_use(check, uses, each.if_nothing[step].text, each.if_nothing[step].action,
              path + ".if_nothing." + std::to_string(step));
    }
  }
  return uses;
}

std::string home_of(const std::string& key, const std::string& language, TextForm form) {
  return "texts/" + language + "/" + (form == TextForm::letter ? key + ".md" : "messages.yaml");
}

void check_presence(const Checking& check, const std::string& key, const Use& use) {
  const Text* text = check.package.text(key);
  if (!text && may_be_missing(key)) return;
  for (const std::string& language : check.package.languages) {
    if (text && text->body.contains(language)) continue;
    const std::string home = home_of(key, language, use.form);
    // A text that only a clock asks for, and that nobody wrote, is more likely a slip in the clock.
    if (!text && !use.from.file.empty()) {
      return check.findings.add(use.from, "there is no text " + in_quotes(key),
                                "add it to " + home + ", or correct the name");
    }
    check.findings.add({home, 0, 0}, "the text " + in_quotes(key) + " is missing in \"" + language + "\"",
                       use.form == TextForm::letter ? "write this file" : "add " + key + ": to this file");
  }
}

void check_form(const Checking& check, const Text& text, const Use& use) {
  if (use.either_form) return;
  for (const auto& [language, body] : text.body) {
    const bool letter = text.title.contains(language);
    if (letter == (use.form == TextForm::letter)) continue;
    check.findings.add(check.texts.at({text.key, language}),
                       "the text " + in_quotes(text.key) + (letter ? " is a letter" : " is a message"),
                       "move it to " + home_of(text.key, language, use.form));
  }
}

// The words that a notice on a lock screen would give away: the programme's name and every answer about
// health.
std::set<std::string> telling_words(const Package& package) {
  std::set<std::string> words;
  const auto add = [&](const std::string& word) {
    if (length_of(word) >= shortest_telling_word) words.insert(plain_folded(word));
  };
  for (const auto& [language, name] : package.name) add(name);
  for (const Question& question : package.questions) {
    if (!question.health) continue;
    for (const QuestionChoice& choice : question.choices) {
      for (const auto& [language, label] : choice.label) add(label);
      for (const std::string& synonym : choice.synonyms) add(synonym);
    }
  }
  return words;
}

void check_notice(const Checking& check, const Text& text, const std::set<std::string>& telling) {
  for (const auto& [language, body] : text.body) {
    const Place& place = check.texts.at({text.key, language});
    if (length_of(body) > longest_notice) {
      check.findings.add(place, "this notice is longer than 160 characters", "shorten it");
    }
    const std::string plain = " " + plain_folded(body) + " ";
    for (const std::string& word : telling) {
      if (plain.find(" " + word + " ") == std::string::npos) continue;
      check.findings.add(place, "this notice can be read on a locked screen and says " + in_quotes(word),
                         "leave out the programme's name and everything about health");
    }
  }
}

// What is ticked is remembered by its place in the sheet, so every language has the same lines.
void check_sheet(const Checking& check, const Text& text) {
  std::size_t lines = 0;
  for (const auto& [language, body] : text.body) {
    const std::size_t here = sheet_lines(body).size();
    const Place& place = check.texts.at({text.key, language});
    if (here == 0 || here > most_sheet_lines) {
      check.findings.add(place, "the sheet has " + std::to_string(here) + " lines to tick off",
                         "begin 1 to 12 lines with \"- \"");
    }
    if (lines > 0 && here != lines) {
      check.findings.add(place, "the sheet has not the same number of lines in every language",
                         "write the same lines in every language");
    }
    lines = here;
  }
}

void check_text(const Checking& check, const Text& text, const Use& use,
                const std::set<std::string>& telling) {
  check_form(check, text, use);
  const auto place = [&](const std::string& language) { return check.texts.at({text.key, language}); };
  check_message(text.title, use.arguments, check.findings, place);
  check_message(text.body, use.arguments, check.findings, place);
  if (use.form == TextForm::notice) check_notice(check, text, telling);
  if (text.key == first_contact_sheet) check_sheet(check, text);
}

std::string in_braces(const std::map<std::string, bool>& arguments) {
  std::string out;
  for (const auto& [name, number] : arguments) out += (out.empty() ? "{" : ", {") + name + "}";
  return out.empty() ? "none" : out;
}

void check_same_placeholders(const std::map<std::string, MessageSyntax>& read, Findings& findings,
                             const std::function<Place(const std::string&)>& place) {
  const auto& [first_language, first] = *read.begin();
  for (const auto& [language, syntax] : read) {
    const auto same_name = [](const auto& a, const auto& b) { return a.first == b.first; };
    if (std::equal(first.arguments.begin(), first.arguments.end(), syntax.arguments.begin(),
                   syntax.arguments.end(), same_name)) {
      continue;
    }
    findings.add(place(language),
                 "the placeholders differ: " + in_braces(syntax.arguments) + " in \"" + language + "\", " +
                     in_braces(first.arguments) + " in \"" + first_language + "\"",
                 "use the same placeholders in every language");
  }
}

}  // namespace

void check_message(const Words& words, const std::vector<std::string>& allowed, Findings& findings,
                   const std::function<Place(const std::string& language)>& place) {
  std::map<std::string, MessageSyntax> sound;
  for (const auto& [language, message] : words) {
    if (message.empty()) continue;
    MessageSyntax syntax = read_message(message, language);
    if (!syntax.what.empty()) {
      findings.add(place(language), syntax.what, syntax.cure);
      continue;
    }
    for (const auto& [name, number] : syntax.arguments) {
      if (std::count(allowed.begin(), allowed.end(), name)) continue;
      findings.add(
          place(language), "the placeholder {" + name + "} is not known here",
          allowed.empty() ? "take it out: this text has no placeholders" : choose_from(name, allowed));
    }
    sound.emplace(language, std::move(syntax));
  }
  if (sound.size() > 1) check_same_placeholders(sound, findings, place);
}

void check_texts(const Checking& check) {
  const std::map<std::string, Use> uses = uses_of_texts(check);
  const std::set<std::string> telling = telling_words(check.package);
  std::vector<std::string> names;
  for (const auto& [key, use] : uses) {
    check_presence(check, key, use);
    names.push_back(key);
  }
  for (const Text& each : check.package.texts) {
    const auto use = uses.find(each.key);
    if (use != uses.end()) {
      check_text(check, each, use->second, telling);
      continue;
    }
    for (const auto& [language, body] : each.body) {
      const std::string near = nearest(each.key, names);
      check.findings.add(check.texts.at({each.key, language}), "nothing uses the text " + in_quotes(each.key),
                         near.empty() ? "take it out" : "did you mean \"" + near + "\"?");
    }
  }
}

}  // namespace kith::package
