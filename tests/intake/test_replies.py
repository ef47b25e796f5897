"""Answers as mailboxes hold them: what is applied, what goes to a person, what is only listed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from generators.care.confirmation import Champ, digest
from generators.cli import main
from generators.forms.answers import Known
from generators.forms.from_issue import House
from generators.intake.mailbox import Received, messages
from generators.intake.replies import Office, Outcome, Read, replies
from generators.intake.replies_told import told
from generators.intake.reply_text import parted
from generators.land.places import load_places
from generators.records.reading.load import load
from generators.records.reading.source import read
from generators.words.assent import assents, objects
from tests.browser.conftest import ROOT

LOADED = load(ROOT / "data", ROOT / "newsletter")
NAMES = {"actors": {id_: one.nom for id_, one in LOADED.records.actors.items()}}
HOUSE = House(
    LOADED,
    Known(LOADED.records.vocabulary, load_places(ROOT / "data/reference"), NAMES),
    ROOT / "data",
    ROOT,
    date(2026, 11, 25),
)
BRECHE, KNOWN = "la-breche", "lefil.noisiel@labreche77.fr"
DAY = "Tue, 24 Nov 2026 10:12:00 +0100"
SHOWN: Sequence[Champ] = (
    ("nom", "Nom", "La Brèche"),
    ("courriel", "Courriel", KNOWN),
    ("telephone", "Téléphone", None),
    ("site_web", "Site web", None),
)
OFFICE = Office(HOUSE, lambda _: SHOWN)
REFERENCE = f"<fiche.{BRECHE}.{digest(SHOWN)}.0@exemple.fr>"


def reply(text: str, **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    told = {
        "From": KNOWN,
        "Subject": f"RE: Votre fiche [fiche {BRECHE}]",
        "Date": DAY,
        "In-Reply-To": REFERENCE,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in told.items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail


def taken(*mails: EmailMessage, office: Office = OFFICE) -> Read:
    received: list[Received] = [one for mail in mails for one in messages(mail.as_bytes())]
    return replies(received, office)


def one(mail: EmailMessage, office: Office = OFFICE) -> Outcome:
    (outcome,) = taken(mail, office=office).outcomes
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        "Tout est exact", "oui tout est exact", "TOUT EST EXACT, merci", "RAS", "r.a.s. merci", "tt est "
        "exact",
        "Rien à signaler", "Rien n’a changé, merci pour votre travail !", "Aucune modification à apporter.",
        "Bonjour,\n\nJe vous confirme que tout est exact.\n\nCordialement,\nMarie Durand\nDirectrice",
        "Toutes les informations sont exactes", "La fiche est à jour", "c'est tout bon pour nous",
        "Oui tout est exact 👍", "Nous confirmons l'exactitude des informations. Bonne journée à vous.",
    ],
)  # fmt: skip
def test_yes_is_understood_however_it_is_written(text: str) -> None:
    assert one(reply(text)).sort == "confirmee"


@pytest.mark.parametrize(
    "text",
    [
        "ok", "merci", "Oui", "Bien reçu, merci", "Tout est exact sauf le téléphone", "Tout n'est pas exact",
        "Est-ce que tout est exact ?", "Tout est exact mais nous déménageons", "La fiche n'est pas à "
        "jour", "",
        "Tout est exact. Le numéro a changé.", "Nous fermons à la fin du mois", "Tout est faux",
    ],
)  # fmt: skip
def test_all_else_goes_to_a_person(text: str) -> None:
    assert not assents(text)
    found = taken(reply(text))
    assert [each.sort for each in found.outcomes] == ["a-lire"] and not found.files


def test_changed_lines_become_changes_by_field() -> None:
    found = taken(
        reply("Bonjour,\nTél : 01.60.00.00.00\nSite internet : https://www.labreche77.fr/\nCordialement")
    )
    (outcome,) = found.outcomes
    assert outcome.fields == (
        ("Téléphone", "", "01 60 00 00 00"),
        ("Site web", "", "https://www.labreche77.fr/"),
    )
    values = read(found.files[BRECHE][1]).value
    assert values["telephone"] == "01 60 00 00 00" and values["verifie_le"] == "2026-11-24"
    assert values["date_maj"] == "2026-11-24"


def test_another_line_is_read_as_our_pages_say_it() -> None:
    lines = "Autres lignes : Parents : 01 60 00 00 01 (du lundi au vendredi 9h-17h)"
    found = taken(reply(f"Téléphone : 01 60 00 00 00\n{lines}"))
    values = read(found.files[BRECHE][1]).value
    assert values["lignes"] == [
        {"pour": "parents", "telephone": "01 60 00 00 01", "horaires_accueil": "Mo-Fr 09:00-17:00"}
    ]
    assert one(reply("Autres lignes : la ligne des parents a changé")).sort == "a-lire"


def test_terms_are_read_as_our_pages_write_them() -> None:
    found = taken(reply("Publics : Professionnels, familles et mineurs"))
    assert read(found.files[BRECHE][1]).value["publics"] == ["professionnels", "familles", "mineurs"]


def test_what_few_structures_say_and_a_closure_are_read_too() -> None:
    lines = (
        "Horaires : du lundi au vendredi 9h-17h, fermé du 1er au 15 août",
        "Langues : Français, langue des signes française",
        "Urgence : Aux heures d’ouverture",
        "Délai d’attente : Moins d’un mois",
        "Formulaire d’orientation : https://www.labreche77.fr/orienter",
    )
    value = read(taken(reply("\n".join(lines))).files[BRECHE][1]).value
    assert value["horaires_accueil"] == "Mo-Fr 09:00-17:00; Aug 01-15 off"
    assert value["langues"] == ["fr", "fsl"]
    assert value["disponibilite_urgence"] == "heures-d-ouverture"
    assert value["delai_attente"] == "moins-d-un-mois"
    assert value["lien_mobilisation"] == "https://www.labreche77.fr/orienter"


def test_what_is_said_besides_a_change_leaves_the_record_unconfirmed() -> None:
    found = taken(reply("Téléphone : 01 60 00 00 00\nNotre équipe déménage bientôt, je vous rappelle."))
    assert "verifie_le" not in read(found.files[BRECHE][1]).value
    assert "déménage" in told(found, 1, written=False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Téléphone : 06 12 34 56 78", "refusé par les règles"),
        ("Courriel : camille.durand@orange.fr", "refusé par les règles"),
        ("Horaires : quand on peut", "à reporter à la main"),
        ("Adresse : 12 rue des Lilas", "à reporter à la main"),
        (
            "À corriger : Courriel\n  Sur la fiche : autre@exemple.fr\n  Il faut : x@exemple.fr",
            "autre chose depuis",
        ),
    ],
)
def test_what_the_rules_refuse_is_never_written(text: str, why: str) -> None:
    found = taken(reply(text))
    assert why in found.outcomes[0].why and not found.files


def test_a_stranger_is_never_applied_by_itself() -> None:
    stranger = reply("Tout est exact", From="Camille <camille.durand@gmail.example>")
    found = taken(stranger)
    assert found.outcomes[0].sort == "a-lire" and not found.files
    assert "camille" not in told(found, 1, written=False)
    checked = Office(HOUSE, OFFICE.shown, frozenset({"camille.durand@gmail.example"}))
    assert one(stranger, checked).sort == "confirmee"
    forged = reply(
        "Tout est exact", Authentication_Results="mx.exemple.fr; dmarc=fail header.from=labreche77.fr"
    )
    assert one(forged).sort == "a-lire"
    assert one(reply("Tout est exact", From=f"{KNOWN}, autre@exemple.fr")).sort == "a-lire"
    other = reply("Tout est exact", Subject="RE: [fiche la-boussole-nord]", In_Reply_To="")
    assert one(other).sort == "a-lire"  # it knows La Brèche's mailbox, not this one


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"In_Reply_To": f"<fiche.{BRECHE}.0123456789ab.0@exemple.fr>"}, "a changé depuis la lettre"),
        ({"Date": "Mon, 30 Nov 2026 10:00:00 +0100"}, "n’est pas encore venue"),
        ({"Date": ""}, "n’a pas de date"),
        ({"Date": "hier"}, "n’a pas de date"),
    ],
)
def test_an_answer_to_another_state_is_read_by_a_person(headers: dict[str, str], why: str) -> None:
    assert why in one(reply("Tout est exact", **headers)).why


def test_the_right_to_object_comes_first_whoever_writes() -> None:
    found = taken(
        reply("Merci de retirer notre fiche de votre annuaire."),
        reply("Tout est exact", Date="Tue, 24 Nov 2026 12:00:00 +0100"),
        reply("Nous ne souhaitons plus figurer dans l’annuaire", From="x@exemple.fr"),
    )
    assert [each.sort for each in found.outcomes] == ["retrait", "a-lire", "retrait"] and not found.files
    story = told(found, 3, written=False)
    assert story.index("Demandes de retrait") < story.index("À lire")
    assert objects("Je m’oppose à cette publication")


def bounce(status: str, action: str = "failed") -> bytes:
    """A delivery report, as RFC 3464 gives its example."""
    return f"""From: MAILER-DAEMON@mx.exemple.fr
To: reseau@exemple.fr
Subject: Undelivered Mail Returned to Sender
Date: {DAY}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="limite"

--limite
Content-Type: text/plain

This is the mail system. Tout est exact.

--limite
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.fr

Final-Recipient: rfc822; {KNOWN}
Action: {action}
Status: {status}

--limite
Content-Type: message/rfc822

Message-ID: {REFERENCE}
Subject: Votre fiche [fiche {BRECHE}]

Tout est exact ?
--limite--
""".encode()


@pytest.mark.parametrize(
    ("status", "action", "why"),
    [
        ("5.1.1", "failed", "n’existe pas"),
        ("5.2.2", "failed", "pleine"),
        ("4.4.1", "delayed", "réessaie"),
        ("5.7.1", "failed", "n’a pas pu être remise"),
    ],
)
def test_a_letter_that_came_back_is_listed(status: str, action: str, why: str) -> None:
    (outcome,) = replies(messages(bounce(status, action)), OFFICE).outcomes
    assert (outcome.sort, outcome.id) == ("retour", BRECHE) and why in outcome.why


def test_who_is_away_confirms_nothing() -> None:
    away = reply("Tout est exact", Auto_Submitted="auto-replied")
    named = reply("Je suis absente jusqu’au 3.", Subject="Réponse automatique : Votre fiche")
    notice = reply("Tout est exact", Auto_Submitted="auto-generated")
    assert [each.sort for each in taken(away, named, notice).outcomes] == ["absence", "absence", "automate"]


def test_words_between_the_quoted_lines_go_to_a_person() -> None:
    text = "> - Téléphone : 03 20 00 00 00\ntout est exact\n> - Site web : https://exemple.fr/\n"
    assert parted(text).between
    assert "entre les lignes" in one(reply(text)).why


@pytest.mark.parametrize(
    "quoted",
    [
        "Le mar. 24 nov. 2026 à 09:00, PARÉ <reseau@exemple.fr> a écrit :\n> Tout est faux",
        "Le mar. 24 nov. 2026 à 09:00, PARÉ, le réseau <reseau@exemple.fr> a\nécrit :\n> Tout est faux",
        "-----Message d'origine-----\nDe : PARÉ\nEnvoyé : mardi\nObjet : Votre fiche\n\nTout est faux",
        "De : PARÉ <reseau@exemple.fr>\nEnvoyé : mardi 24 novembre 2026 09:00\nÀ : x\nObjet : y\n\nTout "
        "est faux",
        "________________________________\nDe: PARÉ\nDate: mardi\n\nTout est faux",
        "On Tue, Nov 24, 2026 at 9:00 AM PARÉ <reseau@exemple.fr> wrote:\n> Tout est faux",
        "-- \nPôle accueil\nTout est faux", "Envoyé de mon iPhone\n\n> Tout est faux",
    ],
)  # fmt: skip
def test_what_a_program_quotes_is_nobodys_word(quoted: str) -> None:
    assert parted(f"Tout est exact.\n\n{quoted}").own == "Tout est exact."


def test_an_answer_is_read_once_and_an_attachment_by_a_person() -> None:
    mail = reply("Tout est exact", Message_ID="<un@exemple.fr>")
    assert len(taken(mail, mail).outcomes) == 1
    attached = reply("Tout est exact")
    attached.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    assert "pièce jointe" in one(attached).why


def test_nothing_of_a_confidential_record_is_repeated() -> None:
    kept = "centre-koutcha"
    shown = (("telephone", "Téléphone", None),)
    office = Office(HOUSE, lambda _: shown, frozenset({"x@exemple.fr"}))
    mail = reply(
        "Nous sommes au 76 rue des Campanules, 69500 Bron",
        From="x@exemple.fr", Subject=f"[fiche {kept}]", In_Reply_To="",
    )  # fmt: skip
    story = told(taken(mail, office=office), 1, written=False)
    assert kept in story and "Campanules" not in story and "Bron" not in story


@pytest.mark.parametrize(
    "data",
    [
        b"From: =?x?x?=\r\nSubject: =?utf-8?b?////?=\r\nDate: 99\r\n"
        b"Content-Type: text/plain; charset=nope\r\n\r\n\xff",
        b"From: a@b\r\nContent-Type: multipart/mixed\r\n\r\n",
        b"From: a@b\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: message/delivery-status\r\n\r\n\r\n--x--",
        b"Subject: " + b"a" * 100_000 + b"\r\n\r\n" + b"tout est exact " * 20_000,
        b"From: a@b\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
    ],
)
def test_a_broken_message_breaks_nothing(data: bytes) -> None:
    for outcome in replies(messages(data), OFFICE).outcomes:
        assert outcome.sort in ("a-lire", "retour")


def test_what_is_no_mail_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name, content in (
        ("vide.eml", b""),
        ("image.eml", b"\x89PNG\r\n\x1a\n"),
        ("texte.txt", b"Tout est exact"),
    ):
        (tmp_path / name).write_bytes(content)
        assert main(["verify", "read", str(tmp_path / name)]) == 2
    assert main(["verify", "read", str(tmp_path / "absent.eml")]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Le 12:30 x\n" * 18_000,
        "À corriger : Nom\n x\n" * 10_000,
        "> x\ny\n" * 30_000,
        "a : " * 50_000,
        "_" * 200_000,
    ],
)
def test_no_text_is_read_for_ever(text: str) -> None:
    start = time.process_time()
    assert one(reply(text)).sort == "a-lire"
    page = reply("x")
    page.set_content("<blockquote>" * 30_000 + "<p>x" * 30_000, subtype="html")
    assert one(page).sort == "a-lire"
    assert time.process_time() - start < 10
