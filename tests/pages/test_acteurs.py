"""The page of an actor, as a reader finds it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from generators.pages.actors import contact
from generators.pages.actors import page as acteurs
from generators.pages.directory import page as annuaire
from generators.pages.directory import table
from generators.pages.frame.page import Page
from generators.records.models.base import Source
from generators.site import Site
from tests.pages.conftest import ACTORS
from tests.pages.html import Document

Read = Callable[[str], Document]
N = "\u00a0"


def test_who_what_and_how(read: Read) -> None:
    text = read("acteurs/ecoute-nord/").text
    assert "Pour qui Mineurs Familles À partir de 12" + N + "ans" in text
    assert "Pour quoi Parler, poser une question" in text
    assert "Qui peut solliciter Tout le monde." in text
    assert "Comment Par téléphone ou sur place, sans rendez-vous." in text
    assert "Prix Gratuit." in text
    assert "Adresse 1 rue du Port, 59140 Dunkerque." in text


def test_what_nobody_told_is_said_not_hidden(read: Read) -> None:
    assert "Nouvelles situations Non renseigné" in read("acteurs/ecoute-nord/").text
    text = read("acteurs/maison-mere/").text
    assert "Non renseigné Qui peut solliciter, comment, accueil, prix et nouvelles situations." in text


def test_the_number_is_whole_and_can_be_dialled(read: Read) -> None:
    page = read("acteurs/ecoute-nord/")
    assert page.href(f"Appeler le 03{N}20{N}00{N}00{N}00") == "tel:+33320000000"


def test_who_acts_can_be_kept_as_a_contact(site: Site, read: Read) -> None:
    """Without scripts, under a name that says nothing; nobody keeps the number of what has closed, nor a card
    that reaches nobody."""
    link, told = re.compile(r'<a [^>]*href="([^"]*)" type="text/vcard">'), set[bool]()
    for id_, acteur in site.records.actors.items():
        found = link.findall(acteurs.page(site, acteur).body)
        street = acteur.adresse and not acteur.adresse_confidentielle
        reached = acteur.numeros or acteur.courriel_ouvert or acteur.site_web or acteur.comptes or street
        keeps = site.network.acts(acteur) and not acteur.ferme and (reached or acteur.lien_mobilisation)
        told.add(bool(reached))
        assert found == ([f"../../acteurs/{id_}/contact.vcf"] if keeps else []), id_
    assert told == {True, False}
    assert read("acteurs/ecoute-nord/").href("Enregistrer le contact").endswith("/contact.vcf")


def test_hours_by_day(read: Read) -> None:
    text = read("acteurs/ecoute-nord/").text
    hours = f"9{N}h{N}–{N}12{N}h, 14{N}h{N}–{N}17{N}h{N}30"
    assert f"Lundi {hours} Mardi {hours}" in text
    assert "Samedi Fermé Dimanche Fermé" in text
    assert "Fermé les jours fériés. Heure de Paris." in text


def test_unknown_hours_are_not_closed(read: Read) -> None:
    text = read("acteurs/maison-mere/").text
    assert "Horaires non renseignés Cela ne veut pas dire que c’est fermé." in text
    assert "Samedi" not in text


def test_day_and_night(read: Read) -> None:
    assert f"Tous les jours, 24{N}h/24." in read("acteurs/crip-martinique/").text


def test_where(read: Read) -> None:
    page = read("acteurs/ecoute-nord/")
    assert "Couvre le Nord (59). Implantation" in page.text
    assert page.href("Voir tout ce qui existe dans le Nord") == "../../departements/59/"
    assert "Territoire couvert non renseigné" in read("acteurs/maison-mere/").text
    assert "Couvre toute la France." in read("acteurs/ligne-nationale/").text


def test_sources_verification_and_report(read: Read) -> None:
    page = read("acteurs/ecoute-nord/")
    assert "Source Lettre du réseau, octobre 2026." in page.text
    assert "Le 12 octobre 2026 (équipe PARÉ). À reconfirmer avant octobre 2027." in page.text
    assert page.href("Signaler un changement") == "../../signaler/?fiche=actors/ecoute-nord"
    assert ("time", {"datetime": "2026-10-12", "data-verifie": "2026-10-12"}) in page.elements


def test_an_old_verification_says_its_age(read: Read) -> None:
    assert f"À reconfirmer{N}: 34{N}mois" in read("acteurs/maison-mere/").text


def test_see_also_links_both_ways(read: Read) -> None:
    assert read("acteurs/ecoute-nord/").href("Maison mère") == "../../acteurs/maison-mere/"
    parent = read("acteurs/maison-mere/")
    assert parent.href("Écoute Nord") == "../../acteurs/ecoute-nord/"
    assert parent.href("Colloque passé") == "../../agenda/colloque-passe/"
    assert parent.href("Guide du repérage") == "../../ressources/guide/"
    news = read("acteurs/ecoute-nord/").href("Une ligne ouvre dans le Nord")
    assert news == "../../actualites/#ouverture-nord"


def test_without_contact_the_parent_is_named(site: Site, read: Read) -> None:
    text = read("acteurs/maison-mere/").text
    assert "Contact non renseigné" in text
    orphan = site.records.actors["ecoute-nord"].model_copy(update={"telephone": None, "site_web": None})
    page = acteurs.page(site, orphan)
    assert "Ce service est porté par Maison mère." in Document(page.body).text


def test_a_closed_structure_says_so_and_gives_no_number(read: Read) -> None:
    text = read("acteurs/ancien-foyer/").text
    assert "Cette structure n’existe plus" in text
    assert "Horaires" not in text


def test_a_closed_structure_says_since_when_and_who_took_over(site: Site) -> None:
    there = site.records.actors["ancien-foyer"]
    closed = there.model_copy(update={"date_fermeture": date(2026, 9, 1), "successeur": "ecoute-nord"})
    page = Document(acteurs.page(site, closed).body)
    name = site.records.actors["ecoute-nord"].nom
    assert f"Cette structure a fermé le 1er septembre 2026. Elle est remplacée par {name}." in page.text
    assert page.href(name) == "../../acteurs/ecoute-nord/"
    alone = there.model_copy(update={"successeur": "ecoute-nord"})
    text = Document(acteurs.page(site, alone).body).text
    assert "a fermé le" not in text and f"Elle est remplacée par {name}." in text


def test_a_confidential_place_shows_nowhere(site: Site) -> None:
    """Even for a record that the validator would have refused."""
    secret = site.records.actors["refuge"].model_copy(
        update={
            "adresse": "7 rue Cachée",
            "complement_adresse": "Bâtiment Z",
            "code_postal": "97200",
            "commune": "Fort-de-France",
            "code_insee": "97209",
            "latitude": 14.6161,
            "longitude": -61.0588,
        }
    )
    page = acteurs.page(site, secret)
    everything = page.body + json.dumps(page.jsonld, ensure_ascii=False) + page.description
    for leak in ("Cachée", "Bâtiment Z", "97200", "Fort-de-France", "97209", "14.6", "61.05"):
        assert leak not in everything
    assert 'class="marque cat-' not in page.body
    assert "Adresse non publiée" in page.body


def test_hostile_text_is_shown_and_never_obeyed(pages: dict[str, Page], read: Read) -> None:
    page = read("acteurs/hostile/")
    assert page.headings[0] == (1, '<script>alert(1)</script> & {{ 7*7 }} "x"')
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "b", "i", "u"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    scripts = [attributes.get("src") for tag, attributes in page.elements if tag == "script"]
    assert scripts == []
    assert "javascript:" not in {href.split(":")[0] + ":" for href, _ in page.links}
    assert page.href("site") == "https://ok.example"
    assert "49" not in page.headings[0][1]


def test_a_record_can_be_sent_by_letter(read: Read) -> None:
    address = urlsplit(read("acteurs/hostile/").href("Envoyer"))
    written = parse_qs(address.query, strict_parsing=True)
    assert address.scheme == "mailto"
    assert written["subject"] == ['<script>alert(1)</script> & {{ 7*7 }} "x" – réseau PARÉ']
    assert written["body"][0].endswith("/acteurs/hostile/")


def test_structured_data(pages: dict[str, Page]) -> None:
    data = pages["acteurs/ecoute-nord/"].jsonld
    assert data is not None
    assert data["@type"] == "Organization"
    assert data["areaServed"] == ["Nord"]
    assert data["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 rue du Port",
        "postalCode": "59140",
        "addressLocality": "Dunkerque",
        "addressCountry": "FR",
    }


SAID = {
    "genre_accueilli": "filles",
    "langues": ["fr", "fsl", "ar"],
    "disponibilite_urgence": "heures-d-ouverture",
    "delai_attente": "moins-d-un-mois",
    "lien_mobilisation": "https://www.ecoute-nord.example/orienter",
    "accessibilite": ["entree-plain-pied", "sanitaires-adaptes"],
    "accessibilite_lieu": "https://acceslibre.beta.gouv.fr/app/59-dunkerque/a/x/erp/ecoute-nord/",
}


def test_what_few_records_say_stands_on_their_page_alone(make: Callable[..., Site], read: Read) -> None:
    site = make(actors={**ACTORS, "ecoute-nord": {**ACTORS["ecoute-nord"], **SAID}})
    page = Document(acteurs.page(site, site.records.actors["ecoute-nord"]).body)
    assert f"Mineurs Familles Filles À partir de 12{N}ans" in page.text
    assert "Urgence Aux heures d’ouverture." in page.text
    assert "Langues Français, langue des signes française et arabe." in page.text
    assert "Délai d’attente Moins d’un mois (12 octobre 2026)." in page.text.replace(N, " ")
    assert page.href("Formulaire d’orientation") == SAID["lien_mobilisation"]
    assert "Accessibilité Entrée de plain-pied et toilettes adaptées. Voir le lieu sur" in page.text
    assert page.href("Voir le lieu sur acceslibre.beta.gouv.fr") == SAID["accessibilite_lieu"]
    sheet = str(contact.contact(site, site.records.actors["ecoute-nord"])["comment"]).replace(N, " ")
    assert (
        "Urgence : aux heures d’ouverture. Langues : français, langue des signes française et arabe." in sheet
    )
    assert "Délai d’attente : moins d’un mois (12 octobre 2026)." in sheet
    silent = read("acteurs/ecoute-nord/").text
    assert not any(word in silent for word in ("Urgence", "Langues", "Délai", "Formulaire", "Accessibilité"))


def test_a_waiting_time_bears_the_date_of_its_source_until_somebody_confirms_it(
    make: Callable[..., Site],
) -> None:
    said = {key: value for key, value in ACTORS["ecoute-nord"].items() if not key.startswith("verifie")}
    site = make(actors={**ACTORS, "ecoute-nord": {**said, "delai_attente": "sans-delai"}})
    page = Document(acteurs.page(site, site.records.actors["ecoute-nord"]).body)
    assert "Délai d’attente Sans délai (octobre 2026)." in page.text.replace(N, " ")


@pytest.mark.parametrize(
    ("confirmed", "told"),
    [("2026-01-12", "août 2026"), ("2026-10-12", "12 octobre 2026"), (None, "août 2026")],
)
def test_a_document_may_say_the_waiting_time_alone(site: Site, confirmed: str | None, told: str) -> None:
    own = Source.model_validate({"document": "Un courriel", "date": "2026-08", "champs": ["delai_attente"]})
    actor = site.records.actors["ecoute-nord"]
    made = actor.model_copy(
        update={
            "sources": (*actor.sources, own),
            "verifie_le": date.fromisoformat(confirmed) if confirmed else None,
        }
    )
    assert made.delai_su_le.replace(N, " ") == told


def test_a_form_is_a_way_to_reach_somebody(make: Callable[..., Site]) -> None:
    alone = {**ACTORS["maison-mere"], "lien_mobilisation": "https://www.maison.example/orienter"}
    site = make(actors={**ACTORS, "maison-mere": alone})
    actor = site.records.actors["maison-mere"]
    assert actor.joignable == 1
    assert "Contact non renseigné" not in acteurs.page(site, actor).body


def test_what_few_records_say_narrows_the_directory(make: Callable[..., Site]) -> None:
    site = make(actors={**ACTORS, "ecoute-nord": {**ACTORS["ecoute-nord"], **SAID}})
    body = annuaire.directory_page(site).body
    for name, code in (
        ("disponibilite_urgence", "heures-d-ouverture"),
        ("genre_accueilli", "filles"),
        ("langues", "fsl"),
        ("accessibilite", "sanitaires-adaptes"),
    ):
        assert body.count(f'name="{name}" value="{code}"') == 1
    assert 'value="garcons"' not in body
    found = table.table(site, site.network.open_actors)
    assert found["termes"]["langues"] == ["fr", "fsl", "ar"]  # type: ignore[index]
    silent = annuaire.directory_page(make(actors=ACTORS)).body
    assert not any(f'data-facette="{name}"' in silent for name in ("langues", "accessibilite"))


def test_what_few_records_say_finds_them(make: Callable[..., Site]) -> None:
    said = {**SAID, "disponibilite_urgence": "pas-d-urgence"}
    site = make(
        actors={
            **ACTORS,
            "ecoute-nord": {**ACTORS["ecoute-nord"], **SAID},
            "maison-mere": {**ACTORS["maison-mere"], **said},
        }
    )
    words = {
        id_: annuaire.textes(site, site.records.actors[id_])["mots"] for id_ in ("ecoute-nord", "maison-mere")
    }
    assert {"Langue des signes française", "LSF", "Toilettes adaptées", "Filles"} <= set(words["ecoute-nord"])
    assert "urgence" in words["ecoute-nord"]
    assert not any("urgence" in word.lower() for word in words["maison-mere"])


def test_a_confidential_place_may_have_a_ramp_and_no_page_of_acceslibre(make: Callable[..., Site]) -> None:
    site = make(actors={**ACTORS, "refuge": {**ACTORS["refuge"], "accessibilite": ["rampe"]}})
    page = Document(acteurs.page(site, site.records.actors["refuge"]).body)
    assert "Accessibilité Rampe." in page.text
    assert "acceslibre" not in acteurs.page(site, site.records.actors["refuge"]).body
