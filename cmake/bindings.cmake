# The Python module. Kept by tests/layers/lists.py --write; a test compares it with src/bindings/.
set(PROBATION_BINDING_SOURCES
  src/bindings/bind_backlog.cpp
  src/bindings/bind_backlogs.cpp
  src/bindings/bind_base.cpp
  src/bindings/bind_engine.cpp
  src/bindings/bind_io.cpp
  src/bindings/bind_organisation.cpp
  src/bindings/bind_projection.cpp
  src/bindings/bind_ratings.cpp
  src/bindings/bind_wmt.cpp
  src/bindings/module.cpp
)
