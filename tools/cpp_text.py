"""Reads C++ (and, well enough, TypeScript) as text: comments, literals and where functions begin and end."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>R"(?P<mark>[^()\\\s"]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<letter>(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+')
''', re.X | re.S)


def without_comments_and_strings(text, mark=None):
    """The text with comments and literals blanked, every line where it was. With `mark`, literals become that."""
    def blank(found):
        if mark is not None and not found.group("comment"):
            return mark
        return re.sub(r"[^\n]", " ", found.group())
    return TOKEN.sub(blank, text)


def literals(text):
    """(position, content) of every string literal, raw or not."""
    for found in TOKEN.finditer(text):
        if found.group("raw"):
            yield found.start(), found.group("raw")[len(found.group("mark")) + 3:-len(found.group("mark")) - 2]
        elif found.group("string"):
            yield found.start(), found.group("string")[1:-1]


@dataclass
class Function:
    name: str
    first: int
    lines: int


HEAD = re.compile(r"([~\w:<>,\[\]=+*/!&|^%-]+)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
                  r"(?:\s*(?:const|noexcept(?:\([^)]*\))?|override|final|mutable|&&?|->\s*[\w:<>,&*\s\[\]]+"
                  r"|requires\s+[\w:<>,\s&|()]+|try))*\s*(?::\s*[^;]*)?$", re.S)
TYPESCRIPT_HEAD = re.compile(r"(?:function\s*\*?\s*)?([\w$]+)\s*(?:<[^<>]*>)?\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
                             r"\s*(?::\s*[^;={}]+)?$", re.S)
NO_FUNCTION = ("if", "for", "while", "switch", "catch", "else", "do", "return", "namespace", "class", "struct", "enum",
               "union", "requires", "sizeof", "alignof", "decltype", "asm", "static_assert")


def functions(text, typescript=False):
    """Every function of the file that has a body, lambdas within counted as part of it."""
    code = without_comments_and_strings(text)
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", lambda f: re.sub(r"[^\n]", " ", f.group()), code, flags=re.M)
    head = TYPESCRIPT_HEAD if typescript else HEAD
    found, at, begin = [], 0, 0
    while at < len(code):
        if code[at] in ";}":
            begin = at + 1
        elif code[at] == "{":
            name = function_name(code[begin:at], head)
            if name:
                end = closing(code, at)
                first = begin + len(code[begin:at]) - len(code[begin:at].lstrip())
                first_line = code.count("\n", 0, first) + 1
                found.append(Function(name, first_line, code.count("\n", 0, end) + 2 - first_line))
                at = end
            begin = at + 1
        at += 1
    return found


def function_name(text, head):
    text = text.strip()
    if "(" not in text or re.match(r"(?:namespace|class|struct|enum|union)\b", text) or text.endswith("="):
        return None
    # The first name before a bracket is the function's; a later one belongs to its initialisers.
    text = re.sub(r"^(?:public|private|protected)\s*:", "", text).strip()
    text = re.sub(r"^(?:template\s*<[^{;]*?>\s*(?=[\w\[]))+", "", text, flags=re.S)
    match = head.search(text)
    if not match:
        return None
    name = match.group(1).split("::")[-1]
    return None if name in NO_FUNCTION or not re.search(r"\w|operator", match.group(1)) else name


def closing(code, opening):
    depth = 0
    for at in range(opening, len(code)):
        if code[at] == "{":
            depth += 1
        elif code[at] == "}":
            depth -= 1
            if depth == 0:
                return at
    return len(code) - 1
