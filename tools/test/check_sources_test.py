"""Plants what tools/check-sources looks for in a small tree and sees it named."""

import pathlib
import subprocess
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parent.parent
STORE = "src/modules/people/store.cpp"


class CheckSources(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        subprocess.run(["git", "init", "-q", self.root], check=True)
        self.write("tools/exceptions.txt", "clock src/base/world.cpp the one place\n")
        self.write("src/base/world.cpp", "auto now = std::chrono::system_clock::now();\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self, *parts):
        ended = subprocess.run([TOOLS / "check-sources", self.root], capture_output=True, text=True)
        self.assertEqual(ended.stderr, "")
        self.assertEqual(ended.returncode, 1 if parts else 0, ended.stdout)
        for part in parts:
            self.assertIn(part, ended.stdout)

    def test_a_clean_tree_passes(self):
        self.write("src/base/text.cpp", "// std::getenv is not for us\nconst char* a = \"random_device\";\n")
        self.check()

    def test_time_chance_and_environment(self):
        for call in ("std::chrono::system_clock::now()", "std::random_device{}", "std::getenv(\"X\")", "time(nullptr)",
                     "std::this_thread::sleep_for(a)", "gettimeofday(&a, 0)", "std::rand()"):
            with self.subTest(call):
                self.write("src/base/text.cpp", f"\nint a = f({call});\n")
                self.check("src/base/text.cpp:2:", "outside World")

    def test_tests_may_sleep(self):
        self.write("src/base/test/a_test.cpp", "int a = time(nullptr);\n")
        self.check()

    def test_an_exception_for_a_file_that_is_gone(self):
        (self.root / "src/base/world.cpp").unlink()
        ended = subprocess.run([TOOLS / "check-sources", self.root], capture_output=True, text=True)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("is not there", ended.stderr)

    def test_a_value_in_a_query(self):
        for query in ('"select 1 from a where b = " + name', '"select " + row.text(0)', "fmt::format(\"select {}\", a)",
                      '"select 1 limit " + std::to_string(limit)', "made(name)"):
            with self.subTest(query):
                self.write(STORE, "std::string made(const std::string& x) { return \"select \" + x; }\n"
                                  f"void f() {{\n  tx.query({query}, a);\n}}\n")
                self.check(f"{STORE}:3: a query joined")

    def test_queries_of_fixed_parts(self):
        self.write(STORE, 'constexpr std::string_view columns = "select a from b";\n'
                          'std::string within(int r) {\n  if (r) return "c = $1";\n  return "d = $1";\n}\n'
                          'void f() {\n  const std::string order = " order by a " + (up ? "asc" : "desc");\n'
                          '  tx.query(std::string(columns) + " where " + within(1) + order, a.text(0));\n'
                          '  tx.execute(R"(\n    delete from a where b = $1\n  )", b);\n}\n')
        self.check()

    def test_sql_of_one_engine_only(self):
        for sql in ("select a::text from b", "select now()", "select a from b where c ilike $1",
                    "select a from b for update", "delete from a where b = any($1)"):
            with self.subTest(sql):
                self.write(STORE, f'void f() {{ tx.query("{sql}"); }}\n')
                self.check(f"{STORE}:1: SQL that not both")

    def test_a_schema_with_a_clock(self):
        self.write("src/modules/people/schema/0001_start.sql", "create table a (\n  b integer default current_timestamp\n);")
        self.check("0001_start.sql:1: SQL that not both engines read alike: a clock")

    def test_unfinished_work(self):
        self.write("docs/a.md", "one\nTO" "DO: two\n")
        self.check("docs/a.md:2:")

    def test_a_function_that_is_too_long(self):
        self.write("src/base/text.cpp", "int f(int a) {\n" + "  a += 1;\n" * 80 + "  return a;\n}\n")
        self.check("src/base/text.cpp:1: f has 83 lines")

    def test_a_shell_script_that_bash_cannot_read(self):
        self.write("tools/a", "#!/usr/bin/env bash\nif true; then\n")
        self.check("tools/a:1:")


if __name__ == "__main__":
    unittest.main()
