"""Our scripts, our stylesheets and the browser libraries, by the path at which the site serves them.

The sheets that depend on the data (the network's colours, those of the categories) are written here and
bundled with the others. The libraries are those that `package-lock.json` names; none of their code is in the
repository.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from generators.disk import regular
from generators.disk.cache import digest
from generators.disk.laid import Laid
from generators.disk.refused import Refused
from generators.disk.scratch import scratch
from generators.editions import FOLDER
from generators.pages.maps.svg import SHAPES
from generators.project import Project
from generators.records.identity import Identite
from generators.records.palette import Palette
from generators.records.vocabulary import Vocabulary

#: Where stands what must be of one edition with the data: scripts, style sheets, the map.
CODE = f"{FOLDER}code/"
#: From there back to the site's own root.
_ROOT = b"../../../"

#: Path on the site → path under node_modules.
LIBRARIES: Mapping[str, str] = {
    f"{CODE}leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    f"{CODE}scripts/lean-qr.js": "lean-qr/index.mjs",
    f"{CODE}scripts/lean-qr-svg.js": "lean-qr/extras/svg.mjs",
    f"{CODE}leaflet/supercluster.js": "supercluster/dist/supercluster.min.js",
    f"{CODE}scripts/opening_hours.js": "opening_hours/build/opening_hours.esm.mjs",
    f"{CODE}scripts/suncalc.js": "suncalc/index.js",
    "assets/decap/decap-cms.js": "decap-cms/dist/decap-cms.js",
    **{
        f"assets/fonts/atkinson-hyperlegible-next-{subset}-wght-normal.woff2": (
            "@fontsource-variable/atkinson-hyperlegible-next/files/"
            f"atkinson-hyperlegible-next-{subset}-wght-normal.woff2"
        )
        for subset in ("latin", "latin-ext")
    },
}

#: A module named for a bundler → where the site serves it.
IMPORTS: Mapping[str, tuple[bytes, bytes]] = {
    f"{CODE}scripts/opening_hours.js": (b"from 'suncalc'", b"from './suncalc.js'"),
}


#: Leaflet's own sheet; of its pictures, which are those of its own markers and layers, we show none.
LEAFLET_STYLE = "leaflet/dist/leaflet.css"

#: Modules that stay by themselves: several others must find them in one state, or they come when asked for.
APART = (
    "classeur",
    "edition",
    "selection",
    "fraicheur",
    "lieux",
    "recherche",
    "classement",
    "horaires",
    "recherche-entete",
)

#: How a module of one folder asks for one of another that stays by itself.
_NEIGHBOUR = re.compile(rb"""((?:from|import\()")\.\./[a-z]+/(?=[a-z-]+\.js")""")


class MissingLibrary(Exception):
    """A browser library is not installed; the message says how to install it."""


#: The oldest browsers that read our modules as they are written (their top-level `await`).
BROWSERS = "chrome89,edge89,firefox89,safari15"


def files(project: Project, sheets: Mapping[str, str]) -> Mapping[str, bytes]:
    """Path on the site → content; `sheets` are those of the data, which stand beside the theme's.

    Raises `MissingLibrary` when a library is not installed.
    """
    return {**_scripts(project), **_styles(project, sheets), **dict(_libraries(project))}


#: The worker of what a reader keeps offline: at the root, since a worker serves no page above itself.
WORKER = "gardien.js"


def worker(project: Project) -> Mapping[str, bytes]:
    """The worker, whole in one file: `importScripts` would be of an edition that goes."""
    source = str(project.scripts / "offline" / WORKER)
    return {path.lstrip("/"): content for path, content in _minified(project, [source], "").items()}


def _scripts(project: Project) -> dict[str, bytes]:
    """Our modules, each with what it alone needs.

    Modules stand in folders by subject, and are served side by side.
    """
    from generators.pages.maps import interactive  # folium takes longer to load than a letter to be drawn

    scripts = [str(path) for path in sorted(_modules(project), key=_stem)]
    apart = [f"--external:*/{name}.js" for name in (*APART, *map(_stem, LIBRARIES))]
    modules = _minified(project, [*scripts, "--format=esm", *apart], f"{CODE}scripts")
    found = {path: _NEIGHBOUR.sub(rb"\1./", content) for path, content in modules.items()}
    return {**found, f"{CODE}scripts/carte-folium.js": interactive.script().encode()}


def _modules(project: Project) -> Iterator[Path]:
    found = (name for name in regular.below(project.scripts, 1) if name.endswith(".js") and "/" in name)
    return (project.scripts / name for name in found if not name.endswith(f"/{WORKER}"))


def _styles(project: Project, sheets: Mapping[str, str]) -> dict[str, bytes]:
    """Our stylesheets as one, that of /admin/, and Leaflet's."""
    leaflet = str(project.libraries / LEAFLET_STYLE)
    with scratch() as work:
        theirs = {name: (project.styles / name).read_bytes() for name in regular.below(project.styles)}
        laid = Laid(work)
        for name, content in {**theirs, **{name: text.encode() for name, text in sheets.items()}}.items():
            laid.put(name, content)
        ours = [str(work / name) for name in ("site.css", "atelier.css")]
        dressed = _minified(project, [*ours, "--external:../fonts/*"], f"{CODE}styles")
        return {
            **{path: css.replace(b"../fonts/", _ROOT + b"assets/fonts/") for path, css in dressed.items()},
            **_minified(project, [leaflet, "--loader:.png=empty"], f"{CODE}leaflet"),
        }


def _stem(path: str | Path) -> str:
    return Path(path).stem


def _minified(project: Project, arguments: Sequence[str], folder: str) -> dict[str, bytes]:
    with scratch() as made:
        command = [
            _esbuild(project),
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--log-level=error",
            f"--target={BROWSERS}",
            "--entry-names=[name]",
        ]
        _run([*command, f"--outdir={made}", *arguments])
        return {f"{folder}/{path.name}": path.read_bytes() for path in sorted(made.iterdir())}


def _run(command: Sequence[str]) -> None:
    """Raises `Refused` when the program stops half way; what it says itself may be a page long."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = next(filter(None, map(str.strip, done.stderr.splitlines())), f"sortie {done.returncode}")
        raise Refused(
            f"esbuild, qui réunit les scripts, s’est arrêté ({said[:200]}) : s’il manque de la "
            "place ou de la mémoire, libérez-en, puis relancez ; le site est resté tel quel"
        )


def _esbuild(project: Project) -> str:
    """The program that was installed for this machine; it needs no Node."""
    names = ("esbuild", "esbuild.exe")
    found = [
        p for p in sorted((project.libraries / "@esbuild").glob("**/*")) if p.name in names and p.is_file()
    ]
    if not found:
        raise MissingLibrary("esbuild manque dans node_modules : lancez « make installer »")
    return str(found[0])


def _libraries(project: Project) -> Iterator[tuple[str, bytes]]:
    for target, name in LIBRARIES.items():
        source = project.libraries / name
        if not source.is_file():
            raise MissingLibrary(f"{name} manque dans node_modules : lancez « make installer »")
        content = source.read_bytes()
        if target in IMPORTS:
            content = content.replace(*IMPORTS[target])
        if target.endswith(".woff2"):
            content = project.cache.made("polices", digest(content), partial(narrowed, content))
        yield target, content


#: The lightest and the boldest letters of the site, as CSS numbers them.
WEIGHTS = (400, 700)


@lru_cache(maxsize=8)
def narrowed(font: bytes) -> bytes:
    """A variable font (WOFF2) with the weights of the site alone; the same bytes for the same font."""
    from fontTools.ttLib import TTFont  # it takes longer to load than to find a font that is kept
    from fontTools.varLib.instancer import instantiateVariableFont

    read = TTFont(BytesIO(font), recalcTimestamp=False)
    lightest, boldest = WEIGHTS
    kept = instantiateVariableFont(read, {"wght": (lightest, lightest, boldest)})
    written = BytesIO()
    kept.save(written)
    return written.getvalue()


def sheets(vocabulary: Vocabulary, identity: Identite) -> Mapping[str, str]:
    """Name of the sheet beside `site.css` → its text."""
    colours = identity.couleurs
    return {
        "couleurs.css": "\n".join([*tokens(_named(colours.clair), _named(colours.sombre)), _name(identity)]),
        "categories.css": "\n".join(_categories(vocabulary)),
    }


def _name(identity: Identite) -> str:
    """The network's name, for the head of printed sheets."""
    said = re.sub(r'["\\]', r"\\\g<0>", identity.titre)
    return f':root {{ --reseau: "{said}"; }}'


def _named(palette: Palette) -> dict[str, str]:
    return {name.replace("_", "-"): colour for name, colour in palette}


def tokens(light: Mapping[str, str], dark: Mapping[str, str]) -> Iterator[str]:
    """Custom properties in both schemes; paper is light.

    The dark values stand twice, because CSS cannot share one block between a media query and an attribute:
    the first serves readers without scripts or without a choice, the second the reader's own choice.
    """
    night = _properties(dark)
    yield f":root {{ {_properties(light)} }}"
    yield "@media screen and (prefers-color-scheme: dark) {"
    yield f'  :root:not([data-theme="light"]) {{ {night} }}'
    yield "}"
    yield f'@media screen {{ :root[data-theme="dark"] {{ {night} }} }}'


def _properties(values: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _categories(vocabulary: Vocabulary) -> Iterator[str]:
    """The colour goes with a shape and a word, never alone."""
    terms = vocabulary.categories
    yield from tokens(
        {f"cat-{code}": term.couleurs.clair for code, term in terms.items()},
        {f"cat-{code}": term.couleurs.sombre for code, term in terms.items()},
    )
    for code, term in terms.items():
        yield f".cat-{code} {{ color: var(--cat-{code}); }}"
        if lower := SHAPES[term.symbole].lower:
            yield f".cat-{code} .marque__numero {{ transform: translateY({lower}px); }}"
