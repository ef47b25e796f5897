"""Territories as people write them: « 67-68 », « Alpes Maritimes (06) », « France entière », « IDF »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generators.intake.where import communes_named
from generators.land.places import Places, name_key
from generators.words.wording import fold

_COUNTRY: Final = frozenset(
    (
        "france", "france entiere", "toute la france", "toute france", "national", "nationale", "nationaux",
        "niveau national", "echelle nationale", "territoire national", "ensemble du territoire",
        "partout en france", "ensemble du territoire national", "tout le territoire",
        "tout le territoire national", "la france entiere",
        "nationale france entiere", "ensemble de la france", "sur toute la france", "tous les departements",
    )
)  # fmt: skip
#: The regions of before 2016 (decree 60-516), and parts of Île-de-France, as their départements.
_FORMER: Final = {
    "alsace": "67 68", "aquitaine": "24 33 40 47 64", "auvergne": "03 15 43 63",
    "basse normandie": "14 50 61",
    "bourgogne": "21 58 71 89", "champagne ardenne": "08 10 51 52", "franche comte": "25 39 70 90",
    "haute normandie": "27 76", "languedoc roussillon": "11 30 34 48 66", "limousin": "19 23 87",
    "lorraine": "54 55 57 88", "midi pyrenees": "09 12 31 32 46 65 81 82", "nord pas de calais": "59 62",
    "picardie": "02 60 80", "poitou charentes": "16 17 79 86", "rhone alpes": "01 07 26 38 42 69 73 74",
    "petite couronne": "92 93 94", "grande couronne": "77 78 91 95",
}  # fmt: skip
#: Several départements that nobody lists alike; communes bear some of these names.
_VAGUE: Final = frozenset(
    ("drom", "dom", "tom", "dom tom", "drom com", "outre mer", "idem", "local", "autre")
)
_CODE: Final = r"(?:2[ABab]|9[78]\d|\d{1,2})"
_CODES: Final = re.compile(rf"(?<![\w]){_CODE}(?![\w])")
#: Codes alone, whatever parts them.
_ONLY_CODES: Final = re.compile(rf"\s*\(?\s*{_CODE}(?:\s*(?:[-–,;/|.+&\s]|et|ou)\s*{_CODE})*\s*\)?\s*")
_OPENING: Final = re.compile(
    r"^(?:(?:le|la|les|l|tout|toute|tous|toutes|ensemble|du|de|des|d|en|dans|sur|secteur|zone|territoire|"
    r"departements?|dpts?|depts?|dep|dpt|regions?|commune|ville|metropole|n)\s+)+"
)
_OURS: Final = re.compile(r"(?:region|departement|epci|commune|pays):\w+|france")


def zones(text: str, places: Places) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The zones of a text, each once, and the parts that are none."""
    found: list[str] = []
    left: list[str] = []
    for part in _parts(text):
        read = _whole(part, places)
        if read:
            found += read
        else:
            good, bad = _joined(part, places)
            found += good
            left += bad
    return tuple(dict.fromkeys(found)), tuple(left)


def _parts(text: str) -> Iterator[str]:
    """What commas, bars, semicolons and lines part, brackets kept whole; codes alone stay together."""
    if _ONLY_CODES.fullmatch(text):
        yield text
        return
    for part in re.split(r"[,;|\n•/+&](?![^()]*\))", text):
        if said := part.strip(" .-–"):
            yield said


def _joined(part: str, places: Places) -> tuple[list[str], list[str]]:
    """« Nord et Pas-de-Calais », « Ille et Vilaine et Morbihan »: the longest names first."""
    pieces = [piece.strip() for piece in re.split(r"\s+(?:et|ou|puis)\s+|\s+[-–]\s+", part)]
    found: list[str] = []
    if len(pieces) == 1:
        return [], [part]
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at, -1):
            if read := _whole(" et ".join(pieces[at:end]), places):
                found += read
                at = end
                break
        else:
            return [], [part]
    return found, []


def _whole(part: str, places: Places) -> list[str]:
    """The zones of one name, or of codes alone; nothing when it is none, or may be several."""
    said = part.strip()
    if _OURS.fullmatch(said):
        return [said] if _exists(said, places) else []
    if _ONLY_CODES.fullmatch(said):
        codes = [_departement(code, places) for code in _CODES.findall(said)]
        return [f"departement:{code}" for code in codes if code] if all(codes) else []
    bracketed = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", said)
    if bracketed:
        return _checked(bracketed[1], bracketed[2], places)
    before = re.fullmatch(rf"({_CODE})\s*[-–:]?\s+(.+)|(.+?)\s*[-–:]?\s+({_CODE})", said)
    if before:
        return _checked(before[2] or before[3], before[1] or before[4], places) or _named(said, places)
    return _named(said, places)


def _checked(name: str, beside: str, places: Places) -> list[str]:
    """A name with what stands beside it, in brackets: they must agree."""
    codes = [_departement(code, places) for code in _CODES.findall(beside)]
    named = _named(name, places)
    if not _ONLY_CODES.fullmatch(beside):
        inside = _named(beside, places)
        if not inside:
            return named if fold(beside) in ("departement", "region", "france") else []
        here = [zone.partition(":")[2] for zone in inside if zone.startswith("departement")]
        return _commune_in(name, here, places) or (named if named == inside else [])
    if not all(codes):
        return []
    own = [f"departement:{code}" for code in codes]
    if named == own or fold(_OPENING.sub("", f"{fold(name)} ")).strip() in ("", "departement"):
        return own
    region = [zone for zone in named if zone.startswith("region")]
    if region and {*codes} == {item.code for item in places.departements_of_region(region[0][7:])}:
        return region
    return _commune_in(name, [code for code in codes if code], places)


def _commune_in(name: str, departements: list[str], places: Places) -> list[str]:
    found = {c.code for code in departements for c in communes_named(name, places) if c.departement == code}
    return [f"commune:{code}" for code in found] if len(found) == 1 else []


def _departement(code: str, places: Places) -> str | None:
    code = code.upper().zfill(2)
    return code if code in places.departements else None


def _exists(zone: str, places: Places) -> bool:
    level, _, code = zone.partition(":")
    tables = {
        "region": places.regions, "departement": places.departements, "epci": places.epcis,
        "commune": places.communes, "pays": places.countries,
    }  # fmt: skip
    return level == "france" or code in tables[level]


def _named(name: str, places: Places) -> list[str]:
    key = name_key(name)
    if key in _VAGUE:
        return []
    bare = _OPENING.sub("", f"{key} ").strip()
    names = _names(places)
    for said in (key, bare):
        if said in _COUNTRY:
            return ["france"]
        if said in _FORMER:
            return [f"departement:{code}" for code in _FORMER[said].split()]
        if said in names:
            return [names[said]]
    for said in (name, bare):
        if len(found := {commune.code for commune in communes_named(said, places)}) == 1:
            return [f"commune:{code}" for code in found]
    insee = [country for country in places.countries.values() if country.insee == key]
    return [f"pays:{insee[0].code}"] if insee else []


@lru_cache(maxsize=4)
def _names(places: Places) -> dict[str, str]:
    """Folded name → zone. Where a region is one département, or Paris a commune, the département is meant."""
    found = {fold(country.nom): f"pays:{country.code}" for country in places.countries.values()}
    doubled: set[str] = set()
    for epci in places.epcis.values():
        short = re.sub(r"^(?:CC|CA|CU|METRO|MET\d*)\s+|\s*\([^)]*\)", "", epci.nom)
        for name in {fold(epci.nom), fold(short)}:
            doubled |= {name} & found.keys()
            found[name] = f"epci:{epci.code}"
    found = {name: zone for name, zone in found.items() if name not in doubled}
    for item in places.departements.values():
        for name in item.surnoms:
            found.setdefault(name, f"departement:{item.code}")
        found |= dict.fromkeys((name_key(item.nom), fold(item.article)), f"departement:{item.code}")
    for region in places.regions.values():
        own = places.departements_of_region(region.code)
        if len(own) > 1:
            for name in (*region.surnoms, fold(region.nom), fold(region.article)):
                found[name] = f"region:{region.code}"
    return found
