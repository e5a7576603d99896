"""Write the example region as JSON, which C++ reads without Python: document.py REGION.toml REGION.json."""

import json
import pathlib
import sys
import tomllib

source, target = map(pathlib.Path, sys.argv[1:])
target.write_text(json.dumps(tomllib.loads(source.read_text(encoding="utf-8"))), encoding="utf-8")
