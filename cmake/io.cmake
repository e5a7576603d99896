# What probation::io is compiled from. Kept by tests/layers/lists.py --write; a test compares it with src/io/.
set(PROBATION_IO_SOURCES
)
