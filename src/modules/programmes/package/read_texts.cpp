#include <algorithm>

#include "base/text.h"
#include "modules/programmes/package/read.h"

namespace kith::package {

namespace {

constexpr std::size_t longest_letter = 20000;

// Collects the texts of all languages by key.
class TextShelf {
 public:
  TextShelf(Findings& findings, const Package& package) : findings_(findings), package_(package) {}

  bool knows_language(const std::string& language, const Place& place) {
    const auto& languages = package_.languages;
    if (std::count(languages.begin(), languages.end(), language)) return true;
    findings_.add(place, in_quotes(language) + " is not a language of this programme",
                  "take the folder out, or add the language in programme.yaml");
    return false;
  }

  void letter(const std::string& key, const std::string& language, const std::string& text,
              const std::string& file) {
    if (!is_name(key)) {
      return findings_.add({file, 0, 0}, in_quotes(key) + " cannot be a key",
                           "name the file with lower-case letters, digits and \"_\"");
    }
    if (!is_utf8(text)) {
      return findings_.add({file, 0, 0}, "this file is not valid UTF-8", "save it as UTF-8 in your editor");
    }
    if (length_of(text) > longest_letter) {
      return findings_.add({file, 0, 0}, "this letter is longer than 20000 characters", "shorten it");
    }
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string title =
        text.starts_with("# ")
            ? trimmed(std::string_view(text).substr(2, end - std::min<std::size_t>(2, end)))
            : "";
    if (title.empty() || length_of(title) > label_length) {
      return findings_.add({file, 1, 1}, "the letter has no title, or one of more than 120 characters",
                           "begin the first line with \"# \" and the title");
    }
    put(key, language, {file, 1, 1}, title, trimmed(std::string_view(text).substr(end)));
  }

  void messages(const Tree& tree, const std::string& language, const std::string& file) {
    const std::vector<std::string> one{language};
    const Reading reading{findings_, file, one};
    if (!is_map(tree, reading, "the file")) return;
    for (const TreeMember& each : tree.members) {
      const Place place{file, each.key.line, each.key.column};
      if (!is_name(each.key.text)) {
        findings_.add(place, in_quotes(each.key.text) + " cannot be a key",
                      "use lower-case letters, digits and \"_\"");
      } else if (each.value.kind != Tree::Kind::scalar) {
        findings_.add({file, each.value.line, each.value.column},
                      "the message " + in_quotes(each.key.text) + " must be a text, not " +
                          std::string(name_of(each.value.kind)),
                      "write the text after the colon");
        put(each.key.text, language, place, "", "");
      } else {
        message(each, language, place);
      }
    }
  }

  TextPlaces take(Package& out) {
    for (auto& [key, text] : texts_) out.texts.push_back(std::move(text));
    return std::move(places_);
  }

 private:
  void message(const TreeMember& each, const std::string& language, const Place& place) {
    const std::size_t length = length_of(each.value.text);
    if (length > message_length) {
      findings_.add({place.file, each.value.line, each.value.column},
                    "this message is " + std::to_string(length) + " characters long, more than " +
                        std::to_string(message_length),
                    "shorten it, or make it a letter");
    }
    put(each.key.text, language, place, "", trimmed(each.value.text));
  }

  void put(const std::string& key, const std::string& language, const Place& place, std::string title,
           std::string body) {
    if (!places_.emplace(std::pair(key, language), place).second) {
      return findings_.add(place, "the text " + in_quotes(key) + " is both a letter and a message",
                           "keep one of the two");
    }
    Text& text = texts_[key];
    text.key = key;
    if (!title.empty()) text.title[language] = std::move(title);
    text.body[language] = std::move(body);
  }

  Findings& findings_;
  const Package& package_;
  std::map<std::string, Text> texts_;
  TextPlaces places_;
};

}  // namespace

TextPlaces read_texts(const Files& files, const Trees& trees, Findings& findings, Package& out) {
  TextShelf shelf(findings, out);
  for (const auto& [name, text] : files) {
    const auto parts = split(name, '/');
    if (parts.size() != 3 || !shelf.knows_language(parts[1], {name, 0, 0})) continue;
    const auto tree = trees.find(name);
    if (tree != trees.end()) {
      shelf.messages(tree->second, parts[1], name);
    } else if (parts[2].ends_with(".md")) {
      shelf.letter(parts[2].substr(0, parts[2].size() - 3), parts[1], text, name);
    }
  }
  return shelf.take(out);
}

}  // namespace kith::package
