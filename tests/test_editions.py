"""Editions: names that follow content, what is kept of those before, and what is never kept."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generators import editions, naming
from generators.disk.laid import Laid
from generators.disk.scratch import scratch
from generators.editions import DAYS, FOLDER, MANIFEST, kept
from generators.publish import publish

TODAY = date(2026, 11, 22)
CODE = {"code/scripts/a.js": "export {}", "code/styles/site.css": "p{}"}
PLACES = {"lieux/lieux.json": '{"departements":{}}', "lieux/communes/li.json": "[1]"}


def built(*changes: Mapping[str, str | None], pages: str = "") -> dict[str, bytes]:
    """A site's files as a build gives them: some of each family, with these changes (None: gone)."""
    told: dict[str, str | None] = {
        **CODE,
        **PLACES,
        "annuaire/acteurs.json": "[0]",
        "fiches/actors/a.json": record(),
    }
    for change in changes:
        told |= change
    with scratch() as folder:
        laid = Laid(folder)
        for path, text in told.items():
            if text is not None:
                laid.put(FOLDER + path, naming.draft(FOLDER + path, text.encode()))
        edition = naming.named(laid)
        page = f"<p>{edition}</p>{pages}".encode()
        return {**laid, "index.html": page, MANIFEST: editions.manifest(str(edition))}


def record(**fields: str | None) -> str:
    """A record as the browser reads it."""
    told = {"nom": "A", "telephone": "01 00 00 00 00", "adresse": None, "services": "un\ndeux"} | fields
    return json.dumps({"reference": "actors/a", "champs": [[key, key, value] for key, value in told.items()]})


def actors(text: str) -> dict[str, str | None]:
    return {"annuaire/acteurs.json": text}


def published(folder: Path, files: Mapping[str, bytes], today: date = TODAY) -> dict[str, bytes]:
    """What a build publishes into a folder, with what it keeps."""
    whole = {**files, **kept(folder, files, today)}
    publish(whole, folder)
    return whole


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    return found


def families(folder: Path) -> set[str]:
    return {path.name for path in (folder / FOLDER).iterdir()}


def data(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of families, but for the records, which are always today's."""
    return {p: c for p, c in files.items() if p.startswith(FOLDER) and not p.startswith(f"{FOLDER}fiches.")}


# Names


def test_a_family_is_named_by_what_it_holds_and_by_nothing_else() -> None:
    same, other = built(), built(actors("[1]"), pages="autre")
    assert built() == same
    names = [set(json.loads(files[MANIFEST])["edition"].split()) for files in (same, other)]
    assert [name.partition(".")[0] for name in sorted(names[0] ^ names[1])] == ["annuaire", "annuaire"]


def test_a_file_bears_its_family_s_name_and_the_page_says_them_all() -> None:
    files = built()
    said = files["index.html"].decode()
    for path, content in data(files).items():
        name = path.split("/")[1]
        assert name in said
        if path.endswith(".json"):
            assert json.loads(content)["edition"] == name


def test_moving_a_file_within_a_family_renames_it() -> None:
    before, after = built(), built({"code/scripts/a.js": None, "code/scripts/b.js": "export {}"})
    assert not {p for p in before if "/code." in p} & {p for p in after if "/code." in p}


def test_a_record_is_read_by_the_scripts_that_know_its_shape() -> None:
    """Its address follows the code alone, and never what another record says."""
    path = next(path for path in built() if path.endswith("actors/a.json"))
    assert path in built({"fiches/actors/a.json": record(nom="B")}, actors("[9]"))
    assert path not in built({"code/scripts/a.js": "autre"})


# What is kept


def test_all_that_two_editions_ago_asked_for_is_still_there(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    steps = [
        built(actors(f"[{number}]"), {"code/scripts/a.js": f"let n = {number // 2}"}) for number in range(3)
    ]
    for number, files in enumerate(steps):
        published(folder, files, TODAY + timedelta(number))
    for files in steps:
        assert {path: (folder / path).read_bytes() for path in data(files)} == data(files)


def test_what_did_not_change_is_shared(tmp_path: Path) -> None:
    for number in range(3):
        published(tmp_path / "public", built(actors(f"[{number}]")))
    names = sorted(name.partition(".")[0] for name in families(tmp_path / "public"))
    assert names == ["annuaire", "annuaire", "annuaire", "code", "fiches", "lieux"]


@pytest.mark.parametrize(("days", "there"), [(0, True), (DAYS, True), (DAYS + 1, False)])
def test_a_month_after_it_was_replaced_a_family_goes(tmp_path: Path, days: int, there: bool) -> None:
    folder, first, second = tmp_path / "public", built(actors("[0]")), built(actors("[1]"))
    published(folder, first, TODAY - timedelta(400))
    published(folder, second, TODAY)
    published(folder, second, TODAY + timedelta(days))
    assert (data(first).keys() <= {p.relative_to(folder).as_posix() for p in folder.rglob("*")}) is there
    assert manifest(folder)["anciennes"] == (
        [{"nom": next(p for p in first if "annuaire" in p).split("/")[1], "remplacee": "2026-11-22"}]
        if there
        else []
    )


def test_all_that_is_kept_weighs_no_more_than_today_s_and_the_oldest_goes_first(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    steps = [built(actors(json.dumps("x" * 400 + str(number)))) for number in range(6)]
    for number, files in enumerate(steps):
        whole = published(folder, files, TODAY + timedelta(number))
        weight = sum(len(c) for p, c in whole.items() if p.startswith(FOLDER))
        assert weight <= 2 * sum(len(c) for p, c in files.items() if p.startswith(FOLDER))
    last = [next(p for p in files if "annuaire" in p).split("/")[1] for files in steps]
    listed = [one["nom"] for one in manifest(folder)["anciennes"]]
    assert 0 < len(listed) < 5
    assert listed == last[-2 : -2 - len(listed) : -1]


def test_a_rollback_takes_the_kept_family_for_its_own(tmp_path: Path) -> None:
    folder, first, second = tmp_path / "public", built(actors("[0]")), built(actors("[1]"))
    for files in (first, second, first):
        published(folder, files)
    assert data(first).items() <= {p: (folder / p).read_bytes() for p in data(first)}.items()
    (former,) = manifest(folder)["anciennes"]
    assert former["nom"] in next(p for p in second if "annuaire" in p)


def test_an_empty_folder_adds_nothing_but_that_it_remembers_nothing(tmp_path: Path) -> None:
    """What readers keep of before may say what was taken back since: it goes."""
    files = built()
    (tmp_path / "public").mkdir()
    for folder in ("nowhere", "public"):
        added = kept(tmp_path / folder, files, TODAY)
        assert [*added] == [MANIFEST]
        assert json.loads(added[MANIFEST]) == {
            **json.loads(files[MANIFEST]),
            "retrait": TODAY.isoformat(),
        }


# What is never kept

TAKEN_BACK: list[dict[str, str | None]] = [
    {"fiches/actors/a.json": record(telephone=None)},
    {"fiches/actors/a.json": record(services="un")},
    {"fiches/actors/a.json": json.dumps({"champs": [["nom", "nom", "A"]]})},
    {"fiches/actors/a.json": "[]"},
    {"fiches/actors/a.json": None, "fiches/actors/b.json": record()},
]


@pytest.mark.parametrize("change", TAKEN_BACK, ids=range(len(TAKEN_BACK)))
def test_what_a_record_takes_back_is_in_no_earlier_edition(
    tmp_path: Path, change: dict[str, str | None]
) -> None:
    folder = tmp_path / "public"
    published(folder, built(actors("[0]")))
    published(folder, built(actors("[1]")))
    published(folder, built(actors("[2]"), change))
    assert [name for name in families(folder) if name.startswith("annuaire.")] == [
        next(p for p in built(actors("[2]")) if "annuaire" in p).split("/")[1]
    ]
    said = json.loads((folder / MANIFEST).read_bytes())
    assert said["retrait"] == TODAY.isoformat()
    published(folder, built(actors("[3]"), change), TODAY + timedelta(3))
    assert json.loads((folder / MANIFEST).read_bytes())["retrait"] == said["retrait"]


def test_what_only_its_record_said_is_taken_back_too(tmp_path: Path) -> None:
    """The directory, its words and its places are as they were: no other family has another name."""
    published(tmp_path / "public", built())
    published(tmp_path / "public", built(TAKEN_BACK[0]), TODAY + timedelta(1))
    assert manifest(tmp_path / "public")["retrait"] == (TODAY + timedelta(1)).isoformat()


def test_the_day_of_what_was_taken_back_is_said_of_nothing_else(tmp_path: Path) -> None:
    """A copy on a reader's device is older than that day, or stays."""
    folder = tmp_path / "public"
    first = built(actors("[0]"))
    published(folder, first)
    published(folder, built(actors("[1]")), TODAY + timedelta(1))
    assert manifest(folder)["retrait"] == TODAY.isoformat()


def test_scripts_and_places_tell_of_nobody_and_stay(tmp_path: Path) -> None:
    folder, first = tmp_path / "public", built()
    published(folder, first)
    published(folder, built({"code/scripts/a.js": "autre"}, TAKEN_BACK[0]))
    assert {p for p in data(first) if "/code." in p} <= {
        p.relative_to(folder).as_posix() for p in folder.rglob("*")
    }


@pytest.mark.parametrize("change", [{"telephone": "02 00 00 00 00"}, {"adresse": "1 rue X"}, {"nom": "B"}])
def test_a_corrected_record_lets_the_edition_before_stay(tmp_path: Path, change: dict[str, str]) -> None:
    folder = tmp_path / "public"
    published(folder, built(actors("[0]")))
    published(folder, built(actors("[1]"), {"fiches/actors/a.json": record(**change)}))
    assert len([name for name in families(folder) if name.startswith("annuaire.")]) == 2


def _changed(folder: Path, there: Path) -> None:
    (there / "acteurs.json").write_text('{"edition":"x","contenu":[66]}')


def _added(folder: Path, there: Path) -> None:
    (there / "page.html").write_text("<script>")


def _linked(folder: Path, there: Path) -> None:
    (there / "acteurs.json").unlink()
    (there / "acteurs.json").symlink_to("/proc/self/environ")


def _a_link(folder: Path, there: Path) -> None:
    shutil.move(there, folder.parent / "ailleurs")
    there.symlink_to(folder.parent / "ailleurs")


def _a_pipe(folder: Path, there: Path) -> None:
    (there / "acteurs.json").unlink()
    os.mkfifo(there / "acteurs.json")


@pytest.mark.parametrize("break_", [_changed, _added, _linked, _a_link, _a_pipe])
def test_only_what_a_build_published_is_published_again(tmp_path: Path, break_: Any) -> None:
    folder, first, second = tmp_path / "public", built(actors("[0]")), built(actors("[1]"))
    published(folder, first)
    break_(folder, folder / next(p for p in first if "annuaire" in p).rpartition("/")[0])
    assert not [path for path in kept(folder, second, TODAY) if "annuaire" in path]


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", "null", '{"anciennes": 3}', '{"anciennes": [{"nom": 3}]}', "\xff",
             '{"anciennes": [{"nom": "annuaire.0", "remplacee": "hier"}]}', "[" * 100_000],
)  # fmt: skip
def test_a_manifest_that_says_nothing_makes_what_is_there_replaced_today(tmp_path: Path, told: str) -> None:
    folder, first, second = tmp_path / "public", built(actors("[0]")), built(actors("[1]"))
    published(folder, first)
    (folder / MANIFEST).write_bytes(told.encode("latin-1"))
    whole = kept(folder, second, TODAY)
    assert [one["remplacee"] for one in json.loads(whole[MANIFEST])["anciennes"]] == ["2026-11-22"]
