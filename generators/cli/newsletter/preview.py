"""`newsletter preview`: look at a letter before it leaves."""

from __future__ import annotations

import argparse
import json
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generators import letter
from generators.cli.common import DONE, PROBLEMS, Mistake, opened, project_of, read
from generators.project import Project
from generators.publish import write
from generators.records.reading.source import read as read_yaml


def run(arguments: argparse.Namespace) -> int:
    site, problems = opened(arguments, letters=False)
    if site is None:
        return PROBLEMS
    project = project_of(arguments)
    issue = site.records.issues[_chosen(arguments.issue, list(site.records.issues))]
    mine = tuple(p for p in problems if p.path.endswith(f"/{issue.id}.yml"))
    files = letter.preview(issue, site, mine, _caniemail(project), _accepted(project))
    site.last_look.over(files)
    write({f"{issue.id}/{name}": content for name, content in files.items()}, arguments.out)
    _show(arguments.out / issue.id / "index.html", shown=not arguments.no_open)
    return DONE


def _chosen(asked: str | None, issues: list[str]) -> str:
    if not issues:
        raise Mistake("il n’y a encore aucun numéro : commencez par « maillage newsletter draft 2026-t4 »")
    if asked and asked not in issues:
        raise Mistake(f"il n’y a pas de numéro « {asked} » : choisissez parmi {', '.join(issues)}")
    return asked or max(issues)


def _show(page: Path, *, shown: bool) -> None:
    address = page.resolve().as_uri()
    if shown and webbrowser.open(address):
        print(f"L’aperçu est ouvert dans votre navigateur : {address}")
    else:
        print(f"L’aperçu est là : {address}")


def _caniemail(project: Project) -> Mapping[str, Any] | None:
    """The data that `make outils` brings, or None."""
    content = read(project.libraries / "caniemail" / "data" / "caniemail.json")
    found: Mapping[str, Any] | None = json.loads(content) if content else None
    return found


def _accepted(project: Project) -> Mapping[str, str]:
    found = read_yaml(read(project.root / "newsletter" / "templates" / "messageries.yml")).value
    return {str(name): str(reason) for name, reason in (found or {}).items()}
