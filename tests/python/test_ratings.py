"""Methodologies, scorecards and inspections: published results agree, and what is wrong is said."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import probation as pb
import pytest
from probation import Rating

DATA = Path(__file__).parents[1] / "data"

# The file names its methodologies by the years in which they were used.
METHODOLOGIES = {
    "crc-nps-2018-21": "crc-nps-2018",
    "pdu-2021-23": "pdu-2021",
    "pdu-2023-25": "pdu-2023",
    "region-2023-25": "region-2023",
    "youth-2018": "youth-justice-2018",
    "youth-justice-2018": "youth-justice-2018",
    "dynamic-2025-26": "dynamic-2025",
}


def published() -> list[dict[str, str]]:
    """Published results of inspections, each with the page it is from."""
    with (DATA / "scorecards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SCORED = [row for row in published() if row["score"]]
RATED = [row for row in published() if row["standards"] and row["methodology"] in METHODOLOGIES]


def name_of(row: dict[str, str]) -> str:
    return f"{row['pdu']} {row['published'][:4]}"


@pytest.mark.parametrize("row", SCORED, ids=name_of)
def test_every_published_score_has_its_published_rating(row: dict[str, str]) -> None:
    methodology = pb.ratings.methodology(METHODOLOGIES[row["methodology"]])
    assert str(methodology.overall(int(row["score"]))) == row["overall"]
    assert methodology.maximum == int(row["max"])


def test_there_are_published_scores() -> None:
    assert len(SCORED) >= 5
    assert len(RATED) >= 10


def card_of(row: dict[str, str]) -> tuple[dict[str, str], bool]:
    """The ratings that a row states, and whether they are exact: "8x unspecified" fill the standards that are free."""
    methodology = pb.ratings.methodology(METHODOLOGIES[row["methodology"]])
    free = [s.number for s in methodology.standards.values() if s.counted and not s.variant]
    given: dict[str, str] = {}
    exact = True
    for part in row["standards"].split(";"):
        number, rating = part.split(":")
        if rating not in map(str, Rating):
            exact = False  # "Good or Outstanding"
            continue
        times = re.match(r"(\d+)x unspecified", number)
        for _ in range(int(times[1])) if times else ():
            given[free.pop()] = rating
        if not times:
            found = methodology.standard(number).number
            given[found] = rating
            if found in free:
                free.remove(found)
    return given, exact


@pytest.mark.parametrize("row", RATED, ids=name_of)
def test_what_is_published_of_a_card_leaves_its_rating_possible(row: dict[str, str]) -> None:
    given, _ = card_of(row)
    card = pb.ratings.scorecard(given, METHODOLOGIES[row["methodology"]])
    assert row["overall"] in map(str, card.possible_overall)
    if row["score"]:
        low, high = card.possible_scores
        assert low <= int(row["score"]) <= high


def test_a_published_card_that_is_complete_is_decided() -> None:
    complete = 0
    for row in RATED:
        given, exact = card_of(row)
        card = pb.ratings.scorecard(given, METHODOLOGIES[row["methodology"]])
        if exact and card.is_complete:
            complete += 1
            assert str(card.overall) == row["overall"]
            assert card.score == int(row["score"] or card.score)
    assert complete >= 3


def test_the_letters_cards(kss: pb.Region) -> None:
    scores = {unit: inspection.scorecard.score for unit, inspection in kss.inspections.items()}
    assert scores == {"West Kent": 1, "West Sussex": 4}
    for inspection in kss.inspections.values():
        card = inspection.scorecard
        assert (card.maximum, card.overall, card.is_complete) == (27, Rating.INADEQUATE, True)
        assert card.methodology == pb.ratings.methodology("pdu-2021")
        assert (inspection.score, inspection.maximum, inspection.published) == (card.score, 27, "2022-05")
    assert dict(kss.inspections["West Sussex"].overall) == {
        "observations": Rating.INADEQUATE,
        "annexe 2": Rating.REQUIRES_IMPROVEMENT,
    }
    assert kss.inspections["West Sussex"].scorecard.points_to_next == 1
    assert kss.inspections["West Kent"].scorecard.points_to_spare == 1


def test_overall() -> None:
    assert pb.ratings.overall(4, "pdu-2021") is pb.Rating.INADEQUATE
    assert str(pb.ratings.overall(4, "pdu-2021")) == "Inadequate"
    assert pb.ratings.overall(5, pb.ratings.methodology("pdu-2021")) is Rating.REQUIRES_IMPROVEMENT
    assert Rating.INADEQUATE < Rating.REQUIRES_IMPROVEMENT < Rating.GOOD < Rating.OUTSTANDING
    for score in (-1, 28):
        with pytest.raises(ValueError, match=f"a score of pdu-2021 is 0 to 27, not {score}"):
            pb.ratings.overall(score, "pdu-2021")
    with pytest.raises(ValueError, match="dynamic-2025 is not scored"):
        pb.ratings.overall(1, "dynamic-2025")
    with pytest.raises(KeyError, match="did you mean 'pdu-2021'"):
        pb.ratings.overall(1, "pdu2021")


def test_tables_and_the_integer_rule_agree() -> None:
    for methodology in pb.ratings.methodologies().values():
        for rating, (low, high) in methodology.bands.items():
            for score in range(low, high + 1):
                assert pb.ratings.overall(score, methodology) is rating
        assert sum(high - low + 1 for low, high in methodology.bands.values()) == (
            methodology.maximum + 1 if methodology.is_scored else 0
        )


def test_methodologies_carry_their_evidence() -> None:
    all_of_them = pb.ratings.methodologies()
    assert list(all_of_them) == [
        "crc-nps-2018",
        "youth-justice-2018",
        "pdu-2021",
        "pdu-2023",
        "region-2023",
        "dynamic-2025",
    ]
    pdu = all_of_them["pdu-2021"]
    assert pdu.rules["counted standards"].status == "quoted"
    assert pdu.rules["overall bands"].status == "recalled"
    assert pdu.rules["integer rule"].status == "derived"
    assert pdu.rules["rounding"].status == "unknown"
    assert pdu.points == {r: int(r) for r in Rating}
    assert pdu.case_bands == dict(zip(Rating, (0, 50, 65, 80), strict=True))
    assert pdu.standard("P 2.1".removeprefix("P")).name == "Court work"
    assert pdu.standards["2.2"].questions["safety"].endswith("keeping other people safe")
    assert (pdu.from_, pdu.until, pdu.unsettled) == ("2021", "2023", "")
    assert all_of_them["region-2023"].unsettled
    assert all_of_them["crc-nps-2018"].variants == ["CRC", "NPS"]
    assert all_of_them["dynamic-2025"].case_bands == {}
    for m in all_of_them.values():
        for name, rule in m.rules.items():
            assert f"{name} [{rule.status}]: {rule.text}" in str(m)


def test_ratings_are_given_as_people_write_them() -> None:
    for value in (Rating.GOOD, "Good", "good", 2, "GOOD"):
        assert pb.ratings.scorecard({"1.1": value}, "pdu-2021").standards["1.1"].rating is Rating.GOOD
    assert pb.ratings.scorecard({"1.1": "requires_improvement"}, "pdu-2021").score == 1
    for bad in ("fine", 4, True, None):
        wrong: Any = bad
        with pytest.raises(ValueError, match="a rating is 'Inadequate', 'Requires improvement'"):
            pb.ratings.scorecard({"1.1": wrong}, "pdu-2021")


def test_a_partial_card() -> None:
    card = pb.ratings.scorecard({"leadership": "Good", "P2.1": "Inadequate"}, "pdu-2023", title="Somewhere")
    assert not card.is_complete
    assert card.possible_scores == (2, 17)
    assert card.possible_overall == [Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT, Rating.GOOD]
    assert card.overall is None
    assert card.points_to_next is None
    assert card.missing == ["P 1.2", "P 1.3", "P 2.2", "P 2.3", "P 2.4"]
    assert repr(card).startswith("<Scorecard Somewhere: partial: score 2 to 17 of 21")
    with pytest.raises(ValueError, match=r"give also P 1\.2, P 1\.3"):
        card.changes()


def test_changes(kss: pb.Region) -> None:
    changes = kss.inspections["West Kent"].scorecard.changes(limit=3)
    assert (changes.target, changes.needed, changes.total, len(changes)) == (Rating.REQUIRES_IMPROVEMENT, 4, 478, 3)
    assert [s.steps for s in changes] == [4, 4, 4]
    assert changes[0].changes[0] == ("1.1", Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT)
    good = kss.inspections["West Kent"].scorecard.changes("Good", limit=1)
    assert (good.needed, good.target) == (13, Rating.GOOD)
    with pytest.raises(ValueError, match="already Inadequate"):
        kss.inspections["West Kent"].scorecard.changes("Inadequate")
    top = pb.ratings.scorecard(dict.fromkeys(pb.ratings.methodology("pdu-2023").standards, 3), "pdu-2023")
    assert (top.overall, top.points_to_next) == (Rating.OUTSTANDING, 0)
    with pytest.raises(ValueError, match="already Outstanding"):
        top.changes()


def test_a_methodology_of_ones_own() -> None:
    own = pb.ratings.Methodology.define("ours", {"1": "Leadership", "2": "Casework"}, title="Ours", from_="2026")
    assert (own.counted, own.maximum) == (2, 6)
    assert own.bands == {
        Rating.INADEQUATE: (0, 1),
        Rating.REQUIRES_IMPROVEMENT: (2, 3),
        Rating.GOOD: (4, 5),
        Rating.OUTSTANDING: (6, 6),
    }
    assert pb.ratings.scorecard({"1": "Good", "casework": "Good"}, own).overall is Rating.GOOD
    weighted = pb.ratings.Methodology.define(
        "weighted", {"1": "A"}, points=(0, 2, 5, 9), bands={"Inadequate": (0, 1), "Good": (2, 9)}
    )
    card = pb.ratings.scorecard({"1": "Inadequate"}, weighted)
    assert card.changes().target is Rating.GOOD
    with pytest.raises(pb.DocumentError, match="found scores up to 5, expected scores up to 6") as caught:
        pb.ratings.Methodology.define("bad", {"1": "A", "2": "B"}, bands={"Good": (0, 5)}, thresholds=(50, 40, 80))
    assert [problem.path for problem in caught.value.problems] == ["cases.thresholds", "bands"]
    with pytest.raises(ValueError, match="give bands"):
        pb.ratings.Methodology.define("bad", {"1": "A"}, points=(0, 1, 2, 4))


def test_a_document_of_an_unknown_methodology_keeps_its_sum(small: pb.Region) -> None:
    card = {"1.1": {"name": "Leadership", "rating": "Good"}, "1.2": {"name": "Staff", "rating": "Inadequate"}}
    for methodology in ("", "pdu-1999", "pdu-2023"):  # the last does not have those standards
        region = small.patched({"inspections": {"North": {"methodology": methodology, "scorecard": card}}})
        found = region.inspections["North"].scorecard
        assert (found.score, found.maximum, found.overall, found.methodology) == (2, 6, None, None)
        assert "methodology not known" in str(found)
        with pytest.raises(ValueError, match="without a methodology"):
            found.changes()


def test_values() -> None:
    a = pb.ratings.scorecard({"1.1": "Good"}, "pdu-2021")
    assert a == pb.ratings.scorecard({"Leadership": 2}, "pdu-2021")
    assert a != pb.ratings.scorecard({"1.1": "Good"}, "crc-nps-2018")
    assert a != "card"
    assert pb.ratings.scorecard(a, "crc-nps-2018").methodology == pb.ratings.methodology("crc-nps-2018")
    assert hash(pb.ratings.methodology("pdu-2021")) == hash(pb.ratings.methodology("pdu-2021"))
