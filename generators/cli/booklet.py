"""`booklet`: the booklets of départements and regions, as PDF files, without the rest of the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from generators.booklets import made as booklets
from generators.booklets.fonts import MissingFont
from generators.booklets.typeset import MissingTypst
from generators.cli.common import DONE, PROBLEMS, Mistake, keeping, opened, project_of
from generators.cli.named import departement_named, region_named
from generators.land.territories import Territory
from generators.network import addresses
from generators.publish import write
from generators.site import Site
from generators.words.wording import nombre

FOLD = (
    "Les fichiers en -a4 s’impriment recto verso, sans mise à l’échelle, retournés sur le bord court ; "
    "pliez les feuilles ensemble, en deux."
)


def run(arguments: argparse.Namespace) -> int:
    if not (arguments.all or arguments.departements or arguments.region):
        raise Mistake("dites de quel territoire : « maillage booklet 59 », « --region 32 », ou « --all »")
    site, _ = opened(arguments)
    if site is None:
        return PROBLEMS
    wanted = list(dict.fromkeys(_wanted(arguments, site)))
    project = project_of(arguments)
    try:
        with keeping(site.cache):
            found = booklets.made(site, wanted, project.libraries, arguments.jobs)
    except (MissingTypst, MissingFont) as missing:
        raise Mistake(str(missing)) from missing
    site.last_look.over({path: content for one in found for path, content in one.looked_at.items()})
    files = {path: content for one in found for path, content in _kept(one, folded=arguments.impose)}
    write(files, arguments.out)
    for one in found:
        name = one.livret.chemin.removeprefix(addresses.LIVRETS)
        print(f"{arguments.out}/{name} : {nombre(one.livret.pages, 'page')}, {one.livret.octets} octets")
    if arguments.impose:
        print(FOLD)
    print(f"{nombre(len(found), 'livret')}.", file=sys.stderr)
    return DONE


def _kept(one: booklets.Made, *, folded: bool) -> Iterator[tuple[str, bytes]]:
    """Its files by name, the one to fold where it is asked for."""
    for path, content in one.files.items():
        if folded or path == one.livret.chemin:
            yield path.removeprefix(addresses.LIVRETS), content


def _wanted(arguments: argparse.Namespace, site: Site) -> Iterator[Territory]:
    """Those that are named, then all when they are asked for. A region of one département is that one."""
    for text in arguments.departements:
        yield departement_named(text, site.places)
    for text in arguments.region:
        code = region_named(text, site.places)
        members = site.places.departements_of_region(code)
        yield site.places.regions[code] if len(members) > 1 else members[0]
    if arguments.all:
        yield from booklets.territories(site)
