"""A shared library exports its own function, and nothing of ours or Boost's. Usage: exports.py NM LIBRARY"""

import re
import subprocess
import sys

nm, library = sys.argv[1:]
listed = subprocess.run([nm, "-D", "--defined-only", "-C", library], check=True, capture_output=True, text=True).stdout
names = [line.split(maxsplit=2)[2] for line in listed.splitlines()]
if "plugin_workload" not in names:
    sys.exit(f"plugin_workload is not exported: {names[:5]}")
# What the standard library declares visible is not ours to hide, and Boost's exceptions are, so that they can be caught.
VISIBLE = ("std::", "boost::wrapexcept")
ours = [name for name in names if "probation::" in name or "boost::" in name]
hidden = [
    name for name in ours if not re.sub(r"^(void|(typeinfo|typeinfo name|vtable) for) ", "", name).startswith(VISIBLE)
]
if hidden:
    sys.exit(f"{len(hidden)} symbols are exported that should be hidden, such as:\n" + "\n".join(hidden[:10]))
