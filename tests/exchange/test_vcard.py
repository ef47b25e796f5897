"""The cards of address books, read by readers that are not ours: each number arrives, with its label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
import vobject

from generators.network import addresses
from generators.pages.actors import address_book
from generators.records.models import Acteur, LigneTelephonique
from generators.records.names import names
from generators.records.values.phones import phone
from generators.site import Site
from tests.exchange import books
from tests.exchange.books import Contact, Line
from tests.pages.conftest import SITE, TODAY
from tests.sites import real_site, saying

BOUSSOLE = "la-boussole-nord"

#: Numbers of each sort as a record gives them, and as one dials them.
NUMBERS = {
    "07 57 76 46 58": "+33757764658",
    "03 20 00 00 01": "+33320000001",
    "08 00 05 95 95": "+33800059595",
    "119": "119",
    "3919": "3919",
    "116 000": "116000",
    "05 96 00 00 00": "+596596000000",
    "02 62 90 00 00": "+262262900000",
    "+32 2 475 44 11": "+3224754411",
    "+1 514-843-4333": "+15148434333",
}
LABELS = ("Parents, familles; SMS \\ tous", "l’Été à Sète", "x" * 120, "télécopie", "a:b", None, '« 🌈 » "b"')


def several() -> dict[str, object]:
    first, *others = NUMBERS
    labels = [*LABELS, *(f"ligne {rank}" for rank in range(len(others) - len(LABELS)))]
    lines = (
        LigneTelephonique(pour=pour, telephone=number, horaires_accueil="Mo-Fr 18:00-22:00")
        for number, pour in zip(others, labels, strict=True)
    )
    return {"telephone": phone(first), "ligne_pour": "jeunes", "lignes": tuple(lines)}


#: Fields that differ from those of La Boussole.
HARD: Mapping[str, Mapping[str, object]] = {
    "several": several(),
    "comma": {"nom": "Foyer, « L’Été ; \\ l’île », " * 6 + "fin"},
    "silent": {"telephone": None, "ligne_pour": "jeunes", "courriel": None, "site_web": None},
    "labelled": {"ligne_pour": "jeunes"},
    "overseas": {
        **{"commune": "Saint-Denis", "code_insee": "97411", "horaires_accueil": "Mo-Fr 09:00-12:00"},
        "lignes": (
            LigneTelephonique(pour="nuit", telephone="119", horaires_accueil="24/7"),
            LigneTelephonique(pour="parents", telephone="3919", horaires_accueil="Mo-Fr 18:00-20:00"),
            LigneTelephonique(pour="autres", telephone="116 006", horaires_precisions="Répondeur"),
        ),
    },
    "form": {"telephone": None, "lien_mobilisation": "https://boussole.example/orienter?a=1;b,2"},
    "confidential": {"adresse_confidentielle": True, "adresse": "1 rue Cachée", "latitude": 51.0},
    "exact": {
        "adresse": "1, rue; du Port",
        "complement_adresse": "Bât. B",
        "code_postal": "59140",
        "latitude": 51.0344,
        "longitude": 2.3768,
        "courriel": "accueil@boussole.example",
        "site_web": "https://boussole.example/a,b?c=d;e",
    },
}


@pytest.fixture(scope="module")
def site() -> Site:
    """The repository's own records, and the hard ones beside them."""
    real = real_site(TODAY, SITE)
    boussole = real.records.actors[BOUSSOLE]
    hard = {id_: boussole.model_copy(update={"id": id_, **more}) for id_, more in HARD.items()}
    actors = MappingProxyType({**real.records.actors, **hard})
    return replace(real, network=replace(real.network, records=real.records.having("actors", actors)))


@pytest.fixture(scope="module")
def cards(site: Site) -> Mapping[str, bytes]:
    """Id → card, of every actor."""
    made = {path: card for _, make in address_book.file_makers(site) for path, card in make().items()}
    return {id_: made[addresses.carnet(id_)] for id_ in site.records.actors}


def expected(site: Site) -> list[tuple[str, tuple[Line, ...]]]:
    """Name and numbers of every actor, read from its record by other rules than the cards'."""
    called = names(site.records, site.places)["actors"]
    return [(called[one.id], (*_lines(one),) if site.network.acts(one) else ()) for one in _all(site)]


def _all(site: Site) -> Sequence[Acteur]:
    return [*site.records.actors.values()]


def _lines(acteur: Acteur) -> Sequence[Line]:
    first = [Line(_dialled(acteur.telephone))] if acteur.telephone else []
    others = (Line(_dialled(one.telephone), _label(one.pour)) for one in acteur.lignes)
    return [*first, *others]


def _dialled(number: str) -> str:
    """The trunk's zero gives way to the country's code; what is short stays."""
    return NUMBERS.get(number) or re.sub("^0", "+33", re.sub("[ -]", "", number))


def _label(pour: str | None) -> str:
    return pour[:1].upper() + pour[1:] if pour else "Autre ligne"


def _sort(label: str | None) -> str:
    return "FAX" if label == "Télécopie" else "VOICE"


def told(contacts: Sequence[Contact]) -> list[tuple[str, tuple[Line, ...]]]:
    return [(one.name, one.lines) for one in contacts]


def test_there_is_something_to_read(site: Site) -> None:
    numbers = [line for _, lines in expected(site) for line in lines]
    assert len(numbers) > 15 and len(site.records.actors) > 100


def test_vobject(site: Site, cards: Mapping[str, bytes]) -> None:
    assert told(books.by_vobject([*cards.values()])) == expected(site)


def test_evolution(site: Site, cards: Mapping[str, bytes]) -> None:
    assert told(books.by_evolution([*cards.values()])) == expected(site)


def test_mozilla(site: Site, cards: Mapping[str, bytes], tmp_path: Path) -> None:
    """ical.js leaves escapes in what it does not know, and a semicolon's everywhere."""

    def undone(text: str) -> str:
        return re.sub(r"\\([\\,;])", r"\1", text)

    read = books.by_ical_js([*cards.values()], tmp_path)
    found = [
        (undone(one.name), tuple(Line(line.number, line.label and undone(line.label)) for line in one.lines))
        for one in read
    ]
    assert found == expected(site)


def test_khard(site: Site, cards: Mapping[str, bytes], tmp_path: Path) -> None:
    wanted = [
        (line.number, name, ", ".join(filter(None, (line.label, "WORK", _sort(line.label)))))
        for name, lines in expected(site)
        for line in lines
    ]
    assert sorted(books.by_khard([*cards.values()], tmp_path)) == sorted(wanted)


def test_abook_keeps_the_first_number(site: Site, cards: Mapping[str, bytes], tmp_path: Path) -> None:
    """It drops what is in a group, and has room for one number at work: the one to call first."""
    read = books.by_abook([*cards.values()], tmp_path)
    assert [number for _, number in read] == [
        lines[0].number if lines else None for _, lines in expected(site)
    ]


def test_the_note_tells_each_line_for_who_shows_no_label(site: Site, cards: Mapping[str, bytes]) -> None:
    (read,) = books.by_vobject([cards["several"]])
    note = read.note.replace("\u00a0", " ")
    assert note.startswith("Jeunes : 07 57 76 46 58.")
    for number, label in zip([*NUMBERS][1:], LABELS, strict=False):
        assert f"\n{_label(label)} : {number}. Lun.–ven. 18 h – 22 h." in note
    (labelled,) = books.by_vobject([cards["labelled"]])
    assert "Jeunes : 07 57 76 46 58." in labelled.note.replace("\u00a0", " ")


def test_hours_that_follow_another_clock_say_so(cards: Mapping[str, bytes]) -> None:
    """Who keeps a number of La Réunion may live in Paris; day and night are the same everywhere."""
    (read,) = books.by_vobject([cards["overseas"]])
    assert read.note.replace("\u00a0", " ").startswith(
        "Téléphone : 07 57 76 46 58. Lun.–ven. 9 h – 12 h. Heure de La Réunion.\n"
        "Nuit : 119. 24 h/24, tous les jours.\n"
        "Parents : 3919. Lun.–ven. 18 h – 20 h. Heure de La Réunion.\n"
        "Autres : 116 006. Répondeur.\n"
    )
    assert "Heure de" not in cards["several"].decode()


def test_a_form_by_which_one_asks_is_in_the_note(cards: Mapping[str, bytes]) -> None:
    (read,) = books.by_vobject([cards["form"]])
    assert "Formulaire d’orientation : https://boussole.example/orienter?a=1;b,2\n" in read.note.replace(
        "\u00a0", " "
    )


def test_a_card_is_a_company_with_all_that_is_known(site: Site, cards: Mapping[str, bytes]) -> None:
    card = vobject.readOne(cards["exact"].decode())
    assert card.version.value == "3.0"
    assert card.n.value == vobject.vcard.Name()
    assert card.fn.value == card.org.value[0] == "La Boussole (Nord)"
    assert card.contents["x-abshowas"][0].value == "COMPANY"
    assert card.uid.value == "tag:droitdenfance.org,2023:pare/actors/exact"
    assert card.rev.value == "2023-10-01T00:00:00Z"
    assert card.email.value == "accueil@boussole.example"
    assert card.url.value == "https://boussole.example/a%2Cb?c=d;e"
    assert (card.adr.value.street, card.adr.value.extended) == ("1, rue; du Port", "Bât. B")
    assert (card.adr.value.code, card.adr.value.city) == ("59140", "Dunkerque")
    assert card.geo.value == "51.034400;2.376800"
    assert card.contents["categories"][0].value == ["Écoute et orientation"]
    assert card.source.value == SITE + "acteurs/exact/"
    for said in ("ouvre le Nord (59)", "D’après Newsletter", "La fiche, à jour"):
        assert said in card.note.value.replace("\u00a0", " ")


def test_a_fax_is_no_voice(cards: Mapping[str, bytes]) -> None:
    """Who taps it would hear a machine: a telephone offers no call, or says what it is."""
    lines = books.by_vobject([cards["several"]])[0].lines
    found = vobject.readOne(cards["several"].decode()).contents["tel"]
    kinds = [one.params["TYPE"] for one in found]
    assert kinds == [["WORK", _sort(line.label)] for line in lines]
    assert ["WORK", "FAX"] in kinds


def test_communes_of_one_name_are_told_apart(cards: Mapping[str, bytes]) -> None:
    """By the postcode, or by the département where nobody told it."""
    near, exact = (vobject.readOne(cards[one].decode()).adr.value for one in (BOUSSOLE, "exact"))
    assert (near.city, near.region, near.code) == ("Dunkerque", "Nord", "")
    assert (exact.city, exact.region, exact.code) == ("Dunkerque", "", "59140")


def test_two_structures_of_one_name_are_two_contacts(site: Site, cards: Mapping[str, bytes]) -> None:
    """One that is called by mistake is no help."""
    called = [one.name for one in books.by_vobject([card for id_, card in cards.items() if id_ not in HARD])]
    assert {"La Boussole (Nord)", "La Boussole (Rhône)"} <= set(called)
    assert len(set(called)) == len(called)


def test_a_point_is_exact_or_absent(site: Site, cards: Mapping[str, bytes]) -> None:
    """The middle of a commune is nobody's place: most records have a commune, and few a point."""
    given = {a.id for a in _all(site) if a.latitude is not None and a.longitude is not None}
    assert {id_ for id_, card in cards.items() if b"\r\nGEO:" in card} == given - {"confidential"}


def test_a_withheld_place_is_in_no_card(site: Site, cards: Mapping[str, bytes]) -> None:
    hidden = [acteur.id for acteur in _all(site) if acteur.adresse_confidentielle]
    assert "confidential" in hidden and len(hidden) > 1
    for id_ in hidden:
        card = cards[id_].replace(b"\r\n ", b"").decode()
        assert "\r\nADR" not in card and "\r\nGEO" not in card, id_
        assert "Cachée" not in card and "Dunkerque" not in card
        assert "Adresse non publiée" in card


def test_who_does_not_act_is_not_reached(site: Site, cards: Mapping[str, bytes]) -> None:
    idle = [acteur.id for acteur in _all(site) if not site.network.acts(acteur)]
    assert idle
    for id_ in idle:
        assert not re.search(rb"\r\n(item\d+\.)?(TEL|EMAIL|CATEGORIES)", cards[id_]), id_


def test_a_number_has_the_plain_types_that_phones_know(cards: Mapping[str, bytes]) -> None:
    """Android's and Outlook's importers know WORK and VOICE; quoted ones and VALUE=uri lose the number."""
    lines = [line for card in cards.values() for line in card.split(b"\r\n") if b"TEL" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(rb"(item\d+\.)?TEL;TYPE=WORK,(VOICE|FAX):\+?\d{2,15}", line), line


def test_lines_are_short_whole_and_end_as_they_must(cards: Mapping[str, bytes]) -> None:
    for id_, card in cards.items():
        assert card.endswith(b"END:VCARD\r\n") and b"\n" not in card.replace(b"\r\n", b""), id_
        for line in card.split(b"\r\n"):
            assert len(line) <= 75, id_
            line.decode()


def test_a_card_stays_the_same_contact_and_the_same_bytes(site: Site, cards: Mapping[str, bytes]) -> None:
    """Whatever the day, and wherever the site has moved: what was imported is replaced, not doubled."""
    later = replace(site, network=replace(site.network, today=date(2027, 5, 1)))
    moved = replace(site, address="https://ailleurs.example/")
    acteur = site.records.actors["several"]
    name = names(site.records, site.places)["actors"]["several"]
    assert address_book.card(later, acteur, name) == cards["several"]
    uid = re.compile(rb"\r\nUID:.*\r\n")
    assert uid.findall(address_book.card(moved, acteur, name)) == uid.findall(cards["several"])


def test_no_card_says_more_of_the_subject_than_the_record_s_own_words(
    site: Site, cards: Mapping[str, bytes]
) -> None:
    """A telephone's contacts are read over a shoulder."""
    said = {b"VERSION", b"PRODID", b"CATEGORIES", b"X-ABShowAs"}
    for id_, card in cards.items():
        for line in card.replace(b"\r\n ", b"").split(b"\r\n"):
            if line.partition(b":")[0] in said:
                assert not site.identity.discret.says(line.decode()), id_


def test_another_network_names_its_own(site: Site) -> None:
    other = saying(site, identifiants={"code": "passerelle", "autorite": "ponts.example"})
    card = address_book.card(other, site.records.actors[BOUSSOLE], "La Boussole")
    assert b"PRODID:-//Maillage//PASSERELLE//FR" in card
    assert b"UID:tag:ponts.example\\,2023:passerelle/actors/la-boussole-nord" in card
