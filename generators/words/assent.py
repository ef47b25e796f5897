"""Whether somebody who was asked says that all is right, however hastily: « oui TOUT EST EXACT, merci », «
RAS ».

A text agrees when every word of it does, or is mere courtesy, and one phrase says it plainly: « ok » and «
merci » alone may only mean that the letter came. One word more (« sauf », « mais », a question) and a
person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from generators.words.wording import fold

#: What a phrase does: it agrees; it only sounds so; it is polite; it announces corrections.
Sort = Literal["accord", "faible", "politesse", "corrige"]
#: A longer text than this has more to say than yes.
LONGEST = 600

_ADJ = (
    r"(?:exacte?s?|justes?|correcte?s?|bon(?:ne)?s?|ok|a jour|en ordre|conformes?|parfaite?s?|valides?|"
    r"inchangee?s?|nickel|impeccables?|complete?s?|complets?)"
)
_ADV = (
    r"(?:bien|tout|tout a fait|toujours|tres|parfaitement|encore|absolument|totalement|en effet|actuellement)"
)
_BE = r"(?:est|sont|reste|restent|(?:me |nous )?(?:semble|semblent|parait|paraissent))"
_SAID = rf"(?: {_ADV})*(?: {_ADJ})(?: et {_ADJ})*"
_OF = (
    r"(?: (?:de|sur|dans|indiquees (?:sur|dans)) (?:la |notre |votre |cette "
    r")?(?:fiche|page|structure|service))?"
)
_THINGS = r"(?:infos?|informations?|donnees|coordonnees|elements|renseignements|mentions)"
_NOTHING = r"(?:signaler|changer|modifier|redire|corriger|ajouter|reprendre|rectifier)"
_CHANGES = r"(?:changements?|modifications?|modifs?|corrections?|erreurs?|remarques?|observations?)"
_AFTER = (
    r"(?: (?:a|n est a) (?:signaler|apporter|faire|prevoir))?"
    r"(?: (?:de notre cote|pour nous|sur (?:la|notre) fiche))?"
)
_LETTER = r"(?:message|mail|courriel|email|e mail|demande|sollicitation|relance|courrier)"

_PHRASES: dict[Sort, tuple[str, ...]] = {
    "accord": (
        rf"(?:tout|tt)(?: y)?(?: {_BE})?{_SAID}",
        rf"(?:c est|ca {_BE}){_SAID}",
        rf"(?:la|notre|votre|cette|ma) (?:fiche|page){_OF} {_BE}{_SAID}",
        rf"(?:fiche|page){_SAID}",
        rf"(?:toutes )?(?:les|nos|vos|ces) {_THINGS}{_OF} {_BE}{_SAID}",
        rf"(?:l ensemble|la totalite) (?:de (?:la|notre) fiche|des {_THINGS}) {_BE}{_SAID}",
        rf"{_THINGS}{_SAID}",
        rf"(?:il n y a )?rien (?:d autre )?(?:a|de) {_NOTHING}(?: (?:a|de|sur|dans) (?:la |notre "
        rf")?(?:fiche|page))?",
        r"rien(?: n)? a change|rien ne change|rien de (?:nouveau|change)|sans changement",
        rf"(?:il n y a )?(?:pas (?:de|d)|aucune?|ni) {_CHANGES}{_AFTER}",
        rf"nous n avons (?:rien a {_NOTHING}|(?:pas (?:de|d)|aucune?) {_CHANGES}{_AFTER})",
        r"r a s|ras|exact|exactement|conforme|tout bon|inchangee?|validee?|fiche validee",
        r"(?:oui )?(?:je|j|nous|on) (?:vous )?(?:confirm(?:e|ons)|valid(?:e|ons)|certifi(?:e|ons))"
        rf"(?: (?:que|bien que)| (?:l exactitude|la justesse) (?:de|des)(?: (?:la|notre|votre) fiche| "
        rf"{_THINGS})?"
        rf"| (?:la|notre|votre|cette) fiche| (?:les|ces|nos) {_THINGS})?",
        r"pas besoin de (?:changer|modifier|corriger)(?: quoi que ce soit)?",
    ),
    "faible": (
        r"oui|ok|yes|okay|parfait|super|d accord|bien "
        r"recu|entendu|nickel|impeccable|et|donc|alors|bien|voila|"
        r"en effet|effectivement|absolument|tout a fait",
    ),
    "politesse": (
        r"bonjour(?: a (?:tous|toutes|vous|tous et (?:a )?toutes|toute l equipe))?(?: madame| monsieur)*",
        r"bonsoir|salut|madame|monsieur|chere? (?:collegue|partenaire)s?|cheres? (?:collegues|partenaires)",
        r"(?:un grand |grand )?merci(?: beaucoup| bien| encore| infiniment| d avance| par avance| a "
        r"vous| a toute l equipe)*"
        rf"(?: (?:pour|de) (?:votre|ce|cette|le|la|vos|ces) "
        rf"(?:{_LETTER}|travail|suivi|retour|annuaire|initiative|"
        r"demarche|mise a jour|attention|aide)s?)?",
        r"(?:en )?vous remerciant(?: par avance)?|nous vous remercions|je vous remercie",
        r"(?:bien |tres )?cordialement|cordialement votre|cdlt|cdt|bien a (?:vous|toi)|salutations(?: "
        r"distinguees)?",
        r"(?:mes |nos )?sinceres salutations|respectueusement|a bientot",
        r"(?:tres )?(?:bonne|belle|excellente) (?:journee|soiree|semaine|fin de "
        r"(?:journee|semaine)|continuation|reception)"
        r"(?: a (?:vous|tous|toutes))?",
        rf"suite a votre {_LETTER}|en reponse a votre {_LETTER}|comme suite a votre {_LETTER}",
        r"apres (?:verification|relecture|lecture)(?: (?:de|par) (?:la |notre |votre "
        r")?(?:fiche|page|equipe|direction))?",
        r"(?:nous avons|j ai) (?:bien )?(?:lu|relu|verifie|regarde|consulte) (?:la|notre|votre|cette) "
        r"(?:fiche|page)",
        r"de (?:notre|mon) cote|pour (?:nous|moi)|a ce jour|pour (?:notre|ma) "
        r"(?:structure|part|association|fiche)",
    ),
    "corrige": (
        r"merci (?:de|d) (?:bien vouloir )?(?:corriger|modifier|rectifier|changer|mettre a jour|actualiser)"
        r"(?: ceci| cela| ces points| ce point| (?:la|notre) (?:fiche|page)| comme suit)?",
        rf"voici (?:les|nos|mes|une|quelques|la)? ?(?:petites? )?{_CHANGES}",
        rf"(?:une|deux|trois|quelques|les|nos|petites?|seule)? ?(?:seule |petites? )*{_CHANGES}(?: a "
        rf"(?:apporter|faire))?",
        r"a corriger|sauf|hormis|excepte|a l exception(?: de| du| des)?|a part(?: cela| ca)?|ci "
        r"dessous|suivante?s?",
        rf"(?:tout )?le reste {_BE}{_SAID}|pour le reste|(?:tout )?le reste(?: ne change pas| sans "
        rf"changement)",
    ),
}  # fmt: skip
_COMPILED = [
    (sort, re.compile(rf"(?:{phrase})(?= |$)")) for sort, group in _PHRASES.items() for phrase in group
]
#: Who asks to be left out, or to have a page taken away: the right to object, which nobody may overlook.
_OBJECTION = re.compile(
    r"\b(?:retire[rz]?|supprime[rz]?|efface[rz]?|enleve[rz]?|desinscri\w+|retrait|suppression|effacement)\b|"
    r"\b(?:oppos(?:e|ons|ition|er)|ne (?:souhait\w+|veu\w+|voul\w+|desir\w+) (?:pas|plus) "
    r"(?:figurer|apparaitre|etre))\b"
)


def assents(text: str) -> bool:
    """True when the whole text says that all is right, and nothing else."""
    sorts = _sorts(text)
    return sorts is not None and "accord" in sorts and "corrige" not in sorts


def says_nothing_more(text: str) -> bool:
    """True for what may stand around corrections: courtesy, « le reste est exact », nothing at all."""
    return _sorts(text) is not None


def with_function(text: str) -> tuple[str, str]:
    """The function that a line of the text says (« Fonction : direction »), or "", and the other lines."""
    found = _FUNCTION.search(text)
    return (found[1].strip() if found else ""), _FUNCTION.sub("", text).strip()


_FUNCTION = re.compile(r"^[ \t]*(?:votre |ma )?fonction\s*:[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE)


def objects(text: str) -> bool:
    """True when somebody may ask that a page be taken away."""
    return _OBJECTION.search(fold(text)) is not None


def _sorts(text: str) -> frozenset[Sort] | None:
    """What the phrases of a text do; None when a word of it is none of theirs."""
    if "?" in text or len(text) > LONGEST:
        return None
    found = list(_phrases(fold(text)))
    return None if None in found else frozenset(sort for sort in found if sort)


def _phrases(folded: str) -> Iterator[Sort | None]:
    """The longest known phrase at each place, one after another; None at the first word that begins none."""
    at = 0
    while at < len(folded):
        fits = [(match.end(), sort) for sort, phrase in _COMPILED if (match := phrase.match(folded, at))]
        if not fits:
            yield None
            return
        at, sort = max(fits, key=lambda fit: fit[0])
        at += 1
        yield sort
