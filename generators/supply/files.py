"""What a site says of its own making, as files: licences, inventory, and to whom one tells a weakness."""

from __future__ import annotations

from collections.abc import Mapping

from generators.forms.repository import depot_of
from generators.site import Site
from generators.supply import licences_txt, sbom, security_txt
from generators.supply.component import Supply


def files(site: Site, supply: Supply) -> Mapping[str, bytes]:
    """By their paths on the site."""
    return {
        licences_txt.FILE: licences_txt.document(supply),
        sbom.FILE: sbom.document(supply, site.address, site.today),
        **security_txt.files(site, depot_of(site.identity.atelier)),
    }
