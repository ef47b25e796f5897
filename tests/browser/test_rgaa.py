"""What the grid of the RGAA says was seen in a browser, and no other test looks at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Visit, axe_faults, fits
from tests.browser.test_site import PAGES, complete

#: Of what has the focus: how it is ringed, and which it is of all that the page has.
FOCUSED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const ringed = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 || boxShadow !== "none";
  };
  // A field without a border of its own is ringed with the box that holds it.
  const seen = ringed(here) || here.matches("input") && ringed(here.parentElement);
  return [[...document.querySelectorAll("*")].indexOf(here), seen, here.outerHTML.slice(0, 90)];
}"""
#: Where a phone shows what a wide screen does not: sheets, bars, buttons, the frame of another site.
ON_A_PHONE = [
    "",
    "annuaire/",
    "annuaire/?embed=1",
    "acteurs/akatij/",
    "moins-de-18-ans/",
    "ressources/",
    "agenda/",
    "couverture/",
    "newsletter/2023-t3/",
    "contribuer/",
    "contribuer/champs/",
    "404.html",
]
#: More stops than the longest of these pages has.
STOPS = 400


def test_nothing_sticks_out_at_320_pixels(visitor: Any) -> None:
    """400 % of a window of 1 280 pixels (RGAA 10.11; WCAG 1.4.10)."""
    visit: Visit = visitor(viewport={"width": 320, "height": 256})
    for path in PAGES:
        fits(complete(visit, path), 320)


@pytest.mark.parametrize(
    "path", ["", "acteurs/la-boussole-nord/", "signaler/", "accessibilite/", "selection/"]
)
def test_focus_is_seen_and_goes_through(wide: Visit, path: str) -> None:
    """Every stop of the keyboard shows where it is, and the last is followed by the way out of the page."""
    page = complete(wide, path)
    stops: list[Any] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(FOCUSED)) is None or stop in stops:
            break
        stops.append(stop)
    assert len(stops) > 20
    assert len(stops) < STOPS
    assert [stop for stop in stops if not stop[1]] == []
    assert page.evaluate("document.querySelectorAll('footer a, footer button').length") <= len(stops)
    assert any("data-discret" in stop[2] for stop in stops), "the footer is reached"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ON_A_PHONE)
def test_axe_finds_nothing_on_a_phone_with_a_shortlist(visitor: Any, path: str, scheme: Any) -> None:
    """The bar of the shortlist has a place among the regions, and what one touches has its size."""
    visit: Visit = visitor(viewport={"width": 320, "height": 640}, bypass_csp=True, color_scheme=scheme)
    visit.open("robots.txt").evaluate("sessionStorage.setItem('maillage.selection', 'akatij')")
    page = complete(visit, path)
    assert axe_faults(page) == []
