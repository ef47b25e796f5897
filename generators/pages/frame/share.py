"""What goes with a link when it is shared (OpenGraph): a title, a sentence, a picture.

A picture a record would be 10 000 drawings a build for names that the link's title already says: there is one
a rubric, one an issue of the letter. Nothing names the subject: a link is also shared with a young person, on
a phone that others see. A title or a sentence that does gives way to what its rubric says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generators import mark
from generators.records.identity import Identite, Marque, Partage
from generators.records.models import Numero
from generators.records.palette import Palette
from generators.site import Site

FOLDER = "assets/partage/"
#: The site's own typeface, which FreeType reads as the browser does.
POLICE = "assets/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
TAILLE = (1200, 630)
#: Whose picture every page of no rubric has.
ACCUEIL = "accueil"
#: The rubric of the issues.
LETTER = "newsletter"
_MARGE = 84


@dataclass(frozen=True, slots=True)
class Words:
    """What a shared link says beside its picture."""

    titre: str
    description: str


def words(title: str, description: str, section: str, reseau: Identite, discreet: str = "") -> Words:
    """The title and description of a page as others may read them.

    Where they say too much: its rubric's title, and `discreet`, else its rubric's sentence.
    """
    says, card = reseau.discret.says, _card(section, reseau)
    tried = (description, *filter(None, (discreet,)), card.phrase)
    return Words(
        card.titre if says(title) else title,
        next((text for text in tried if not says(text)), card.phrase),
    )


def _card(section: str, reseau: Identite) -> Partage:
    """That of a rubric, else that of the home page, else the first that there is."""
    cards = {card.page: card for card in reversed(reseau.partage)}
    return cards.get(section) or cards.get(ACCUEIL) or reseau.partage[0]


def adresse(section: str, reseau: Identite) -> str:
    """The picture of a page of a rubric."""
    known = {partage.page for partage in reseau.partage} - {ACCUEIL}
    return f"{FOLDER}{section if section in known else 'site'}.png"


def adresse_numero(issue: Numero) -> str:
    return f"{FOLDER}newsletter-{issue.id}.png"


def files(site: Site, police: bytes) -> Mapping[str, bytes]:
    """Path → PNG of 1200 × 630, in the typeface `police` (a font file)."""
    return dict(_cards(site, police))


def _cards(site: Site, police: bytes) -> Iterator[tuple[str, bytes]]:
    reseau = site.identity
    yield adresse("", reseau), image(reseau.titre, "", police, reseau)
    for partage in reseau.partage:
        yield adresse(partage.page, reseau), image(partage.titre, partage.phrase, police, reseau)
    for issue in site.network.issues_latest_first:
        shown = words(issue.titre, issue.periode, LETTER, reseau)
        yield adresse_numero(issue), image(shown.titre, shown.description, police, reseau)


def image(title: str, sentence: str, police: bytes, reseau: Identite) -> bytes:
    """One picture: the mark and the network's name, the stitches, a title, a sentence."""
    return _image(title, sentence, police, (reseau.nom, reseau.suite), reseau.marque, reseau.couleurs.clair)


@lru_cache(maxsize=256)
def _image(
    title: str, sentence: str, police: bytes, name: tuple[str, str | None], marque: Marque, colours: Palette
) -> bytes:
    canvas = Image.new("RGB", TAILLE, colours.lin)
    draw = ImageDraw.Draw(canvas)
    canvas.paste(mark.picture(marque, colours, colours.lin, 96), (_MARGE - 8, 76))
    _name(draw, police, name, colours.encre)
    _stitches(draw, 268, colours.fil)
    lines = _wrapped(title, _font(police, 84, 700), 2)
    for number, line in enumerate(lines):
        draw.text((_MARGE, 306 + 96 * number), line, colours.encre, _font(police, 84, 700))
    below = 306 + 96 * len(lines) + 14
    for number, line in enumerate(_wrapped(sentence, _font(police, 38, 400), 2)):
        draw.text((_MARGE, below + 50 * number), line, colours.douce, _font(police, 38, 400))
    draw.rectangle((0, TAILLE[1] - 22, TAILLE[0], TAILLE[1]), colours.barre)
    out = BytesIO()
    canvas.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _name(draw: ImageDraw.ImageDraw, police: bytes, name: tuple[str, str | None], colour: str) -> None:
    bold, plain = _font(police, 44, 800), _font(police, 44, 400)
    draw.text((200, 98), name[0], colour, bold)
    if name[1]:
        draw.text((200 + draw.textlength(name[0], bold), 98), f" · {name[1]}", colour, plain)


def _stitches(draw: ImageDraw.ImageDraw, y: int, colour: str) -> None:
    """Le fil: a short row of stitches above a title."""
    for number in range(3):
        x = _MARGE + 46 * number
        draw.rounded_rectangle((x, y, x + 32, y + 7), 3, colour)


@lru_cache(maxsize=16)
def _font(police: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(BytesIO(police), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _wrapped(text: str, font: ImageFont.FreeTypeFont, limit: int) -> list[str]:
    """A text on `limit` lines at most, the last one cut short when it must be."""
    room = TAILLE[0] - 2 * _MARGE
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line for line in lines if line][:limit]
    if len(kept) < len([line for line in lines if line]) or any(font.getlength(k) > room for k in kept):
        kept = [_cut(line, font, room, last=number == len(kept) - 1) for number, line in enumerate(kept)]
    return kept


def _cut(line: str, font: ImageFont.FreeTypeFont, room: float, *, last: bool) -> str:
    """A line that fits, with an ellipsis where words are missing."""
    end = "…" if last or font.getlength(line) > room else ""
    while line and font.getlength(line + end) > room:
        line = line[:-1]
    return line.rstrip(" ,.;:") + end
