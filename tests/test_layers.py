"""Each arrow between rooms of generators/ is named here, none makes a circle, and each door has one keeper.

A room is a folder, at any depth, or a module beside the folders. The arrow goes from who imports to what is
imported; docs/architecture.md tells what each room is for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generators"

#: Room → the rooms that it may import, besides itself. Upstream first.
ARROWS: Mapping[str, str] = {
    "collector": "",
    "disk": "",
    "jobs": "disk",
    "software": "disk",
    "libraries": "disk",
    "pictures": "",
    "editions": "disk",
    "naming": "disk editions",
    "words": "",
    "web": "",
    "land": "collector disk words",
    "mail": "words web",
    "records/values": "words land",
    "records/models": "records/values records words",
    "records": (
        "collector disk jobs words land mail records/values records/models records/reading records/rules"
    ),
    "records/reading": "disk jobs words records/values records/models records pictures",
    "records/rules": "words land records/values records/models records records/reading",
    "records/writing": "records/values records/models records records/reading",
    "leak": "words",
    "lastlook": "land records/models records leak",
    "network": "words land records/models records",
    "mark": "records/values records",
    "icons": "mark records",
    "whereabouts": "disk words",
    "site": "disk words land records/models records network lastlook",
    "exchange": "words land records/values records/models records network site",
    "forms": (
        "editions words land mail records/values records/models records records/reading records/rules "
        "records/writing"
    ),
    "reference": "land words web disk",
    "letter": "editions icons words land mail records/values records/models records network site",
    "care": (
        "editions words web land mail records/values records/models records records/reading network forms"
    ),
    "intake": (
        "disk words land records/values records/models records records/reading records/rules "
        "records/writing exchange forms care"
    ),
    "project": "disk pictures",
    "git": "disk project",
    "included": "disk project records",
    "publish": "disk jobs",
    "restricted": "publish",
    "publication": "records site",
    "stamp": "disk git jobs project records software whereabouts",
    "unfinished": "disk project records",
    "pages/frame": "editions words land records/values records/models records network mark site",
    "pages/accessibility": "words records/values records/models records/reading",
    "pages/data": "words records site exchange pages/frame",
    "pages/events": "words land records/models records network site exchange pages/frame",
    "pages/index": "editions words land records/values records/models records network site pages/frame",
    "pages/letter": "words land records records/models network site letter pages/frame",
    "pages/maps": "editions land records pages/frame",
    "pages/actors": "words land records records/models network site exchange pages/frame pages/maps",
    "pages/departements": (
        "editions words land records/models network site exchange pages/frame pages/events pages/maps"
    ),
    "pages/directory": (
        "editions words land records records/models network site pages/frame pages/index pages/maps"
    ),
    "pages/home": ("words land records/models network site pages/frame pages/events pages/maps"),
    "pages/news": "words land records records/models site pages/frame",
    "pages/records": (
        "editions words land records/values records/models records network site pages/frame pages/actors "
        "pages/events"
    ),
    "pages/library": "editions words records records/models network site exchange pages/frame pages/index",
    "pages/feeds": (
        "words land records/models records network site exchange letter pages/frame pages/events "
        "pages/news pages/records"
    ),
    "booklets": (
        "disk words land records records/models network mark site pages/frame pages/maps pages/actors "
        "pages/departements"
    ),
    "supply": "project site forms",
    "pages/licences": "site pages/frame supply",
    "assets": "editions records project pages/maps disk",
    "website": (
        "editions forms network records site exchange letter pages/frame pages/data pages/events "
        "pages/letter pages/actors pages/departements pages/directory pages/home pages/news pages/records "
        "pages/index pages/library pages/feeds"
    ),
    "authored": (
        "words disk records/values records/models records records/reading network site project pages/frame "
        "pages/library"
    ),
    "undated": "records/models records site words",
    "opening": (
        "collector disk land records records/reading lastlook network mark site letter project git authored "
        "undated"
    ),
    "pocket": "disk editions network records site pages/frame",
    "ledger": "jobs records/models records network site exchange",
    "trace": "disk editions land records/models records network site pages/frame",
    "filling": (
        "disk editions icons naming jobs mark pocket records site exchange project assets supply pages/frame "
        "pages/data pages/licences trace website"
    ),
    "mkdocs": (
        "authored editions icons included ledger records leak mark site forms project publish opening "
        "filling pages/accessibility pages/frame disk whereabouts"
    ),
    "building": "booklets disk records site project opening ledger filling mkdocs",
    "serving": (
        "assets authored collector disk editions icons filling jobs land letter mark mkdocs opening "
        "pages/frame pages/licences project records records/models records/reading records/rules site supply "
        "website words"
    ),
    "cli": (
        "collector jobs software editions words web land mail leak records/values records records/reading "
        "records/writing network exchange forms care intake project git publish assets restricted "
        "publication stamp unfinished opening mkdocs building serving disk booklets site network"
    ),
    "cli/geste": ("words land records records/reading records/writing network forms care publish cli"),
    "cli/verify": (
        "words land records/models records records/reading records/writing forms care exchange site publish "
        "pages/records intake cli"
    ),
    "cli/newsletter": "words mail records records/reading network site letter project publish cli",
}


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def room(module: str) -> str:
    """The room of "generators.pages.frame.shell" is "pages/frame", that of "generators.site" is "site"."""
    path = PACKAGE.joinpath(*module.split(".")[1:])
    folder = path if path.is_dir() else path.parent
    return path.name if folder == PACKAGE else folder.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports; a name that it takes out of one is none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            found = [module for module in inside if _is_module(module)]
            yield from found
            if len(found) < len(inside):
                yield node.module


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.startswith("generators.") and (path.is_dir() or path.with_suffix(".py").exists())


def arrows() -> dict[str, set[str]]:
    """Room → the rooms that its modules import."""
    found: dict[str, set[str]] = {room(name_of(path)): set() for path in modules()}
    for path in modules():
        here = room(name_of(path))
        there = {room(imported) for imported in imports(path) if imported.startswith("generators.")}
        found[here] |= there - {here}
    return found


FOUND = arrows()


@pytest.mark.parametrize("here", sorted(ARROWS.keys() | FOUND.keys()))
def test_every_arrow_is_named(here: str) -> None:
    named, found = set(ARROWS.get(here, "").split()), FOUND.get(here)
    assert here in ARROWS, f"a new room: name what {here} may import"
    assert found is not None, f"{here} is no more"
    assert found - named == set(), f"{here} imports what it may not"
    assert named - found == set(), f"{here} does not import these any more: take their arrows out"


def test_no_circle_of_rooms() -> None:
    """An arrow goes to a room above it in the table; those of records/ are one house, held by its modules."""
    above: set[str] = set()
    for here in ARROWS:
        house = (
            {name for name in FOUND if name.startswith("records")} if here.startswith("records") else set()
        )
        assert FOUND.get(here, set()) <= above | house, here
        above.add(here)


def test_no_circle_of_imports() -> None:
    graph = {
        name_of(path): {i for i in imports(path) if i.startswith("generators.") and i != name_of(path)}
        for path in modules()
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module in done or module not in graph:
            return
        for imported in sorted(graph[module]):
            visit(imported, (*above, module))
        done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize(
    ("forbidden", "keepers"),
    [
        ("mkdocs", {"generators.mkdocs"}),
        ("properdocs", {"generators.mkdocs"}),
        ("requests", {"generators.web.asking"}),
        ("socket", {"generators.web.wire", "generators.web.asking", "generators.serving.http"}),
        ("watchdog", {"generators.serving.watching"}),
        (
            "http",
            {
                "generators.web.asking",
                "generators.mail.errand",
                "generators.serving.http",
                "generators.libraries.registry",
            },
        ),
        ("smtplib", {"generators.mail.smtp"}),
        ("folium", {"generators.pages.maps.interactive"}),
        ("mjml", {"generators.letter.mjml"}),
        (
            "yaml",
            {
                "generators.records.reading.source",
                "generators.records.reading.syntax",
                "generators.records.writing.layout",
            },
        ),
    ],
)
def test_one_keeper_a_door(forbidden: str, keepers: set[str]) -> None:
    users = {name_of(p) for p in modules() if any(i.split(".")[0] == forbidden for i in imports(p))}
    assert users <= keepers


def test_one_module_asks_git() -> None:
    asking = {name_of(path) for path in modules() if '"git"' in path.read_text(encoding="utf-8")}
    assert asking == {"generators.git.ask"}


def test_only_the_command_line_prints() -> None:
    allowed = {"generators.reference.__main__", "generators.libraries.__main__"}
    for path in modules():
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        names = {c.func.id for c in calls if isinstance(c.func, ast.Name)}
        assert "print" not in names or room(name_of(path)).startswith("cli") or name_of(path) in allowed, (
            name_of(path)
        )


def test_only_the_doors_ask_for_the_date() -> None:
    for path in modules():
        if name_of(path) in {"generators.cli.common", "generators.mkdocs", "generators.building"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert "date.today(" not in text and "datetime.now(" not in text, name_of(path)


#: What does not wait, in a test of the browser: on a busy machine it makes a failure that is nobody's.
HASTY = re.compile(
    r"networkidle|wait_for_timeout|\.new_context\("
    r"|assert .*(\.url\b|\.title\(\)|\.input_value\(\)|\.get_attribute\()"
)


def test_no_test_of_the_browser_is_hasty() -> None:
    for path in sorted((ROOT / "tests" / "browser").glob("test_*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line.strip() for line in lines if HASTY.search(line)] == [], path.name
