"""Texts that people write, made safe HTML: the long ones of records, and the marks of authored pages.

A record's text is paragraphs, or simple Markdown when it has markup: raw HTML is shown as it was written,
never obeyed; a link leads to the web or to a mailbox, or is not a link; a text has no headings of its own,
so that it never disturbs the outline of its page. In an authored page `{{ reseau.nom }}` is a value of the
identity, `[[119]]` an emergency number as a link; `[[conseil]]` and `[[danger-immediat]]` are the numbers of
these roles, `[[sms]]` the one that one writes to: where there is none, its line is left out. `[[appel 119]]`
is the number as a button, with what it is for, when, on what terms, and its chat; `[[sources des numéros]]`
says where that is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import markdown
import nh3
from markdown.extensions import Extension
from markupsafe import Markup, escape

from generators.records.identity import Identite
from generators.records.models import Urgence
from generators.words import wording

_VALUE = re.compile(r"\{\{\s*reseau\.([a-z_]+(?:\.[a-z_]+)*)\s*\}\}")
_NUMBER = re.compile(r"\[\[(appel )?([\d ]+|danger-immediat|conseil|sms)\]\]")
_SOURCES = "[[sources des numéros]]"
#: Code, a tag, or a text between two of them.
_PIECE = re.compile(r"<(pre|code|script|style)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
#: What Markdown or HTML would take for its own.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>&\"#|]")


class UnknownMark(Exception):
    """A page asks for a value or a number that the data have not; the message says which."""


def filled(markdown: str, identity: Identite, urgences: Iterable[Urgence]) -> str:
    """A page with its marks filled; a value stays a text, whatever signs it has."""
    urgences = tuple(urgences)
    links, calls = _links(urgences), _calls(urgences)
    if "sms" not in links:
        markdown = re.sub(r"\n[^\n]*\[\[sms\]\][^\n]*(?=\n|$)", "", f"\n{markdown}")[1:]
    markdown = _VALUE.sub(lambda found: _plain(_value(identity, found[1])), markdown)
    markdown = markdown.replace(_SOURCES, _sources(urgences))
    return _NUMBER.sub(lambda found: _number(calls if found[1] else links, found), markdown)


def printed(html: str) -> str:
    """The HTML of a page that people write, with the no-break spaces of French print; code stays as it is."""
    return _PIECE.sub(lambda one: one[0] if one[0][0] == "<" else _spaced(one[0]), html)


def _spaced(text: str) -> str:
    return wording.no_break(text).replace(" »", f"{wording.NBSP}»")


def said(meta: Mapping[str, object], identity: Identite) -> dict[str, object]:
    """The front matter of a page, its texts filled."""
    return {
        key: _VALUE.sub(lambda found: _value(identity, found[1]), text) if isinstance(text, str) else text
        for key, text in meta.items()
    }


def _value(identity: Identite, path: str) -> str:
    found: object = identity
    for name in path.split("."):
        found = getattr(found, name, None)
    if not isinstance(found, str):
        raise UnknownMark(f"« {{{{ reseau.{path} }}}} » : data/reseau.yml ne dit pas « {path} »")
    return found


def _plain(text: str) -> str:
    """A text with no sign that Markdown obeys; what is HTML already stays so."""
    if isinstance(text, Markup):
        return text
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _number(links: Mapping[str, str], found: re.Match[str]) -> str:
    if found[2] not in links:
        known = ", ".join(links)
        raise UnknownMark(f"{found[0]} n’est pas un numéro de data/urgences.yml (il y a {known})")
    return links[found[2]]


def _links(urgences: Sequence[Urgence]) -> dict[str, str]:
    """Each number as a link; and by what it is for, the first one that says so, with the one beside it."""
    links: dict[str, str] = {}
    for urgence in urgences:
        link = links[urgence.numero] = f"[{urgence.affichage}]({urgence.href})"
        if urgence.ou:
            links[urgence.ou] = f"[{urgence.ou}]({urgence.ou.href})"
            link = f"{link} ou le {links[urgence.ou]}"
        if urgence.canal == "sms":
            links.setdefault("sms", link)
        elif urgence.role:
            links.setdefault(urgence.role, link)
    return links


def _calls(urgences: Sequence[Urgence]) -> dict[str, Markup]:
    """Each number as a button, and by what it is for."""
    calls: dict[str, Markup] = {}
    for urgence in urgences:
        call = calls[urgence.numero] = _call(urgence)
        name = "sms" if urgence.canal == "sms" else urgence.role
        if name:
            calls.setdefault(name, call)
    return calls


_BUTTON = Markup('<a class="appel" href="{}"><b class="appel__numero">{}</b> <span>{}</span></a>')
_WORDS = Markup('<span class="appel__mots">{}</span>')
_CHAT = Markup('<a class="appel appel--tchat" href="{}" rel="external noopener">Tchat du {} : {}</a>')


def _call(urgence: Urgence) -> Markup:
    """What it is for, who answers, when and on what terms; then its twin, and its chat."""
    name, terms = Markup("<b>{}</b>").format(urgence.libelle), urgence.conditions
    said = [_WORDS.format(wording.no_break(words)) for words in (urgence.description, terms) if words]
    parts = [_BUTTON.format(urgence.href, urgence.affichage, Markup(" ").join((name, *said)))]
    if urgence.ou:
        twin = Markup(" ").join((name, _WORDS.format(terms)) if terms else (name,))
        parts.append(_BUTTON.format(urgence.ou.href, urgence.ou, twin))
    if urgence.tchat:
        parts.append(_CHAT.format(urgence.tchat, urgence.affichage, wording.nom_de_site(urgence.tchat)))
    return Markup(" ").join(parts)


def _sources(urgences: Iterable[Urgence]) -> str:
    """The documents that say the terms of the numbers, each once, as Markdown."""
    found = dict.fromkeys(source for urgence in urgences for source in urgence.sources)
    return " ; ".join(f"[{_plain(one.dite)}]({one.url})" if one.url else _plain(one.dite) for one in found)


_MARKUP = re.compile(r"[*_`\[\]<>&\\#]|^[ \t]*([-+]|\d+[.)])\s|://", re.MULTILINE)
#: What Markdown makes and a page may hold; a heading becomes a strong paragraph.
_TAGS = {*"a blockquote br code em hr li ol p pre strong ul h1 h2 h3 h4 h5 h6".split()}
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)


class _NoHtml(Extension):  # type: ignore[misc]
    """Markdown without what obeys raw HTML, shows pictures or hides a mailbox."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Markdown's own name)
        md.preprocessors.deregister("html_block")
        for name in ("html", "automail", "image_link", "image_reference"):
            md.inlinePatterns.deregister(name)


def texte(text: str) -> Markup:
    """A record's text as HTML: `<p>`, lists, emphasis and links; nothing else."""
    if not _MARKUP.search(text):
        return _paragraphs(text)
    html = markdown.markdown(text, extensions=[_NoHtml(), "sane_lists"], output_format="html")
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
    )
    # nh3 spells a no-break space out, in six signs instead of one.
    safe = _HEADING.sub(r"<p><strong>\1</strong></p>", safe).replace("&nbsp;", "\u00a0")
    return Markup(safe)  # noqa: S704  (nh3 let it through)


#: A text of more signs is folded after its first paragraphs, which have as many at the least.
LONG, LEAD = 1500, 350
_BETWEEN = re.compile(r"\n[ \t]*\n")
_OPENS = re.compile(r"\s|[-*+]\s|\d+[.)]\s")  # what a list goes on with, or begins
_TITLE = re.compile(r"\*\*[^*]+\*\*|\*[^*]+\*|#.*")  # a paragraph that only announces the next one


def replie(text: str) -> tuple[Markup, Markup]:
    """A record's text as HTML, in two: what is read at once, and what is folded when it is long."""
    text = text.strip()
    at = _fold(text) if len(text) > LONG else len(text)
    return texte(text[:at]), texte(text[at:]) if text[at:].strip() else Markup()


def _fold(text: str) -> int:
    """Where to fold: between two paragraphs, neither in a list nor between a title and what it announces."""
    start = 0
    for between in _BETWEEN.finditer(text):
        block, start = text[start : between.start()], between.end()
        titled = _TITLE.fullmatch(block.strip())
        if between.start() >= LEAD and not titled and not _OPENS.match(text[start:]):
            return between.start()
    return len(text)


def _paragraphs(text: str) -> Markup:
    blocks = re.split(r"\n\s*\n", str(escape(text.strip())))
    return Markup("\n".join(f"<p>{_lines(block)}</p>" for block in blocks))  # noqa: S704  (escaped before)


def _lines(block: str) -> str:
    return " ".join(line.strip() for line in block.splitlines())
