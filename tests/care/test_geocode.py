"""`maillage geocode` against a server that answers as the documentation of the geocoder says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generators.care.geocoder import Address, Position
from generators.cli import main
from tests.lists import lay_lists

ROOT = Path(__file__).parents[2]
RECORD = """\
# yaml-language-server: $schema=../schemas/actors.json
nom: Cas
type: association
categorie: ecoute
resume: Une structure d’exemple.
# l’entrée est dans la cour
adresse: 1 place Jean Bart
code_postal: "59140"
commune: Dunkerque
code_insee: "59183"
{more}sources:
  - document: Exemple
    date: 2026
verifie_le: 2026-10-05
verifie_par: équipe PARÉ
"""
SECRET = (
    RECORD.replace("adresse: 1 place Jean Bart\n", "")
    .replace('code_postal: "59140"\ncommune: Dunkerque\ncode_insee: "59183"\n', 'departement: "59"\n')
    .format(more="adresse_confidentielle: true\n")
)


DUNKERQUE = [2.376834, 51.034368]


def answer(
    score: object = 0.96, kind: object = "housenumber", citycode: object = "59183", at: object = DUNKERQUE,
    label: object = "1 Place Jean Bart 59140 Dunkerque",
) -> dict[str, object]:  # fmt: skip
    """The shape that the documentation gives: a GeoCodeJSON collection of one feature."""
    properties = {
        "label": label, "score": score, "housenumber": "1", "type": kind,
        "id": "59183_4893_00001", "name": "1 Place Jean Bart", "postcode": "59140", "citycode": citycode,
        "x": 652709.14, "y": 7104319.3, "city": "Dunkerque", "context": "59, Nord, Hauts-de-France",
        "importance": 0.6, "street": "Place Jean Bart", "_type": "address",
    }  # fmt: skip
    point = {"type": "Point", "coordinates": at}
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature], "query": "1 place Jean Bart Dunkerque"}


@pytest.fixture
def actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "newsletter").mkdir()
    folder = tmp_path / "data" / "actors"
    folder.mkdir(parents=True)
    lay_lists(tmp_path / "data")
    (tmp_path / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    (folder / "cas.yml").write_text(RECORD.format(more=""), encoding="utf-8")
    return folder


def run(server: HTTPServer, *more: str) -> int:
    return main(["geocode", "--api", server.url_for("/geocodage"), *more])


def serve(server: HTTPServer, body: object, status: int = 200) -> list[Request]:
    asked: list[Request] = []

    def respond(request: Request) -> Response:
        asked.append(request)
        return Response(json.dumps(body), status=status, content_type="application/json")

    server.expect_request("/geocodage/search").respond_with_handler(respond)
    return asked


def test_a_position_is_written_and_the_comments_stay(actors: Path, httpserver: HTTPServer) -> None:
    asked = serve(httpserver, answer())
    assert run(httpserver) == 0
    text = (actors / "cas.yml").read_text(encoding="utf-8")
    assert text == RECORD.format(more="latitude: 51.03437\nlongitude: 2.37683\n")
    assert dict(asked[0].args) == {
        "q": "1 place Jean Bart Dunkerque", "postcode": "59140", "citycode": "59183", "limit": "1",
        "autocomplete": "0",
    }  # fmt: skip


def test_the_answer_is_kept_and_not_asked_again(actors: Path, httpserver: HTTPServer) -> None:
    asked = serve(httpserver, answer())
    assert run(httpserver, "--dry-run") == 0
    assert "latitude" not in (actors / "cas.yml").read_text(encoding="utf-8")
    assert run(httpserver) == 0
    assert len(asked) == 1
    assert "latitude: 51.03437" in (actors / "cas.yml").read_text(encoding="utf-8")
    assert run(httpserver) == 0
    assert len(asked) == 1


@pytest.mark.parametrize("flag", ["true", "oui", "vrai"])
def test_nothing_of_a_confidential_record_leaves(actors: Path, httpserver: HTTPServer, flag: str) -> None:
    """Not even when the record wrongly gives its street: `check` refuses it, and nobody is asked."""
    asked = serve(httpserver, answer())
    secret = SECRET.replace("confidentielle: true", f"confidentielle: {flag}")
    wrong = RECORD.format(more=f"adresse_confidentielle: {flag}\n")
    (actors / "cas.yml").write_text(secret, encoding="utf-8")
    (actors / "faute.yml").write_text(wrong, encoding="utf-8")
    assert run(httpserver) == 0
    assert asked == []
    assert (actors / "cas.yml").read_text(encoding="utf-8") == secret
    assert (actors / "faute.yml").read_text(encoding="utf-8") == wrong
    assert (actors.parent / "geocodage.json").read_text() == "{\n\n}\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (answer(score=0.41), "douteuse (ressemblance\u00a0: 0,41 sur 1)"),
        (answer(kind="municipality"), "qu’au niveau de la commune"),
        (answer(citycode="59350"), "introuvable dans la commune 59183"),
        (answer(at=[51.034368, 2.376834]), "inversées"),
        (answer(at=[2.376834, 43.0]), "placée loin de Dunkerque"),
        (answer(at=[-2.376834, 51.034368]), "placée loin de Dunkerque"),
        (answer(at=[0, 0]), "placée loin de Dunkerque"),
        (answer(score=-0.9), "douteuse"),
        (answer(kind=""), "qu’au niveau de la commune"),
        ({"type": "FeatureCollection", "features": []}, "introuvable"),
    ],
)
def test_a_doubtful_answer_is_not_written(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str], body: object, said: str
) -> None:
    serve(httpserver, body)
    before = (actors / "cas.yml").read_text(encoding="utf-8")
    assert run(httpserver) == 1
    told = capsys.readouterr().err
    assert said in told and "data/actors/cas.yml" in told and "à la main" in told
    assert (actors / "cas.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (429, {}, "trop de demandes (429)"),
        (503, {}, "(503)"),
        (302, {}, "(302)"),
    ],
)
def test_a_service_that_fails_is_told_with_what_is_left(
    actors: Path,
    httpserver: HTTPServer,
    capsys: pytest.CaptureFixture[str],
    status: int,
    body: object,
    said: str,
) -> None:
    serve(httpserver, body, status)
    assert run(httpserver) == 1
    told = capsys.readouterr().err
    assert said in told and "à refaire : data/actors/cas.yml" in told


BIG = 10**400
NAN, INFINITE = float("nan"), float("inf")
NONSENSE: tuple[object, ...] = (
    None, True, 3, "texte", [], ["autre chose"], {}, {"features": None}, {"features": {}}, {"features": "x"},
    {"features": [None]}, {"features": [[]]}, {"features": [{}]}, {"features": [{"geometry": None}]},
    answer(at=None), answer(at=[]), answer(at=[2.3]), answer(at="2.3,51.0"), answer(at={"0": 2.3, "1": 51.0}),
    answer(at=["2.376834", "51.034368"]), answer(at=[None, None]), answer(at=[True, False]),
    answer(at=[[2.3], [51]]),
    answer(at=[NAN, NAN]), answer(at=[INFINITE, -INFINITE]), answer(at=[BIG, BIG]), answer(at=[181, 51]),
    answer(at=[2.3, 91]), answer(score=None), answer(score="0.96"), answer(score=NAN), answer(score=INFINITE),
    answer(score=37), answer(score=True), answer(score=[]), answer(kind=None), answer(kind=["housenumber"]),
    answer(citycode=59183), answer(citycode=None), answer(label=None), answer(label={}),
)  # fmt: skip
#: What is no JSON at all, or too much of it.
RAW = (
    b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000, b'{"features":' * 50_000,
    b'{"features": [' + b"1," * 200_000,
    b'{"features": [{"geometry": {"coordinates": [' + b"9" * 5000 + b", 1e999]}}]}", b"\xef\xbb\xbfnull",
    b'{"features": []}'.ljust(400_000),
)  # fmt: skip


@pytest.mark.parametrize("body", [*(json.dumps(each).encode() for each in NONSENSE), *RAW])
def test_nonsense_places_nothing_and_is_told(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str], body: bytes
) -> None:
    httpserver.expect_request("/geocodage/search").respond_with_data(body, content_type="application/json")
    before = (actors / "cas.yml").read_text(encoding="utf-8")
    assert run(httpserver) == 1
    told = capsys.readouterr().err
    assert "data/actors/cas.yml" in told and "sous une forme inattendue" in told
    assert (actors / "cas.yml").read_text(encoding="utf-8") == before
    assert (actors.parent / "geocodage.json").read_text() == "{\n\n}\n"


def lay(actors: Path, count: int) -> list[str]:
    """So many records, each with its own street."""
    (actors / "cas.yml").unlink()
    for number in range(count):
        text = RECORD.format(more="").replace("1 place", f"{number + 1} place")
        (actors / f"cas-{number}.yml").write_text(text, encoding="utf-8")
    return [f"data/actors/cas-{number}.yml" for number in range(count)]


def answers(server: HTTPServer, *bodies: object) -> None:
    """One body an address, in the order of the records."""

    def respond(request: Request) -> Response:
        number = int(request.args["q"].split()[0]) - 1
        return Response(json.dumps(bodies[number]), content_type="application/json")

    server.expect_request("/geocodage/search").respond_with_handler(respond)


def test_one_answer_that_cannot_be_read_does_not_stop_the_round(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    names = lay(actors, 3)
    answers(httpserver, None, answer(), answer(at=[NAN, NAN]))
    assert run(httpserver) == 1
    told = capsys.readouterr()
    assert names[1] in told.out
    assert names[0] in told.err and names[2] in told.err
    assert "latitude" in (actors / "cas-1.yml").read_text("utf-8")


def test_a_service_that_answers_nonsense_is_left_alone(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    names = lay(actors, 5)
    answers(httpserver, None, None, None)
    assert run(httpserver) == 1
    assert f"à refaire : {names[3]}, {names[4]}" in capsys.readouterr().err
    assert len(httpserver.log) == 3


def test_what_was_answered_before_a_cut_is_not_asked_again(actors: Path, httpserver: HTTPServer) -> None:
    lay(actors, 3)
    asked: list[str] = []

    def respond(request: Request) -> Response:
        asked.append(request.args["q"])
        busy = len(asked) == 3
        return Response(json.dumps(answer()), 429 if busy else 200, content_type="application/json")

    httpserver.expect_request("/geocodage/search").respond_with_handler(respond)
    assert run(httpserver) == 1
    assert len(json.loads((actors.parent / "geocodage.json").read_text("utf-8"))) == 2
    assert run(httpserver) == 0
    assert [text[0] for text in asked] == ["1", "2", "3", "3"]


def test_each_answer_is_on_the_disk_before_the_next_is_asked(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(actors, 3)
    asked: list[int] = []

    def asked_then_interrupted(address: Address, api: str) -> Position:
        if asked:
            kept = json.loads((actors.parent / "geocodage.json").read_text("utf-8"))
            assert len(kept) == len(asked)
            raise KeyboardInterrupt
        asked.append(1)
        return Position(51.034368, 2.376834, "1 Place Jean Bart", 0.9, "housenumber", "59183")

    monkeypatch.setattr("generators.cli.geocode.position_of", asked_then_interrupted)
    assert run(httpserver) == 130
    assert "sont gardées" in capsys.readouterr().err


def test_a_label_writes_nothing_but_its_letters(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(httpserver, answer(label="1 Place\x1b[2J\n::error::x" + "y" * 10_000))
    assert run(httpserver) == 0
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith("data/actors/cas.yml : 1 Place\ufffd[2J : :error: :x")
    assert len(line) < 300


ROW: dict[str, object] = {
    "latitude": 2.3, "longitude": 51.0, "libelle": "x", "score": 1.0, "type": "street", "code_insee": "59183"
}  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        {}, [], None, "x", {"cls": 1}, {"latitude": 51.0}, dict.fromkeys(ROW), ROW | {"latitude": "51"},
        ROW | {"score": NAN}, ROW | {"score": 2}, ROW | {"autre": 1}, ROW | {"type": []},
    ],
)  # fmt: skip
def test_a_cache_whose_rows_are_wrong_is_told(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str], row: object
) -> None:
    (actors.parent / "geocodage.json").write_text(json.dumps({"x": row}), "utf-8")
    assert run(httpserver) == 2
    assert "retirez-le" in capsys.readouterr().err


def test_a_kept_answer_is_judged_like_a_new_one(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "1 place Jean Bart | 59140 | 59183"
    (actors.parent / "geocodage.json").write_text(json.dumps({key: ROW}), "utf-8")
    assert run(httpserver) == 1
    assert "inversées" in capsys.readouterr().err
    assert "latitude" not in (actors / "cas.yml").read_text("utf-8")


def test_without_a_network(actors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "--api", "http://127.0.0.1:9/geocodage"]) == 1
    assert "injoignable" in capsys.readouterr().err


def test_a_broken_cache_is_told(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (actors.parent / "geocodage.json").write_text("{", encoding="utf-8")
    assert run(httpserver) == 2
    assert "retirez-le" in capsys.readouterr().err
