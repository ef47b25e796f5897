"""A service is a module and a line of the table: the letter, the command and the guide follow."""

from __future__ import annotations

from pkgutil import iter_modules

import pytest

from generators import letter, mail
from generators.cli import main
from generators.forms import guide
from generators.mail.drafts import Service, Tags
from generators.mail.services import REACHED, SERVICES
from generators.mail.settings import Setting
from tests.letter.fake import ROOT, SITE, issue, real_files, record, rubric, site_with

SHARED = {"conditions", "drafts", "errand", "headers", "reading", "seal", "services", "settings", "smtp"}


def test_each_service_is_a_module_of_its_name() -> None:
    assert {module.name for module in iter_modules(mail.__path__)} - SHARED == {s.code for s in SERVICES}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_the_letter_has_a_variant_for_each(service: Service) -> None:
    for end in ("html", "txt"):
        drawn = real_files()[f"email.{service.code}.{end}"].decode()
        assert service.tags.unsubscribe in drawn
        assert (service.tags.online or f"{SITE}newsletter/2023-t3/") in drawn


def test_the_command_takes_those_that_we_reach(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main(["newsletter", "push", "--help"])
    assert "{" + ",".join(REACHED) + "}" in capsys.readouterr().out


def test_the_guide_names_what_each_needs() -> None:
    told = (ROOT / guide.LETTER).read_text(encoding="utf-8")
    for service in SERVICES:
        assert (f"| `{service.code}` |" in told) == (service.connect is not None)
        assert all(f"`{name}` (" in told for name in (*service.secrets, *service.settings))


def test_a_new_line_of_the_table_is_all(monkeypatch: pytest.MonkeyPatch) -> None:
    pigeon = Service(
        "pigeon",
        "Pigeon",
        Tags("{PARTIR}", "{LIRE}"),
        {"PIGEON_CLE": "la clé"},
        {"url": Setting("le nid", required=True), "listes": Setting("les volières")},
        connect=print,
    )
    for holder in (letter, guide):
        monkeypatch.setattr(holder, "SERVICES", (*SERVICES, pigeon))
    one = issue(agenda=rubric("events/un"))
    files = letter.outputs(one, site_with(("events", record("events", "un"))))
    assert b'href="{PARTIR}"' in files["email.pigeon.html"] and b"{LIRE}" in files["email.pigeon.txt"]
    row = "| `url` (le nid), et si l’on veut `listes` (les volières) | `PIGEON_CLE` (la clé) |"
    assert f"| Pigeon | `pigeon` {row}" in guide.services()
