"""`python -m generators.libraries`: lays what the site needs of npm's packages into node_modules/.

It does what `npm ci --omit=dev --ignore-scripts` does, and needs neither Node nor npm, which weigh more than
what they would bring. All archives are there, and are what the lock file says, before anything of what was
installed goes.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generators.disk.refused import Refused, refusal
from generators.disk.tree import remove
from generators.libraries.locked import Package, Unlocked, packages
from generators.libraries.registry import Missing, Registry
from generators.libraries.unpacked import Torn, unpack

#: How many archives are asked for at once.
AT_ONCE = 6


def install(root: Path, registry: Registry) -> int:
    """How many packages were installed. Raises `Unlocked`, `Missing`, `Torn`, `Refused`."""
    asked = packages(root)
    distinct = {package.sha512: package for package in asked}
    with ThreadPoolExecutor(AT_ONCE) as several:
        archives = dict(zip(distinct, several.map(registry.archive, distinct.values()), strict=True))
    modules = root / "node_modules"
    try:
        for entry in [*modules.iterdir()] if modules.is_dir() else []:
            remove(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for package in asked:
            _lay(root / package.path, package, archives[package.sha512])
    except OSError as error:
        raise refusal(error, modules) from error
    return len(asked)


def _lay(folder: Path, package: Package, archive: bytes) -> None:
    folder.mkdir(parents=True)
    try:
        unpack(archive, folder)
    except Torn as error:
        raise Torn(f"l’archive de {package.name} {package.version} ne s’ouvre pas ({error})") from error


def main() -> int:
    root = Path.cwd()
    try:
        install(root, Registry.of(root, os.environ))
    except (Unlocked, Missing, Torn, Refused) as error:
        print(f"{error} ; « make outils » les installe aussi, par npm", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
