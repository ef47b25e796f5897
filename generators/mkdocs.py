"""The adapter to MkDocs, and the only module that knows it.

The authored pages go through MkDocs as in any project. The record pages do not: the theme renders one
shell per menu section and depth, and each page fills one (`generators.pages.frame.shell`). `mkdocs build`
and `mkdocs serve` work as usual; `frame_of` gives what the theme renders, for the command line to fill and to
publish (`generators.building`).

ProperDocs, which carries MkDocs on, gives the same bytes by the same calls: `properdocs build` gives us its
modules under MkDocs' names, and so do we where it alone is installed.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

try:
    import mkdocs  # noqa: F401 (whether it is there)
except ModuleNotFoundError:  # pragma: no cover (a process of its own tests it)
    import properdocs.replacement  # noqa: F401 (`mkdocs` names its modules from here on)
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from generators import authored, editions, icons, included, ledger, mark, whereabouts
from generators.disk import regular
from generators.disk.laid import Laid
from generators.disk.refused import Refused
from generators.disk.scratch import scratch
from generators.disk.tree import entries
from generators.forms import cms
from generators.forms.repository import depot_of
from generators.leak import Leak
from generators.pages.accessibility import grid
from generators.pages.frame import share, shell, slash, text
from generators.pages.frame.page import SITE_FEEDS, Page, root
from generators.pages.frame.render import TEMPLATES, share_templates
from generators.pages.frame.shell import ShellKey
from generators.project import Project, today_from
from generators.publish import MARK, write
from generators.records.problems import Problem, as_text

if TYPE_CHECKING:
    from generators.filling import Frame
    from generators.site import Site

log = logging.getLogger("mkdocs.plugins.maillage")

#: Front matter key of an authored page whose body we render: its value names the body.
BODY_KEY = "gabarit"


#: What an edition given to few has not: the forms of the staff, the frame for other sites, the copy kept
#: on a device, the list of pages.
PUBLIC_ONLY = ("admin.md", "integrer.md", "hors-ligne.md", "sitemap.xml")
#: A link of an authored page to what only a site open to all has: there, its words stay.
_PUBLIC_LINK = re.compile(
    r'<a href="(?:\.\./)*(?:donnees|flux|integrer|hors-ligne|admin)/[^"]*"[^>]*>(.*?)</a>', re.DOTALL
)
#: What an authored page says of what only such a site has: `{ .site-public }` behind a paragraph, or an item.
_PUBLIC_BLOCK = re.compile(r'<(li|p) class="site-public">.*?</\1>\s*', re.DOTALL)


class InvalidData(Exception):
    """The data has errors, so there is no site; `problems` says which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(as_text(problems))
        self.problems = problems


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no option: its folders are the project's."""


class MaillagePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Adds the record pages, the data and our assets to a MkDocs site."""

    project: Project | None = None
    today: date | None = None
    #: Pages that the theme renders itself, by source path; the tests compare them with filled shells.
    direct: Mapping[str, Page] = {}
    #: The checked site of whom asks for its frame alone, and the shells that are wanted: all, unless said.
    opened: Site | None = None
    wanted: Set[ShellKey] = frozenset()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the data before MkDocs clears anything: a bad record leaves the site as it was."""
        from generators import filling
        from generators.opening import open_site

        root = Path(config.config_file_path).parent
        project = self.project or Project.at(root)
        today = self.today or today_from(os.environ) or date.today()  # noqa: DTZ011 (the reader's day)
        if self.opened is None:
            try:
                address = _address(config.site_url)
            except Refused as refused:
                raise PluginError(str(refused)) from None
            site, problems = open_site(
                project,
                today,
                address,
                clock=date.today(),  # noqa: DTZ011 (the real day)
            )
            if site is None:
                raise PluginError(as_text(problems))
            self.site: Site = site
        else:
            self.site = self.opened
        self._named(config)
        self.declaration = grid.declaration(grid.parse(project.accessibility.read_text("utf-8")))
        self.shell_keys = {
            key.url.rstrip("/") + ".md": key for key in sorted(self.wanted or filling.shells(self.site))
        }
        self.shells: dict[ShellKey, str] = {}
        self.home = ""
        self.rendered: dict[str, str] = {}
        self.authored: list[Page] = []
        config.theme.static_templates.discard("sitemap.xml")  # it would only know the authored pages
        return config

    def _named(self, config: MkDocsConfig) -> None:
        """The network names the site, not its configuration."""
        config.site_name = self.site.identity.titre
        config.site_description = self.site.identity.descriptions.site
        config.site_url = self.site.address

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Drop Material's assets, which no page uses, and our sheets, which go out as one; lay the network's
        own pages over ours; add the shells."""
        self._only_ours(files, config)
        for file in list(files):
            if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/styles/")):
                files.remove(file)
        for path in PUBLIC_ONLY if self.site.restreint else ():
            if there := files.get_file_from_path(path):
                files.remove(there)
        for path in sorted(self.site.prose):
            if there := files.get_file_from_path(path):
                files.remove(there)
            files.append(File.generated(config, path, content=self.site.prose[path]))
        self.included = _included(files)
        for uri in {*self.shell_keys, *self.direct}:
            generated = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(generated)
        return files

    def _only_ours(self, files: Files, config: MkDocsConfig) -> None:
        """What MkDocs copies from the project are pages, and the theme's files: no link, no other file."""
        root, pages = Path(config.config_file_path).parent, config.docs_dir
        strays = []
        for file in files:
            if file.src_dir is None or file.src_dir not in (pages, config.theme.custom_dir):
                continue
            if file.inclusion is InclusionLevel.EXCLUDED:
                continue
            if not regular.is_inside(Path(file.src_dir), file.src_uri):
                strays.append(_stray(root, file, "ce n’est pas un fichier ordinaire"))
            elif file.src_dir == pages and not file.is_documentation_page():
                strays.append(_stray(root, file, "seules des pages (.md) se publient d’ici"))
        if strays:
            raise InvalidData(tuple(sorted(strays)))

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        share_templates(env)
        env.globals["maillage"] = {
            "urgences": self.site.records.urgences,
            "depot": depot_of(None if self.site.restreint else self.site.identity.atelier),
            "restreint": self.site.restreint,
            "local": cms.is_local(config.site_url or "/"),
            "accessibilite": self.declaration,
            "edition": shell.EDITION,
            "barre": {"script": slash.SCRIPT, "empreinte": slash.HASH},
            "icones": partial(icons.links, identity=self.site.identity),
            "scripts": editions.UNKNOWN.path(shell.SCRIPTS),
            "styles": editions.UNKNOWN.path(shell.STYLES),
        }
        env.globals["reseau"] = self.site.identity
        env.globals["marque"] = mark.inline(self.site.identity.marque)
        return env

    def on_page_markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Give a shell, or a page that the theme renders itself, its title and the like."""
        uri = page.file.src_uri
        try:
            head = authored.head_of(self.site.prose[uri]) if uri in self.site.prose else page.meta
            page.meta = text.said(head, self.site.identity)
            markdown = text.filled(markdown, self.site.identity, self.site.records.urgences)
        except text.UnknownMark as unknown:
            raise PluginError(f"{uri} : {unknown}") from unknown
        page.meta.setdefault("partage", share.adresse(str(page.meta.get("section", "")), self.site.identity))
        page.meta |= self._shared(
            share.words(
                str(page.meta.get("title", "")),
                str(page.meta.get("description", "")),
                str(page.meta.get("section", "")),
                self.site.identity,
            )
        )
        if key := self.shell_keys.get(uri):
            page.meta = {
                "title": shell.TITLE,
                "partage_titre": shell.SHARED_TITLE,
                "partage_description": shell.DESCRIPTION,
                "section": key.section,
                "bandeau": False,
                "jsonld": shell.STRUCTURED,
                "images": shell.IMAGES,
                "tete": shell.HEAD,
                "apres_les_cases": shell.PAST_BOXES,
                "partage": shell.PARTAGE,
            }
        elif source := page.meta.get(included.KEY):
            found = included.text(Path(config.config_file_path).parent, str(source), uri, self.included)
            if isinstance(found, Problem):
                raise InvalidData((found,))
            return found
        elif direct := self.direct.get(uri):
            page.meta = {
                "title": direct.title,
                **self._shared(shell.words(direct, self.site.identity)),
                "section": direct.section,
                "bandeau": False,
                "jsonld": shell.structured_data(direct.jsonld),
                "images": direct.images,
                "tete": shell.head(direct, self.site.identity, editions.UNKNOWN),
                "apres_les_cases": shell.past_boxes(direct),
                "partage": shell.picture(direct, self.site.identity),
            }
        else:
            page.meta["tete"] = self._head(page)
        return markdown

    @staticmethod
    def _shared(words: share.Words) -> dict[str, str]:
        """What the theme says of a page where others may read."""
        return {"partage_titre": words.titre, "partage_description": words.description}

    def _head(self, page: MkDocsPage) -> str:
        """What an authored page has in its head: its modules; on the home page, the site's feeds."""
        racine = root(page.url)
        feeds = SITE_FEEDS if page.meta.get(BODY_KEY) == "accueil" and not self.site.restreint else ()
        needs = shell.needs((), page.meta.get("scripts", ()), racine, editions.UNKNOWN)
        return shell.feeds(feeds, racine, self.site.identity) + needs

    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        uri = page.file.src_uri
        if uri in self.shell_keys:
            return shell.BODY
        if uri in self.direct:
            return self.direct[uri].body
        if page.meta.get(BODY_KEY) == "accueil":
            return shell.BODY
        if self.site.restreint:
            html = _PUBLIC_LINK.sub(r"\1", _PUBLIC_BLOCK.sub("", html))
        if "template" not in page.meta:  # a page of its own kind, such as /admin/, is nothing to find
            self.authored.append(_as_page(page, html))
        return _reachable(text.printed(html))

    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep what is rendered for us, until its edition is known; MkDocs writes no empty page."""
        if key := self.shell_keys.get(page.file.src_uri):
            self.shells[key] = output
        elif page.meta.get(BODY_KEY) == "accueil":
            self.home = output
        else:
            self.rendered[page.file.dest_uri] = output
        return ""

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        self.rendered[template_name] = output_content
        return ""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """MkDocs empties its folder, but for links to folders, and would write through them."""
        if self.opened is None and (folder := Path(config.site_dir)).is_dir():
            if folder.is_symlink():
                raise PluginError(f"{folder} est un lien : donnez le dossier où il mène, ou retirez-le")
            for _, entry in entries(folder):
                if entry.is_symlink():
                    Path(entry.path).unlink()

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Unless the frame alone was asked for: every file but those that MkDocs writes itself."""
        if self.opened is not None:
            return
        from generators.filling import lay

        folder = Path(config.site_dir)
        project = self.project or Project.at(Path(config.config_file_path).parent)
        with scratch() as work:
            laid = Laid(work)
            lay(project, self.site, lambda _: self.frame(), laid, jobs=1)
            try:
                self.site.last_look.over(laid)
            except Leak as leak:
                raise PluginError(str(leak)) from None
            ledger.held(self.site, {**dict(_read(folder)), **laid}, project.folders())
            write(laid, folder)
            write({MARK: b""}, folder)

    def frame(self) -> Frame:
        """What the theme rendered."""
        from generators.filling import Frame

        return Frame(self.shells, self.home, self.rendered, self.authored)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        project = self.project or Project.at(Path(config.config_file_path).parent)
        for folder in (project.data, project.newsletter, TEMPLATES, project.scripts):
            server.watch(str(folder))
        return server


def frame_of(project: Project, site: Site, wanted: Set[ShellKey] = frozenset()) -> Frame:
    """What the theme renders of a checked site, with the shells that are wanted (all, unless said), and the
    files that it copies. Raises `NotBuilt`."""
    with scratch() as folder:
        config = _config(project, folder)
        plugin = _plugin(config)
        plugin.project, plugin.opened, plugin.wanted = project, site, wanted
        with _without_exit():
            build(config)
        return replace(plugin.frame(), copied=dict(_read(folder)))


def site_url(project: Project) -> str:
    """The address of the site's root, as the environment or mkdocs.yml gives it; "" leaves it to the
    identity.

    Raises `Refused`.
    """
    with (project.root / "mkdocs.yml").open("rb") as settings:
        return _address(yaml_load(settings).get("site_url"))


def _address(said: object) -> str:
    """What the environment gives, before what the settings say: MkDocs, which would read it as YAML and judge
    it in its own words, is not told of it."""
    given = whereabouts.of_environment(os.environ)
    return given or whereabouts.taken(str(said or ""), "site_url (mkdocs.yml)")


def _config(project: Project, folder: Path) -> MkDocsConfig:
    with _without_exit():
        return load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder))


class NotBuilt(Exception):
    """MkDocs gave up; what it found stands in its log."""


@contextmanager
def _without_exit() -> Iterator[None]:
    """MkDocs ends the process with 1, which says that the data have problems: here the fault is another's."""
    try:
        yield
    except Abort as stopped:
        raise NotBuilt from stopped


def _plugin(config: MkDocsConfig) -> MaillagePlugin:
    plugin = config.plugins["maillage"]
    if not isinstance(plugin, MaillagePlugin):  # pragma: no cover
        raise Abort("mkdocs.yml names another plugin « maillage »")
    return plugin


_TABLE = '<div class="defile" tabindex="0" role="group" aria-label="Tableau">'


def _reachable(html: str) -> str:
    """Markdown's tables, in frames that scroll by the keyboard too (WCAG 2.1.1); headers of columns alone
    (RGAA 5.7). Code folds its lines."""
    html = html.replace("<th>", '<th scope="col">')
    return html.replace("<table>", f"{_TABLE}<table>").replace("</table>", "</table></div>")


def _as_page(page: MkDocsPage, html: str) -> Page:
    """An authored page, as the search reads it."""
    title, description = page.meta.get("title") or page.title, page.meta.get("description", "")
    return Page(url=page.url, title=str(title), description=description, section="", body=html)


def _stray(root: Path, file: File, why: str) -> Problem:
    path = Path(file.src_dir or "", file.src_uri)
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Problem(
        shown.as_posix(), 0, 0, "", f"il ne peut pas être publié : {why}", "retirez-le de ce dossier"
    )


def _included(files: Files) -> Mapping[str, str]:
    """Path in the project of each file that a page is made of → the page."""
    heads = ((file.src_uri, get_data(file.content_string)[1]) for file in files.documentation_pages())
    return {str(head[included.KEY]): uri for uri, head in heads if included.KEY in head}


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            yield name, path.read_bytes()
