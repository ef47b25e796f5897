"""The inventory of a site as CycloneDX 1.6 JSON (ECMA-424, https://cyclonedx.org/docs/1.6/json/).

Two builds of one commit on one day give the same bytes: the serial number is made from the content, the time
stamp is the day's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generators.supply.component import Component, Supply

FILE = "sbom.cdx.json"
#: Expressions of more than one licence; a name of one is an id.
_JOINED = (" AND ", " OR ", " WITH ")
_SORTS = {"library": "library", "framework": "framework", "data": "data"}


def document(supply: Supply, address: str, today: date) -> bytes:
    """The file; `address` is the site's."""
    body = {
        "metadata": {
            "timestamp": f"{today.isoformat()}T00:00:00Z",
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": "site",
                "name": address,
                "version": today.isoformat(),
                "description": "Le site publié, et ce qui l’a construit.",
            },
        },
        "components": [_ours(supply.version), *map(_component, supply.components)],
        "dependencies": [{"ref": "site", "dependsOn": ["maillage", *_shipped(supply)]}],
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    head = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, text)}",
        "version": 1,
    }
    return (json.dumps(head | body, ensure_ascii=False, indent=1) + "\n").encode()


def _ours(version: str) -> Mapping[str, Any]:
    return {
        "type": "application",
        "bom-ref": "maillage",
        "name": "maillage",
        "version": version,
        "scope": "required",
        "licenses": [{"license": {"id": "MIT"}}],
    }


def _shipped(supply: Supply) -> Iterator[str]:
    yield from (_reference(each) for each in supply.shipped)


def _reference(component: Component) -> str:
    return component.purl or f"{component.name}@{component.version}"


def _component(component: Component) -> Mapping[str, Any]:
    told: dict[str, Any] = {
        "type": _SORTS[component.sort],
        "bom-ref": _reference(component),
        "name": component.name,
        "version": component.version,
        "scope": component.scope,
    }
    if component.licence:
        told["licenses"] = _licences(component)
    if component.purl:
        told["purl"] = component.purl
    if component.sha512:
        told["hashes"] = [{"alg": "SHA-512", "content": component.sha512}]
    if component.used:
        told["description"] = component.used
    if component.parts:
        told["components"] = [
            {"type": "library", "bom-ref": f"{_reference(component)}#{part}", "name": part}
            for part in component.parts
        ]
    return told


def _licences(component: Component) -> list[Mapping[str, Any]]:
    """An SPDX id or expression; a producer's own words as a name."""
    if any(word in component.licence for word in _JOINED):
        return [{"expression": component.licence}]
    key = "name" if component.sort == "data" or " " in component.licence else "id"
    return [{"license": {key: component.licence}}]
