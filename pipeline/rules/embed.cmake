# Writes the rule tables into one C++ file: cmake -DOUT=builtin.cc "-DTABLES=a.tsv;b.tsv" -P embed.cmake
# -DNAMESPACE=newsmill::other puts builtin_tables() there.
if(NOT DEFINED NAMESPACE)
  set(NAMESPACE newsmill)
endif()
# The text's length is said by its literal (sv): counting a megabyte is more than a constant may cost.
set(code "#include \"rules/builtin.h\"\n\nnamespace ${NAMESPACE} {\nusing std::operator\"\"sv;\nnamespace {\nconstexpr BuiltinTable kTables[] = {\n")
list(SORT TABLES)
foreach(path IN LISTS TABLES)
  get_filename_component(name ${path} NAME)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" text "${hex}")
  string(APPEND code "{\"${name}\", \"${text}\"sv},\n")
endforeach()
string(APPEND code "};\n}  // namespace\n\nstd::span<const BuiltinTable> builtin_tables() { return kTables; }\n}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${code}")
