"""What every peer is given: the network's own records, and the names that their codes stand for.

A peer reads each record as it is written (`Fiche.values`, or its text as front matter); what a generator of
pages cannot know by itself is worked out here, so that it costs the peer nothing: the label of a code, the
name of a zone, the départements that a structure covers, which records name another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from benchmarks.reseau_yaml import document
from generators.land import coverage
from generators.land.places import Places, load_places
from generators.land.territories import Zone
from generators.records.kinds import FICHES

#: The facts that a page shows, in order: a field, and how its values are shown. `label` is a list of the
#: vocabulary, `zone` a territory, `ref` the kind of the records that are named.
SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "actors": (
        ("type", "label:types_acteur"), ("categorie", "label:categories"), ("role", "label:roles"),
        ("statut", "label:statuts"), ("porte_par", "ref:actors"), ("services", ""),
        ("missions", "label:missions"), ("publics", "label:publics"), ("age_min", ""), ("age_max", ""),
        ("capacite", ""), ("adresse", ""), ("code_postal", ""), ("commune", ""), ("departement", ""),
        ("zone_eligibilite", "zone"), ("zone_precisions", ""), ("telephone", "tel"), ("courriel", "mailto"),
        ("site_web", "url"), ("horaires_accueil", ""), ("modes_accueil", "label:modes_accueil"),
        ("modes_mobilisation", "label:modes_mobilisation"), ("mobilisable_par", "label:mobilisable_par"),
        ("nouvelles_situations", "label:nouvelles_situations"), ("frais", "label:frais"),
    ),
    "events": (
        ("type", "label:types_evenement"), ("debut", ""), ("fin", ""), ("fuseau", ""), ("lieu", ""),
        ("commune", ""), ("territoires", "zone"), ("organisateurs", "ref:actors"),
        ("missions", "label:missions"), ("publics", "label:publics"),
    ),
    "resources": (
        ("type", "label:types_ressource"), ("date", ""), ("producteurs", "ref:actors"),
        ("missions", "label:missions"), ("publics", "label:publics"), ("acces", "label:acces"),
    ),
    "news": (
        ("date", ""), ("territoires", "zone"), ("acteurs", "ref:actors"), ("evenements", "ref:events"),
        ("missions", "label:missions"), ("publics", "label:publics"),
    ),
}  # fmt: skip
#: What every record has besides.
COMMON = (("mots_cles", ""), ("verifie_le", ""), ("verifie_par", ""))


@dataclass(frozen=True, slots=True)
class Fiche:
    """A record: its kind, its id, its values as text (nothing is typed), its file."""

    kind: str
    id: str
    values: Mapping[str, Any]
    path: Path

    @property
    def ref(self) -> str:
        return f"{self.kind}/{self.id}"

    @property
    def title(self) -> str:
        return str(self.values[FICHES[self.kind].title])

    @property
    def address(self) -> str:
        """Its page on every site: "acteurs/la-boussole/"; news stand all on one."""
        kind = FICHES[self.kind]
        return kind.address if kind.anchored else f"{kind.address}{self.id}/"

    def front_matter(self, **more: object) -> str:
        """As Hugo and Eleventy read it: the record under `params`, its presentation as the page's text."""
        values = {name: value for name, value in self.values.items() if name != "presentation"}
        inside = {**values, "genre": self.kind, "id": self.id}
        head = document({"title": self.title, **more, "params": inside})
        return f"---\n{head}---\n\n{self.values.get('presentation', '')}\n"


@dataclass(frozen=True)
class Given:
    """The records of a network by kind, and what its codes mean."""

    data: Path
    fiches: Mapping[str, tuple[Fiche, ...]]
    labels: Mapping[str, Mapping[str, str]]
    places: Places

    @classmethod
    def of(cls, project: Path) -> Given:
        data = project / "data"
        fiches = {kind: tuple(_read(data, kind)) for kind in FICHES}
        vocabulary = yaml.load((data / "vocabulary.yml").read_text("utf-8"), yaml.CBaseLoader)
        labels = {
            name: {code: term["libelle"] for code, term in terms.items() if isinstance(term, dict)}
            for name, terms in vocabulary.items()
        }
        return cls(data, fiches, labels, load_places(data / "reference"))

    def all(self) -> Iterator[Fiche]:
        for fiches in self.fiches.values():
            yield from fiches

    @cached_property
    def paged(self) -> tuple[Fiche, ...]:
        """Those that have a page of their own."""
        return tuple(fiche for fiche in self.all() if not FICHES[fiche.kind].anchored)

    @cached_property
    def named(self) -> Mapping[str, Fiche]:
        """Each record by what others call it: "actors/la-boussole"."""
        return {fiche.ref: fiche for fiche in self.all()}

    @cached_property
    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """Which records name a record: both by their references."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for fiche in self.all():
            for field, form in SHOWN[fiche.kind]:
                if form.startswith("ref:"):
                    for id_ in several(fiche.values.get(field)):
                        found[f"{form[4:]}/{id_}"].append(fiche.ref)
        return {ref: tuple(names) for ref, names in found.items()}

    @cached_property
    def zones(self) -> Mapping[str, str]:
        """The name of every territory that a record says."""
        said = {
            zone
            for fiche in self.all()
            for field, form in SHOWN[fiche.kind]
            if form == "zone"
            for zone in several(fiche.values.get(field))
        }
        return {zone: coverage.named(Zone(zone), self.places) for zone in sorted(said)}

    def departements(self, actor: Fiche) -> list[str]:
        """The codes of the départements on whose page a structure stands: what it covers, but for France."""
        zones = [Zone(zone) for zone in several(actor.values.get("zone_eligibilite")) if zone != "france"]
        return sorted({code for zone in zones for code in coverage.departements_of_zone(zone, self.places)})


def _read(data: Path, kind: str) -> Iterator[Fiche]:
    for path in sorted((data / kind).glob("*.yml")):
        yield Fiche(kind, path.stem, yaml.load(path.read_text("utf-8"), yaml.CBaseLoader), path)


def several(value: str | list[str] | None) -> list[str]:
    """What a field holds, as a list."""
    return [] if not value else [value] if isinstance(value, str) else list(value)


def fields(kind: str) -> list[dict[str, str]]:
    """The facts of a kind's page as templates read them: field, title and form."""
    model = FICHES[kind].model
    return [
        {"champ": name, "titre": str(model.model_fields[name].title), "forme": form.partition(":")[0],
         "liste": form.partition(":")[2]}
        for name, form in (*SHOWN[kind], *COMMON)
    ]  # fmt: skip
