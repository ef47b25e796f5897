"""The actors as structures and services of data·inclusion, schema v1.

https://gip-inclusion.github.io/data-inclusion-schema/ ; the tests read both files with its own models.
Closed and suspended actors are left out: the schema has no word for them. A term is translated by what
`data/vocabulary.yml` says under `data_inclusion`; codes with « -- » are thematics, others kinds of service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generators.exchange.formes import JOUR, TEXTES, URI, Forme, liste
from generators.exchange.rules import (
    COURRIEL,
    QUI_AGIT,
    Regle,
    appliquer,
    bare,
    copie,
    description,
    en_ligne,
    equivalents,
    est_structure,
    joint,
    lieu,
    offre,
    structure_de,
)
from generators.exchange.schemas import regles
from generators.land.territories import Zone
from generators.records.models import Acteur
from generators.site import Site

STATUTS = frozenset({"actif"})
#: Lengths that the schema allows.
NOM, DESCRIPTION = 150, 10_000
_ID: Forme = {"type": "string", "pattern": "^.+--.+$"}
_DESCRIPTION: Forme = {"type": "string", "minLength": 5, "maxLength": DESCRIPTION}


def source(site: Site) -> str:
    """Whose data these are, among those of other networks."""
    return site.identity.identifiants.code


def identifiant(site: Site, acteur: Acteur) -> str:
    return f"{source(site)}--{acteur.id}"


def nom(site: Site, acteur: Acteur) -> str:
    """The name as the schema wants it: 3 to 150 signs, no full stop at the end."""
    name = acteur.nom if acteur.nom.endswith("etc.") else acteur.nom.rstrip(". ")
    if len(name) < 3:
        name = f"{acteur.nom} ({acteur.nom_complet or f'réseau {site.identity.nom}'})"
    return name if len(name) <= NOM else name[: NOM - 1].rstrip() + "…"


def presentation(acteur: Acteur) -> str:
    """The description as the schema wants it: at least 5 signs, at most 10 000."""
    text = description(acteur)
    if len(text) < 5:
        text = f"{acteur.nom} : {text}"
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rstrip() + "…"


def telephone(acteur: Acteur) -> str | None:
    """The number as a telephone dials it: "+33320000000", "119"."""
    return acteur.telephone.href.removeprefix("tel:") if acteur.telephone else None


def zones(site: Site, acteur: Acteur) -> list[str]:
    """Codes of the Code officiel géographique: a region as its départements, the country as `france`."""
    found = [code for zone in acteur.zone_eligibilite for code in _codes(site, zone)]
    return list(dict.fromkeys(found))


def _codes(site: Site, zone: Zone) -> list[str]:
    match zone.level:
        case "region":
            departements = site.places.departements.values()
            return [d.code for d in departements if d.region == zone.code]
        case "pays":
            country = site.places.countries.get(zone.code)
            return [country.insee] if country and country.insee else []
    return [zone.code or "france"]


def publics_precisions(acteur: Acteur) -> str | None:
    """For whom in words, with the ages that the schema has no field for."""
    ages = {
        (True, True): f"De {acteur.age_min} à {acteur.age_max} ans.",
        (True, False): f"À partir de {acteur.age_min} ans.",
        (False, True): f"Jusqu’à {acteur.age_max} ans.",
    }.get((acteur.age_min is not None, acteur.age_max is not None))
    return " ".join(part for part in (acteur.publics_precisions, ages) if part) or None


def _termes(liste: str, champ: str) -> Callable[[Site, Acteur], list[str]]:
    def value(site: Site, acteur: Acteur) -> list[str]:
        return equivalents(site.records.vocabulary, liste, getattr(acteur, champ))

    return value


def publics(site: Site, acteur: Acteur) -> list[str]:
    """`tous-publics` stands alone (rule of the schema)."""
    found = _termes("publics", "publics")(site, acteur)
    return ["tous-publics"] if "tous-publics" in found else found


def type_de_service(site: Site, acteur: Acteur) -> str | None:
    return next(iter(_par_mission(site, acteur, thematics=False)), None)


def thematiques(site: Site, acteur: Acteur) -> list[str]:
    return _par_mission(site, acteur, thematics=True)


def _par_mission(site: Site, acteur: Acteur, *, thematics: bool) -> list[str]:
    """The equivalents of what it does; of what one comes for first, where those have none."""
    vocabulary = site.records.vocabulary
    for terms, codes in (("missions", acteur.missions), ("categories", (acteur.categorie,))):
        found = equivalents(vocabulary, terms, codes)
        if kept := [code for code in found if ("--" in code) is thematics]:
            return kept
    return []


def frais(site: Site, acteur: Acteur) -> str | None:
    vocabulary = site.records.vocabulary
    return next(iter(equivalents(vocabulary, "frais", [acteur.frais])), None) if acteur.frais else None


def lien_mobilisation(acteur: Acteur) -> str | None:
    """The form by which one is referred; else the website, when one asks online."""
    if acteur.lien_mobilisation:
        return acteur.lien_mobilisation
    return acteur.site_web if "utiliser-lien-mobilisation" in acteur.modes_mobilisation else None


_COMMUNS = (
    Regle("source", (), lambda site, _: source(site), requis=True),
    Regle("id", (), identifiant, forme=_ID, requis=True),
    Regle(
        "nom",
        ("nom",),
        lambda site, acteur: nom(site, acteur),
        f"{NOM} signes au plus, sans point final.",
        {"type": "string", "minLength": 3, "maxLength": NOM},
        requis=True,
    ),
    Regle(
        "date_maj",
        ("date_maj", "verifie_le"),
        lambda _, acteur: acteur.revisee_le.isoformat(),
        "Le plus récent de la mise à jour, de la confirmation et de la dernière source ; d’une source qui "
        "ne dit que le mois ou l’année, le premier jour.",
        JOUR,
        requis=True,
    ),
    Regle("lien_source", (), lambda site, acteur: site.page("actors", acteur.id), forme=URI),
    *lieu("commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude"),
    Regle(
        "telephone",
        ("telephone",),
        lambda site, acteur: joint(site, acteur, telephone(acteur)),
        f"Au format E.164 : la première ligne, sans ses autres. {QUI_AGIT}",
        {"type": "string", "pattern": r"^\+?\d+$"},
    ),
    Regle(
        "courriel",
        ("courriel",),
        lambda site, acteur: joint(site, acteur, acteur.courriel_ouvert),
        f"{COURRIEL} {QUI_AGIT}",
        None,
    ),
    Regle(
        "horaires_accueil",
        ("horaires_accueil",),
        lambda site, acteur: joint(site, acteur, acteur.horaires_accueil),
        "Seulement ceux d’une structure qui agit.",
    ),
)

STRUCTURE: tuple[Regle, ...] = (
    *_COMMUNS,
    Regle(
        "description",
        ("resume", "presentation", "services"),
        lambda _, acteur: presentation(acteur),
        f"En un seul texte, {DESCRIPTION:,} signes au plus.".replace(",", "\u202f"),
        _DESCRIPTION,
        requis=True,
    ),
    *copie("siret", "site_web"),
    *lieu("accessibilite_lieu"),
    Regle(
        "reseaux_porteurs",
        ("type",),
        lambda site, acteur: equivalents(site.records.vocabulary, "types_acteur", [acteur.type]),
        "Seulement pour les types qui sont un réseau porteur de data·inclusion.",
        TEXTES,
    ),
)

SERVICE: tuple[Regle, ...] = (
    *_COMMUNS,
    Regle(
        "structure_id",
        ("porte_par",),
        lambda site, acteur: identifiant(site, structure_de(acteur, site.records.actors, STATUTS)),
        "La structure qui porte ; d’une chaîne, la plus haute.",
        _ID,
        requis=True,
    ),
    Regle(
        "description",
        ("resume", "presentation", "services"),
        lambda _, acteur: presentation(acteur),
        "En un seul texte.",
        _DESCRIPTION,
        requis=True,
    ),
    Regle(
        "type",
        ("missions", "categorie"),
        type_de_service,
        "La première mission qui a un équivalent ; à défaut, la catégorie.",
    ),
    Regle(
        "thematiques",
        ("missions", "categorie"),
        thematiques,
        "Celles des missions ; à défaut, de la catégorie.",
        TEXTES,
    ),
    Regle("frais", ("frais",), frais),
    *copie("frais_precisions"),
    Regle("publics", ("publics",), publics, "« tous-publics » efface les autres.", TEXTES),
    Regle(
        "publics_precisions",
        ("publics_precisions", "age_min", "age_max"),
        lambda _, acteur: publics_precisions(acteur),
        "Les âges y sont écrits en toutes lettres.",
    ),
    *copie("conditions_acces"),
    Regle("modes_accueil", ("modes_accueil",), _termes("modes_accueil", "modes_accueil"), forme=TEXTES),
    Regle("zone_eligibilite", ("zone_eligibilite",), zones, "Une région devient ses départements.", TEXTES),
    Regle(
        "lien_mobilisation",
        ("lien_mobilisation", "site_web", "modes_mobilisation"),
        lambda _, acteur: lien_mobilisation(acteur),
        "À défaut, le site web, quand on sollicite en ligne.",
        URI,
    ),
    Regle(
        "modes_mobilisation",
        ("modes_mobilisation",),
        _termes("modes_mobilisation", "modes_mobilisation"),
        forme=TEXTES,
    ),
    Regle(
        "mobilisable_par", ("mobilisable_par",), _termes("mobilisable_par", "mobilisable_par"), forme=TEXTES
    ),
    *copie("mobilisation_precisions"),
)

#: The lists whose terms are translated, for the report of what has no equivalent.
LISTES = (
    "missions",
    "categories",
    "publics",
    "modes_accueil",
    "modes_mobilisation",
    "mobilisable_par",
    "frais",
)

REMARQUES = (
    "Les structures fermées ou suspendues n’y sont pas : le schéma ne connaît que des structures actives.",
    "Le schéma n’a pas de place pour le rôle : une fiche qui n’agit pas (institution, producteur, structure "
    "seulement citée) y est une structure, jamais un service, et n’a ni téléphone, ni courriel, ni horaires.",
    "Un service n’y paraît que si la fiche agit, et est portée par une structure, énumère ce qu’on y "
    "obtient, ou dit comment ou par qui elle se sollicite.",
    "Un pays étranger est dit par son code INSEE ; l’Antarctique et quelques îles n’en ont pas.",
)


def structures(site: Site) -> bytes:
    return bare(site.each(_structure, _structures(site)))


def _structure(site: Site, acteur: Acteur) -> bytes:
    return en_ligne(appliquer(STRUCTURE, site, acteur))


def services(site: Site) -> bytes:
    return bare(site.each(_service, _actifs(site)))


def _service(site: Site, acteur: Acteur) -> bytes:
    return en_ligne(service(site, acteur)) if offre(site, acteur) else b""


def service(site: Site, acteur: Acteur) -> dict[str, object]:
    """An actor that offers something, as a service."""
    return appliquer(SERVICE, site, acteur)


def forme(site: Site, rules: tuple[Regle, ...]) -> Forme:
    """What a file of these rules holds, as a JSON Schema."""
    return liste(
        regles(site, rules),
        description="Le schéma officiel : https://gip-inclusion.github.io/data-inclusion-schema/",
    )


def _structures(site: Site) -> Iterator[Acteur]:
    return (a for a in _actifs(site) if est_structure(site, a, STATUTS))


def _actifs(site: Site) -> Iterator[Acteur]:
    return (a for a in site.records.actors.values() if a.statut in STATUTS)
