"""The controlled lists: every term that a record may use, with its label and its standard equivalents.

A term says of itself all that the site needs to show it; no code knows a term by its code.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from generators.records.values.names import Couleur
from generators.records.values.types import Booleen, Entier, Ligne, Resume
from generators.records.values.written import line, refuse
from generators.words.repeated import Repeated


class Terme(BaseModel):
    """One term of a list. Its code is its key in `vocabulary.yml` and is what records write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    libelle: Ligne = Field(title="Libellé")
    description: Resume | None = Field(None, title="Description")
    parent: Ligne | None = Field(None, title="Terme plus large")
    court: Ligne | None = Field(None, title="Libellé court")
    mots: tuple[Ligne, ...] = Field(
        (), title="Les mots que l’on emploie pour lui : la recherche les comprend, rien ne les montre"
    )
    data_inclusion: tuple[Ligne, ...] = Field((), title="Équivalents data·inclusion")
    schema_org: Ligne | None = Field(None, title="Équivalent schema.org")
    hsds: Ligne | None = Field(None, title="Équivalent HSDS")


#: The shapes that a category may bear; `pages/maps/symbols.py` draws them.
Symbole = Literal[
    "rond", "carre", "maison", "croix", "bouclier", "losange", "triangle", "hexagone", "etoile", "goutte"
]  # fmt: skip


class Couleurs(BaseModel):
    """One colour on the light page, one on the dark."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clair: Couleur = Field(title="Couleur sur fond clair", examples=['"#0b6c44"'])
    sombre: Couleur = Field(title="Couleur sur fond sombre", examples=['"#4fdf9e"'])


class Categorie(Terme):
    """A category: its shape and its colours mark an actor on maps and in lists."""

    symbole: Symbole = Field(title=f"Forme du repère : {', '.join(get_args(Symbole))}", examples=["hexagone"])
    a_appeler: Booleen = Field(False, title="La première à appeler dans un département")
    exemple: Booleen = Field(False, title="Donnée en exemple de recherche sur l’accueil")
    couleurs: Couleurs = Field(title="Couleurs du repère", examples=['{clair: "#0b6c44", sombre: "#4fdf9e"}'])


class Mission(Terme):
    """A mission; with a promise it is a chapter of the library, hence a reading path."""

    promesse: Resume | None = Field(None, title="Ce que promet son parcours de lecture")


class TypeActeur(Terme):
    """A kind of actor."""

    a_appeler: Booleen = Field(False, title="Une actualité qui en parle dit comment l’appeler")


class Role(Terme):
    """What an actor does first. Those who act are shown and counted; the others are cited."""

    agit: Booleen = Field(
        False, title="Celles qui l’ont agissent : l’annuaire les montre et les compte", examples=["true"]
    )


#: The pictures of `icones.svg` that suit a document.
Icone = Literal["fichier", "livre", "casque", "lecture", "ecran", "graphique"]


class TypeRessource(Terme):
    """A kind of resource: its picture, what one does with it, when one reads it, who publishes it."""

    icone: Icone = Field("fichier", title="Icône")
    verbe: Ligne = Field(
        "Lire sur", title="Ce que l’on en fait, avant le nom du site", examples=["Écouter sur"]
    )
    geste: Ligne = Field(
        "À lire", title="Ce que l’on en fait, avant « pour repérer »", examples=["À écouter"]
    )
    rang: Entier | None = Field(None, title="Rang dans les parcours de lecture, 1 pour commencer")
    edite: Booleen = Field(False, title="Qui le produit l’édite")


class Acces(Terme):
    """How one gets a resource: what it changes in what one does of it."""

    verbe: Ligne | None = Field(
        None,
        title="Ce que l’on en fait, à la place de ce que dit le type de la ressource",
        examples=["Commander sur"],
    )
    reserve: Ligne | None = Field(
        None, title="À qui, ou dans quelle mesure : après le nom du site", examples=["abonnés"]
    )


#: The lists whose terms say more than the others'.
TERMES: Final[Mapping[str, type[Terme]]] = MappingProxyType(
    {
        "acces": Acces,
        "categories": Categorie,
        "missions": Mission,
        "roles": Role,
        "types_acteur": TypeActeur,
        "types_ressource": TypeRessource,
    }
)

#: A network may do without these lists, which are then empty: no form asks for a term of theirs.
OPTIONAL: Final = frozenset(
    {"roles", "genre_accueilli", "langues", "disponibilite_urgence", "delai_attente", "accessibilite"}
)

#: The codes that the software knows: it does something of its own where a record bears one. A list must have
#: them, under whatever label; what else a term is, it says itself.
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "statuts": ("actif", "suspendu", "ferme"),
        "frais": ("gratuit", "payant"),
        "acces": ("libre", "sur-demande"),
        "mobilisable_par": ("usagers",),
        "modes_accueil": ("a-distance",),
        "modes_mobilisation": ("utiliser-lien-mobilisation",),
    }
)
T = TypeVar("T", bound=Terme)


@dataclass(frozen=True)
class Vocabulary:
    """The lists by name; each maps codes to terms, in the order in which the staff wrote them."""

    lists: Mapping[str, Mapping[str, Terme]]

    def has(self, name: str | None) -> bool:
        """False for a list without terms: nobody can be asked for one."""
        return name is None or bool(self.lists.get(name))

    def codes(self, name: str) -> tuple[str, ...]:
        return tuple(self.lists.get(name, {}))

    @cached_property
    def categories(self) -> Mapping[str, Categorie]:
        return self._terms("categories", Categorie)

    @cached_property
    def missions(self) -> Mapping[str, Mission]:
        return self._terms("missions", Mission)

    @cached_property
    def types_acteur(self) -> Mapping[str, TypeActeur]:
        return self._terms("types_acteur", TypeActeur)

    @cached_property
    def types_ressource(self) -> Mapping[str, TypeRessource]:
        return self._terms("types_ressource", TypeRessource)

    def use(self, kind: str, access: str | None) -> tuple[str, str | None]:
        """What one does of a resource at its address, before the name of the site, and for whom that is kept.

        Its access tells before its kind: a work that is sold is not read where it is ordered.
        """
        term = self._terms("acces", Acces).get(access or "")
        verb = self.types_ressource[kind].verbe
        return (term.verbe or verb, term.reserve) if term else (verb, None)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Empty for a network that tells no roles apart."""
        return self._terms("roles", Role)

    def acts(self, role: str | None) -> bool:
        """Whether who has this role acts: the term says so; nobody said otherwise of a role left out."""
        term = self.roles.get(role or "")
        return term is None or term.agit

    def _terms(self, name: str, model: type[T]) -> Mapping[str, T]:
        return {code: term for code, term in self.lists.get(name, {}).items() if isinstance(term, model)}

    def label(self, name: str, code: str) -> str:
        """The French label of a term; the records were checked, so the term is there."""
        return self.lists[name][code].libelle

    def nearest(self, name: str, text: str) -> str | None:
        """The allowed code closest to what was written, by code or by label."""
        terms = self.lists.get(name, {})
        spelled = {code: code for code in terms} | {t.libelle.lower(): c for c, t in terms.items()}
        found = difflib.get_close_matches(text.lower(), list(spelled), n=1, cutoff=0.55)
        return spelled[found[0]] if found else None


class Code(Repeated):
    """The code of a term, as a record writes it."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def _code(text: str) -> Code:
    """Ten thousand records bear the same few hundred codes."""
    return Code(text)


@dataclass(frozen=True, slots=True)
class Liste:
    """Annotation of a field whose value is a term of the list `name`: `Annotated[Code, Liste("missions")]`.

    The validation context holds the vocabulary under `vocabulary` (a list missing there was faulty, and is
    not checked); the JSON Schema names the list under
    `x-vocabulary`, and what is generated from it writes the terms out.
    """

    name: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            self._check, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "x-vocabulary": self.name}

    def _check(self, value: object, info: ValidationInfo) -> Code:
        vocabulary: Vocabulary = (info.context or {})["vocabulary"]
        if isinstance(value, str) and value in vocabulary.lists.get(self.name, ()):
            return _code(value)
        text = line(value)
        if self.name not in vocabulary.lists:
            return Code(text)  # the list itself is faulty, and is reported once
        codes = vocabulary.codes(self.name)
        if text not in codes:
            nearest = vocabulary.nearest(self.name, text)
            choice = "valeurs permises : " + ", ".join(codes)
            refuse(
                f"« {text} » n’est pas dans la liste « {self.name} » du vocabulaire",
                f"écrivez {nearest} ({choice})" if nearest else choice,
            )
        return Code(text)
