"""How French names a territory in a sentence: « dans le Nord », « en Guyane », « de l’Isère », « à Mayotte ».

INSEE's « type de nom en clair » (TNCC, the `typeLiaison` of the source) gives the article. Usage is less
regular about the preposition before a feminine name (« dans la Somme », « en Moselle »): there the tables
below decide, after the name each prefecture bears (« Les services de l’État en Moselle »).
"""

from dataclasses import dataclass
from typing import Final

#: TNCC: 0 none before a consonant, 1 none before a vowel, 2 le, 3 la, 4 les, 5 l'.
ARTICLES: Final = {0: "", 1: "", 2: "le ", 3: "la ", 4: "les ", 5: "l’"}
DE: Final = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}

#: INSEE gives these no article; a sentence needs one: « couvre la Seine-et-Marne ».
ARTICLE_EXCEPTIONS: Final = {
    "28": "l’", "35": "l’", "37": "l’", "49": "le ", "54": "la ", "71": "la ", "77": "la ",
}  # fmt: skip

#: Feminine names that take « dans la »; every other one takes « en ».
DANS_LA: Final = frozenset({"23", "26", "42", "50", "51", "55", "58", "72", "80", "86"})

#: Names without an article, and masculine compounds in « et », that take « en ».
EN: Final = frozenset({"28", "35", "37", "41", "47", "49", "54", "71", "77", "82"})

#: The others, each its own: article, preposition, complement.
DEPARTEMENTS: Final = {
    "75": ("Paris", "à Paris", "de Paris"),
    "974": ("La Réunion", "à La Réunion", "de La Réunion"),
    "975": ("Saint-Pierre-et-Miquelon", "à Saint-Pierre-et-Miquelon", "de Saint-Pierre-et-Miquelon"),
    "976": ("Mayotte", "à Mayotte", "de Mayotte"),
    "977": ("Saint-Barthélemy", "à Saint-Barthélemy", "de Saint-Barthélemy"),
    "978": ("Saint-Martin", "à Saint-Martin", "de Saint-Martin"),
    "986": ("Wallis et Futuna", "à Wallis et Futuna", "de Wallis et Futuna"),
    "987": ("la Polynésie française", "en Polynésie française", "de la Polynésie française"),
    "988": ("la Nouvelle-Calédonie", "en Nouvelle-Calédonie", "de la Nouvelle-Calédonie"),
}

REGIONS: Final = {
    "01": ("la Guadeloupe", "en Guadeloupe", "de la Guadeloupe"),
    "02": ("la Martinique", "en Martinique", "de la Martinique"),
    "03": ("la Guyane", "en Guyane", "de la Guyane"),
    "04": DEPARTEMENTS["974"],
    "06": DEPARTEMENTS["976"],
    "11": ("l’Île-de-France", "en Île-de-France", "d’Île-de-France"),
    "24": ("le Centre-Val de Loire", "en Centre-Val de Loire", "du Centre-Val de Loire"),
    "27": ("la Bourgogne-Franche-Comté", "en Bourgogne-Franche-Comté", "de Bourgogne-Franche-Comté"),
    "28": ("la Normandie", "en Normandie", "de Normandie"),
    "32": ("les Hauts-de-France", "dans les Hauts-de-France", "des Hauts-de-France"),
    "44": ("le Grand Est", "dans le Grand Est", "du Grand Est"),
    "52": ("les Pays de la Loire", "dans les Pays de la Loire", "des Pays de la Loire"),
    "53": ("la Bretagne", "en Bretagne", "de Bretagne"),
    "75": ("la Nouvelle-Aquitaine", "en Nouvelle-Aquitaine", "de Nouvelle-Aquitaine"),
    "76": ("l’Occitanie", "en Occitanie", "d’Occitanie"),
    "84": ("l’Auvergne-Rhône-Alpes", "en Auvergne-Rhône-Alpes", "d’Auvergne-Rhône-Alpes"),
    "93": (
        "la Provence-Alpes-Côte d’Azur",
        "en Provence-Alpes-Côte d’Azur",
        "de Provence-Alpes-Côte d’Azur",
    ),
    "94": ("la Corse", "en Corse", "de Corse"),
    **{code: DEPARTEMENTS[code] for code in ("975", "977", "978", "986", "987", "988")},
}


#: What people call a territory besides its name, folded as a search folds.
SURNOMS: Final = {
    "region:11": ["idf"],
    "region:24": ["cvl"],
    "region:27": ["bfc"],
    "region:32": ["hdf"],
    "region:52": ["pdl"],
    "region:84": ["aura"],
    "departement:69": ["metropole de lyon", "grand lyon"],
    "region:93": ["paca"],
    "departement:975": ["spm"],
    "departement:977": ["saint barth"],
    "departement:986": ["wallis", "futuna"],
    "departement:987": ["polynesie", "tahiti"],
    "departement:988": ["caledonie"],
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """A territory in a sentence: « le Nord », « dans le Nord », « du Nord »."""

    article: str
    dans: str
    du: str


def of_departement(code: str, nom: str, tncc: int) -> Phrases:
    if code in DEPARTEMENTS:
        return Phrases(*DEPARTEMENTS[code])
    nom = nom.replace("'", "’")
    article = ARTICLE_EXCEPTIONS.get(code, ARTICLES[tncc])
    en = code in EN or (tncc == 3 and code not in DANS_LA)
    return Phrases(
        article=f"{article}{nom}",
        dans=f"en {nom}" if en else f"dans {article}{nom}",
        du=f"{DE[tncc]}{nom}",
    )


def of_region(code: str) -> Phrases:
    return Phrases(*REGIONS[code])
