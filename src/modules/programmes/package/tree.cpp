#include "modules/programmes/package/tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "base/text.h"

namespace kith::package {

namespace {

constexpr std::size_t deepest = 16;

struct NotAllowed {
  int line;
  int column;
  std::string what;
  std::string cure;
};

// Builds the tree from yaml-cpp's events. A value is complete when its end event comes; then it goes into the
// value around it.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string file, Findings& findings) : file_(std::move(file)), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    place(start(Tree::Kind::nothing, mark, "", anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_anchor(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Tree scalar = start(Tree::Kind::scalar, mark, tag, anchor);
    scalar.text = value;
    place(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(start(Tree::Kind::list, mark, tag, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(start(Tree::Kind::map, mark, tag, anchor));
  }
  void OnMapEnd() override { close(); }

  Tree take() { return std::move(root_); }

 private:
  struct Open {
    Tree tree;
    std::optional<Tree> key;
  };

  static Tree start(Tree::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) refuse_anchor(mark);
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw NotAllowed{mark.line + 1, mark.column + 1, "YAML tags (\"!\") are not read", "take the tag out"};
    }
    Tree out;
    out.kind = kind;
    out.line = mark.line + 1;
    out.column = mark.column + 1;
    return out;
  }

  [[noreturn]] static void refuse_anchor(const YAML::Mark& mark) {
    throw NotAllowed{mark.line + 1, mark.column + 1, "YAML anchors (\"&\") and aliases (\"*\") are not read",
                     "write the value out, or put it in quotation marks if it begins with & or *"};
  }

  // yaml-cpp recurses once for every level: stopping here keeps a hostile file from using up the stack.
  void open(Tree tree) {
    if (open_.size() >= deepest) {
      throw NotAllowed{tree.line, tree.column, "this is nested too deeply", "write it with fewer levels"};
    }
    open_.push_back({std::move(tree), std::nullopt});
  }

  void close() {
    Tree done = std::move(open_.back().tree);
    open_.pop_back();
    place(std::move(done));
  }

  void place(Tree value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& around = open_.back();
    if (around.tree.kind == Tree::Kind::list) {
      around.tree.items.push_back(std::move(value));
    } else if (!around.key) {
      take_key(around, std::move(value));
    } else {
      add_member(around, std::move(value));
    }
  }

  static void take_key(Open& around, Tree key) {
    if (key.kind != Tree::Kind::scalar) {
      throw NotAllowed{key.line, key.column, "a key must be a word",
                       "write the key as one word before the colon"};
    }
    around.key = std::move(key);
  }

  void add_member(Open& around, Tree value) {
    Tree key = std::move(*around.key);
    around.key.reset();
    if (around.tree.find(key.text)) {
      findings_.add({file_, key.line, key.column}, "the key " + in_quotes(key.text) + " is there twice",
                    "keep one of the two");
      return;
    }
    around.tree.members.push_back({std::move(key), std::move(value)});
  }

  std::string file_;
  Findings& findings_;
  std::vector<Open> open_;
  Tree root_;
};

int lines_before(std::string_view text, std::size_t at) {
  return static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

// yaml-cpp's own words about tabs are hard to act on, so they are looked for first.
bool has_tab_indentation(const std::string& text, const std::string& file, Findings& findings) {
  int line = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t first = text.find_first_not_of(' ', at);
    if (first != std::string::npos && text[first] == '\t') {
      findings.add({file, line, static_cast<int>(first - at) + 1}, "a tab stands at the start of the line",
                   "use spaces: YAML does not take tabs");
      return true;
    }
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) return false;
    at = end + 1;
    ++line;
  }
  return false;
}

bool is_readable_text(const std::string& text, const std::string& file, Findings& findings) {
  if (!is_utf8(text)) {
    std::size_t good = 0;
    for (std::size_t end = 0; (end = text.find('\n', good)) != std::string::npos; good = end + 1) {
      if (!is_utf8(std::string_view(text).substr(good, end - good))) break;
    }
    findings.add({file, lines_before(text, good) + 1, 1}, "this line is not valid UTF-8",
                 "save the file as UTF-8 in your editor");
    return false;
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos) {
    findings.add({file, lines_before(text, nul) + 1, 1}, "a zero byte stands in this line", "take it out");
    return false;
  }
  return true;
}

std::string cure_for(std::string_view message) {
  if (message.find("end of map") != message.npos || message.find("illegal map value") != message.npos) {
    return "check the indentation, and put texts with a colon in quotation marks";
  }
  if (message.find("unknown token") != message.npos) {
    return "put texts with ? : # or , in quotation marks";
  }
  if (message.find("flow") != message.npos || message.find("sequence") != message.npos) {
    return "check that every bracket is closed";
  }
  if (message.find("quote") != message.npos || message.find("scalar") != message.npos) {
    return "check that every quotation mark is closed";
  }
  return "check the indentation, colons, brackets and quotation marks around here";
}

std::optional<Tree> parse_document(const std::string& text, const std::string& file, Findings& findings) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  TreeBuilder builder(file, findings);
  try {
    if (!parser.HandleNextDocument(builder)) {
      findings.add({file, 0, 0}, "the file is empty", "write it, or copy it from another package");
      return std::nullopt;
    }
    Tree tree = builder.take();
    if (parser.HandleNextDocument(builder)) {
      findings.add({file, 0, 0}, "the file holds more than one document",
                   "keep one, without \"---\" between");
      return std::nullopt;
    }
    return tree;
  } catch (const NotAllowed& wrong) {
    findings.add({file, wrong.line, wrong.column}, wrong.what, wrong.cure);
  } catch (const YAML::Exception& wrong) {
    findings.add({file, wrong.mark.line + 1, wrong.mark.column + 1}, "this is not YAML (" + wrong.msg + ")",
                 cure_for(wrong.msg));
  }
  return std::nullopt;
}

const Tree* step(const Tree& tree, std::string_view name) {
  if (tree.kind == Tree::Kind::map) return tree.find(name);
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
  if (error != std::errc() || end != name.data() + name.size() || index >= tree.items.size()) return nullptr;
  return &tree.items[index];
}

}  // namespace

const Tree* Tree::find(std::string_view key) const {
  for (const TreeMember& each : members) {
    if (each.key.text == key) return &each.value;
  }
  return nullptr;
}

Tree* Tree::find(std::string_view key) { return const_cast<Tree*>(std::as_const(*this).find(key)); }

std::string_view name_of(Tree::Kind kind) {
  switch (kind) {
    case Tree::Kind::nothing:
      return "empty";
    case Tree::Kind::scalar:
      return "a text";
    case Tree::Kind::list:
      return "a list";
    case Tree::Kind::map:
      return "a group of keys";
  }
  return "";
}

std::optional<Tree> parse_yaml(const std::string& text, const std::string& file, Findings& findings) {
  if (!is_readable_text(text, file, findings)) return std::nullopt;
  if (has_tab_indentation(text, file, findings)) return std::nullopt;
  return parse_document(text, file, findings);
}

Place place_of(const Trees& trees, const std::string& file, std::string_view path) {
  const auto found = trees.find(file);
  if (found == trees.end()) return {file, 0, 0};
  const Tree* here = &found->second;
  for (const std::string& name : split(path, '.')) {
    const Tree* inner = step(*here, name);
    if (!inner) break;
    here = inner;
  }
  return {file, here->line, here->column};
}

}  // namespace kith::package
