# Writes a C++ file that returns the given .sql files as the migrations of one module, in name order.
list(SORT FILES)
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(version ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND rows "      {\"${version}\", R\"kithsql(${text})kithsql\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"store/migration.h\"

namespace kith {
std::vector<Migration> ${NAME}_schema() {
  return {
${rows}  };
}
}  // namespace kith
")
