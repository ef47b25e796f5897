"""A sheet of sixty structures as teams write them, and what each of its cells means.

Each column has its ways of being written, which come round at different paces: sixty rows mix them all. What
a way means was written down from the sheet, by hand, and never from what the import gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

NAMES = """Point Écoute du Nord|Foyer Les Marronniers|Maison des adolescents de l'Erdre|CIDFF Provence
Association Passerelle|Le Relais Jeunes|Équipe mobile Aurore|SOS Familles Alsace|Service AEMO Val de Loire
Espace Santé Jeunes|La Parenthèse|Centre Planification Sud|Club de prévention Bellevue|L'Escale Bretonne
Collectif Stop Emprise|Accueil de jour Arc-en-ciel|Unité d'accueil pédiatrique Ouest|Le Fil d'Ariane
Prévention spécialisée Garonne|Maison de Tom Pouce|Réseau Vigilance 31|Cellule Mineurs Est
Antenne Justice Loire
Permanence avocats mineurs|Le Phare|Les Sentinelles|Entr'Aide Océan|Voix d'Ados|Cap Avenir|Le Pont
Aide aux victimes Somme|Un Pas de Côté|La Boussole Alpine|Horizon Jeunes|Rue et Compagnie|Chrysalide
L'Envol|La Passerelle Outre-mer|Abri Côtier|Le Refuge Bleu|Ancrage|Tisser|Mosaïque|Éclaircie|Trait d'Union
Nouveau Souffle|Les Amarres|Bulle d'Air|Le Tremplin|Faire Face|Parole Libre|Main Tendue|Le Carrefour
Repères|Les Lucioles|La Vigie|Oser Dire|Terrain d'Entente|Le Gué|Rebonds""".replace("\n", "|").split("|")

#: The postcode and the commune as they are typed; the postcode, the commune's code.
PLACES = (
    (6000, "Nice", "06000", "06088"),
    ("59000", "LILLE", "59000", "59350"),
    (93400, "St Ouen", "93400", "93070"),
    (69003, "Lyon 3e", "69003", "69123"),
    ("35042", "RENNES CEDEX", "35042", "35238"),
    (44000, "nantes", "44000", "44109"),
    (97200, "Fort de France", "97200", "97209"),
    ("67 000", "Strasbourg", "67000", "67482"),
    (1000, "BOURG EN BRESSE", "01000", "01053"),
    ("20000", "Ajaccio", "20000", "2A004"),
    (91000, "Évry", "91000", "91228"),
    ("42000", "Saint-Etienne", "42000", "42218"),
    (38000, "Grenoble ", "38000", "38185"),
)
#: {a} and {b} make each number another one; what people dial, None for what may not be public.
PHONES = (
    ("03 20 {a} 10 {b}", "03 20 {a} 10 {b}"),
    ("03.20.{a}.11.{b}", "03 20 {a} 11 {b}"),
    ("0320{a}12{b}", "03 20 {a} 12 {b}"),
    ("+33 3 20 {a} 13 {b}", "03 20 {a} 13 {b}"),
    ("03-20-{a}-14-{b}", "03 20 {a} 14 {b}"),
    ("03 20 {a} 15 {b} / 03 20 {a} 16 {b}", "03 20 {a} 15 {b}"),
    ("Tél : 03 20 {a} 17 {b}", "03 20 {a} 17 {b}"),
    ("06 12 {a} 18 {b}", None),
    ("", None),
    ("(0)3 20 {a} 19 {b}", "03 20 {a} 19 {b}"),
    ("0033320{a}20{b}", "03 20 {a} 20 {b}"),
)
BOXES = (
    ("contact@{site}", "contact@{site}"),
    ("Accueil@{site}", "Accueil@{site}"),
    ("camille.lenoir@{site}", None),
    ("", None),
    ("mailto:secretariat@{site}", "secretariat@{site}"),
    ("c.berthier@{site}", None),
    ("equipe@{site} ; direction@{site}", "equipe@{site}"),
)
SITES = (
    ("www.{site}", "https://www.{site}"),
    ("https://{site}/", "https://{site}/"),
    ("{site}", "https://{site}"),
    ("-", None),
    ("http://www.{site}/contact", "http://www.{site}/contact"),
)
HOURS = (
    ("du lundi au vendredi 9h-17h", "Mo-Fr 09:00-17:00"),
    ("lundi 9h-12h, mercredi 14h-17h30", "Mo 09:00-12:00; We 14:00-17:30"),
    ("24h/24 7j/7", "24/7"),
    ("de 8h à 20h, 7j/7", "Mo-Su 08:00-20:00"),
    ("", None),
    ("Lun-Ven : 9h00-12h30 / 14h00-18h00", "Mo-Fr 09:00-12:30,14:00-18:00"),
    ("tous les jours de 10h à 19h", "Mo-Su 10:00-19:00"),
    ("mardi et jeudi 14h-18h", "Tu,Th 14:00-18:00"),
)
ZONES = (
    ("67-68", ["departement:67", "departement:68"]),
    ("75, 92, 93", ["departement:75", "departement:92", "departement:93"]),
    ("Alpes Maritimes (06)", ["departement:06"]),
    ("France entière", ["france"]),
    ("Bretagne", ["region:53"]),
    ("Nord", ["departement:59"]),
    ("Gironde et Landes", ["departement:33", "departement:40"]),
    ("", None),
    ("Île de France", ["region:11"]),
    ("Haute-Savoie / Savoie", ["departement:74", "departement:73"]),
    ("NATIONAL", ["france"]),
)
#: What is typed, the publics, the ages.
PUBLICS = (
    ("Mineures", ["mineurs"], None),
    ("Jeunes 12-25 ans", None, ("12", "25")),
    ("Parents", ["familles"], None),
    ("Tout public", ["grand-public"], None),
    ("Mineurs, familles", ["mineurs", "familles"], None),
    ("Professionnels", ["professionnels"], None),
    ("Jeunes majeurs ; parents", ["jeunes-majeurs", "familles"], None),
    ("Mineurs et jeunes majeurs de 11 à 21 ans", ["mineurs", "jeunes-majeurs"], ("11", "21")),
)
MISSIONS = (
    ("Écoute, accompagnement", ["ecouter", "accompagner"]),
    ("Hébergement", ["heberger"]),
    ("Prévention / Formation", ["prevenir", "former"]),
    ("Orienter", ["orienter"]),
    ("Soin ; écoute", ["soigner", "ecouter"]),
    ("", None),
    ("maraude", ["aller-vers"]),
)
NOTES = (
    "",
    "Écoute confidentielle et gratuite",
    "À rappeler",
    "Demander Mme Ferrandi au 07 88 12 34 56",
    "adresse confidentielle",
    "",
    "Accès PMR",
    "Mme Vasseur : l.vasseur@exemple-perso.fr",
    "Ne pas diffuser l'adresse",
    "",
    "vu au salon de 2025",
)
#: The notes that hide a place.
HIDING = (4, 8)
STREETS = ("12 rue des Églantines", "3 bis, avenue du Général Dupuis", "impasse de la Ferme", "45 Bd Kléber")
HIDDEN = frozenset(number for number in range(60) if number % len(NOTES) in HIDING)
TITLES = (
    "Nom de la structure", "Adresse", "CP", "Ville", "Tél.", "Mail", "Site internet", "Horaires d'ouverture",
    "Zone d'intervention", "Publics accueillis", "Missions", "Observations",
)  # fmt: skip


Changes = Mapping[str, Mapping[int, Any]]


def row(number: int) -> tuple[Any, ...]:
    """The cells of a row, in the order of the titles."""
    filled = {"a": f"{10 + number:02d}", "b": f"{number:02d}", "site": site(number)}
    cp, ville, *_ = of(PLACES, number)
    return (
        NAMES[number],
        STREETS[number % len(STREETS)],
        cp,
        ville,
        of(PHONES, number)[0].format(**filled),
        of(BOXES, number)[0].format(**filled),
        of(SITES, number)[0].format(**filled),
        of(HOURS, number)[0],
        of(ZONES, number)[0],
        of(PUBLICS, number)[0],
        of(MISSIONS, number)[0],
        of(NOTES, number),
    )


def meant(number: int) -> dict[str, Any]:
    """What the cells of a row mean, by field of a record: what can be read, and may be public."""
    filled = {"a": f"{10 + number:02d}", "b": f"{number:02d}", "site": site(number)}
    _, _, postcode, insee = of(PLACES, number)
    ages = of(PUBLICS, number)[2] or (None, None)
    texts = {
        "telephone": of(PHONES, number)[1],
        "courriel": of(BOXES, number)[1],
        "site_web": of(SITES, number)[1],
    }
    values: dict[str, Any] = {
        "nom": NAMES[number],
        **{name: text and text.format(**filled) for name, text in texts.items()},
        "horaires_accueil": of(HOURS, number)[1],
        "zone_eligibilite": of(ZONES, number)[1],
        "publics": of(PUBLICS, number)[1],
        "age_min": ages[0],
        "age_max": ages[1],
        "missions": of(MISSIONS, number)[1],
    }
    if number in HIDDEN:
        code = insee[:3] if insee.startswith("97") else insee[:2]
        values |= {"adresse_confidentielle": "true", "departement": code}
    else:
        values |= {"adresse": STREETS[number % len(STREETS)], "code_postal": postcode, "code_insee": insee}
    return {name: value for name, value in values.items() if value is not None}


def secrets(number: int) -> list[str]:
    """What a row says that must stand nowhere: the mobile, the mailbox of somebody, who is named beside."""
    cells = row(number)
    kept = [str(cells[column]) for column, ways in ((4, PHONES), (5, BOXES)) if of(ways, number)[1] is None]
    return [*filter(None, kept), "07 88 12 34 56", "Ferrandi", "Vasseur"]


def place(number: int) -> list[str]:
    """What says where a row is."""
    cells, (_, _, postcode, insee) = row(number), of(PLACES, number)
    return [str(cells[1]), str(cells[3]).strip(), postcode, insee]


def of(ways: tuple[Any, ...], number: int) -> Any:
    return ways[number % len(ways)]


def site(number: int) -> str:
    return f"structure-{chr(97 + number // 26)}{chr(97 + number % 26)}.fr"


def lay(path: Path, numbers: Sequence[int] = range(60), changes: Changes | None = None) -> Path:
    """The workbook: two lines above the titles; `changes` are other cells, by title, then by row."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Structures"
    sheet.append(["Annuaire des partenaires : mis à jour en novembre"])
    sheet.append([])
    sheet.append(TITLES)
    for number in numbers:
        cells = list(row(number))
        for title, values in (changes or {}).items():
            if number in values:
                cells[TITLES.index(title)] = values[number]
        sheet.append(cells)
    book.save(path)
    return path
