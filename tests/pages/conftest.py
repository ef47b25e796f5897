"""A small network made by hand: one record of each kind and state, and the pages it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from generators.land.places import load_places
from generators.network.network import Network
from generators.pages.actors import contact
from generators.pages.actors import page as acteurs
from generators.pages.departements import gaps
from generators.pages.departements import page as departements
from generators.pages.events import agenda
from generators.pages.events import page as evenements
from generators.pages.frame.page import Page
from generators.pages.home.page import accueil_body
from generators.pages.letter import page as newsletter
from generators.pages.library import page as ressources
from generators.pages.news import page as actualites
from generators.records.reading.load import load
from generators.site import Site
from tests.lists import lay_lists
from tests.pages.html import Document
from tests.sites import site_of

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
SITE = "https://reseau.example/"

SOURCE = {"sources": [{"document": "Lettre du réseau", "date": "2026-10"}]}
VERIFIED = {**SOURCE, "verifie_le": "2026-10-12", "verifie_par": "équipe PARÉ"}
STALE = {
    **SOURCE,
    "sources": [{"document": "Un programme", "date": "2024-01"}],
    "verifie_le": "2024-01-15",
    "verifie_par": "équipe PARÉ",
}

ACTORS: Mapping[str, dict[str, object]] = {
    "ecoute-nord": {
        "nom": "Écoute Nord",
        "type": "service",
        "categorie": "ecoute",
        "porte_par": "maison-mere",
        "resume": "Une ligne pour les jeunes du Nord.",
        "services": ["parler, poser une question"],
        "missions": ["ecouter", "heberger"],
        "publics": ["mineurs", "familles"],
        "age_min": "12",
        "zone_eligibilite": ["departement:59"],
        "telephone": "03 20 00 00 00",
        "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-17:30; PH off",
        "modes_mobilisation": ["telephoner", "se-presenter"],
        "mobilisable_par": ["usagers", "professionnels"],
        "frais": "gratuit",
        "adresse": "1 rue du Port",
        "code_postal": "59140",
        "commune": "Dunkerque",
        "code_insee": "59183",
        "site_web": "https://www.ecoute-nord.example/accueil",
        **VERIFIED,
    },
    "maison-mere": {
        "nom": "Maison mère",
        "type": "association",
        "categorie": "accompagnement",
        "resume": "Une association du Nord.",
        "missions": ["accompagner"],
        "departement": "59",
        **STALE,
    },
    "refuge": {
        "nom": "Refuge",
        "type": "service",
        "categorie": "hebergement",
        "resume": "Un lieu de mise à l’abri.",
        "missions": ["heberger"],
        "departement": "972",
        "adresse_confidentielle": "true",
        "zone_eligibilite": ["departement:972"],
        **VERIFIED,
    },
    "crip-martinique": {
        "nom": "CRIP de la Martinique",
        "type": "departement",
        "categorie": "ecoute",
        "resume": "Recueille les informations préoccupantes.",
        "departement": "972",
        "zone_eligibilite": ["departement:972"],
        "telephone": "0596 00 00 00",
        "horaires_accueil": "24/7",
        **VERIFIED,
    },
    "ligne-nationale": {
        "nom": "Ligne nationale",
        "type": "numero-national",
        "categorie": "ecoute",
        "resume": "Une ligne pour tout le pays.",
        "missions": ["ecouter"],
        "zone_eligibilite": ["france"],
        "telephone": "119",
        **VERIFIED,
    },
    "ancien-foyer": {
        "nom": "Ancien foyer",
        "type": "association",
        "categorie": "hebergement",
        "resume": "Un foyer fermé.",
        "missions": ["heberger"],
        "departement": "59",
        "statut": "ferme",
        **VERIFIED,
    },
    "hostile": {
        "nom": '<script>alert(1)</script> & {{ 7*7 }} "x"',
        "nom_complet": "</title><img src=x onerror=alert(1)>",
        "type": "association",
        "categorie": "soin",
        "resume": "<b>gras</b> ${alert(1)} {% raw %}",
        "presentation": "**Oui** <img src=x onerror=alert(2)> [clic](javascript:alert(3)) [site](https://ok.example)",
        "services": ["<svg onload=alert(4)>"],
        "conditions_acces": '"><script>alert(5)</script>',
        "comptes": [{"reseau": "<i>R</i>", "compte": "<u>c</u>"}],
        "commune": "Lyon",
        "code_insee": "69123",
        **VERIFIED,
    },
}

EVENTS: Mapping[str, dict[str, object]] = {
    "rencontre-a-venir": {
        "titre": "Rencontre à venir",
        "type": "rencontre",
        "resume": "Une rencontre en Martinique.",
        "debut": "2026-12-01T09:00",
        "fin": "2026-12-01T12:30",
        "fuseau": "America/Martinique",
        "lieu": "Salle des fêtes",
        "commune": "Fort-de-France",
        "code_insee": "97209",
        "code_postal": "97200",
        "organisateurs": ["crip-martinique"],
        "inscription": {"url": "https://inscription.example/x", "avant_le": "2026-11-25", "places": "1"},
        "frais": "gratuit",
        **VERIFIED,
    },
    "annulee": {
        "titre": "Journée annulée",
        "type": "journee-etude",
        "resume": "Elle n’aura pas lieu.",
        "debut": "2026-12-10",
        "reporte_au": "2027-02-01",
        "annule": "true",
        **VERIFIED,
    },
    "complete": {
        "titre": "Formation complète",
        "type": "formation",
        "resume": "Quinze places.",
        "debut": "2027-01-11",
        "fin": "2027-01-12",
        "en_ligne": "true",
        "plateforme": "Teams",
        "inscription": {"obligatoire": "true", "complet": "true", "url": "https://inscription.example/y"},
        **VERIFIED,
    },
    "colloque-passe": {
        "titre": "Colloque passé",
        "type": "colloque",
        "resume": "Un colloque à Dunkerque.",
        "debut": "2025-06-05T10:00",
        "fin": "2025-06-05T16:00",
        "commune": "Dunkerque",
        "code_insee": "59183",
        "organisateurs": ["maison-mere"],
        "programme": [
            {"debut": "10:00", "titre": "Ouverture", "type": "ouverture"},
            {
                "debut": "10:45",
                "fin": "12:30",
                "titre": "Aller vers",
                "intervenants": [
                    {"nom": "Ada Lambert", "fonction": "Cheffe de service", "acteur": "ecoute-nord"},
                    {"nom": "Jean <b>Test</b>", "a_confirmer": "true"},
                ],
                "debat": "Débat avec la salle",
            },
            {"debut": "12:30", "titre": "Pause", "type": "pause"},
        ],
        "participants": "38",
        "compte_rendu": "Ce qui s’est dit.",
        "replay": "https://video.example/1",
        "documents": [{"titre": "Diapositives", "url": "https://doc.example/d.pdf"}],
        "ressources": ["guide"],
        "remarques": [{"titre": "Deux heures", "texte": "La source dit 10 h 30."}],
        **VERIFIED,
    },
}

RESOURCES: Mapping[str, dict[str, object]] = {
    "guide": {
        "titre": "Guide du repérage",
        "type": "guide",
        "resume": "Reconnaître les signes.",
        "date": "2025-09",
        "producteurs": ["maison-mere"],
        "auteurs": ["Ada Lambert"],
        "missions": ["aller-vers"],
        "publics": ["professionnels"],
        "acces": "libre",
        "url": "https://www.guide.example/g",
        **VERIFIED,
    },
    "grille": {
        "titre": "Grille d’entretien",
        "type": "grille",
        "resume": "Une grille à demander.",
        "producteurs": ["maison-mere"],
        "acces": "sur-demande",
        **STALE,
    },
}

NEWS: Mapping[str, dict[str, object]] = {
    "ouverture-nord": {
        "titre": "Une ligne ouvre dans le Nord",
        "date": "2026-10",
        "resume": "Une équipe répond.",
        "presentation": "Elle répond <b>tous</b> les jours.",
        "territoires": ["departement:59"],
        "acteurs": ["ecoute-nord"],
        "evenements": ["colloque-passe"],
        "ressources": ["guide"],
        **VERIFIED,
    },
}

ISSUES: Mapping[str, dict[str, object]] = {
    "2026-t3": {
        "titre": "La newsletter",
        "periode": "3e trimestre 2026",
        "date": "2026-10-15",
        "statut": "publie",
        "apercu": "Une ligne ouvre dans le Nord.",
        "editorial": "Bonne lecture.",
        "actualites": {"titre": "Actualités", "choix": [{"fiche": "news/ouverture-nord"}]},
    },
}


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """A network of the given records, read as any other."""

    def build(today: date = TODAY, **kinds: Mapping[str, dict[str, object]]) -> Site:
        root = tmp_path_factory.mktemp("projet")
        data = root / "data"
        data.mkdir()
        lay_lists(data)
        for kind in ("actors", "events", "resources", "news"):
            _write(data / kind, kinds.get(kind, {}))
        _write(root / "newsletter", kinds.get("issues", {}))
        loaded = load(data, root / "newsletter")
        assert [problem for problem in loaded.problems if problem.severity == "error"] == []
        network = Network(loaded.records, load_places(ROOT / "data" / "reference"), today)
        return site_of(network, SITE)

    return build


def _write(folder: Path, records: Mapping[str, dict[str, object]]) -> None:
    folder.mkdir()
    for id_, record in records.items():
        text = yaml.safe_dump(record, allow_unicode=True, default_style='"')
        (folder / f"{id_}.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def site(make: Callable[..., Site]) -> Site:
    return make(actors=ACTORS, events=EVENTS, resources=RESOURCES, news=NEWS, issues=ISSUES)


@pytest.fixture(scope="session")
def empty(make: Callable[..., Site]) -> Site:
    return make()


ROOMS = (acteurs, contact, departements, gaps, agenda, evenements, ressources, actualites, newsletter)


def every_page(site: Site) -> dict[str, Page]:
    """All the pages of this room but the directory, by address; "" is the home page."""
    home = Page("", "Accueil", "", "", accueil_body(site))
    found = [
        home,
        *(make() for room in ROOMS for make in room.makers(site)),
    ]
    assert len({page.url for page in found}) == len(found)
    return {page.url: page for page in found}


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Page]:
    return every_page(site)


@pytest.fixture(scope="session")
def read(pages: dict[str, Page]) -> Callable[[str], Document]:
    """The page at an address, as it is read."""
    return lambda url: Document(pages[url].body)
