"""What a service is told stands in data/reseau.yml; its keys never do, and no refusal says one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generators import opening
from generators.cli import main
from generators.mail.errand import Environment
from generators.mail.services import REACHED, SERVICES
from generators.mail.settings import refuse_moved
from generators.records import sending
from tests.records.test_identity import problems_of
from tests.sites import real_site, saying

HERE = "  expediteur: PARÉ, le réseau\n"
MAILBOX = "  courriel: lettre@reseau-pare.example\n"


def told(folder: Path, lines: str, mailbox: str = MAILBOX) -> list[str]:
    """The problems of our identity with these services, each indented under `services:`."""
    return problems_of(folder, {HERE: f"{HERE}{mailbox}  services:\n{lines}"})


def test_what_each_service_takes_is_written_as_it_says(tmp_path: Path) -> None:
    lines = "".join(
        f"    - service: {service.code}\n"
        + "".join(f"      {key}: {setting.example}\n" for key, setting in service.settings.items())
        for service in SERVICES
    )
    assert told(tmp_path, lines) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "    - service: pigeon\n",
            "service: pigeon → lettre.services.0.service | « pigeon » n’est pas permis",
        ),
        (
            "    - service: brevo\n    - service: brevo\n      listes: [3]\n",
            "- service: brevo → lettre.services.1.service | Brevo a déjà une entrée | gardez-en une seule",
        ),
        (
            "    - service: mailjet\n",
            "- service: mailjet → lettre.services.0.service | la clé « listes » manque pour Mailjet | "
            "écrivez par exemple listes: [58] (le numéro de la liste)",
        ),
        (
            "    - service: mailjet\n      listes: [58, 59]\n",
            "listes: [58, 59] → lettre.services.0.listes | Mailjet n’en prend qu’un seul",
        ),
        (
            "    - service: brevo\n      attribut: '{{ contact.REGION }}'\n",
            "attribut: '{{ contact.REGION }}' → lettre.services.0.attribut | "
            "ce n’est pas le nom d’un champ | écrivez le nom du champ, sans accolades",
        ),
        (
            "    - service: mailjet\n      listes: [58]\n      attribut: REGION\n",
            "attribut: REGION → lettre.services.0.attribut | "
            "la clé « attribut » ne sert à rien pour Mailjet | retirez-la",
        ),
        (
            "    - service: brevo\n      listes: [abonnés]\n",
            "listes: [abonnés] → lettre.services.0.listes | Brevo attend ici des numéros",
        ),
        (
            "    - service: brevo\n      listes: 3, 7\n",
            "listes: 3, 7 → lettre.services.0.listes | « listes » est une liste",
        ),
        (
            "    - service: brevo\n      modele: 4\n",
            "modele: 4 → lettre.services.0.modele | la clé « modele » ne sert à rien pour Brevo | "
            "retirez-la ; Brevo prend : listes, segments",
        ),
        (
            "    - service: keila\n      url: http://lettre.example\n",
            "http://lettre.example → lettre.services.0.url | ce qui passe par http:// se lirait en chemin",
        ),
        ("    - service: keila\n      url: lettre.example\n", "ce n’est pas l’adresse d’un serveur"),
        ("    - service: keila\n      url: https://x.example/?a=1\n", "cette adresse a des paramètres"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, lines: str, expected: str) -> None:
    (problem,) = told(tmp_path, lines)
    assert expected in problem.replace("\u00a0", " ")


def test_a_sender_is_asked_for_and_is_nobody_s_own(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "    - service: brevo\n", mailbox="")
    assert (
        "Brevo demande une adresse d’expéditeur | ajoutez sous « lettre » la clé courriel"
        in problem.replace("\u00a0", " ")
    )
    assert (
        told(tmp_path, "    - service: listmonk\n      url: http://localhost:9000/\n      listes: [1]\n", "")
        == []
    )
    (problem,) = told(tmp_path, "    - service: brevo\n", "  courriel: jeanne.durand@gmail.com\n")
    assert "lettre.courriel | cette boîte ressemble à l’adresse d’une personne" in problem


SECRET = "xkeysib-0123456789abcdef0123456789abcdef-AbCdEf12"


@pytest.mark.parametrize(
    "lines",
    [
        f"    - service: brevo\n      listes: [{SECRET}]\n",
        f"    - service: {SECRET}\n",
        f"    - service: brevo\n      api_key: {SECRET}\n",
        f"    - service: brevo\n      {SECRET}: oui\n",
        f"    - service: brevo\n      # la clé, provisoirement : {SECRET}\n",
        f"    - service: brevo\n      espace: {SECRET}\n",
        f"    - service: keila\n      url: https://moi:{SECRET}@keila.example\n",
        f"    - service: keila\n      url: https://keila.example/?k={SECRET}\n",
        f"    - service: brevo\n      listes: [3\n      x: {SECRET}\n",
    ],
)
def test_a_key_in_the_file_is_refused_and_not_said(tmp_path: Path, lines: str) -> None:
    found = [problem.partition(" → ")[2] for problem in told(tmp_path, lines)]
    assert any("ressemble à une clé, à un jeton ou à un mot de passe" in problem for problem in found)
    assert not any(SECRET[start : start + 8] in "".join(found) for start in range(len(SECRET) - 8))


@pytest.mark.parametrize("name", ["mot_de_passe", "token", "SMTP_PASSWORD", "jeton"])
def test_so_is_a_short_one_by_its_name(tmp_path: Path, name: str) -> None:
    found = [p.partition(" → ")[2] for p in told(tmp_path, f"    - service: brevo\n      {name}: azerty12\n")]
    assert len(found) == 1 and "ressemble à une clé" in found[0] and "azerty" not in found[0]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("MAILLAGE_EXPEDITEUR", "« courriel: lettre@exemple.fr » dans data/reseau.yml, sous « lettre: »"),
        ("MAILLAGE_DESINSCRIPTION", "« desinscription: https://… »"),
        ("BREVO_LISTS", "« listes: [3, 7] » dans data/reseau.yml, sous « lettre: services: », dans l’entrée"),
        ("LISTMONK_URL", "dans l’entrée « service: listmonk »"),
        ("MJ_CONTACTSLIST", "« listes: [58] »"),
        ("LISTMONK_TEMPLATE", "« modele: 4 »"),
        ("MJ_URL", "La variable MJ_URL n’est plus lue : retirez-la."),
    ],
)
@pytest.mark.parametrize("command", ["push", "send-test"])
def test_a_variable_of_before_says_where_it_is_written_now(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, line: str, command: str
) -> None:
    monkeypatch.setenv(name, "valeur-d-avant")
    options = ["--service", "brevo"] if command == "push" else ["--to", "nom@exemple.fr"]
    assert main(["newsletter", command, "2023-t3", *options]) == 2
    error = capsys.readouterr().err.replace("\u00a0", " ")
    assert f"La variable {name} n’est plus lue" in error and line in error and "valeur-d-avant" not in error


@pytest.mark.parametrize("code", REACHED)
def test_a_service_without_an_entry_is_given_the_lines_to_write(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str
) -> None:
    site = saying(real_site(date(2026, 11, 22), "https://reseau-pare.example/"), lettre={"services": ()})
    monkeypatch.setattr(opening, "open_site", lambda *_, **__: (site, ()))
    for name in REACHED[code].secrets:
        monkeypatch.setenv(name, "x")
    assert main(["newsletter", "push", "2023-t3", "--service", code, "--today", "2026-11-22"]) == 2
    error = capsys.readouterr().err
    assert f"data/reseau.yml ne parle pas encore de {REACHED[code].name}" in error.replace("\u00a0", " ")
    (_, _, lines) = error.partition("Écrivez-y\u00a0:\n" if "\u00a0" in error else "Écrivez-y :\n")
    _, _, entries = lines.partition("  services:\n")
    assert told(tmp_path, entries, MAILBOX) == []


def test_the_keys_of_an_entry_are_those_of_the_services() -> None:
    keys = {key for service in SERVICES for key in service.settings}
    assert keys == set(sending.KEYS) == set(sending.Envoi.model_fields) - {"service", "attribut"}


def test_what_is_no_secret_is_left_alone() -> None:
    refuse_moved(Environment({"BREVO_API_KEY": "x", "SITE_URL": "https://x.example/", "BREVO_LISTS": " "}))
