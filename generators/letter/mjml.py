"""The letter as MJML, in the network's colours, and as the HTML that e-mail clients show.

Long tables make Outlook break pages inside items, so a section holds few items; but sections weigh, and
Gmail clips a message past 102 KB. The smallest group that keeps the letter within `BUDGET` is taken.

Every value is written so that HTML, MJML and e-mail services leave it alone: what a record says never becomes
markup, nor a tag of a service (`{{ … }}`, `[[…]]`, `*|…|*`). The MJML renderer prints special spaces,
combining marks and backslashes of attributes as `\\u{a0}`, so all but plain letters, digits, punctuation and
the no-break spaces of French are written as numeric references, in texts and attributes alike; those two are
put back (`drawn`), which no text can imitate since its own backslashes are references.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from mjml import mjml2html

from generators.letter.shapes import Item, Letter, join
from generators.mail.drafts import Tags
from generators.records.palette import Couleurs
from generators.site import Site

#: Bytes of HTML that leave room for the links that a service makes longer (about 150 bytes each).
BUDGET = 85_000
#: The font, which each system has or stands in for. Each cell says it: a longer list costs 5 KB.
POLICE = "Arial"
#: Items of a section, the best first; the last stands for a whole rubric.
GROUPES = (3, 4, 5, 9, 1_000)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What draws one letter: its templates compiled, its site, and the tags of the service that sends it.

    `near` stands where a territory's own rows go.
    """

    letter: Letter
    site: Site
    templates: Environment
    tags: Tags
    near: str = ""

    def mjml(self, group: int) -> str:
        """The MJML source, `group` items a section."""
        template = self.templates.get_template("lettre.mjml.j2")
        return _compact(template.render(self._names(), groupe=group))

    def html(self) -> str:
        """The HTML, with the smallest group that meets the budget; none does where the largest does not."""
        html = ""
        for group in (GROUPES[0], GROUPES[-1], *GROUPES[1:]):
            html = self.grouped(group)
            if (len(html.encode()) <= BUDGET) is (group < GROUPES[-1]):
                break
        return html

    def fits(self) -> bool:
        """Whether the letter meets the budget, at least with the longest tables."""
        return len(self.grouped(GROUPES[-1]).encode()) <= BUDGET

    def grouped(self, group: int) -> str:
        """The HTML, `group` items a section, whatever it weighs."""
        return drawn(self.mjml(group))

    def weight(self, item: Item) -> int:
        """Bytes that an item takes in the HTML."""
        macro = self.templates.get_template("item.mjml.j2").make_module(self._names())
        return len(_compact(str(macro.item(item, False))).encode())  # type: ignore[attr-defined]

    def rows(self, block: object) -> str:
        """The rows of a territory's block (`generators.letter.nearby.Block`), to stand where `near` does."""
        template = self.templates.get_template("pres.html.j2")
        return _compact(template.render(self._names() | {"pres": block}))

    def _names(self) -> dict[str, object]:
        return {
            "lettre": self.letter,
            "pres": raw(self.near),
            "reseau": self.site.identity,
            "c": light(self.site.identity.couleurs),
            "s": dark(self.site.identity.couleurs),
            "tete": head(self.site.identity.couleurs),
            "absolu": lambda url: join(self.site.address, url),
            "police": raw(POLICE),
            "en_ligne": raw(self.tags.online),
            "desinscription": raw(self.tags.unsubscribe),
            "contact": self.site.adresse_contact,
        }


def drawn(source: str) -> str:
    """The HTML of an MJML source, without what the renderer writes twice or spells out for nobody."""
    html = str(mjml2html(source, disable_comments=False))
    html = _SPACE.sub(lambda found: chr(int(found[1], 16)), html)
    html = _BACKGROUND.sub(r"\1", html)
    return html.replace("<![endif]--><!--[if mso | IE]>", "")


#: A no-break space of an attribute, as the renderer prints it.
_SPACE = re.compile(r"\\u\{(a0|202f)\}")
#: One background said in two properties: the second is enough.
_BACKGROUND = re.compile(r"background:#\w{6};(background-color:#\w{6};)")


def _compact(source: str) -> str:
    """Without indentation and empty lines, which would only weigh."""
    return re.sub(r"\n\s*", "\n", source).strip()


_REFERENCED = frozenset("&<>\"'{}[]*|\\")
#: The spaces of French print that stay themselves: a reference weighs three times as much.
_KEPT = frozenset(" \u00a0\u202f")


def encode(value: object) -> Markup:
    """`value` as text that is safe in an element and in a double-quoted attribute."""
    if isinstance(value, Markup):
        return value
    return _encoded("" if value is None else str(value))


@lru_cache(maxsize=8192)
def _encoded(text: str) -> Markup:
    """Kept in memory: a letter is drawn for each service, and until it meets its budget."""
    composed = unicodedata.normalize("NFC", text)
    return Markup("".join(map(_character, composed)))  # noqa: S704  (each character was made safe)


def _character(char: str) -> str:
    if char in _KEPT or (unicodedata.category(char)[0] in "LNPS" and char not in _REFERENCED):
        return char
    return f"&#{ord(char)};"


def environment(templates: Mapping[str, str]) -> Environment:
    """Templates by file name, in which each printed value is encoded."""
    return Environment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        finalize=encode,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def raw(text: str) -> Markup:
    """A value that is ours, such as a tag of an e-mail service."""
    return Markup(text)  # noqa: S704


_NAMES = {
    "encre": "encre",
    "texte": "texte",
    "douce": "douce",
    "lien": "lien",
    "bouton": "sapin",
    "sur_bouton": "sur_sapin",
    "bande": "brume",
    "trait": "trait",
    "fil": "fil",
}


def light(couleurs: Couleurs) -> Mapping[str, str]:
    clair = couleurs.clair
    grounds = {"papier": clair.lin, "feuille": clair.fond, "panneau": clair.lin}
    return _named(couleurs, "clair") | grounds | {"don": clair.gaude, "sur_don": clair.encre}


def dark(couleurs: Couleurs) -> Mapping[str, str]:
    """A button for gifts stays a light spot, under the same words."""
    sombre = couleurs.sombre
    grounds = {"papier": sombre.hors, "feuille": sombre.lin, "panneau": sombre.surface}
    return _named(couleurs, "sombre") | grounds | {"don": sombre.fil, "sur_don": couleurs.clair.encre}


def head(couleurs: Couleurs) -> Mapping[str, str]:
    """The masthead has the same colours in both."""
    clair, sombre = couleurs.clair, couleurs.sombre
    return {
        "fond": clair.sapin_survol,
        "titre": clair.sur_sapin,
        "sujet": sombre.texte,
        "periode": clair.gaude,
    }


def _named(couleurs: Couleurs, scheme: str) -> dict[str, str]:
    palette = getattr(couleurs, scheme)
    return {name: getattr(palette, token) for name, token in _NAMES.items()}
