"""Streets, numbers, floors and postcodes in a text as its reader sees it: where one would go, or write to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generators.land.places import Places
from generators.words.numerals import IN_WORDS, value_of
from generators.words.seen import bare_words
from generators.words.wording import fold

_DIGIT = re.compile(r"\d")
_OF = r"(?:\s+(?:de\s+la|de\s+l'|des|du|de|d'|la|le|les|l'|aux?|à|en|sur|dite?))*\s*[«\"“]?\s*"
_NAME = r"(?:[A-ZÀ-Ý][\w'-]+|\d{1,2}\s+[a-zà-ÿ]+|[a-zà-ÿ]{3,}[\w'-]*)"
_CAPITAL = (
    r"(?:[A-ZÀ-Ý][\w'-]*|\d{1,2}(?:er)?[\s-]+(?i:janvier|f[ée]vrier|mars|avril|mai|juin|"
    r"juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre))"
)
#: What is a way, whatever stands about it.
_WAYS = (
    r"rues?|ruelle|avenue|boulevard|impasse|venelle|sente|sentier|faubourg|rond[ -]point|lotissement|"
    r"lieu[ -]?dit|esplanade|parvis|chaussée|rocade|traboule|all[ée]es?|quai|square|hameau|chemin|traverse|"
    r"montée|carrefour|promenade|z\.?a\.?c|z\.?u\.?p|"
    r"route\s+(?:départementale|nationale)|parc\s+d'activités?|zone\s+(?:artisanale|"
    r"industrielle|commerciale|d'activités?|franche)|"
    r"grande?s?[' -]*rue|bld|blvd|boul|bvd|fbg|faub|imp|bd|rte|chem"
)
#: What is one only with a name of its own after it, or a number before.
_PERHAPS = (
    r"place|route|cours|mail|villa|voie|porte|passage|cit[ée]|clos|zone|r[ée]sidence|b[âa]timents?|immeuble|"
    r"tour|parc|pont|domaine|galerie|cour|carré|château|ferme|mas|degr[ée]s?|escalier|hall|za|zi|zae|av|pl|"
    r"all|ch|che|r|sq|res|rés|bat|bât|crs|fg|lot|esc|qu|chaus"
)
_NUMBER = r"(?:n°\s*)?\d{1,4}\s*(?:bis|ter|quater|[a-dA-D](?!\w))?(?:\s*[-/]\s*\d{1,4})?"
_NOT_A_WAY = re.compile(
    r"(?:places?)\s+(?:d'(?:accueil|urgence|hébergement|internat|mise|insertion)|en|pour|"
    r"de\s+(?:mecs|foyer|crèche)|"
    r"disponibles?|libres?|réservées?|habilitées?|agréées?|financées?|supplémentaires?|au\s+total|d)\b"
    r"|cours\s+(?:de|d'|par|du\s+soir|en|particulier|et)\b|parcs?\s+(?:de|informatique)\b",
    re.IGNORECASE,
)
#: « 12, rue des Lilas », « rue 12 », « au n° 12 »: never to be lifted.
_NUMBERED = (
    re.compile(rf"(?<![\w.,]){_NUMBER}\s*,?\s*(?:{_WAYS})(?![\w])\.?", re.IGNORECASE),
    re.compile(
        rf"(?<![\w.,])(?i:{_NUMBER}\s*,?\s*(?:{_PERHAPS}))(?![\w-])\.?"
        rf"(?:\s+(?i:de\s+la|de\s+l'|des|du|d')\s*[\w']{{3,}}|{_OF}{_CAPITAL})"
    ),
    re.compile(
        rf"(?<![\w.,]){_NUMBER}\s*,?\s*(?:place|av|pl|bld|ch|r|voie|villa|clos|mail)\.?\s+[a-zà-ÿ]{{4,}}",
        re.IGNORECASE,
    ),
    re.compile(
        (
            rf"\b(?:{_WAYS}|place|cours|route)\b{_OF}{_NAME}(?:[\s-]+{_NAME}){{0,4}}\s*,?\s*(?:au\s+|"
            rf"n°\s*|numéro\s+)\d{{1,4}}\b"
        ),
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:au|le)\s+(?:n°|numéro|no)\s*\d{1,4}\b(?!\s*(?:vert|\d))", re.IGNORECASE),
    re.compile(
        (
            r"(?:\bn°|\bnuméro)\s*\d{1,4}\s*(?:bis|ter)?\s*,?\s*(?:de\s+la|du|de|d')?\s*(?:rue|avenue|"
            r"boulevard|place|impasse|allée)"
        ),
        re.IGNORECASE,
    ),
)
#: What leads to a door, with no digit in it or with one.
_DOORS = (
    re.compile(
        r"\b(?:digicode|interphone|code\s+(?:d'entrée|de\s+la\s+porte)|sonnette|boîte\s+aux\s+lettres)\b",
        re.IGNORECASE,
    ),
    re.compile(
        (
            r"\b\d{1,2}\s*(?:er|e|[èe]me|nd|nde)\s+étage\b|\b(?:premier|deuxième|troisième|quatrième|"
            r"cinquième|second|dernier)\s+étage\b"
        ),
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:b[âa]t(?:iment)?|esc(?:alier)?|appt?|appartement|hall|porte|tour|immeuble|"
        r"allée)\.?\s+(?:[A-H]\d?|n°\s*\d+|\d{1,4})\b(?!\s*(?:places|jeunes|mineur))"
    ),
)
#: A way by its name: « rue des Lilas », « place Bellecour ».
_NAMED = (
    re.compile(rf"\b(?i:{_WAYS})\b\.?{_OF}{_CAPITAL}"),
    re.compile(
        r"\b(?i:r|av|bd|pl|ch|che|imp|all|rte|sq|qu|crs|res|rés)\.?\s+(?i:de\s+la|de\s+l'|des|du|"
        r"de|d'|la|le|les)\s*[\w']{3,}"
    ),
    re.compile(
        r"\b(?:r|R|av|Av|bd|Bd|pl|Pl|ch|Ch|che|imp|Imp|all|All|rte|Rte|sq|Sq|crs|res|"
        r"Rés)\.?\s+[A-ZÀ-Ý][a-zà-ÿ'-]{2,}"
    ),
    re.compile(
        rf"(?<!en )(?<!sur )(?<!mise en )\b(?i:place|route|cours|mail|villa|voie|porte|passage|"
        rf"cit[ée]|clos|zone|r[ée]sidence|b[âa]timent|immeuble|tour|parc|pont|domaine|galerie|za|"
        rf"zi|zae|château|ferme|mas)\b{_OF}{_CAPITAL}"
    ),
    re.compile(
        r"\b(?:rue|avenue|boulevard|impasse|ruelle|venelle|all[ée]e|quai|square|faubourg|"
        r"lotissement|lieu[ -]?dit|"
        r"hameau|esplanade|(?<!en )place)\s+(?:de\s+la\s+|de\s+l'|des\s+|du\s+|d'|de\s+|le\s+|"
        r"la\s+|les\s+|l')"
        r"(?!plus|nombreu|jeune|enfant|mineur|nuit|jour|vie|nos|ces|leur|pour|avec|protection|"
        r"soin|prévention|"
        r"parcours|retour|secours|droit|accès|sortie|croix|école|espoir|insertion|autonomie|la\s)[a-zà-ÿ]{3,}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!de )(?<!à la )(?<!dans la )(?<!de la )(?<!en )\brue\s+(?!de\b|des\b|du\b|d'|et\b|"
        r"ou\b|pour\b|à\b|en\b|avec\b|sans\b|par\b|est\b|la\b|le\b|les\b|qui\b|où\b|dans\b|"
        r"depuis\b|comme\b|chez\b|il\b|elle\b|ils\b|on\b|sont\b|a\b|plus\b|au\b|aux\b|pas\b|ni\b|"
        r"puis\b|mais\b|sur\b|ne\b|y\b|se\b|leur\b|vers\b)[a-zà-ÿ]{4,}"
    ),
    re.compile(r"\b(?:grande?[' -]+rue|grand'rue)\b", re.IGNORECASE),
)
_LANDMARK = (
    r"gare|mairie|église|cathédrale|mosquée|synagogue|collège|lycée|école|hôpital|clinique|"
    r"stade|piscine|métro|"
    r"tram(?:way)?|marché|pont|gendarmerie|commissariat|poste|supermarché|pharmacie|médiathèque|bibliothèque|"
    r"cimetière|caserne|préfecture|université|campus|rocade|périphérique|autoroute|canal|fleuve|rivière|port|"
    r"plage|cinéma|théâtre|halles?|centre\s+commercial|rond-point|château|parc|tribunal|"
    r"palais\s+de\s+justice|"
    r"terminus|arrêt|station|carrefour|auchan|leclerc|lidl|intermarché|monoprix|ikea|boulangerie"
)
_NEAR = (
    re.compile(
        rf"\b(?:près|proche|à\s+côté|en\s+face|derrière|devant|au-dessus|au-dessous|non\s+loin|"
        rf"à\s+proximité|au\s+pied|"
        rf"aux\s+abords|à\s+deux\s+pas|à\s+(?:\w+|\d+)\s+(?:minutes?|min|mètres?|m|km|kilomètres?|"
        rf"pas|arrêts?|stations?)(?:\s+à\s+pied)?|"
        rf"le\s+long|au\s+coin|à\s+l'angle|à\s+la\s+sortie|secteur|quartier|place)\s*,?\s*"
        rf"(?:de\s+la|de\s+l'|des|du|de|d'|la|le|les|l'|,)*\s*(?:grande?|ancienne?|petite?|"
        rf"nouvelle?|vieux|vieille)?\s*(?:{_LANDMARK})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?i:quartier|secteur|station|terminus|arrêt(?:\s+de\s+(?:bus|car|tram(?:way)?))?|gare|métro|tram(?:way)?|rer|ligne|"
        rf"faubourg|cité|centre[ -]ville|"
        rf"centre\s+commercial|collège|lycée|école|hôpital|église|stade|caserne|îlot|résidence|"
        rf"zone|parc|secteur|"
        rf"centre\s+hospitalier|chu|lac|mont|colline|plaine|forêt|bois|vallée|étang|île|barrage|cap|plateau|"
        rf"canton|agglomération|communauté\s+(?:de\s+communes|d'agglomération|urbaine)|"
        rf"intercommunalité|hameau)\b{_OF}(?!France|Seine){_CAPITAL}"
    ),
    re.compile(r"\b(?:bus|tram|métro|rer)\s+(?:ligne\s+)?(?:[A-E]|[TMBC]?\d{1,3})\b", re.IGNORECASE),
    re.compile(
        r"\broute\s+(?:départementale|nationale)\s+\d|\bparc\s+d'activités?\b|"
        r"\bsortie\s+(?:n°\s*)?\d{1,2}\b|\b(?:RN|RD)\s?\d{1,4}\b|\bA\d{1,2}\b(?=.{0,20}\bsortie)"
    ),
    re.compile(
        r"\b(?:parcelles?|cadastr\w*|section\s+cadastrale)\b.{0,20}\b[A-Z]{1,2}\s?\d{1,4}\b", re.IGNORECASE
    ),
    re.compile(
        (
            r"\b(?:paris|lyon|marseille)\s*,?\s*(?:\(?\d{1,2}\)?|[IVX]{1,5})\s*(?:er|e|"
            r"[èe]me)?\b(?!\s*(?:%|ans|juin|mai|mars|avril|janvier|février|juillet|août|septembre|"
            r"octobre|novembre|décembre|jeunes|places))|\b(?:\d{1,2}|[ivx]{1,5})\s*(?:er|e|"
            r"[èe]me)\s+arr(?:ondissements?|t|\.)"
        ),
        re.IGNORECASE,
    ),
    re.compile(
        (
            r"\b(?:premier|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|"
            r"dixième|onzième|douzième|treizième|quatorzième|quinzième|seizième|dix-septième|"
            r"dix-huitième|dix-neuvième|vingtième)\s+arrondissement\b"
        ),
        re.IGNORECASE,
    ),
)
_BOX = re.compile(
    r"\b(?:B\.?P\.?|C\.?S\.?|T\.?S\.?A\.?)\s*(?:n°\s*)?\d{1,6}\b|\bcedex\b|\bbo[îi]te\s+postale\b",
    re.IGNORECASE,
)
_FIVE = re.compile(r"(?<![\d.,/:+-])(?:F-?|FR-?)?(\d{2})[ .·-]?(\d{3})(?![\d/]|[.,]\d|-\d)")
_SPACED = re.compile(r"(?<![\d])(?:\d[ .·_-]){4}\d(?![ .·_-]?\d)")
_QUANTITY = re.compile(r"\s*(?:€|%|euros?|[a-zà-ÿ]{4,}s\b|habitants|d'euros)")
_CODES = re.compile(r"\bcode\s+(?:postal|insee|commune)\b|\bcp\s*:?\s*\d", re.IGNORECASE)


#: The words without one of which no pattern of its kind finds anything: a look at them is quick.
_WAY_WORDS = frozenset(
    "rue rues ruelle avenue boulevard impasse venelle sente sentier faubourg rond lotissement lieu "
    "lieudit esplanade parvis chaussee rocade traboule allee allees quai square hameau chemin traverse "
    "montee carrefour promenade z zac zup zone route parc grand grande place cours mail villa voie porte "
    "passage cite clos residence batiment batiments immeuble tour pont domaine galerie cour carre chateau "
    "ferme mas degre degres escalier hall za zi zae av pl all ch che r sq res bat crs fg lot esc qu chaus "
    "bld blvd boul bvd fbg faub imp bd rte chem n no numero appt app appartement etage digicode "
    "interphone sonnette code boite grands grandes".split()
)
_NEAR_WORDS = frozenset(
    "pres proche cote face derriere devant dessus dessous loin proximite pied abords pas a long coin "
    "angle sortie secteur quartier place station arret gare metro tram tramway rer ligne faubourg cite "
    "centre college lycee ecole hopital eglise stade caserne ilot residence zone parc chu lac mont "
    "colline plaine foret bois vallee etang ile barrage cap plateau canton agglomeration communaute "
    "intercommunalite hameau bus route rn rd parcelle parcelles section paris lyon marseille "
    "arrondissement arr arrt".split()
)
_BOX_WORDS = frozenset("bp cs tsa b c t cedex boite".split())
_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    """The words of a text, in small letters without accents, apart from the digits before them."""
    return frozenset(part for word in bare_words(text) for part in _LETTERS.findall(word))


def _has(text: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(_words(text))


def street_number(text: str) -> bool:
    """True for a number in a street, a floor, a door: « 12 r. des Lilas », « au n° 3 », « bâtiment B »."""
    if not _has(text, _WAY_WORDS):
        return False
    patterns = (*_NUMBERED, *_DOORS) if _DIGIT.search(text) else _DOORS
    return any(_is_way(found) for pattern in patterns for found in pattern.finditer(text))


def _is_way(found: re.Match[str]) -> bool:
    said = re.sub(r"^\W*\d+\s*", "", found[0]) if found[0][:1].isdigit() else found[0]
    return not _NOT_A_WAY.match(said + found.string[found.end() : found.end() + 30])


def street(text: str) -> re.Match[str] | None:
    """A way by its name, without a number."""
    if not _has(text, _WAY_WORDS):
        return None
    return next((found for pattern in _NAMED for found in pattern.finditer(text) if _is_way(found)), None)


def landmark(text: str) -> re.Match[str] | None:
    """« près de la gare », « quartier des Minguettes », « métro Charpennes », an arrondissement."""
    if not _has(text, _NEAR_WORDS):
        return None
    return next((found for pattern in _NEAR if (found := pattern.search(text))), None)


def postbox(text: str) -> bool:
    """A box, or a CEDEX."""
    return _has(text, _BOX_WORDS) and bool(_BOX.search(text))


def postcode(text: str, places: Places) -> bool:
    """Five digits that are a postcode or the code of a commune, together, apart, or in words."""
    if _CODES.search(text):
        return True
    for found in _FIVE.finditer(text) if _DIGIT.search(text) else ():
        if _is_code(found[1] + found[2], found, places):
            return True
    spaced = (re.sub(r"\D", "", found[0]) for found in _SPACED.finditer(text))
    return any(_known(code, places) for code in (*spaced, *_in_words(text)))


def _is_code(code: str, found: re.Match[str], places: Places) -> bool:
    after = found.string[found.end() : found.end() + 20]
    apart = len(found[0].removeprefix("F-").removeprefix("FR-")) > len(code)
    if (apart or code.endswith("000")) and _QUANTITY.match(after):
        return False
    return _known(code, places) or bool(re.match(r"\s+[A-ZÀ-Ý]", after))


def _known(code: str, places: Places) -> bool:
    return bool(places.by_postcode(code)) or code in places.communes


#: What a number in words is made of, above a hundred.
_MORE = {"cent", "cents", "mille", "et", "vingts", *(part for words in IN_WORDS for part in words.split())}


def _in_words(text: str) -> Iterator[str]:
    """« soixante-neuf mille cent » → "69100"; a round number of thousands may count anything."""
    run: list[str] = []
    for word in [*fold(text).split(), ""] if "mille" in text.lower() else ():
        if word in _MORE:
            run.append(word)
            continue
        if "mille" in run:
            yield from _code(run[: run.index("mille")], run[run.index("mille") + 1 :])
        run = []


def _code(thousands: list[str], units: list[str]) -> Iterator[str]:
    """Five digits, unless they are a year, or a count of thousands."""
    high, low = value_of(thousands), value_of(units)
    if high and low is not None and high < 100 and not (high == 2 and low < 100):
        yield f"{high:02d}{low:03d}"
