"""What somebody changed in a service is seen, shown and kept; what a service makes of HTML is no change."""

from __future__ import annotations

import copy
import html as entities
import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from generators.mail.reading import Reading
from generators.mail.seal import GONE, LINES, Content, changes, sealed
from tests.letter.fake import real_files
from tests.mail.conftest import answer
from tests.mail.fakes import Fake
from tests.mail.pushing import DAY, push, show, tell, written
from tests.sites import saying

LETTER = real_files()["email.brevo.html"].decode()
OURS = Content("Un objet", LETTER, "Un aperçu", "PARÉ <a@exemple.fr>", "liste 3", "Le texte.\n\nUn lien")
THERE = replace(OURS, html=sealed(OURS))


def other(html: str) -> Content:
    return replace(THERE, html=html)


# --- what is no change

Rewriting = Callable[[str], str]
#: What services are known to do, or may do, to HTML that nobody touched.
REWRITINGS: dict[str, Rewriting] = {
    "nothing": lambda html: html,
    "case": lambda html: re.sub(r"<(/?)(td|table|a|p|tr)\b", lambda m: f"<{m[1]}{m[2].upper()}", html),
    "quotes": lambda html: re.sub(r'="([^"\']*)"', r"='\1'", html),
    "named entities": lambda html: html.replace("é", "&eacute;").replace("’", "&rsquo;"),
    "numbered entities": lambda html: html.encode("ascii", "xmlcharrefreplace").decode(),
    "hard spaces": lambda html: html.replace("\u00a0", "&nbsp;").replace("&#160;", "&nbsp;"),
    "spaces": lambda html: re.sub(r">\s*<(td|tr|table)", r">\n      <\1", html).replace("&#160;", " "),
    "line ends": lambda html: html.replace("\n", "\r\n"),
    "closed tags": lambda html: re.sub(r"<(br|img|meta)([^>]*)>", r"<\1\2 />", html),
    "spaces in styles": lambda html: re.sub(r'style="([^"]*)"', _spaced, html),
    "tags of the service": lambda html: html.replace("{{ unsubscribe }}", "{{unsubscribe}}"),
    "comments": lambda html: re.sub(r"<!--(?! maillage).*?-->", "", html, flags=re.DOTALL),
    "no page": lambda html: re.sub(r"</?(?:html|head|body|meta|!doctype)\b[^>]*>", "", html, flags=re.I),
    "another page": lambda html: (
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>"
    ),
    "a frame": lambda html: (
        f'<div class="outer"><table><tbody><tr><td>{html}</td></tr></tbody></table></div>'
    ),
    "bodies of tables": lambda html: re.sub(r"</?tbody>", "", html),
    "attributes": lambda html: re.sub(r"<td (\w+=\"[^\"]*\") (\w+=\"[^\"]*\")", r"<td \2 \1", html),
}


def _spaced(found: re.Match[str]) -> str:
    parts = [part for part in found[1].split(";") if part]
    return f'style="{" ; ".join(part.replace(":", ": ", 1) for part in reversed(parts))};"'


@pytest.mark.parametrize("name", REWRITINGS)
def test_what_a_service_makes_of_html_is_no_change(name: str) -> None:
    written = REWRITINGS[name](THERE.html)
    assert name == "nothing" or written != THERE.html
    assert changes(other(written), OURS) == ()
    assert changes(other(written), replace(OURS, html=LETTER.replace("Agenda", "Nos dates"))) == ()


# --- what is one

EDITS: dict[str, tuple[Rewriting, str]] = {
    "a word": (lambda html: html.replace(">Agenda<", ">Rendez-vous<"), "  + Rendez-vous"),
    "a link": (
        lambda html: html.replace(
            'href="https://reseau-pare.example/agenda/', 'href="https://x.example/agenda/', 1
        ),
        "<https://x.example/agenda/",
    ),
    "a picture": (lambda html: html.replace("images/marque.png", "images/autre.png"), "images/autre.png"),
    "a colour": (lambda html: html.replace("color:#0C5350", "color:#ff0000", 1), "color:#ff0000"),
    "a rule": (lambda html: html.replace("#outlook a {", "#outlook b {"), "  + style : #outlook b {"),
    "a paragraph": (lambda html: html.replace("</body>", "<p>Rappel !</p></body>"), "  + Rappel !"),
    "the seal": (lambda html: html.replace("maillage 1 objet:", "maillage 1 objet:A"), ""),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_a_person_changes_is_shown(name: str) -> None:
    edit, expected = EDITS[name]
    html = edit(THERE.html)
    assert html != THERE.html
    shown = changes(other(html), OURS)
    assert any(expected in line for line in shown) or (name == "the seal" and not shown)


@pytest.mark.parametrize(
    ("part", "value", "name"),
    [
        ("subject", "Autre objet", "Objet"),
        ("preview", "Autre aperçu", "Aperçu"),
        ("sender", "PARÉ <b@exemple.fr>", "Expéditeur"),
        ("audience", "liste 4", "Destinataires"),
        ("text", "Le texte changé.", "Texte seul"),
    ],
)
def test_so_is_what_stands_around_the_letter(part: str, value: str, name: str) -> None:
    shown = changes(replace(THERE, **{part: value}), OURS)
    assert shown[0] == f"{name} :" and f"  + {value}" in shown
    assert f"  - {getattr(OURS, part).splitlines()[0]}" in shown


def test_what_we_changed_ourselves_is_not_laid_at_their_door() -> None:
    """The issue has moved on here, and one line was changed there: that line alone is shown."""
    now = replace(OURS, subject="Nouvel objet", html=LETTER.replace(">Agenda<", ">Nos dates<"))
    assert changes(THERE, now) == ()
    there = other(THERE.html.replace("3e trimestre 2023</", "trois mois</", 1))
    shown = changes(there, now)
    assert shown[0] == "Lettre :" and not any("Nos dates" in line or "Nouvel objet" in line for line in shown)


def test_a_text_that_is_no_more_in_the_issue_is_said_to_be_gone() -> None:
    before = replace(OURS, html="<body><p>Un</p><p>Deux</p></body>")
    there = replace(before, html=sealed(before).replace("Deux", "Trois"))
    now = replace(before, html="<body><p>Un</p></body>")
    assert changes(there, now) == ("Lettre :", f"  - {GONE}", "  + Trois")


def test_what_was_deposited_is_never_taken_for_what_would_be() -> None:
    there = replace(THERE, subject="Là-bas", text="Là-bas")
    now = replace(OURS, subject="Ici", text="Ici")
    assert changes(there, now) == (
        "Objet :", f"  - {GONE}", "  + Là-bas", "Texte seul :", f"  - {GONE}", "  + Là-bas",
    )  # fmt: skip


def test_an_order_that_was_changed_is_shown() -> None:
    first, second = ("<p>Un</p>", "<p>Deux</p>")
    ours = replace(OURS, html=f"<body>{first}{second}</body>")
    there = replace(ours, html=sealed(ours).replace(first + second, second + first))
    assert changes(there, ours)[0] == "Lettre :"


def test_a_campaign_without_a_seal_counts_as_changed() -> None:
    before = replace(OURS, html=LETTER.replace(">Agenda<", ">Rendez-vous<"), subject="Avant")
    shown = changes(before, OURS)
    assert shown[:3] == ("Objet :", "  - Un objet", "  + Avant") and "  + Rendez-vous" in shown


def test_unless_it_holds_the_very_words_that_would_be_deposited() -> None:
    assert changes(OURS, OURS) == ()


def test_a_draft_without_a_letter_has_nothing_to_lose() -> None:
    """A run was cut between the draft and its content."""
    assert changes(Content("Autre", "", sender="x <>", text=" "), OURS) == ()


def test_the_seal_says_no_word_and_weighs_little() -> None:
    (seal,) = re.findall(r"<!-- maillage.*?-->", THERE.html)
    assert len(seal) < 2000 and "--" not in seal[4:-3]
    assert THERE.html.replace(seal, "") == LETTER and THERE.html.endswith(f"{seal}</body></html>")
    assert not any(word in seal for word in ("objet:Un", "liste", "exemple"))


def test_a_long_difference_is_cut_and_says_so() -> None:
    flood = "".join(f"<p>Ligne {number} {'x' * 500}</p>" for number in range(500))
    shown = changes(other(THERE.html.replace("</body>", f"{flood}</body>")), OURS)
    assert len(shown) <= LINES + 3 and max(map(len, shown)) < 160
    assert re.fullmatch(r"… et [\d\u202f]+\u00a0autres lignes", shown[-1])


def test_what_is_shown_does_nothing_to_a_terminal() -> None:
    shown = changes(replace(THERE, subject="\x1b[31m\u202eobjet\r\nautre"), OURS)
    assert not any(sign in "".join(shown) for sign in "\x1b\u202e\r\n")


@pytest.mark.parametrize(
    "html", ["<", "<a", "<p><a href='", "</body>", "<!--", "<![endif]", "\x00", "<a></a></a>"]
)
def test_any_html_is_read(html: str) -> None:
    Reading(html)
    assert changes(other(html), OURS) != () or not html.strip()


def test_entities_are_read_once() -> None:
    assert Reading(f"<p>{entities.escape('&amp; <b>')}</p>").lines == ["&amp; <b>"]


# --- in the services


#: What each service keeps and tells of a campaign, which the team may change there.
HELD = {
    "brevo": ("subject", "html", "preview", "sender", "to"),
    "mailjet": ("subject", "html", "sender", "to", "text"),
    "listmonk": ("subject", "html", "sender", "to", "text"),
    "keila": ("subject", "html", "preview", "sender", "to"),
    "notifuse": ("subject", "html", "to", "text"),
}
BY_HAND = {
    "subject": ("Objet", "Un objet à la main"),
    "html": ("Lettre", ""),
    "preview": ("Aperçu", "Un aperçu à la main"),
    "sender": ("Expéditeur", "autre@exemple.fr"),
    "to": ("Destinataires", "99"),
    "text": ("Texte seul", "Un texte à la main"),
}


@pytest.mark.parametrize(("code", "key"), [(code, key) for code, keys in HELD.items() for key in keys])
def test_a_change_by_hand_is_kept_unless_one_insists(
    fakes: dict[str, Fake],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    key: str,
) -> None:
    fake, (where, value) = fakes[code], BY_HAND[key]
    answer(fake)
    if code == "brevo":
        tell(monkeypatch, {"service": "brevo", "listes": ["3"]})
    assert push(code) == 0
    (id_,) = fake.campaigns
    fake.edit(id_, **{key: value or fake.html(id_).replace(">Agenda<", ">Rendez-vous<")})
    kept, asked = str(fake.campaigns), len(written(fake.server))
    capsys.readouterr()
    assert push(code) == 1
    error = capsys.readouterr().err.replace("\u00a0", " ")
    assert f"a été modifiée chez {fake.name} depuis le dernier dépôt : rien n’a été changé." in error
    assert f"\n{where} :\n" in error and "  + " in error and "ajoutez --force" in error
    assert str(fake.campaigns) == kept and len(written(fake.server)) == asked
    assert push(code, "--force") == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert f"Remplacé chez {fake.name}, où c’est perdu :" in said and f"\n{where} :\n" in said
    assert push(code) == 0
    assert "Remplacé" not in capsys.readouterr().out


@pytest.mark.parametrize("strange", [None, 3, "x", [], {}, [3], {"a": None}, True], ids=repr)
def test_a_draft_that_is_told_strangely_is_never_a_fault_of_ours(
    fake: Fake, capsys: pytest.CaptureFixture[str], strange: object
) -> None:
    """Whatever stands under any key of it: the draft is updated, kept, or refused in a sentence."""
    assert push(fake.code) == 0
    (id_,) = fake.campaigns
    whole = copy.deepcopy(fake.campaigns[id_])
    for key in whole:
        fake.campaigns[id_] = {**copy.deepcopy(whole), key: strange}
        capsys.readouterr()
        assert push(fake.code) in (0, 1), (key, capsys.readouterr().err)
        fake.campaigns = {id_: copy.deepcopy(whole)}


def test_a_draft_made_before_seals_is_not_overwritten(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert push(fake.code) == 0
    (id_,) = fake.campaigns
    bare = re.sub(r"<!-- maillage.*?-->", "", fake.html(id_))
    fake.edit(id_, html=bare.replace(">Agenda<", ">Rendez-vous<"))
    assert push(fake.code) == 1
    assert "  + Rendez-vous" in capsys.readouterr().err


def test_what_changes_here_goes_there_without_a_question(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tell(monkeypatch, fake.entry)
    assert push(fake.code) == 0
    changed = site.records.issues["2023-t3"].model_copy(update={"titre": "La lettre", "editorial": "Un mot."})
    issues = MappingProxyType({"2023-t3": changed})
    network = replace(site.network, records=site.records.having("issues", issues), today=DAY)
    show(monkeypatch, replace(site, network=network))
    assert push(fake.code) == 0
    (id_,) = fake.campaigns
    assert "Un mot." in fake.html(id_)
    show(monkeypatch, saying(site, lettre={"expediteur": "PARÉ"}))
    assert push(fake.code) == 0
    assert "Remplacé" not in capsys.readouterr().out
