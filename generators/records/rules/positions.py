"""Positions in every notation, and what leads to one: codes of maps, links, registers of addresses."""

from __future__ import annotations

import itertools
import re
from urllib.parse import urlsplit

_DECIMALS = re.compile(r"(?<![\d.,])(-?\d{1,3}[.,]\d{2,})(?!\d|[.,]\d)")
_NOT_DEGREES = re.compile(r"\s*(?:€|%|euros?|h\b|ans|km|points?)", re.IGNORECASE)
_NOTATIONS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # 45°46'12"N, N 45° 46.2, 45d46m, 45 deg 46 min
        (
            (
                r"\b\d{1,3}\s*(?:°|d(?:eg(?:rés?|rees)?)?\b\.?|degrés?)\s*\d{1,2}(?:[.,]\d+)?\s*(?:['\"m]|"
                r"min|$|\s|,|[NSEOW])"
            ),
            re.I,
        ),
        (r"\b[NS]\s*\d{1,2}\s*[°.,:\s]\s*\d{1,6}.{0,20}\b[EOW]\s*\d{1,3}\s*[°.,:\s]\s*\d", 0),
        (
            (
                r"\b\d{1,2}\s*[°.,:\s]\s*\d{1,6}(?:[\s:'.,]+\d+)*\s*\"?\s*[NS]\b.{0,12}?\d{1,3}\s*[°.,:\s]"
                r"\s*\d.{0,20}?[EOW]\b"
            ),
            0,
        ),
        (r"\b\d{1,2}[.,]\d{2,}\s*°?\s*(?:[NS]|nord|sud)\b", re.I),
        (r"\b\d{1,3}[.,]\d{2,}\s*°", 0),
        (
            (
                r"\b(?:lat(?:itude)?|lon(?:g|gitude)?|lng|coord(?:onnées?)?\s*(?:gps)?|"
                r"gps)\.?\s*[:=]?\s*-?\d{1,3}[.,°\s]\d"
            ),
            re.I,
        ),
        # UTM and MGRS: 31T 642512 5070423, 31TFL4251270423
        (r"\b\d{1,2}\s?[C-HJ-NP-X]\s*\d{6}(?:[.,]\d+)?\s*(?:m?E)?\s*[,;/ ]?\s*\d{7}", re.I),
        (r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b", 0),
        # Lambert-93 and Web Mercator: pairs of metres
        (r"\b\d{6,7}(?:[.,]\d+)?\s*(?:m\b)?\s*[,;/ yY=:nN]+\s*[5-7][ .]?\d{3}[ .]?\d{3}(?:[.,]\d+)?\b", 0),
        (r"\b[IJ][NOP]\d{2}[A-Xa-x]{2}\b", 0),
    )
)
#: What needs no digit: the name of a notation, what3words, plus codes (8FQ6QVF2+XH, QVF2+XH).
_NAMED = re.compile(
    r"\b(?:lambert|rgf\s?93|utm|mgrs|wgs\s?84|epsg|geohash|what3words|w3w|plus\s?code|maidenhead)\b"
    r"|///\s?[a-zà-ÿ]+[.・][a-zà-ÿ]+[.・][a-zà-ÿ]+"
    r"|(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+(?:[23456789CFGHJMPQRVWX]{2,4})?(?![\w+])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
#: What every host has: a dot between two words.
_HOST = re.compile(r"\w\.\w")
_THREE_WORDS = re.compile(r"(?<![\w@./:-])([a-zà-ÿ]{4,})\.([a-zà-ÿ]{4,})\.([a-zà-ÿ]{4,})(?![\w@/-]|\.\w)")
_GEOHASH = re.compile(r"(?<!\w)[usegthx][0-9b-hjkmnp-z]{5,11}(?!\w)")
_BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz"
_SCHEMES = re.compile(
    r"\b(?:geo|maps|comgooglemaps|waze|google\.navigation|om|mapsme|citymapper|here-\w+):(?://)?[\w?-]", re.I
)
#: Providers of maps, the register of accessible places, and what shortens their links; a site that hides
#: where it leads is one.
_MAPS = re.compile(
    r"(?:^|[/.@\s(])(?:goo\.gl|g\.co/kgs|g\.page|maps?\.[a-z]+\.[a-z.]{2,}|"
    r"google\.[a-z.]+/(?:maps|local|travel|search)|acceslibre\.\w+|"
    r"maps\.app|maps\.google|bing\.[a-z]+/maps|openstreetmap\.\w+|osm\.org|osm\.li|"
    r"openstreetmap\.fr|waze\.\w+|"
    r"what3words\.\w+|w3w\.co|mappy\.\w+|here\.com|viamichelin\.\w+|geoportail\.gouv\.fr|citymapper\.\w+|"
    r"mapquest\.\w+|yandex\.\w+/maps|2gis\.\w+|mapy\.cz|mapy\.com|plus\.codes|umap\.\S+|"
    r"facilmap\.\w+|komoot\.\w+|organicmaps\.\w+|"
    r"omaps\.app|ge0\.me|osmand\.net|graphhopper\.com|f4map\.com|mapillary\.\w+|mapbox\.\w+|opentopomap\.org|"
    r"cartes?\.gouv\.fr|plans?\.ign\.fr|cartes?\.ign\.fr|cadastre\.gouv\.fr|adresse\.data\.gouv\.fr|geo\.api\.gouv\.fr|moovit(?:app)?\.com|"
    r"foursquare\.com|swarmapp\.com|tripadvisor\.\w+|yelp\.\w+|pagesjaunes\.fr|"
    r"bit\.ly|tinyurl\.com|t\.co|is\.gd|ow\.ly|urlz\.fr|cutt\.ly|buff\.ly|t\.ly|shorturl\.\w+|"
    r"rebrand\.ly|lnkd\.in|"
    r"qrco\.de|urlr\.me|lstu\.fr|frama\.link|huit\.re|tiny\.cc|v\.gd|shorte\.st|dub\.sh|"
    r"s\.42l\.fr|u\.osmfr\.org)(?![\w-])",
    re.IGNORECASE,
)
_MAP_WORDS = re.compile(
    (
        r"[?&](?:q|ll|sll|daddr|saddr|destination|origin|center|cp|mlat|mlon|lat|lon|lng|latlng|"
        r"near|addr(?:ess)?e?|to|from|place_id|cid|ftid)=|#map=|/maps?/|/@-?\d"
    ),
    re.I,
)
#: Registers that give the address of whoever they name.
_REGISTERS = re.compile(
    r"annuaire-entreprises\.data\.gouv\.fr|societe\.com|pappers\.\w+|infogreffe\.\w+|verif\.com|manageo\.fr|"
    r"net1901\.org|journal-officiel\.gouv\.fr/\S*association|finess\.\S+|sirene\.fr|infonet\.fr|"
    r"gralon\.net|lefigaro\.fr/societes|score3\.fr|bilansgratuits\.fr|datainclusion\S*",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    (
        r"\b(?:siren|siret|finess|rna|waldec|uai)\b\W*[W\d]|\bW\d{9}\b|(?<!\d)\d{3}[ .]?\d{3}[ "
        r".]?\d{3}[ .]?\d{5}(?!\d)"
    ),
    re.IGNORECASE,
)


def position(text: str) -> bool:
    """A point of the Earth, in degrees, metres, letters, words or a code."""
    if _NAMED.search(text) or (_HOST.search(text) and _three_words(text)):
        return True
    return bool(_DIGIT.search(text)) and (
        any(pattern.search(text) for pattern in _NOTATIONS)
        or _pair(text)
        or any(_in_france(found[0]) for found in _GEOHASH.finditer(text))
    )


def _pair(text: str) -> bool:
    """Two decimal numbers side by side that are a latitude and a longitude."""
    found = [*_DECIMALS.finditer(text)]
    for one, two in itertools.pairwise(found):
        between = text[one.end() : two.start()]
        if len(between) > 24 or _NOT_DEGREES.match(text[two.end() :]) or _NOT_DEGREES.match(between):
            continue
        first, second = (abs(float(part[1].replace(",", "."))) for part in (one, two))
        if first <= 90 and second <= 180 and not re.search(r"[.!?]\s", between):
            return True
    return False


def _three_words(text: str) -> bool:
    """An address of what3words: three words and two dots, no host."""
    found = _THREE_WORDS.search(text)
    return bool(found) and found is not None and found[3] not in {"info", "asso", "gouv", "paris", "bzh"}


def _in_france(code: str) -> bool:
    """A geohash of six signs or more whose place is between Brest and Nice."""
    if not (re.search(r"\d", code) and re.search(r"[b-z].*[b-z]", code)):
        return False
    ranges, even = [[-180.0, 180.0], [-90.0, 90.0]], True
    for sign in code:
        for bit in (16, 8, 4, 2, 1):
            bounds = ranges[0 if even else 1]
            middle = sum(bounds) / 2
            bounds[0 if _BASE32.index(sign) & bit else 1] = middle
            even = not even
    longitude, latitude = (sum(bounds) / 2 for bounds in ranges)
    return -5.5 <= longitude <= 9.8 and 41 <= latitude <= 51.3


def map_link(text: str) -> bool:
    """A link to a map, or one that hides where it leads."""
    if ":" in text and _SCHEMES.search(text):
        return True
    if _HOST.search(text) and _MAPS.search(text):
        return True
    return "://" in text and bool(_MAP_WORDS.search(text))


def register(text: str) -> bool:
    """A number or a link that an address follows from: SIREN, SIRET, RNA, FINESS, a register of companies."""
    if _DIGIT.search(text) and _NUMBERS.search(text):
        return True
    return bool(_HOST.search(text) and _REGISTERS.search(text))


def host_of(address: str) -> str:
    """The host of an address, without www; empty when there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
