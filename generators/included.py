"""Pages of the site whose text is a Markdown file of the project: the guide, the security policy."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from markdown.extensions.toc import slugify

from generators.disk import regular
from generators.project import MAX_GUIDE
from generators.records.problems import Problem

#: Front matter key of such a page; its value is the path of the file.
KEY = "inclure"
#: A link to another file or to a heading, as GitHub reads it.
_LINK = re.compile(r"\]\((?!\w+:)([^()#\s]*)(?:#([^()\s]+))?\)")


def text(root: Path, path: str, page: str, pages: Mapping[str, str]) -> str | Problem:
    """The file's Markdown, for the page: its title is the page's, its links are those of the site.

    `pages` gives the page of each file that has one.
    """
    if path.endswith(".md") and regular.is_inside(root, path):
        content = regular.read(root / path, MAX_GUIDE + 1)
        if len(content) <= MAX_GUIDE:
            return relinked(_without_title(content.decode("utf-8", "replace")), path, page, pages)
    message = (
        f"« {KEY} » ne prend qu’un fichier .md du projet, de {MAX_GUIDE // 1024} Ko au plus, et ne suit "
    )
    return Problem(page, 0, 0, KEY, f"{message}aucun lien", "écrivez par exemple CONTRIBUTING.md")


def relinked(markdown: str, path: str, page: str, pages: Mapping[str, str]) -> str:
    """Links between files as links between pages. An anchor loses its accents, which GitHub keeps."""

    def link(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1])) if found[1] else ""
        target = posixpath.relpath(pages[file], posixpath.dirname(page)) if file in pages else found[1]
        return f"]({target}#{slugify(found[2], '-')})" if found[2] else f"]({target})"

    return _LINK.sub(link, markdown)


def _without_title(markdown: str) -> str:
    """A text without its first heading, which the page's band shows."""
    title, _, rest = markdown.partition("\n")
    return rest if title.startswith("# ") else markdown
