"""No module imports upstream of its stage, and each door has one keeper."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generators"

#: A room may import itself and those before it. Rooms of one row do not know each other, but for what
#: NEIGHBOURS allows.
ROWS = [
    {"collector", "words"},
    {"land", "mail"},
    {"records"},
    {"network", "mark"},
    {"site"},
    {"exchange", "forms", "reference"},
    {"letter"},
    {"care"},
    {"pages"},
    {"project", "publish", "fonts", "styles"},
    {"assets", "opening"},
    {"website"},
    {"mkdocs"},
    {"cli"},
]


def room(module: str) -> str:
    return module.split(".")[1]


def row(name: str) -> int:
    return next(number for number, rooms in enumerate(ROWS) if name in rooms)


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            if node.module == "generators":
                yield from (f"generators.{alias.name}" for alias in node.names)
            else:
                yield node.module


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_only_from_before(path: Path) -> None:
    here = room(name_of(path))
    for imported in imports(path):
        if imported.startswith("generators."):
            there = room(imported)
            assert there == here or row(there) < row(here), f"{name_of(path)} imports {imported}"


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
        (
            "requests",
            {
                "generators.reference.communes",
                "generators.mail.errand",
                "generators.care.probe",
                "generators.care.geocode",
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
                "generators.records.writing.comments",
            },
        ),
    ],
)
def test_one_keeper_a_door(forbidden: str, keepers: set[str]) -> None:
    users = {name_of(p) for p in modules() if any(i.split(".")[0] == forbidden for i in imports(p))}
    assert users <= keepers


def test_one_module_asks_git() -> None:
    asking = {name_of(path) for path in modules() if '"git"' in path.read_text(encoding="utf-8")}
    assert asking == {"generators.project"}


def test_only_the_command_line_prints() -> None:
    allowed = {"generators.reference.__main__"}
    for path in modules():
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        names = {c.func.id for c in calls if isinstance(c.func, ast.Name)}
        assert "print" not in names or room(name_of(path)) == "cli" or name_of(path) in allowed, name_of(path)


def test_only_the_doors_ask_for_the_date() -> None:
    for path in modules():
        if name_of(path) in {"generators.cli.common", "generators.mkdocs"}:
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
