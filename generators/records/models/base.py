"""What a record may be made of: what every record has (its name, sources, verification), and capabilities.

A capability is a class to inherit: a place (`Implantation`), a mailbox (`Boite`), a telephone (`Appel`), both
(`Contact`), days (`Periode`). The rules ask for it, whatever the kind that has it; what bears the name of a
place or of a contact without it is refused (`generators.records.models.fields.guard`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from generators.records.values.types import (
    Booleen,
    CodeDepartement,
    CodeInsee,
    CodePays,
    CodePostal,
    Courriel,
    Date,
    Jour,
    JourOuHeure,
    Latitude,
    Ligne,
    Longitude,
    NumeroTelephone,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste
from generators.words.dates import date_partielle
from generators.words.wording import NBSP

#: What every model says of the keys that were written.
_WRITTEN: set[str] = set()


class Modele(BaseModel):
    """A group of keys: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    #: The keys of its own that a subclass may give a capability, and whose rules know them.
    GARDE: ClassVar[tuple[str, ...]] = ()
    #: The keys of its own that name persons with reason: speakers of a public event, authors of a work.
    PERSONNES: ClassVar[tuple[str, ...]] = ()
    #: A key of the class → the inherited keys that are written after it, in order. The others come first.
    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def model_post_init(self, context: object, /) -> None:
        """Which keys were written is no fact of a record, and would take a fifth of its memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _WRITTEN)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if cls.__dict__.get("APRES"):
            moved = {key for keys in cls.APRES.values() for key in keys}
            first = [key for key in cls.__pydantic_fields__ if key not in moved]
            keys = [key for one in first for key in (one, *cls.APRES.get(one, ()))]
            cls.__pydantic_fields__ = {key: cls.__pydantic_fields__[key] for key in keys}
            cls.model_rebuild(force=True)


class Source(Modele):
    """Where a record's facts come from."""

    document: Ligne = Field(
        title="Document",
        description="Le titre du document, de la page ou de l’entretien d’où viennent les faits.",
        examples=["Newsletter du réseau, 3e trimestre 2023"],
    )
    date: Date = Field(
        title="Date",
        description="La date du document, comme il la dit : l’année, le trimestre, le mois ou le jour.",
        examples=["2023-10"],
    )
    url: Url | None = Field(
        None, title="Adresse web", description="L’adresse du document, s’il est en ligne."
    )
    champs: tuple[Ligne, ...] = Field(
        (),
        title="Champs",
        description="Quand le document n’a donné qu’une partie de la fiche : les champs qui en viennent.",
        examples=["telephone"],
    )

    @property
    def se_date(self) -> bool:
        """True when the title of the document already says its date: "Programme du 3 décembre 2021"."""
        said = date_partielle(self.date) in self.document.replace(NBSP, " ")
        return said or (len(self.date) == 4 and self.date in self.document)

    @property
    def dite(self) -> str:
        """The document and its date, said once: "Newsletter du réseau (octobre 2023)"."""
        return self.document if self.se_date else f"{self.document} ({date_partielle(self.date)})"


class Remarque(Modele):
    """A remark shown to readers, such as a source that contradicts itself and what was decided."""

    titre: Ligne = Field(
        title="Titre", description="Le sujet, en quelques mots.", examples=["Deux dates dans la source"]
    )
    texte: Texte = Field(
        title="Texte", description="Ce que dit la source, et ce qui a été retenu pour cette fiche."
    )


class Permise(Modele):
    """Words that a guard takes for a place or for somebody, wrongly, and why they may stay."""

    texte: Ligne = Field(
        title="Les mots exacts",
        description="Tels que la fiche les écrit ; jamais un numéro de rue, un code postal, une position ou "
        "un lien vers une carte.",
        examples=["Mission métropolitaine de Lille"],
    )
    raison: Ligne = Field(
        title="La raison",
        description="Pourquoi ces mots ne disent ni le lieu, ni une personne à protéger.",
        examples=["Le nom d’un document public, sans lien avec le lieu"],
    )


class Surveillee(Modele):
    """What the guards of places and of persons read, and where a false alarm of theirs is lifted."""

    #: The keys that speak to the guards or to the staff alone: nothing that is published shows them.
    INTERNES: ClassVar[tuple[str, ...]] = ("precisions_permises", "rythme_verification")
    #: True when the place of the record is its own whatever else it names, as a structure's is.
    LIEU_PROPRE: ClassVar[bool] = False

    precisions_permises: tuple[Permise, ...] = Field(
        (),
        title="Précisions permises",
        description="Les mots que « maillage check » prend à tort pour un lieu confidentiel ou pour une "
        "personne, et la raison de les garder. Le site ne les montre nulle part.",
    )


class Fiche(Surveillee):
    """A record of any kind. `id` is the file's name; it is not written in the file."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"remarques": ("precisions_permises",)}
    #: What is asked first, beside what is required and who confirmed it; the forms fold the rest.
    ESSENTIELS: ClassVar[tuple[str, ...]] = ()

    id: str = Field(exclude=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    mots_cles: tuple[Ligne, ...] = Field(
        (), title="Mots-clés", description="D’autres mots sous lesquels on chercherait cette fiche."
    )
    remarques: tuple[Remarque, ...] = Field(
        (),
        title="Remarques",
        description="Ce que le lecteur doit savoir : une contradiction dans la source, une incertitude.",
    )
    sources: tuple[Source, ...] = Field(
        min_length=1,
        title="Sources",
        description="D’où viennent les faits de la fiche ; au moins un document.",
    )
    verifie_le: Jour | None = Field(
        None,
        title="Confirmé le",
        description="Le jour où la structure elle-même a confirmé la fiche, jamais celui d’un document. Vide "
        "jusque-là : le site dit de quel document vient la fiche. Après 12 mois, elle est à reconfirmer.",
        examples=["2026-10-05"],
    )
    verifie_par: Ligne | None = Field(
        None,
        title="Confirmé par",
        description="La fonction de qui a confirmé la fiche, jamais un nom ni un document.",
        examples=["direction du service"],
    )
    date_maj: Jour | None = Field(
        None, title="Mis à jour le", description="Le jour de la dernière modification de fond."
    )

    @property
    def source_recente(self) -> Source:
        """The latest of its sources, the first of those of one date."""
        return max(self.sources, key=lambda source: source.date.last_day)

    @property
    def source_principale(self) -> Source:
        """The latest of those that speak of the whole record; of parts alone when no other does."""
        whole = [source for source in self.sources if not source.champs]
        return max(whole or self.sources, key=lambda source: source.date.last_day)

    @property
    def revisee_le(self) -> date:
        """The day from which the record reads as it does: the latest of its revision, of its confirmation
        and of the first day that its latest source may be of.

        It only ever advances, since staff move these forward: a calendar or a feed reader that saw a later
        day would take an earlier one for old news.
        """
        said = (self.date_maj, self.verifie_le, self.source_recente.date.first_day)
        return max(day for day in said if day)


class Implantation(Modele):
    """Where a thing stands. The département follows from `code_insee`, never from coordinates.

    `LIEU_APRES` is the key of the record after which all of these are written. Of a confidential place only
    `MONTRABLE` may be shown (ramps are anywhere): any other key of a place is withheld from the day it is
    added. `GARDE` are the keys of a place that a model may add, `TRAHIT` those by which a public register
    gives the place.
    """

    LIEU_APRES: ClassVar[str] = ""
    GARDE: ClassVar[tuple[str, ...]] = ("lieu",)
    MONTRABLE: ClassVar[tuple[str, ...]] = ("departement", "pays", "accessibilite", "adresse_confidentielle")
    TRAHIT: ClassVar[tuple[str, ...]] = ("siret",)
    #: The keys that say the place itself, or narrow it to a few streets: all but those that may be shown.
    PRECIS: ClassVar[tuple[str, ...]]
    #: What a confidential place has no more once it is published.
    RETENUS: ClassVar[tuple[str, ...]]

    adresse: Ligne | None = Field(
        None, title="Adresse", description="Le numéro et la voie.", examples=["1 place Jean Bart"]
    )
    complement_adresse: Ligne | None = Field(
        None, title="Complément d’adresse", description="Bâtiment, étage, boîte postale."
    )
    code_postal: CodePostal | None = Field(
        None, title="Code postal", description="Celui de l’adresse, CEDEX compris.", examples=["59140"]
    )
    commune: Ligne | None = Field(
        None,
        title="Commune",
        description="Son nom officiel ; il va avec le code INSEE.",
        examples=["Dunkerque"],
    )
    code_insee: CodeInsee | None = Field(
        None,
        title="Code INSEE",
        description="Le code officiel de la commune (ce n’est pas le code postal) ; il donne le département.",
        examples=["59183"],
    )
    departement: CodeDepartement | None = Field(
        None,
        title="Département",
        description="Seulement quand la commune n’est pas connue ou ne doit pas être publiée.",
        examples=["59"],
    )
    pays: CodePays | None = Field(
        None, title="Pays", description="Seulement hors de France : BE, CA…", examples=["BE"]
    )
    latitude: Latitude | None = Field(
        None,
        title="Latitude",
        description="En degrés, vers le nord ; à défaut, le repère se place dans la commune.",
        examples=["51.0344"],
    )
    longitude: Longitude | None = Field(
        None,
        title="Longitude",
        description="En degrés, vers l’est ; elle va avec la latitude.",
        examples=["2.3768"],
    )
    accessibilite: tuple[Annotated[Code, Liste("accessibilite")], ...] = Field(
        (),
        title="Accessibilité du lieu",
        description="Ce que l’on y trouve, parmi les termes d’Acceslibre, pour une personne handicapée.",
    )
    accessibilite_lieu: Url | None = Field(
        None,
        title="Page Acceslibre",
        description="La page du lieu dans Acceslibre, adresse entière ; elle donne aussi sa rue.",
        examples=["https://acceslibre.beta.gouv.fr/app/59-dunkerque/a/association/erp/exemple/"],
    )
    adresse_confidentielle: Booleen = Field(
        False,
        title="Adresse confidentielle",
        description="Pour un lieu à protéger : la fiche ne porte alors ni voie, ni commune, ni code "
        "postal, ni coordonnées, ni page Acceslibre, seulement le département. Ce qui entre dans un dépôt "
        "public y reste.",
    )


Implantation.PRECIS = (
    *(key for key in Implantation.model_fields if key not in Implantation.MONTRABLE),
    *Implantation.GARDE,
)
Implantation.RETENUS = (*Implantation.PRECIS, *Implantation.TRAHIT)


class Boite(Modele):
    """A mailbox that the public may write to: that of a service, or of somebody who agreed in writing."""

    BOITE: ClassVar[tuple[str, ...]] = ("courriel", "courriel_de_service", "consentement")

    courriel: Courriel | None = Field(
        None,
        title="Courriel",
        description="Une boîte de service, jamais celle d’une personne.",
        examples=["contact@association.fr"],
    )
    courriel_de_service: Booleen = Field(
        False,
        title="Boîte de service",
        description="Quand l’adresse ressemble à un nom, mais appartient au service.",
    )
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse soit publique.",
    )


class Appel(Modele):
    """A number that the public may call, on the same terms."""

    telephone: NumeroTelephone | None = Field(
        None,
        title="Téléphone",
        description="Le standard ou la ligne du service, jamais celui d’une personne.",
        examples=["03 20 00 00 00"],
    )
    telephone_de_service: Booleen = Field(
        False,
        title="Ligne de service",
        description="Quand le numéro est un mobile, mais appartient au service et non à une personne.",
    )
    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son mobile soit public.",
    )


class Contact(Boite, Appel):
    """A mailbox and a telephone."""

    CONTACT: ClassVar[tuple[str, ...]] = ("telephone", "telephone_de_service", *Boite.BOITE)

    consentement: Jour | None = Field(
        None,
        title="Consentement",
        description="Le jour où une personne a accepté par écrit que son adresse ou son mobile soit public.",
    )


class Periode(Modele):
    """When something begins, and when it ends if that is known."""

    debut: JourOuHeure = Field(
        title="Début", description="Un jour, ou un jour et son heure.", examples=["2023-11-06"]
    )
    fin: JourOuHeure | None = Field(None, title="Fin", description="Quand elle est connue.")
