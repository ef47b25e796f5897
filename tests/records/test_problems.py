"""Problems on a terminal, as JSON, and as annotations of a pull request."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generators.records.problems import Problem, as_github, as_gitlab, as_json, as_text

ERROR = Problem("data/actors/cas.yml", 3, 12, "telephone", "le numéro est faux", "écrivez dix chiffres")
WARNING = Problem("data/events/a,b:c.yml", 0, 0, "", "50 %\r\nrien", "", "warning")


def test_text_says_where_what_and_what_to_write() -> None:
    assert as_text([ERROR]) == (
        "data/actors/cas.yml:3:12: erreur [telephone]\n"
        "    le numéro est faux\n"
        "    → écrivez dix chiffres\n"
        "1\u00a0erreur dans 1\u00a0fichier"
    )


def test_text_counts_errors_warnings_and_files() -> None:
    last = as_text([ERROR, ERROR, WARNING]).splitlines()[-1]
    assert last == "2\u00a0erreurs, 1\u00a0avertissement dans 2\u00a0fichiers"


def test_nothing_wrong() -> None:
    assert as_text([]) == "Aucun problème."
    assert json.loads(as_json([])) == []
    assert as_github([]) == ""


def test_json_is_the_array_of_the_design() -> None:
    assert json.loads(as_json([ERROR])) == [
        {
            "path": "data/actors/cas.yml",
            "line": 3,
            "column": 12,
            "field": "telephone",
            "message": "le numéro est faux",
            "hint": "écrivez dix chiffres",
            "severity": "error",
        }
    ]


def test_annotations_stand_on_one_line_each_and_escape_what_github_reads() -> None:
    assert as_github([ERROR, WARNING]).splitlines() == [
        "::error file=data/actors/cas.yml,line=3,col=12::le numéro est faux%0A→ écrivez dix chiffres",
        "::warning file=data/events/a%2Cb%3Ac.yml::50 %25 rien",
    ]


def test_gitlab_finds_a_place_and_a_stable_name_for_each() -> None:
    error, warning = json.loads(as_gitlab([ERROR, WARNING]))
    assert error["location"] == {"path": "data/actors/cas.yml", "lines": {"begin": 3}}
    assert error["description"] == "le numéro est faux → écrivez dix chiffres"
    assert (error["severity"], warning["severity"]) == ("major", "minor")
    assert warning["location"]["lines"] == {"begin": 1}
    moved = replace(ERROR, line=9)
    assert json.loads(as_gitlab([moved]))[0]["fingerprint"] == error["fingerprint"] != warning["fingerprint"]


@pytest.mark.parametrize(
    "order", ["::error::x", "##[add-mask]x", "a ##[set-output name=status;]0", "\n::stop-commands::x"]
)
def test_no_text_of_a_problem_is_an_order_to_a_workflow(order: str) -> None:
    """The runner obeys a line that begins with `::` after its spaces, and `##[` anywhere in one."""
    lines = as_text([replace(ERROR, path=order, message=order, hint=order)]).splitlines()
    assert len(lines) == 4
    assert not [line for line in lines if line.strip().startswith("::") or "##[" in line]
