"""What stands beside us in the benchmarks: its project is made from our records, and judged by them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.builds import PEERS
from benchmarks.checks import SCHEMAS
from benchmarks.edits import changed
from benchmarks.measure import Failed
from benchmarks.peers import markdown, models
from benchmarks.peers.frame import filled, split
from benchmarks.peers.peer import Peer, judge
from benchmarks.peers.records import Given
from benchmarks.reseau import write_network

ACTORS = 5
FRAME = ("<html><title>@@TITLE@@</title><main>", "</main></html>")


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    write_network(folder, ACTORS)
    return folder


@pytest.fixture(scope="module")
def given(network: Path) -> Given:
    return Given.of(network)


def test_what_peers_are_given_is_what_the_network_has(given: Given) -> None:
    assert [len(given.fiches[kind]) for kind in ("actors", "events", "resources", "news")] == [
        ACTORS,
        2,
        1,
        1,
    ]
    # News stand all on one page.
    assert len(given.paged) == ACTORS + 2 + 1
    organised = given.fiches["events"][0]
    (first, *_) = organised.values["organisateurs"]
    assert organised.ref in given.cited[f"actors/{first}"]


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_has_a_file_for_each_record_that_an_edit_can_change(
    peer: Peer, given: Given, tmp_path: Path
) -> None:
    peer.write(tmp_path, given, FRAME)
    for fiche in given.paged:
        source = tmp_path / peer.source(fiche)
        before = source.read_text("utf-8")
        assert fiche.title in before
        with changed(source, fiche, 0) as marker:
            assert marker in source.read_text("utf-8")
        assert source.read_text("utf-8") == before


def test_a_peer_that_is_not_installed_says_so(given: Given) -> None:
    gone = Peer("Gone", lambda *_: None, (markdown.venv("gone"), "build"), (), lambda _: "")
    assert "not installed: gone" in gone.absent()


def test_a_markdown_page_says_the_facts_and_leads_to_who_is_named(given: Given) -> None:
    event = given.fiches["events"][0]
    page = markdown.page(event, given)
    named = given.named[f"actors/{event.values['organisateurs'][0]}"]
    assert f"# {event.title}" in page
    assert str(event.values["resume"]) in page
    assert f"[{named.title}](../{named.address.rstrip('/')}.md)" in page
    assert given.labels["types_evenement"][event.values["type"]] in page


def _site(folder: Path, given: Given) -> Path:
    """A site as the judge wants it: every page, with its words."""
    for fiche in given.all():
        page = folder / fiche.address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        said = (fiche.title, str(fiche.values["resume"]), str(fiche.values.get("presentation", "")))
        page.write_text("<p>" + "</p><p>".join(said), encoding="utf-8")
    return folder


def test_a_site_that_lacks_a_page_or_a_word_is_no_result(given: Given, tmp_path: Path) -> None:
    site = _site(tmp_path, given)
    judge(site, given)
    page = site / given.fiches["actors"][0].address / "index.html"
    page.write_text("<p>Autre chose", encoding="utf-8")
    with pytest.raises(Failed, match="does not say"):
        judge(site, given)
    page.unlink()
    with pytest.raises(Failed, match=f"1 of {len(given.paged)} pages are missing"):
        judge(site, given)


def test_the_frame_of_a_page_is_ours_with_marks_for_what_is_its_own() -> None:
    page = (
        '<title>A – B</title><meta name="description" content="C"><link rel="canonical" href="https://d.example/">'
        '<script type="application/ld+json">{"x": 1}</script><main id="contenu">Text</main><footer>E</footer>'
    )
    before, after = split(page)
    head = '<title>1</title><meta name="description" content="2"><link rel="canonical" href="3">'
    assert filled(before, "1", "2", "3") == f'{head}<main id="contenu">'
    assert after == "</main><footer>E</footer>"


def _validated(network: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, models.__file__, str(SCHEMAS), str(network / "data")]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_models_of_equal_fields_take_our_records_and_refuse_a_wrong_one(network: Path) -> None:
    assert _validated(network).stdout.split() == [str(ACTORS + 2 + 1 + 1)]
    path = sorted((network / "data" / "actors").glob("*.yml"))[0]
    before = path.read_text("utf-8")
    path.write_text(before.replace("\ncategorie: ", "\ncategorie: inconnue-", 1), encoding="utf-8")
    try:
        done = _validated(network)
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert "inconnue-" in done.stdout
