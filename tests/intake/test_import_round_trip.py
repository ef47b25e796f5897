"""What we publish, imported into an empty network, is the same records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generators.exchange import data_inclusion, tables
from generators.opening import open_site
from generators.project import Project
from tests.intake.network import ROOT, Network
from tests.sites import real_site

EXPORTS = {"structures": data_inclusion.structures, "services": data_inclusion.services}
SITE = real_site(date(2026, 11, 29), "https://exemple.fr/")


def records(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder / "actors").glob("*.yml")):
        yield path.stem, yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


OURS = dict(records(ROOT / "data"))


#: What the files of ours say of how they are written, and no export gives; and what needs it to pass.
UNSAID = {"precisions_permises"}


def test_our_own_export_gives_the_same_records(network: Network) -> None:
    file = network.root / "actors.json"
    file.write_bytes(tables.en_json(SITE, "actors"))
    network.take(file)
    found = dict(records(network.data))
    assert found.keys() == OURS.keys()
    lifted = {id_ for id_, record in OURS.items() if UNSAID & record.keys()}
    differ = {
        (id_, name)
        for id_, record in OURS.items()
        for name in {*record, *found[id_]} - UNSAID
        if record.get(name) != found[id_].get(name)
    }
    assert {id_ for id_, _ in differ} <= lifted, differ


#: The theme of two missions, neither of which is wider: a person decides.
SHARED = "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire"


def test_data_inclusion_comes_back_as_it_went(network: Network) -> None:
    """Exported, imported into an empty network, exported again: the same structures, the same services.

    What may be somebody's stays out: the format does not say that a mobile or a mailbox is a service's. Nor
    does it say who acts: what only names a service offers one, too, until a person writes its role. A theme
    that several missions share is a person's to decide, and so is a network that is of two types.
    """
    for name, made in EXPORTS.items():
        (network.root / f"{name}.json").write_bytes(made(SITE))
    network.take(network.root / "structures.json")
    site, problems = open_site(
        Project.at(ROOT).with_data(network.data), date(2026, 11, 29), "https://exemple.fr/"
    )
    assert site is not None, problems
    for made in EXPORTS.values():
        before, after = ({item["id"]: item for item in json.loads(made(each))} for each in (SITE, site))
        assert before.keys() <= after.keys()
        differ = {
            (id_, name)
            for id_, item in before.items()
            for name in item.keys() - {"date_maj"}
            if item[name] != after[id_].get(name)
        }
        for id_, _ in {one for one in differ if one[1] == "thematiques"}:
            assert {*before[id_]["thematiques"]} ^ {*after[id_].get("thematiques", ())} == {SHARED}, id_
        of_two = {id_ for id_, item in before.items() if item.get("reseaux_porteurs") == ["regions"]}
        differ -= {(id_, "reseaux_porteurs") for id_ in of_two}
        differ = {one for one in differ if one[1] != "thematiques"}
        assert differ <= {("pare--la-breche", "courriel"), ("pare--la-boussole-nord", "telephone")}
