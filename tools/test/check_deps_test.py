"""Plants forbidden includes in a small copy of the tree and sees tools/check-deps name each of them."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent

CLEAN = {
    "src/base/json.h": "#pragma once\n",
    "src/base/json.cpp": '#include "base/json.h"\n#include <boost/json/parse.hpp>\n',
    "src/store/database.h": '#include "base/json.h"\n',
    "src/kernel/context.h": '#include "store/database.h"\n',
    "src/modules/people/people.h": '#include "kernel/context.h"\n',
    "src/modules/people/store.h": "#pragma once\n",
    "src/modules/people/test/people_world.h": '#include "modules/people/store.h"\n#include "testing/databases.h"\n',
    "src/modules/people/CMakeLists.txt": "kith_library(kith_people DEPENDS kith_kernel)\n",
    "src/modules/conversations/conversations.cpp": '#include "modules/people/people.h"\n',
    "src/modules/conversations/CMakeLists.txt": "kith_library(kith_conversations DEPENDS kith_people)\n",
    "src/modules/conversations/test/a_test.cpp": '#include "modules/people/test/people_world.h"\n'
                                                 '#include "modules/matching/matching.h"\n',
    "src/modules/matching/matching.h": "#pragma once\n",
    "src/modules/matching/CMakeLists.txt": "kith_library(kith_matching DEPENDS kith_people)\n",
    "src/testing/databases.h": '#include "store/database.h"\n',
    "src/main.cpp": '#include "modules/people/people.h"\n',
}


class CheckDeps(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        (self.root / "tools").mkdir()
        for name in ("layers.txt", "outside_headers.txt"):
            shutil.copy(TOOLS / name, self.root / "tools" / name)
        table = (self.root / "tools/layers.txt").read_text()
        (self.root / "ARCHITECTURE.md").write_text(f"# Words\n\n```\n{table}```\n")
        for name, text in CLEAN.items():
            self.write(name, text)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self):
        return subprocess.run([TOOLS / "check-deps", self.root], capture_output=True, text=True)

    def expect_broken(self, *parts):
        ended = self.check()
        self.assertEqual(ended.returncode, 1, ended.stdout)
        for part in parts:
            self.assertIn(part, ended.stdout)

    def test_a_clean_tree_passes(self):
        ended = self.check()
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertEqual(ended.stdout, "0 undeclared dependencies\n")

    def test_an_arrow_that_points_up_is_named_with_file_and_line(self):
        self.write("src/base/json.cpp", '#include "base/json.h"\n#include "kernel/context.h"\n')
        self.expect_broken("src/base/json.cpp:2:", "base may not know kernel")

    def test_a_module_that_is_no_edge(self):
        self.write("src/modules/people/people.cpp", '#include "modules/conversations/conversations.h"\n')
        self.expect_broken("modules/people may not know modules/conversations")

    def test_a_private_header_of_an_allowed_module(self):
        self.write("src/modules/conversations/store.cpp", '#include "modules/people/store.h"\n')
        self.expect_broken("modules/people/store.h is private to modules/people")

    def test_support_for_tests_in_the_program(self):
        self.write("src/modules/people/people.cpp", '#include "testing/databases.h"\n')
        self.expect_broken("only tests may include testing/")

    def test_a_test_header_in_the_program(self):
        self.write("src/modules/people/people.cpp", '#include "modules/people/test/people_world.h"\n')
        self.expect_broken("people_world.h belongs to tests")

    def test_a_test_does_not_lift_the_rule_for_private_headers(self):
        self.write("src/modules/conversations/test/b_test.cpp", '#include "modules/people/store.h"\n')
        self.expect_broken("modules/people/store.h is private")

    def test_outside_libraries_stay_in_their_folder(self):
        for header, name in (("boost/asio/write.hpp", "src/kernel/hub.cpp"), ("sqlite3.h", "src/store/value.cpp"),
                             ("boost/json/parse.hpp", "src/base/text.cpp"),
                             ("curl/curl.h", "src/modules/people/people.cpp")):
            with self.subTest(header):
                self.write(name, f"#include <{header}>\n")
                self.expect_broken(f"{name}:1: <{header}>")

    def test_a_link_that_the_table_does_not_have(self):
        self.write("src/modules/people/CMakeLists.txt", "kith_library(kith_people DEPENDS kith_matching)\n")
        self.expect_broken("modules/people links kith_matching")

    def test_a_folder_without_a_row(self):
        self.write("src/helpers/text.cpp", "\n")
        self.expect_broken("src/helpers/text.cpp:1: in no folder")

    def test_a_circle_in_the_table(self):
        table = (self.root / "tools/layers.txt").read_text().replace(
            "modules/organisations       : base", "modules/organisations       : modules/people base")
        (self.root / "tools/layers.txt").write_text(table)
        self.expect_broken("modules/people reaches itself")

    def test_a_table_that_the_document_does_not_show(self):
        self.write("ARCHITECTURE.md", "nothing\n")
        self.expect_broken("its table of layers is not that of tools/layers.txt")


if __name__ == "__main__":
    unittest.main()
