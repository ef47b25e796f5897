"""`countries.json`, `clocks.json`, `horizons.json`: the countries of ISO 3166-1, clocks, parts of France.

The list of countries is that of the time zone database, their names and the cities' are CLDR's, their codes
INSEE's. The article and the preposition follow from the name (« la Suisse », « en Suisse »), but for the
tables below, after the list of the ministère des Affaires étrangères.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

from generators.reference.french import Phrases
from generators.reference.sources import COG_OF_COUNTRIES, OVERSEAS, json_lines, json_table, site_packages

#: Latitude and longitude, in degrees.
Corner = tuple[float, float]

#: Where the name of CLDR is longer, or less usual, than what a card has room for.
NAMES: Final = {
    "HK": "Hong Kong", "MO": "Macao", "MM": "Birmanie", "PS": "Palestine", "VA": "Vatican",
    "CD": "République démocratique du Congo", "CG": "Congo",
}  # fmt: skip

#: Without an article. These take « à », those of `EN` « en ».
BARE: Final = frozenset(
    "AG AI AW BH CU CW CY DJ GG GI GU HK JE KI KN LC MC MG MO MS MT MU NR NU OM PR SG SH SM ST SX TO TT TV"
    " TW VC".split()
)
EN: Final = frozenset(["AD", "HT", "IL"])
#: Masculine, though the name (its first word, in several) ends in « e »; then feminine, though it does not.
MASCULINE: Final = frozenset(["BZ", "GB", "IO", "KH", "MX", "MZ", "SR", "ZW"])
FEMININE: Final = frozenset(["SL"])
PLURAL: Final = frozenset(
    "AE AS BM BQ BS CC CK FJ FK FO AX HM KM KY MH MP MV NL PH PN PW SB SC TC TF TK UM US VG VI WS".split()
)
#: Small islands of one name: « à la Barbade », « sur l’île de Man ».
A_LA: Final = frozenset(["BB", "DM", "GD"])
SUR: Final = frozenset(["BV", "CX", "IM", "NF"])

#: INSEE's codes that its table for countries does not have by an ISO code.
INSEE: Final = {"FR": "99100", "GB": "99132"}

#: How far from its commune's position a place may be, where that is more than anywhere else.
ETENDUE_KM: Final = {"973": 150}

#: The parts of France that a map of it can be led to: name, south-west and north-east corners, départements,
#: and whether it shows only when something is there. The first is the rest of the country.
HORIZONS: Final[tuple[tuple[str, tuple[Corner, Corner], list[str], bool], ...]] = (
    ("Métropole", ((41.3, -5.3), (51.2, 9.7)), [], False),
    ("Autour de Paris", ((48.65, 2.05), (49.05, 2.65)), ["75", "92", "93", "94"], False),
    ("Corse", ((41.3, 8.5), (43.1, 9.6)), ["2A", "2B"], False),
    ("Antilles", ((14.3, -63.2), (18.2, -60.7)), ["971", "972", "977", "978"], False),
    ("Guyane", ((2.1, -54.7), (5.9, -51.5)), ["973"], False),
    ("La Réunion", ((-21.4, 55.2), (-20.8, 55.9)), ["974"], False),
    ("Mayotte", ((-13.05, 45.0), (-12.6, 45.35)), ["976"], False),
    ("Saint-Pierre-et-Miquelon", ((46.7, -56.5), (47.2, -56.1)), ["975"], True),
    ("Polynésie française", ((-18.0, -152.0), (-16.0, -149.0)), ["987"], True),
    ("Nouvelle-Calédonie", ((-22.8, 163.5), (-19.5, 168.2)), ["988"], True),
    ("Wallis-et-Futuna", ((-14.4, -178.3), (-13.1, -176.1)), ["986"], True),
)

#: Clocks that people call otherwise than by the city of their name.
CLOCKS: Final = {
    "America/Toronto": "heure du Québec",
    "America/Montreal": "heure du Québec",
    "America/Cayman": "heure des îles Caïmans",
    "Atlantic/Azores": "heure des Açores",
    "Atlantic/Canary": "heure des îles Canaries",
    "Pacific/Easter": "heure de l’île de Pâques",
    "Pacific/Galapagos": "heure des îles Galápagos",
    "Pacific/Marquesas": "heure des îles Marquises",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
}


def reference_texts(departements: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The text of each file, by its name; `departements` are the rows of `departements.json`."""
    with site_packages(COG_OF_COUNTRIES) as folder:
        insee = insee_codes(folder)
    return {
        "countries.json": json_lines(countries(insee)),
        "clocks.json": json_table(clocks(departements)),
        "horizons.json": json_lines(horizons()),
    }


def countries(insee: Mapping[str, str]) -> Iterator[dict[str, str | None]]:
    """The countries by ISO code; overseas France is no country."""
    from babel import Locale

    names = Locale("fr").territories
    for code in iso_codes():
        if code not in OVERSEAS:
            nom = NAMES.get(code) or names[code]
            said = of_country(code, nom)
            yield {
                "code": code,
                "nom": nom,
                "article": said.article,
                "dans": said.dans,
                "insee": (INSEE | dict(insee)).get(code),
            }


def iso_codes() -> list[str]:
    return sorted(row[0] for row in tzdata_rows("iso3166.tab"))


def clocks(departements: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Time zone → how French names its clock, where that is not the city that its IANA name ends with."""
    from babel import Locale

    french = Locale("fr")
    said: dict[str, str] = {}
    for iso, _, zone, *_ in tzdata_rows("zone.tab"):
        city = re.sub(r" [\[(].*", "", french.time_zones.get(zone, {}).get("city", ""))
        if city and city == french.territories[iso]:
            said[zone] = f"heure {of_country(iso, city).du}"
        elif city:
            said[zone] = clock_of_city(city)
    overseas = {row["fuseau"]: f"heure {row['du']}" for row in departements if "fuseau" in row}
    return dict(sorted((said | overseas | CLOCKS).items()))


def horizons() -> Iterator[dict[str, Any]]:
    for nom, bornes, departements, discret in HORIZONS:
        yield {"nom": nom, "bornes": bornes, "departements": departements, "discret": discret}


def overseas(departement: str) -> dict[str, Any]:
    """What a territory overseas has besides: its code of ISO 3166-1, its clock, how wide its communes are."""
    iso = next((iso for iso, code in OVERSEAS.items() if code == departement), None)
    if iso is None:
        return {}
    clock = next(row[2] for row in tzdata_rows("zone.tab") if row[0] == iso)
    wide = {"etendue_km": ETENDUE_KM[departement]} if departement in ETENDUE_KM else {}
    return {"iso": iso, "fuseau": clock} | wide


def clock_of_city(city: str) -> str:
    """« heure de Bruxelles », « heure d’Athènes », « heure du Caire »."""
    if city.startswith("Le "):
        return f"heure du {city.removeprefix('Le ')}"
    return f"heure {_de(city)}"


def of_country(code: str, nom: str) -> Phrases:
    """« la Belgique », « en Belgique », « de la Belgique »."""
    if code in BARE | EN:
        return Phrases(nom, f"{'en' if code in EN else 'à'} {nom}", _de(nom))
    if code in PLURAL:
        return Phrases(f"les {nom}", f"aux {nom}", f"des {nom}")
    feminine = code in FEMININE or (code not in MASCULINE and re.split(r"[ -]", nom)[0].endswith("e"))
    if vowel := begins_with_a_vowel(nom):
        article, of = f"l’{nom}", f"de l’{nom}"
    else:
        article, of = (f"la {nom}", f"de la {nom}") if feminine else (f"le {nom}", f"du {nom}")
    inside = f"en {nom}" if feminine or vowel else f"au {nom}"
    if code in A_LA:
        inside = f"à {article}"
    elif code in SUR:
        inside = f"sur {article}"
    return Phrases(article, inside, of)


def begins_with_a_vowel(nom: str) -> bool:
    return nom[0].upper() in "AEIOUÀÂÉÈÊËÎÏÔÛÅ"


def tzdata_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of the time zone database, without its remarks."""
    table = (resources.files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


def _de(nom: str) -> str:
    return f"d’{nom}" if begins_with_a_vowel(nom) else f"de {nom}"


def insee_codes(folder: Path) -> dict[str, str]:
    """ISO code → code of the Code officiel géographique, as a package of the Odoo community carries it."""
    text = (folder / "odoo" / "addons" / "l10n_fr_cog" / "data" / "country.xml").read_text(encoding="utf-8")
    found = re.findall(r'id="base\.([a-z]{2})".*?>(\d{5})<', text, re.DOTALL)
    return {code.upper(): insee for code, insee in found}
