"""What e-mail clients make of the letter, by caniemail's data, against what the project accepts."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any

import pytest

from generators import letter
from generators.letter.clients import MESSAGERIES, features, unknown, verdicts
from generators.records.reading.source import read
from tests.letter.fake import ROOT, real_files
from tests.letter.test_html import hostile_issue, hostile_site
from tests.letter.test_weight import many
from tests.node import node
from tests.sites import saying

#: What caniemail has no page on, and every client knows.
COMMON = {
    "css-color",
    *(f"html-{tag}" for tag in ("a", "br", "head", "html", "meta", "title")),
    *(f"html-{name}" for name in ("alt", "aria-roledescription", "bgcolor", "border", "class", "colspan")),
    *(f"html-{name}" for name in ("content", "href", "http-equiv", "media", "name", "src", "type", "xmlns")),
    *(f"html-xmlns:{name}" for name in "ov"),
}


@cache
def data() -> dict[str, Any]:
    return json.loads((ROOT / "node_modules/caniemail/data/caniemail.json").read_text())


def accepted() -> dict[str, str]:
    return read((ROOT / "newsletter/templates/messageries.yml").read_bytes()).value


@cache
def letters() -> tuple[str, ...]:
    """Letters that use all that the templates have: the real one, one with pictures, a shortened one."""
    one, mine = many(60, abrege="true")
    strange = letter.outputs(
        hostile_issue(), saying(hostile_site(), contact={"courriel": "equipe@pare.example"})
    )
    made = (real_files(), strange, letter.outputs(one, mine))
    return tuple(files["email.html"].decode() for files in made)


def used() -> frozenset[str]:
    return frozenset().union(*(features(html) for html in letters()))


def test_what_a_client_refuses_is_accepted_with_a_reason():
    refused = [verdict for verdict in verdicts(used(), data(), accepted()) if verdict.fautif]
    assert [(verdict.nom, verdict.refus) for verdict in refused] == []
    assert all(len(reason) > 20 for reason in accepted().values())


def test_nothing_is_accepted_for_nothing():
    needed = {verdict.nom for verdict in verdicts(used(), data(), {}) if verdict.refus}
    assert set(accepted()) <= needed


def test_a_feature_without_data_is_one_that_every_client_knows():
    assert set(unknown(used(), data())) <= COMMON


@pytest.mark.parametrize(
    ("html", "feature"),
    [
        ('<a href="#agenda">Agenda</a>', "html-anchor-links"),
        ('<td style="display:flex">', "css-display-flex"),
        ('<td style="background:url(a.png)">', "css-background-image"),
        ('<td style="width:calc(100% - 2px)">', "css-unit-calc"),
        ('<img src="https://x.example/a.webp" alt="">', "image-webp"),
        ("<style>a:hover{color:red}</style>", "css-pseudo-class-hover"),
        ("<style>a.b{color:red}</style>", "css-selector-chaining"),
        ("<style>@font-face{src:url(a)}</style>", "css-at-font-face"),
        ("<video></video>", "html-video"),
    ],
)
def test_a_new_feature_that_fails_somewhere_is_caught(html: str, feature: str):
    found = [v.nom for v in verdicts(features(letters()[0] + html), data(), accepted()) if v.fautif]
    assert found == [feature]


def test_what_only_outlook_reads_is_left_out():
    theirs = '<!--[if mso]><v:rect style="display:flex"></v:rect><![endif]-->'
    html = theirs + "<!--[if !mso]><!--><p>a</p><!--<![endif]-->"
    assert features(html) == {"html-p", "html-comments"}


def test_the_last_version_of_each_client_counts():
    stats = {
        "gmail": {"ios": {"2019-01": "n", "2024-01": "a #1"}},
        "outlook": {"windows": {"2016": "y", "2019": "n #2"}},
    }
    page = {"slug": "css-x", "title": "x", "url": "u", "stats": stats, "notes_by_num": {"1": "Pas `tout`."}}
    (verdict,) = verdicts(["css-x"], {"data": [page]}, {})
    assert (verdict.refus, verdict.reserves) == (("Outlook (Windows)",), ("Gmail (iPhone)",))
    assert verdict.notes == ("Pas tout.",) and verdict.fautif
    assert set(verdict.inconnus) == set(MESSAGERIES.values()) - {"Gmail", "Outlook"}


def test_npm_caniemail_finds_nothing_that_we_do_not():
    """The package's own reader as a referee. It takes `.a .b` for `.a.b`."""
    script = """
    import { caniemail } from "caniemail";
    let html = "";
    for await (const part of process.stdin) html += part;
    const clients = ["outlook.*", "orange.*", "laposte.desktop-webmail", "sfr.*", "gmail.*", "apple-mail.*"];
    const { errors } = caniemail({ clients, html }).issues;
    const titles = new Set([...errors.values()].flat().map((issue) => issue.title));
    process.stdout.write(JSON.stringify([...titles]));
    """
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=letters()[0], capture_output=True, text=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours = {verdict.titre for verdict in verdicts(features(letters()[0]), data(), {}) if verdict.refus}
    theirs = set(json.loads(done.stdout))
    assert len(theirs) > 15
    assert theirs - ours == {"Chaining selectors"}
