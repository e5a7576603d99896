# The Python module. Kept by tests/layers/lists.py --write; a test compares it with src/bindings/.
set(PROBATION_BINDING_SOURCES
)
