"""What a booklet draws, as SVG files by name: the mark, the shapes of categories, codes, the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generators import mark
from generators.booklets.fonts import FAMILY
from generators.pages.frame import codes
from generators.pages.maps.france import Ville, departement_map
from generators.pages.maps.markers import Marker
from generators.pages.maps.svg import SHAPES, symbols
from generators.records.palette import Palette
from generators.records.vocabulary import Vocabulary
from generators.site import Site

_SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
#: Pixels of the map, of which a page of A5 shows 121 mm.
MAP = (484.0, 420.0)


@dataclass(frozen=True)
class Drawings:
    """The drawings of a booklet, each once; what is drawn is asked for by its name."""

    site: Site
    files: dict[str, str] = field(default_factory=dict)

    @property
    def _palette(self) -> Palette:
        return self.site.identity.couleurs.clair

    def mark(self) -> str:
        colours = "".join(
            f".{name.replace('_', '-')}{{stroke:{getattr(self._palette, name)};fill:none;"
            "stroke-linecap:round;stroke-linejoin:round}"
            for name in mark.BRINS
        )
        dot = f".brin-point{{fill:{getattr(self._palette, mark.POINT)}}}"
        return self._kept("marque", _styled(str(mark.inline(self.site.identity.marque)), colours + dot))

    def shape(self, category: str) -> str:
        """That of a category, in its colour."""
        term = self.site.records.vocabulary.categories[category]
        inner = SHAPES[term.symbole].svg.replace("/>", f' fill="{term.couleurs.clair}"/>')
        return self._kept(f"forme-{category}", f'{_SVG} viewBox="0 0 32 32">{inner}</svg>')

    def code(self, address: str, words: str) -> dict[str, str] | None:
        """The code of an address of the site, and what it is said to be; None while the site has none."""
        url = self.site.url(address)
        if url is None:
            return None
        name = self._kept(f"code-{address}", str(codes.svg(url)).replace("<svg", _SVG, 1))
        return {"dessin": name, "alt": f"Code à scanner. {words} : {url}"}

    def map(self, wanted: Sequence[str], points: Sequence[Marker], towns: Sequence[Ville]) -> bool:
        """The map of départements with its markers; False where none has an outline."""
        known = [code for code in wanted if code in self.site.outlines]
        if not known:
            return False
        svg = departement_map(self.site.outlines, known, points, villes=towns, size=MAP)
        shapes = symbols(self.site.records.vocabulary)
        inner = shapes[shapes.index("<symbol") : shapes.rindex("</svg>")]
        style = _map_style(self._palette, self.site.records.vocabulary)
        self._kept("carte", _styled(svg, style, f"<defs>{inner}</defs>"))
        return True

    def _kept(self, name: str, svg: str) -> str:
        self.files[name] = svg
        return name


def _styled(svg: str, rules: str, more: str = "") -> str:
    """A drawing of a page, as a file of its own."""
    opening, _, rest = svg.partition(">")
    return f"{opening.replace('<svg', _SVG, 1)}><style>{rules}</style>{more}{rest}"


def _map_style(palette: Palette, vocabulary: Vocabulary) -> str:
    """The theme's look of maps (annuaire.css), where there are no custom properties."""
    p = palette
    rules = [
        f".dep{{fill:{p.surface};stroke:{p.limite};stroke-width:1;stroke-linejoin:round}}",
        f".choisi{{fill:{p.maille};stroke:{p.sapin};stroke-width:2.5}}",
        f".marque{{stroke:{p.surface};stroke-width:1.5}}",
        f"text{{font-family:{FAMILY};font-size:15px;fill:{p.douce}}}",
        f".ville{{font-weight:700;stroke:{p.surface};stroke-width:4px;stroke-linejoin:round;"
        "paint-order:stroke}",
        f".grappe{{fill:{p.surface};stroke:{p.encre};stroke-width:2.5}}",
        f".grappe__nombre{{fill:{p.encre};font-weight:700;font-size:21px}}",
    ]
    rules += [f".cat-{code}{{fill:{term.couleurs.clair}}}" for code, term in vocabulary.categories.items()]
    return "".join(rules)
