"""The street map that a reader may put under the outlines: a choice, off by default.

It is the one thing of the site that another host serves, so only the directory's page may ask for it
(its Content-Security-Policy names the host), and only once the reader has ticked the box. Another
service is another `Plan`; `PLAN = None` takes the choice away.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Plan:
    """A tile service: `url` has {z}, {x} and {y}; `nom` and `attribution` are what readers see."""

    nom: str
    url: str
    attribution: str

    @property
    def origine(self) -> str:
        """The origin that the page must be allowed to ask: "https://data.geopf.fr"."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


#: Géoplateforme of the IGN, open and without a key (https://geoservices.ign.fr/services-geoplateforme-diffusion).
_IGN = {
    "SERVICE": "WMTS",
    "REQUEST": "GetTile",
    "VERSION": "1.0.0",
    "LAYER": "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2",
    "STYLE": "normal",
    "FORMAT": "image/png",
    "TILEMATRIXSET": "PM",
}

PLAN: Plan | None = Plan(
    nom="plan IGN, service extérieur",
    url=f"https://data.geopf.fr/wmts?{urlencode(_IGN)}&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}",
    attribution="© IGN",
)
