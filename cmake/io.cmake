# What probation::io is compiled from. Kept by tests/layers/lists.py --write; a test compares it with src/io/.
set(PROBATION_IO_SOURCES
  src/io/boost_json.cpp
  src/io/characters.cpp
  src/io/names.cpp
  src/io/node.cpp
  src/io/parse.cpp
  src/io/part.cpp
  src/io/read.cpp
  src/io/reader.cpp
  src/io/scenario.cpp
  src/io/schema.cpp
  src/io/schema_parts.cpp
  src/io/whole_file.cpp
  src/io/wmt.cpp
  src/io/write.cpp
)
