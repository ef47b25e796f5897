"""`maillage geocode` against a server that answers as the documentation of the geocoder says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

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


def answer(score: float = 0.96, kind: str = "housenumber", citycode: str = "59183") -> dict[str, object]:
    """The shape that the documentation gives: a GeoCodeJSON collection of one feature."""
    properties = {
        "label": "1 Place Jean Bart 59140 Dunkerque", "score": score, "housenumber": "1", "type": kind,
        "id": "59183_4893_00001", "name": "1 Place Jean Bart", "postcode": "59140", "citycode": citycode,
        "x": 652709.14, "y": 7104319.3, "city": "Dunkerque", "context": "59, Nord, Hauts-de-France",
        "importance": 0.6, "street": "Place Jean Bart", "_type": "address",
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [2.376834, 51.034368]}
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
        (200, ["autre chose"], "forme inattendue"),
        (200, {"features": [{}]}, "forme inattendue"),
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


def test_without_a_network(actors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "--api", "http://127.0.0.1:9/geocodage"]) == 1
    assert "injoignable" in capsys.readouterr().err


def test_a_broken_cache_is_told(
    actors: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (actors.parent / "geocodage.json").write_text("{", encoding="utf-8")
    assert run(httpserver) == 2
    assert "retirez-le" in capsys.readouterr().err
