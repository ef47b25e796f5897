"""The one renderer: Jinja2 templates that escape everything, and the words they all need."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from generators import mark
from generators.land import coverage
from generators.network import addresses, when
from generators.pages.frame import codes
from generators.pages.frame.swift import SwiftEnvironment
from generators.pages.frame.text import replie, texte
from generators.records.kinds import kind_of
from generators.records.models import Acteur, Fiche, Implantation, Source
from generators.records.values.phones import Telephone
from generators.site import Site
from generators.words import dates, wording

#: The folders of the pages: each template stands beside the module that fills it.
TEMPLATES = Path(__file__).parents[1]


def render(site: Site, template: str, depth: int, **values: object) -> str:
    """One template as HTML; `racine` in it leads `depth` folders up, to the site's root."""
    html: str = _environment(site).get_template(template).render(racine="../" * depth, **values)
    return html


class _Compiled(BytecodeCache):
    """The templates as another site of the process had them compiled, each as long as it has not changed."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@lru_cache(maxsize=2)
def _environment(site: Site) -> Environment:
    """The templates, with the words that they all need; each of `_WORDS` already knows the site."""
    environment = SwiftEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters.update(_FILTERS)
    environment.globals.update(
        {word.__name__: partial(word, site) for word in _WORDS},
        champs_de=champs_de,
        date_a_dire=date_a_dire,
        d_apres=d_apres,
        accord=wording.accord,
        nombre=wording.nombre,
        adresses=addresses,
        acteurs_connus=site.records.actors,
        reseau=site.identity,
        marque=mark.inline(site.identity.marque),
        urgence=site.records.urgence,
        restreint=site.restreint,
        reserves=site.reserves or frozenset(),
    )
    return environment


def share_templates(theme: Environment) -> None:
    """Let a theme draw its frame with the macros of the bodies; of its templates, ours alone escape."""
    theme.loader = ChoiceLoader([loader for loader in (theme.loader, FileSystemLoader(TEMPLATES)) if loader])
    theme.autoescape = lambda name: bool(name and name.endswith(".html.j2"))


def libelle(site: Site, code: str, liste: str) -> str:
    """The label of a term: `libelle(acteur.categorie, "categories")`."""
    return site.records.vocabulary.label(liste, code)


def libelles(site: Site, codes: tuple[str, ...], liste: str) -> str:
    """Several labels in a sentence: "Mineurs, familles et professionnels"."""
    labels = [libelle(site, code, liste) for code in codes]
    return wording.liste([*labels[:1], *map(wording.minuscule, labels[1:])])


def lieu(site: Site, record: Implantation) -> str | None:
    return coverage.place_phrase(record, site.places)


def couvre(site: Site, acteur: Acteur) -> str | None:
    return coverage.coverage_phrase(acteur.zone_eligibilite, site.places)


def code_qr(site: Site, url: str) -> Markup:
    """The code that leads from paper to an address of the site; nothing while the site has no address."""
    whole = site.url(url)
    return codes.svg(whole) if whole else Markup("")


def envoi(site: Site, titre: str, url: str, *lignes: object) -> str:
    """A letter that hands a page over, for the reader's own program (RFC 6068): title, lines, address.

    Its subject shows in a list of letters and on a locked telephone: the title only where that is discreet.
    """
    body = "\r\n\r\n".join(str(part) for part in (titre, *lignes, site.address + url) if part)
    named = "À lire" if site.identity.discret.says(titre) else titre
    subject = f"{named} – réseau {site.identity.nom}"
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def mois_si_ancien(site: Site, fiche: Fiche) -> int | None:
    """The age of a confirmation in months when it must be asked for again, else None."""
    said = fiche.verifie_le
    return when.months_since(said, site.today) if said and when.is_stale(said, site.today) else None


_WORDS = (libelle, libelles, lieu, couvre, code_qr, envoi, mois_si_ancien)


def telephone(number: Telephone) -> Markup:
    """A number as a link that never breaks over two lines."""
    return Markup('<a class="tel" href="{}">{}</a>').format(number.href, wording.insecable(number))


def d_apres(fiche: Fiche) -> str:
    """From what an unconfirmed record is known, in one sentence: « D’après … (octobre 2023), … »."""
    source, others = fiche.source_principale, len(fiche.sources) - 1
    more = f" et {wording.nombre(others, 'autre document', 'autres documents')}" if others else ""
    witness = kind_of(fiche).witness
    return f"D’après {source.dite}{more}{f', pas encore confirmé par {witness}' if witness else ''}."


def champs_de(fiche: Fiche, source: Source) -> str:
    """The fields that come from a document that gave a part of the record alone: "téléphone, horaires"."""
    fields = type(fiche).model_fields
    return ", ".join(wording.minuscule(fields[name].title or name) for name in source.champs)


def date_a_dire(source: Source) -> bool:
    """False when the title of a document already says its date."""
    return not source.se_date


def echeance(verifie_le: date) -> str:
    """The month by which a record must be confirmed again: "octobre 2024"."""
    return f"{dates.mois(verifie_le)} {verifie_le.year + when.STALE_AFTER_MONTHS // 12}"


_LANGUES = {
    "fr": "français",
    "en": "anglais", "es": "espagnol", "it": "italien", "de": "allemand", "pt": "portugais", "ar": "arabe",
    "ro": "roumain", "nl": "néerlandais",
}  # fmt: skip


def langue(code: str) -> str:
    """The name of a language, or its code when we have no name for it."""
    return wording.majuscule(_LANGUES.get(code, code))


_FILTERS = {
    "texte": texte,
    "replie": replie,
    "telephone": telephone,
    "iso": date.isoformat,
    "ordinaux": wording.ordinaux,
    "echeance": echeance,
    "jour": dates.jour,
    "jour_long": dates.jour_long,
    "date_partielle": dates.date_partielle,
    "heure": dates.heure,
    "majuscule": wording.majuscule,
    "minuscule": wording.minuscule,
    "insecable": wording.insecable,
    "phrase": wording.phrase,
    "enumere": wording.liste,
    "site": wording.nom_de_site,
    "poids": wording.poids,
    "langue": langue,
}
