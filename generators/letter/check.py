"""What must be true of a letter before it leaves: the faults that renderers have, and those of an issue.

Each check yields problems; nothing stops at the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generators.letter.extract import Extract, extract, tidy
from generators.letter.images import size_of
from generators.letter.shapes import Item, Lettre
from generators.records.models import Numero
from generators.records.problems import Problem, Severity
from generators.site import Site
from generators.words.typography import NBSP

#: Gmail clips a message past about 102 KB, and hides the unsubscribe link with the rest.
LIMITE = 102_000
ALERTE = 90_000


def verify(lettre: Lettre, html: str, weights: Mapping[str, int], site: Site) -> tuple[Problem, ...]:
    """The problems of a drawn letter. `weights` gives the bytes of each item by its title."""
    read = extract(html)
    found = (
        *_renderer(html, read),
        *_words(lettre, read),
        *_outline(read),
        *_labels(read),
        *_hosts(lettre, read, site),
        *_size(html, weights),
    )
    return tuple(_problem(lettre.id, *one) for one in found)


def unreadable_images(issue: Numero, site: Site) -> tuple[Problem, ...]:
    """The pictures of an issue that no e-mail client shows; the checker reports the missing ones."""
    rubrics = (issue.agenda, issue.actualites, issue.ressources)
    names = [c.image.fichier for rubric in rubrics if rubric for c in rubric.choix if c.image]
    hint = "enregistrez-la en PNG ou en JPEG : les messageries n’affichent ni SVG ni WebP"
    return tuple(
        _problem(issue.id, f"l’image « {name} » n’est ni un PNG ni un JPEG", hint)
        for name in names
        if name in site.images and size_of(site.images[name]) is None
    )


Found = tuple[str, str] | tuple[str, str, Severity]


def _problem(issue: str, message: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(f"newsletter/{issue}.yml", 0, 0, "", message, hint, severity)


def _renderer(html: str, read: Extract) -> Iterator[Found]:
    hint = "c’est un défaut du gabarit : newsletter/templates/"
    unknown = sorted(tag for tag in read.tags if tag.startswith("mj-") or tag == "mjml")
    if unknown:
        yield f"la balise <{unknown[0]}> n’a pas été traduite en HTML", hint
    if found := re.search(r"\\u\{[0-9a-f]+\}", html):
        yield f"un caractère est sorti sous la forme {found[0]}", hint
    for image in read.images:
        if image.get("alt") is None:
            yield f"l’image {image.get('src')} n’a pas de texte de remplacement", hint


def _words(lettre: Lettre, read: Extract) -> Iterator[Found]:
    for item in lettre.items:
        for text in _texts(item):
            pattern = rf"(?<!\w){re.escape(tidy(text))}(?!\w)"
            if not re.search(pattern, read.words):
                hint = "vérifiez le gabarit : un mot manque, ou deux mots se touchent"
                yield f"« {item.titre} » : on ne retrouve pas « {text} » dans l’e-mail", hint


def _texts(item: Item) -> tuple[str, ...]:
    rows = tuple(text for row in item.lignes for text in (row.nom, row.valeur))
    agenda = (item.agenda.libelle,) if item.agenda else ()
    return (item.surtitre, item.titre, item.texte, *rows, item.bouton.libelle, *agenda)


def _outline(read: Extract) -> Iterator[Found]:
    levels = [level for level, _ in read.headings]
    hint = "c’est un défaut du gabarit : newsletter/templates/"
    if levels.count(1) != 1:
        yield f"la lettre a {levels.count(1)} titres de niveau 1, il en faut un", hint
    for (before, _), (level, label) in zip(read.headings, read.headings[1:], strict=False):
        if level > before + 1:
            yield f"le titre « {label} » saute du niveau {before} au niveau {level}", hint


def _labels(read: Extract) -> Iterator[Found]:
    targets: dict[str, set[str]] = defaultdict(set)
    for label, href in read.links:
        targets[label].add(href)
    for label, hrefs in targets.items():
        if not label:
            yield f"un lien vers {min(hrefs)} n’a pas de libellé", "donnez-lui un texte"
        if label and len(hrefs) > 1:
            hint = "donnez à chaque bouton un libellé qui dit où il mène (bouton: libelle:)"
            yield f"le libellé « {label} » mène à {len(hrefs)} endroits différents", hint


def _hosts(lettre: Lettre, read: Extract, site: Site) -> Iterator[Found]:
    """Nothing is loaded from another host, and links lead only where the data say."""
    said = {urlsplit(url).hostname for url in (site.identity.editeur.don, site.desinscription) if url}
    said |= {urlsplit(item.bouton.url).hostname for item in lettre.items} | {site.host, None}
    for url in sorted(set(read.loaded)):
        if urlsplit(url).hostname != site.host:
            yield f"l’e-mail chargerait {url}, hors du site", "une lettre ne charge rien d’un autre site"
    for label, url in read.links:
        if urlsplit(url).hostname not in said:
            yield f"le lien « {label} » mène à {url}, qu’aucune fiche ne donne", "vérifiez le gabarit"


def _size(html: str, weights: Mapping[str, int]) -> Iterator[Found]:
    """A warning from ALERTE, an error from LIMITE, with the heaviest items."""
    size = len(html.encode())
    if size < ALERTE:
        return
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    named = ", ".join(f"« {name} » ({ko(n)})" for name, n in heaviest)
    hint = f"raccourcissez les plus lourds : {named} ; ou écrivez abrege: true dans le numéro"
    severity: Severity = "error" if size >= LIMITE else "warning"
    yield f"la lettre pèse {ko(size)} ; Gmail la coupe vers {ko(LIMITE)}", hint, severity


def ko(size: int) -> str:
    """A weight as a reader says it: "84,4 ko"."""
    return f"{size / 1000:.1f} ko".replace(".", ",").replace(" ", NBSP)
