"""What a record says makes sense together, and what it names is there, once: records and territories."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from generators.land.places import Places
from generators.land.territories import Zone
from generators.records.kinds import FICHES, KINDS
from generators.records.models import Acteur, Evenement, Fiche
from generators.records.models.fields import keys_of
from generators.records.reading.source import Loc
from generators.records.rules.base import Context, Finding, Rule, Subject, warning
from generators.records.values.types import REFERENCES, Reference, RefFiche


def ages_in_order(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.age_min is None or actor.age_max is None:
        return
    if actor.age_min > actor.age_max:
        yield Finding(
            ("age_max",),
            f"l’âge maximum ({actor.age_max}) est sous le minimum ({actor.age_min})",
            "inversez-les",
        )


def role_is_said(subject: Subject, context: Context) -> Iterator[Finding]:
    """Where roles are told apart, an actor without one counts among those who act: somebody must judge."""
    actor, roles = subject.record, context.records.vocabulary.roles
    if isinstance(actor, Acteur) and actor.role is None and roles:
        yield warning(
            ("categorie",),
            "le rôle de la structure n’est pas dit : elle est comptée parmi celles qui agissent",
            f"ajoutez role, d’après ses sources : {', '.join(roles)}",
        )


def main_line_first(subject: Subject, context: Context) -> Iterator[Finding]:
    """What is called first, and stands everywhere, is the main line."""
    actor = subject.record
    if isinstance(actor, Acteur) and actor.lignes and not actor.telephone:
        yield Finding(
            ("lignes", 0),
            "la structure a d’autres lignes, et n’en a pas de première",
            "écrivez dans telephone le numéro que l’on appelle d’abord, et ce à quoi il sert dans ligne_pour",
        )


def line_once(subject: Subject, context: Context) -> Iterator[Finding]:
    actor = subject.record
    if not isinstance(actor, Acteur):
        return
    seen = {actor.telephone}
    for number, ligne in enumerate(actor.lignes):
        if ligne.telephone in seen:
            yield Finding(
                ("lignes", number),
                f"« {ligne.telephone} » est écrit deux fois",
                "retirez la ligne en trop",
            )
        seen.add(ligne.telephone)


_PLACE = ("lieu", "adresse", "commune", "departement", "pays")


def event_has_a_place(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.en_ligne or event.passe_en_ligne:
        return
    if not subject.has(*_PLACE):
        yield warning(
            ("titre",),
            "on ne sait pas où l’événement a lieu",
            "ajoutez lieu et commune, ou en_ligne: true ; sinon departement",
        )


def moved_from_somewhere(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if isinstance(event, Evenement) and event.passe_en_ligne and not subject.has(*_PLACE):
        yield Finding(
            ("passe_en_ligne",),
            "la fiche ne dit pas où l’événement devait avoir lieu avant de passer en ligne",
            "ajoutez le lieu d’abord prévu, ou écrivez seulement en_ligne: true",
        )


def link_once(subject: Subject, context: Context) -> Iterator[Finding]:
    """A link that stands twice is for two things at once: neither the reader nor a session knows which."""
    how = subject.record.inscription if isinstance(subject.record, Evenement) else None
    if how is None:
        return
    said: list[tuple[Loc, str | None]] = [(("inscription", "url"), how.url)]
    said += [(("inscription", "liens", n, "url"), lien.url) for n, lien in enumerate(how.liens)]
    seen: set[str] = set()
    for loc, url in said:
        if url and url in seen:
            yield Finding(loc, "ce lien d’inscription est écrit deux fois", "gardez-le une fois")
        seen.add(url or "")


def no_place_left(subject: Subject, context: Context) -> Iterator[Finding]:
    event = subject.record
    if not isinstance(event, Evenement) or event.inscription is None or event.inscription.places != 0:
        return
    if not event.inscription.complet:
        yield Finding(
            ("inscription", "places"),
            "il n’y a aucune place, et l’inscription n’est pas dite complète",
            "écrivez complet: true et retirez places, ou donnez le nombre de places",
        )


def term_once(subject: Subject, context: Context) -> Iterator[Finding]:
    """No list of terms or words says one twice; references and territories have rules of their own."""
    seen: set[tuple[Loc, str]] = set()
    for loc, value in subject.items:
        if isinstance(value, str) and not isinstance(value, Reference):
            key = (loc[:-1], value.casefold())
            if key in seen:
                yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
            seen.add(key)


def address_free(subject: Subject, context: Context) -> Iterator[Finding]:
    if subject.record.id in KINDS[subject.kind].taken:
        yield Finding(
            ("titre",),
            f"une fiche ne peut pas s’appeler {subject.record.id}.yml : son adresse est déjà prise",
            "donnez au fichier un nom plus précis, par exemple journee-nantes-2026.yml",
        )


def reference_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    for loc, value in subject.values(*REFERENCES):
        kind, id_ = value.split("/") if isinstance(value, RefFiche) else (value.kind, str(value))
        if (kind, id_) not in context.known:
            yield Finding(loc, f"aucune fiche ne s’appelle « {value} »", _hint(value, kind, id_, context))


def _hint(value: Reference, kind: str, id_: str, context: Context) -> str:
    others = [other for other, name in context.known if name == id_ and other in FICHES]
    if kind not in FICHES:
        return f"avant la barre, écrivez {', '.join(list(FICHES)[:-1])} ou {list(FICHES)[-1]}"
    if others:
        found, expected = (KINDS[name].reader.a for name in (others[0], kind))
        return f"« {id_} » est {found}, et l’on attend ici {expected}"
    ids = sorted(name for other, name in context.known if other == kind)
    close = difflib.get_close_matches(id_, ids, n=1, cutoff=0.6)
    prefix = f"{kind}/" if isinstance(value, RefFiche) else ""
    return f"écrivez {prefix}{close[0]}" if close else f"créez d’abord data/{kind}/{id_}.yml"


def reference_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for loc, value in subject.items:
        if isinstance(value, Reference):
            if (loc[:-1], value) in seen:
                yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
            seen.add((loc[:-1], value))


def not_its_own_carrier(subject: Subject, context: Context) -> Iterator[Finding]:
    """No service carries itself, directly or through others."""
    actor = subject.record
    if not isinstance(actor, Acteur) or actor.porte_par is None:
        return
    chain, above = [actor.id], context.records.actors.get(actor.porte_par)
    while above is not None and above.id not in chain:
        chain.append(above.id)
        above = context.records.actors.get(above.porte_par) if above.porte_par else None
    if above is not None and above.id == actor.id:
        yield Finding(
            ("porte_par",),
            "cette structure se porte elle-même : " + " → ".join([*chain, actor.id]),
            "retirez porte_par de l’une d’elles",
        )


def not_about_itself(subject: Subject, context: Context) -> Iterator[Finding]:
    """A record is not its own partner, speaker, sequel…; its carrier has a rule of its own."""
    for loc, value in subject.values(*REFERENCES):
        if value.kind == subject.kind and value == subject.record.id and loc != ("porte_par",):
            yield Finding(loc, "cette fiche se nomme elle-même", "retirez cette ligne")


#: Below this number of inhabitants a commune is a small place.
SMALL = 10_000


def zone_exists(subject: Subject, context: Context) -> Iterator[Finding]:
    hidden = bool(subject.hidden)
    for loc, value in subject.values(Zone):
        if hidden and value.narrow:
            continue  # it is refused as it is: what it is called would tell the place
        if value.level not in ("france", "pays") and value.code not in _table(value, context.places):
            yield Finding(
                loc,
                f"« {value} » ne désigne aucun territoire",
                _close(value, context.places) or "vérifiez le code sur geo.api.gouv.fr",
            )


def _table(zone: Zone, places: Places) -> Mapping[str, object]:
    tables: dict[str, Mapping[str, object]] = {
        "region": places.regions,
        "departement": places.departements,
        "epci": places.epcis,
        "commune": places.communes,
    }
    return tables[zone.level]


def _close(zone: Zone, places: Places) -> str:
    if zone.level == "departement" and zone.code in places.regions:
        return f"{zone.code} est le code d’une région : écrivez region:{zone.code}"
    if zone.level == "region" and zone.code in places.departements:
        return f"{zone.code} est le code d’un département : écrivez departement:{zone.code}"
    if zone.level == "commune" and (found := places.by_postcode(zone.code)):
        return "c’est un code postal : écrivez " + " ou ".join(
            f"commune:{c.code} ({c.nom})" for c in found[:3]
        )
    return ""


def zone_once(subject: Subject, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, value in subject.values(Zone):
        if value in seen:
            yield Finding(loc, f"« {value} » est écrit deux fois", "retirez la ligne en trop")
        seen.add(value)


def source_of_known_fields(subject: Subject, context: Context) -> Iterator[Finding]:
    """What a document gave is named as the file names it, and is there."""
    record = subject.record
    if not isinstance(record, Fiche):
        return
    known = keys_of(type(record))
    for number, source in enumerate(record.sources):
        for rank, name in enumerate(source.champs):
            loc = ("sources", number, "champs", rank)
            if name not in known:
                close = difflib.get_close_matches(name, known, 1)
                hint = f"écrivez {close[0]}" if close else "écrivez le nom du champ, tel que la fiche l’écrit"
                yield Finding(loc, f"« {name} » n’est pas un champ de la fiche", hint)
            elif getattr(record, name) in (None, ()):
                yield warning(loc, f"la fiche n’a pas de {name}", "retirez ce nom, ou donnez le champ")


def wide_from_small(subject: Subject, context: Context) -> Iterator[Finding]:
    """A small service that claims a whole region or the country hides the local ones: worth a look."""
    record = subject.record
    if not isinstance(record, Acteur) or record.code_insee is None or record.zone_precisions:
        return
    if record.adresse_confidentielle:
        return
    commune = context.places.communes.get(record.code_insee)
    for index, zone in enumerate(record.zone_eligibilite):
        if commune and commune.population < SMALL and zone.level in ("france", "region"):
            yield warning(
                ("zone_eligibilite", index),
                f"un territoire aussi large ({zone}) pour une structure de {commune.nom} "
                f"({commune.population} habitants)",
                "réduisez-le, ou dites pourquoi dans zone_precisions",
            )


OF_AGES = (Rule("ages", ages_in_order, Acteur),)
RULES = (
    Rule("reference", reference_exists),
    Rule("reference-double", reference_once),
    Rule("reference-soi", not_about_itself),
    Rule("porteur-en-boucle", not_its_own_carrier, Acteur, among=True),
    Rule("territoire", zone_exists),
    Rule("territoire-double", zone_once),
    Rule("territoire-large", wide_from_small, Acteur),
    Rule("adresse-prise", address_free),
    *OF_AGES,
    Rule("inscription-sans-place", no_place_left, Evenement),
    Rule("terme-double", term_once),
    Rule("ligne-premiere", main_line_first, Acteur),
    Rule("ligne-double", line_once, Acteur),
    Rule("evenement-sans-lieu", event_has_a_place, Evenement),
    Rule("source-champs", source_of_known_fields),
    Rule("inscription-lien", link_once, Evenement),
    Rule("passe-en-ligne", moved_from_somewhere, Evenement),
    Rule("role-absent", role_is_said, Acteur),
)
