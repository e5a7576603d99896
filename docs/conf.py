"""The documentation as a site, by Sphinx: `make docs`. Every warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate
import probation

project = "probation"
author = "the probation authors"
copyright = "the probation authors; Boost Software License 1.0"
version = release = probation.__version__

extensions = ["breathe", "myst_parser", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["**/README.md"]
html_theme = "furo"
html_title = f"probation {release}"
html_show_sphinx = False
html_copy_source = False
html_last_updated_fmt = None  # the same pages from the same sources
nitpicky = False  # types of the standard library and of NumPy are named without their sites, which would need a network

# Pages list their headings beside them, not thousands of members, which is also half of the time that a build takes.
toc_object_entries = False

# Markdown: links to headings of other pages, as the repository's own view of the pages has them.
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
suppress_warnings = [
    "myst.header",  # a generated part may begin below the level of the page
]

# Python: docstrings of NumPy's form. `__all__` says what a module has.
# What a class has of a base of ours is listed with it, not what it has of Python's own.
FOREIGN = "BaseException, Mapping, Sequence, dict, float, int, list, object, str, tuple"
autodoc_default_options = {"members": True, "member-order": "groupwise", "inherited-members": FOREIGN}
autodoc_typehints = "signature"
numpydoc_show_class_members = False

# C++: comments with three strokes, by Doxygen. A page for each layer has its headers.
breathe_projects = {"probation": str(generate.XML)}
breathe_default_project = "probation"
breathe_default_members = ("members",)
breathe_show_include = False
cpp_id_attributes = ["PROBATION_API"]

linkcheck_anchors = False
linkcheck_timeout = 20
linkcheck_workers = 4


def setup(_app: object) -> None:
    """Write the generated parts before a page is read."""
    generate.everything()
