"""Optional dependencies: imported when they are used, and named when they are missing."""

from __future__ import annotations

import importlib
from typing import Any


class MissingLibraryError(ImportError):
    """A library that something optional needs is not installed; the message says how to get it."""


def require(module: str, extra: str, purpose: str) -> Any:
    """Import `module`, or say how to get it.

    Parameters
    ----------
    module
        Name of the module to import.
    extra
        The extra of this package that brings it.
    purpose
        What needs it, for the message: "to_pandas()".

    Raises
    ------
    ImportError
        If it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        if error.name is not None and error.name.partition(".")[0] != package:
            raise  # it is there, and something that it needs is not
        msg = f"{purpose} needs {package}, which is not installed: pip install 'probation[{extra}]'"
        raise MissingLibraryError(msg, name=package) from error
