"""Forecasts as files and pickles, which read back to the bit."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .. import _core
from .._display.frames import to_arrow
from .._display.protocols import Fans
from .._util.atomic_write import draft, write_text
from .._util.optional import require

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

FORMAT = 2  # of what is saved; a greater one is of a later version
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)  # of the table that other tools read
KEY = b"probation"  # of the schema's metadata
STATE = "state"  # the column, or the key, of what only this library reads
ENDINGS = (".parquet", ".arrow", ".json")


class Savable(Fans, Protocol):
    """Fans that stand on a forecast of the compiled library."""

    _core: _core.Forecast

    def to_json(self, *, quantiles: Sequence[float]) -> str:
        """Return the object that other tools read."""


class SavedForecastError(ValueError):
    """A file or pickle that is no saved forecast, is damaged, or was saved by a version that is too new."""


@dataclass(frozen=True)
class Saved:
    """A forecast in pieces, with what tells whether they are whole.

    Parameters
    ----------
    head
        What it stands on and where it comes from.
    series
        Each series by itself.
    format
        Of the pieces.
    version
        Of the library that saved it.
    sha256
        Of all pieces.
    """

    head: bytes
    series: tuple[bytes, ...]
    format: int
    version: str
    sha256: str

    def label(self) -> dict[str, Any]:
        """Return what stands in the metadata of a file, its head among it as text."""
        label = {"format": self.format, "version": self.version, "sha256": self.sha256}
        return {**label, "head": _text_of(self.head)}


def saved(core: _core.Forecast) -> Saved:
    """Return a forecast in pieces."""
    head, series = core.saved()
    return Saved(head, tuple(series), FORMAT, _core.__version__, _digest(head, series))


def restored(pieces: Saved, name: str = "pickled forecast") -> _core.Forecast:
    """Return the forecast of its pieces; `name` is for messages.

    Raises
    ------
    SavedForecastError
        If they are damaged.
    """
    _check_format(pieces.format, pieces.version, name)
    if _digest(pieces.head, pieces.series) != pieces.sha256:
        message = f"{name}: damaged, or changed since it was saved: its checksum differs"
        raise SavedForecastError(message)
    try:
        return _core.Forecast.restored(pieces.head, list(pieces.series))
    except ValueError as error:
        message = f"{name}: {error}"
        raise SavedForecastError(message) from None


def save(forecast: Savable, path: str | os.PathLike[str]) -> None:
    """Write a forecast to a .parquet, .arrow or .json file; see :meth:`Forecast.save`."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        message = f"a forecast is saved to a file that ends in .parquet, .arrow or .json, not {Path(path).name!r}"
        raise ValueError(message)
    if ending == ".json":
        write_text(path, json.dumps(_tree(forecast), ensure_ascii=False, allow_nan=False) + "\n")
        return
    pyarrow = require("pyarrow", "arrow", "save()")
    table = _table(forecast, pyarrow)
    with draft(path) as name:
        if ending == ".parquet":
            require("pyarrow.parquet", "arrow", "save()").write_table(table, name, compression="zstd")
        else:
            with require("pyarrow.ipc", "arrow", "save()").new_file(str(name), table.schema) as writer:
                writer.write_table(table)


def load(path: str | os.PathLike[str]) -> _core.Forecast:
    """Read a saved forecast; see :func:`load_forecast`."""
    with Path(path).open("rb") as file:
        start = file.read(6)
    name = Path(path).name
    if start.startswith(b"PAR1") or start == b"ARROW1":
        return restored(_from_table(path, name, is_parquet=start.startswith(b"PAR1")), name)
    return restored(_from_json(path, name), name)


def _digest(head: bytes, series: Sequence[bytes]) -> str:
    found = hashlib.sha256()
    for piece in (head, *series):
        found.update(len(piece).to_bytes(8, "little"))
        found.update(piece)
    return found.hexdigest()


def _text_of(piece: bytes) -> str:
    return base64.b64encode(zlib.compress(piece)).decode("ascii")


def _piece_of(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text, validate=True))


def _check_format(format: int, version: str, name: str) -> None:
    if format < FORMAT:
        message = (
            f"{name}: saved by probation {version} in format {format}, and this is probation {_core.__version__}, which "
            f"reads format {FORMAT}: load it with probation {version}, or make the forecast again from its document"
        )
        raise SavedForecastError(message)
    if format > FORMAT:
        message = (
            f"{name}: saved by probation {version} in format {format}, and this is probation {_core.__version__}, which "
            f"reads formats up to {FORMAT}: load it with probation {version} or later"
        )
        raise SavedForecastError(message)


def _tree(forecast: Savable) -> dict[str, Any]:
    """Return the object of :meth:`Forecast.to_json` with the pieces beside what they say."""
    pieces = saved(forecast._core)
    tree: dict[str, Any] = json.loads(forecast.to_json(quantiles=QUANTILES))
    shown = _digest_of_tree(tree)
    for each, piece in zip(tree["series"], pieces.series, strict=True):
        each[STATE] = _text_of(piece)
    return {**tree, "saved": {**pieces.label(), "shown": shown}}


def _digest_of_tree(tree: dict[str, Any]) -> str:
    """Return the digest of what other tools read of a JSON file."""
    series = [{key: x for key, x in each.items() if key != STATE} for each in tree["series"]]
    rest = {key: x for key, x in tree.items() if key not in ("saved", "series")}
    return _digest_of([rest, series])


def _digest_of_table(table: Any, provenance: Any) -> str:
    """Return the digest of what other tools read of a table."""
    columns = {name: table.column(name).to_pylist() for name in table.column_names if name != STATE}
    return _digest_of([provenance, columns])


def _digest_of(tree: Any) -> str:
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


def _check_shown(label: Any, found: str, name: str) -> None:
    if isinstance(label, dict) and label.get("format") == FORMAT and label.get("shown") != found:
        message = f"{name}: damaged, or changed since it was saved: the checksum of what other tools read differs"
        raise SavedForecastError(message)


def _table(forecast: Savable, pyarrow: Any) -> Any:
    """Return the long table with a column that has the piece of each series in its first row."""
    pieces = saved(forecast._core)
    table = to_arrow(forecast, QUANTILES, forecast.series)
    column: list[bytes | None] = []
    for series, piece in zip(forecast.series, pieces.series, strict=True):
        column += [piece, *[None] * (len(series) - 1)]
    table = table.append_column(STATE, pyarrow.array(column, pyarrow.large_binary()))
    provenance = forecast.provenance
    shown = _digest_of_table(table, provenance)
    label = json.dumps({**pieces.label(), "shown": shown, "provenance": provenance}, ensure_ascii=False)
    return table.replace_schema_metadata({**(table.schema.metadata or {}), KEY: label.encode()})


def _from_table(path: str | os.PathLike[str], name: str, *, is_parquet: bool) -> Saved:
    pyarrow = require("pyarrow", "arrow", "load_forecast()")
    try:
        if is_parquet:
            table = require("pyarrow.parquet", "arrow", "load_forecast()").ParquetFile(str(path)).read()
        else:
            with pyarrow.memory_map(str(path)) as source:
                table = require("pyarrow.ipc", "arrow", "load_forecast()").open_file(source).read_all()
        table.validate(full=True)  # offsets of a damaged file may lie outside of it
        metadata = table.schema.metadata or {}
        if KEY not in metadata:
            raise _no_forecast(name)
        label = json.loads(metadata[KEY])
        if isinstance(label, dict) and isinstance(label.get("format"), int):
            _check_format(label["format"], str(label.get("version")), name)
        pieces = [piece for piece in table.column(STATE).to_pylist() if piece is not None]
        _check_shown(label, _digest_of_table(table, label["provenance"]), name)
    except SavedForecastError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, KeyError) as error:
        raise _damaged(name, error) from None
    return _of_label(label, pieces, name)


def _from_json(path: str | os.PathLike[str], name: str) -> Saved:
    try:
        tree = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _damaged(name, error) from None
    if not isinstance(tree, dict) or "saved" not in tree or not isinstance(tree.get("series"), list):
        raise _no_forecast(name)
    label = tree["saved"]
    if isinstance(label, dict) and isinstance(label.get("format"), int):
        _check_format(label["format"], str(label.get("version")), name)
    try:
        pieces = [_piece_of(each[STATE]) for each in tree["series"]]
    except (TypeError, KeyError, binascii.Error, zlib.error) as error:
        raise _damaged(name, error) from None
    _check_shown(label, _digest_of_tree(tree), name)
    return _of_label(label, pieces, name)


def _of_label(label: Any, pieces: Sequence[bytes], name: str) -> Saved:
    try:
        format, version = label["format"], str(label["version"])
        if not isinstance(format, int):
            raise _damaged(name, TypeError("its format is no number"))
        _check_format(format, version, name)
        return Saved(_piece_of(label["head"]), tuple(pieces), format, version, label["sha256"])
    except (TypeError, KeyError, binascii.Error, zlib.error) as error:
        raise _damaged(name, error) from None


def _no_forecast(name: str) -> SavedForecastError:
    return SavedForecastError(f"{name}: no saved forecast; Forecast.save() writes one")


def _damaged(name: str, error: BaseException) -> SavedForecastError:
    return SavedForecastError(f"{name}: no saved forecast, or damaged ({error})")
