"""The audit of a region: what in it contradicts itself, or should not be relied on unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from .. import _core
from .._display.grid import Grid
from .._display.naming import under_text
from .._display.shown import Shown
from .._region.region import Region
from .._util.arguments import checked_int, is_a, names_given, share
from .._util.escaping import visible
from .._util.named import near_name
from .._util.optional import require

if TYPE_CHECKING:
    import pandas

Severity = Literal["error", "warning", "note"]
Names = str | Iterable[str]
Rule = Callable[["Region"], Iterable[_core.Finding]]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Findings(Shown, Sequence[_core.Finding]):
    """What an audit found: errors first, then warnings, then notes. Made by :func:`audit`.

    A sequence of :class:`Finding`; true if there is any. ``str()`` gives a paragraph for each, a notebook a table.
    """

    __slots__ = ("_about", "_items")

    def __init__(self, items: Iterable[_core.Finding], about: str = "Findings") -> None:
        self._items = list(items)
        self._about = about

    @overload
    def __getitem__(self, index: int) -> _core.Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Findings: ...
    def __getitem__(self, index: int | slice) -> _core.Finding | Findings:
        if isinstance(index, slice):
            return Findings(self._items[index], self._about)
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Findings) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def errors(self) -> Findings:
        """Figures that contradict each other."""
        return self.filter(severity="error")

    @property
    def warnings(self) -> Findings:
        """What may well be wrong, or makes a forecast weaker."""
        return self.filter(severity="warning")

    @property
    def notes(self) -> Findings:
        """What is worth knowing."""
        return self.filter(severity="note")

    @property
    def counts(self) -> dict[Severity, int]:
        """How many there are of each severity."""
        return {severity: sum(f.severity == severity for f in self._items) for severity in SEVERITIES}

    def filter(self, *, severity: Names | None = None, rule: Names | None = None, path: str | None = None) -> Findings:
        """Return the findings of some severities and rules, at or below a path.

        Parameters
        ----------
        severity
            One or more of "error", "warning", "note"; None for all.
        rule
            One or more names of rules; None for all.
        path
            A place in the document, such as ``pdus."West Kent"``; None for all.

        Raises
        ------
        ValueError
            For a severity that there is not.
        """
        severities = None if severity is None else set(as_names(severity))
        unknown = sorted((severities or set()) - set(SEVERITIES))
        if unknown:
            msg = f'severity must be "error", "warning" or "note", not {unknown[0]!r}'
            raise ValueError(msg)
        rules = None if rule is None else set(as_names(rule))
        chosen = [
            f
            for f in self._items
            if (severities is None or f.severity in severities)
            and (rules is None or f.rule in rules)
            and (path is None or is_below(f.path, path))
        ]
        return Findings(chosen, self._about)

    def to_json(self) -> str:
        """Return the findings as one JSON object, the same as ``probation audit --json``.

        ``{"schema": 1, "about": "…", "counts": {"error": 1, …}, "findings": [{"rule": "overall-rating", "severity":
        "error", "path": "…", "text": "…", "evidence": [{"path", "value", "source"}, …], "suggestion": "…"}, …]}``
        """
        findings = [
            {
                "rule": f.rule,
                "severity": f.severity,
                "path": f.path,
                "text": f.text,
                "evidence": [{"path": e.path, "value": e.value, "source": e.source} for e in f.evidence],
                "suggestion": f.suggestion,
            }
            for f in self._items
        ]
        tree = {"schema": 1, "about": self._about, "counts": self.counts, "findings": findings}
        return json.dumps(tree, ensure_ascii=False)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a DataFrame with a row for each finding: severity, rule, path, text, evidence, suggestion."""
        library = require("pandas", "pandas", "to_pandas()")
        columns: dict[str, list[str]] = {
            "severity": [f.severity for f in self._items],
            "rule": [f.rule for f in self._items],
            "path": [f.path for f in self._items],
            "text": [f.text for f in self._items],
            "evidence": ["; ".join(map(str, f.evidence)) for f in self._items],
            "suggestion": [f.suggestion for f in self._items],
        }
        frame: pandas.DataFrame = library.DataFrame(columns)
        return frame

    def _summary(self) -> str:
        said = [f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in self.counts.items() if n]
        return f"{self._about}: {', '.join(said) or 'nothing found'}"

    def _grid(self) -> Grid:
        rows = [[f.severity, f.rule, f.path, f.text, f.suggestion] for f in self._items]
        columns = ["severity", "rule", "where", "what", "what to do"]
        return Grid(self._summary(), columns, rows, heads=2, words=frozenset({2, 3, 4}))

    def __str__(self) -> str:
        # Sentences do not fit into columns: a paragraph for each.
        return "\n\n".join([visible(self._summary()), *map(str, self._items)])

    def __repr__(self) -> str:
        return f"<Findings {self._summary()}>"


class AuditRules(Shown, Sequence[_core.AuditRule]):
    """The rules of the audit. Returned by :func:`audit_rules`."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[_core.AuditRule]) -> None:
        self._items = list(items)

    @overload
    def __getitem__(self, index: int) -> _core.AuditRule: ...
    @overload
    def __getitem__(self, index: slice) -> AuditRules: ...
    def __getitem__(self, index: int | slice) -> _core.AuditRule | AuditRules:
        return AuditRules(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    @property
    def names(self) -> list[str]:
        """Names of the rules, as `off` and `only` take them."""
        return [rule.name for rule in self._items]

    def _grid(self) -> Grid:
        rows = [[rule.name, rule.severity, rule.purpose, rule.source] for rule in self._items]
        columns = ["rule", "severity", "finds that", "source"]
        return Grid("Rules of the audit", columns, rows, words=frozenset({1, 2, 3}))

    def __repr__(self) -> str:
        return f"<AuditRules {', '.join(self.names)}>"


def audit_rules() -> AuditRules:
    """Return the rules that :func:`audit` applies: name, gravest severity, purpose and source of each."""
    return AuditRules(_core.audit_rules())


def audit(
    region: Region,
    *,
    rules: Mapping[str, Rule] | Iterable[Rule] | None = None,
    off: Names = (),
    only: Names | None = None,
    stale_after: int = 12,
    vacancy_tolerance: float = 0.005,
) -> Findings:
    """Return what in a region contradicts itself, or should not be relied on unseen.

    Parameters
    ----------
    region
        The region as its document says it; scenarios are audited one by one, as ``region.scenario(name)``, and here only
        for whether they change anything.
    rules
        Rules of one's own, besides the library's and for this call only: functions from a :class:`Region` to
        :class:`Finding` objects. They are named by the keys of a mapping, or else after the function.
    off
        Names of rules that are not applied; :func:`audit_rules` lists those of the library.
    only
        Names of the only rules that are applied; None for all.
    stale_after
        Observations of more than so many months before the region's `as_of` are stale.
    vacancy_tolerance
        A reported vacancy rate may differ by so much from the one of in post and establishment.

    Raises
    ------
    ValueError
        For the name of a rule that there is not, or that two rules share.
    TypeError
        If a rule of one's own returns something else than findings.

    Examples
    --------
    >>> pb.audit(kss, off="unexplained").errors  # doctest: +SKIP
    >>> def long_vetting(region):  # doctest: +SKIP
    ...     yield pb.Finding("vetting takes five months", path="recruitment.PO.vetting")
    >>> pb.audit(kss, rules=[long_vetting])  # doctest: +SKIP
    """
    is_a("audit()", region, Region, "a Region")
    checked_int("stale_after", stale_after, 0, 2**31 - 1)
    vacancy_tolerance = share("vacancy_tolerance", vacancy_tolerance, low=True)
    library = audit_rules().names
    own = _own_rules(rules, library)
    every = [*library, *own]
    left_out = set(_known(as_names(off), every, "off"))
    wanted = set(every if only is None else _known(as_names(only), every, "only")) - left_out
    found = _core.audit(
        region._core,
        off=[name for name in library if name not in wanted],
        only=[],
        stale_after=stale_after,
        vacancy_tolerance=vacancy_tolerance,
    )
    if "idle-scenario" in wanted and not region.under:
        for name in region.scenarios:
            changed = region.scenario(name)._core
            found += _core.audit(
                changed,
                off=[],
                only=["idle-scenario"],
                stale_after=stale_after,
                vacancy_tolerance=vacancy_tolerance,
            )
    for name, rule in own.items():
        if name in wanted:
            found += _apply(name, rule, region)
    found.sort(key=lambda f: SEVERITIES.index(f.severity))
    return Findings(found, f"{region.name}{under_text(region.under)}, as of {region.as_of}")


def as_names(names: Names) -> list[str]:
    """Return one name or several as a list."""
    return list(names_given("names", names))


def is_below(path: str, parent: str) -> bool:
    """Return whether one path stands at or below another."""
    return path.startswith(parent) and (len(path) == len(parent) or not parent or path[len(parent)] in ".[")


def _known(names: list[str], known: list[str], option: str) -> list[str]:
    for name in names:
        if name not in known:
            msg = f"audit: {option}: {near_name(name, 'rule', known)}"
            raise ValueError(msg)
    return names


def _own_rules(rules: Mapping[str, Rule] | Iterable[Rule] | None, library: list[str]) -> dict[str, Rule]:
    """Return rules of the caller's own by name."""
    pairs: list[tuple[str, Any]]
    if rules is None:
        pairs = []
    elif isinstance(rules, Mapping):
        pairs = list(rules.items())
    else:
        pairs = [(getattr(rule, "__name__", type(rule).__name__).replace("_", "-"), rule) for rule in rules]
    own: dict[str, Rule] = {}
    for name, rule in pairs:
        if not callable(rule):
            msg = f"audit: rules: {name!r} is no function from a region to findings"
            raise TypeError(msg)
        if name in own or name in library:
            msg = f"audit: rules: there is another rule called {name!r}; give a mapping from names to rules"
            raise ValueError(msg)
        own[name] = rule
    return own


def _apply(name: str, rule: Rule, region: Region) -> list[_core.Finding]:
    """Return what a rule of the caller's own finds, under its name."""
    found: Any = rule(region)
    if isinstance(found, _core.Finding) or not isinstance(found, Iterable):
        msg = f"audit: rule {name!r} must return or yield findings, it returned {type(found).__name__}"
        raise TypeError(msg)
    out: list[_core.Finding] = []
    for f in found:
        if not isinstance(f, _core.Finding):
            msg = f"audit: rule {name!r} must return or yield findings, among them was {type(f).__name__}"
            raise TypeError(msg)
        out.append(
            _core.Finding(
                f.text, severity=f.severity, path=f.path, evidence=f.evidence, suggestion=f.suggestion, rule=name
            )
        )
    return out
