"""Refreshing `communes.csv` from the State's API, against a server that answers as its documentation says."""

import json

import pytest
from pytest_httpserver import HTTPServer

from generators.reference import communes
from generators.reference.__main__ import main

HEADER = "code_insee,nom,codes_postaux,departement,epci,population,latitude,longitude,precision,parent\n"
DUNKERQUE = "59183,Dunkerque,59140,59,245900428,1,51.1000,2.1000,code-postal,\n"
LYON_3 = "69383,Lyon 3e Arrondissement,69003,69,200046977,100679,45.7612,4.8518,commune,69123\n"

ANSWER = {
    "commune-actuelle": [
        {
            "nom": "Dunkerque",
            "code": "59183",
            "codesPostaux": ["59640", "59140", "59240", "59279"],
            "codeDepartement": "59",
            "codeEpci": "245900428",
            "centre": {"type": "Point", "coordinates": [2.3381, 51.0307]},
            "population": 87013,
        }
    ],
    "arrondissement-municipal": [
        {"nom": "Lyon 3e Arrondissement", "code": "69383", "codesPostaux": ["69003"], "population": 101000}
    ],
}


@pytest.fixture
def api(httpserver: HTTPServer, monkeypatch) -> HTTPServer:
    monkeypatch.setattr(communes, "API", httpserver.url_for("").rstrip("/"))
    return httpserver


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "communes.csv").write_text(HEADER + DUNKERQUE + LYON_3, encoding="utf-8")
    return tmp_path


def run(folder) -> int:
    return main(["communes", "--from", "geo-api", "--out", str(folder)])


def answer(api: HTTPServer) -> None:
    for kind, found in ANSWER.items():
        query = {"fields": communes.FIELDS, "format": "json", "type": kind}
        api.expect_request("/communes", query_string=query).respond_with_json(found)


def unchanged(folder) -> bool:
    files = [path.name for path in folder.iterdir()]
    return (
        files == ["communes.csv"]
        and (folder / "communes.csv").read_text("utf-8") == HEADER + DUNKERQUE + LYON_3
    )


def test_positions_postcodes_and_population_are_refreshed(api, folder):
    answer(api)
    assert run(folder) == 0
    lines = (folder / "communes.csv").read_text("utf-8").splitlines()
    assert lines[1] == ("59183,Dunkerque,59140 59240 59279 59640,59,245900428,87013,51.0307,2.3381,commune,")


def test_what_the_api_does_not_say_stays(api, folder):
    """The API gives an arrondissement no EPCI, and here no centre: ours are kept."""
    answer(api)
    run(folder)
    lines = (folder / "communes.csv").read_text("utf-8").splitlines()
    assert lines[2] == "69383,Lyon 3e Arrondissement,69003,69,200046977,101000,45.7612,4.8518,commune,69123"


def test_the_api_has_no_outlines(folder):
    with pytest.raises(SystemExit, match="2"):
        main(["outlines", "--from", "geo-api", "--out", str(folder)])
    assert unchanged(folder)


def test_twice_gives_the_same_file(api, folder):
    answer(api)
    run(folder)
    once = (folder / "communes.csv").read_bytes()
    run(folder)
    assert (folder / "communes.csv").read_bytes() == once


def test_without_a_network_one_sentence_and_nothing_changed(folder, monkeypatch, capsys):
    monkeypatch.setattr(communes, "API", "http://127.0.0.1:9")
    assert run(folder) == 1
    message = capsys.readouterr().err
    assert (
        message
        == "L’API Découpage administratif est injoignable : vérifiez le réseau. Rien n’a été modifié.\n"
    )
    assert unchanged(folder)


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("<html>maintenance</html>", 200, "autre chose que du JSON"),
        ("[]", 503, "l’erreur 503"),
        ('{"message": "non"}', 200, "forme inattendue"),
        ("[]", 200, "ne connaît pas 2 de nos communes"),
        (json.dumps(ANSWER["commune-actuelle"]), 200, "ne connaît pas 1 de nos communes"),
    ],
)
def test_an_answer_that_is_not_france_changes_nothing(api, folder, capsys, body, status, said):
    api.expect_request("/communes").respond_with_data(body, status=status, content_type="application/json")
    assert run(folder) == 1
    message = capsys.readouterr().err
    assert said in message and message.endswith("Rien n’a été modifié.\n")
    assert unchanged(folder)


@pytest.mark.parametrize(
    "said",
    [
        {"centre": {"coordinates": ["2.3", "51.0"]}}, {"centre": {"coordinates": 3}}, {"centre": "ici"},
        {"centre": {"coordinates": [2.3]}}, {"codesPostaux": [59140]},
        {"codesPostaux": 3}, {"code": ["59183"]},
    ],
)  # fmt: skip
def test_a_commune_that_is_none_changes_nothing(api, folder, capsys, said):
    communes_of_france = [{**found, **said} for kind in ANSWER.values() for found in kind]
    api.expect_request("/communes").respond_with_json(communes_of_france)
    assert run(folder) == 1
    assert "forme inattendue" in capsys.readouterr().err
    assert unchanged(folder)
