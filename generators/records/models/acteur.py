"""An actor: an organisation, or a service of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from generators.records.models.base import Appel, Contact, Fiche, Implantation, Modele
from generators.records.values.phones import Telephone
from generators.records.values.types import (
    Entier,
    Horaires,
    IdActeur,
    Jour,
    Ligne,
    Mois,
    NumeroTelephone,
    Resume,
    Siret,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste
from generators.words.dates import date_partielle, jour
from generators.words.hours import in_one_line
from generators.words.wording import NBSP, majuscule


class Compte(Modele):
    """An account of the service on a network that its public uses."""

    reseau: Ligne = Field(
        title="Réseau", description="Le réseau social ou la messagerie.", examples=["Snapchat"]
    )
    compte: Ligne = Field(
        title="Compte", description="Le nom du compte, tel qu’on le cherche.", examples=["ecouteboussole"]
    )
    url: Url | None = Field(None, title="Adresse web", description="La page du compte, si elle en a une.")
    pour: Ligne | None = Field(
        None, title="Pour qui", description="À qui le compte s’adresse.", examples=["les jeunes"]
    )


class LigneTelephonique(Appel):
    """A telephone line of the service: for whom or for what, its number, its own hours."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "pour": ("telephone", "telephone_de_service"),
        "horaires_precisions": ("consentement",),
    }

    pour: Ligne | None = Field(
        None,
        title="Pour qui, pour quoi",
        description="En un mot ou deux, comme la structure le dit.",
        examples=["parents"],
    )
    telephone: NumeroTelephone = Field(
        title="Téléphone",
        description="La ligne du service, jamais celle d’une personne.",
        examples=["03 20 00 00 00"],
    )
    horaires_accueil: Horaires | None = Field(
        None,
        title="Horaires",
        description="Ceux de la ligne, dans la notation d’OpenStreetMap. Vide quand on ne les sait pas.",
        examples=["Mo-Fr 18:00-22:00"],
    )
    horaires_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les horaires",
        description="Ce que la notation ne dit pas.",
        examples=["Répondeur le week-end"],
    )

    @property
    def nom(self) -> str:
        """What the line is called: what it is for, where that is known."""
        return majuscule(self.pour or "autre ligne")

    @property
    def dite(self) -> str:
        """Its name, its number and its hours: "Parents : 03 20 00 00 01 (lun.–ven. 18 h – 22 h)"."""
        hours = f" ({self.horaires})" if self.horaires else ""
        return f"{self.nom}{NBSP}: {self.telephone}{hours}"

    @property
    def horaires(self) -> str | None:
        """Its hours in one line; None when nobody told."""
        return in_one_line(self.horaires_accueil, self.horaires_precisions)


class Acteur(Fiche, Implantation, Contact):
    """An organisation or a service: what it does, for whom, where, and how to reach it."""

    LIEU_APRES: ClassVar[str] = "capacite"
    LIEU_PROPRE: ClassVar[bool] = True
    ESSENTIELS: ClassVar[tuple[str, ...]] = (
        *("role", "missions", "publics", "adresse", "commune", "departement", "zone_eligibilite"),
        *("telephone", "telephone_de_service", "courriel", "courriel_de_service", "site_web"),
        *("horaires_accueil", "conditions_acces"),
    )
    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "zone_precisions": (
            *Contact.CONTACT[:2],
            "ligne_pour",
            "courriel",
            "boite_pour",
            *Contact.CONTACT[3:],
        ),
    }

    nom: Ligne = Field(title="Nom", description="Le nom d’usage, tel que le public le connaît.")
    sigle: Ligne | None = Field(
        None,
        title="Sigle",
        description="Quand la structure est connue aussi par ses initiales.",
        examples=["CNAPE"],
    )
    nom_complet: Ligne | None = Field(
        None,
        title="Nom complet",
        description="Le nom développé, quand le nom d’usage est un sigle ou une marque.",
    )
    type: Annotated[Code, Liste("types_acteur")] = Field(
        title="Type de structure", description="Ce qu’est la structure, par sa forme ou son statut."
    )
    categorie: Annotated[Code, Liste("categories")] = Field(
        title="Catégorie",
        description="Ce que l’on vient d’abord y chercher ; donne la forme du repère sur la carte.",
    )
    role: Annotated[Code, Liste("roles")] | None = Field(
        None,
        title="Rôle",
        description="Ce que la structure fait d’abord, d’après ses sources. L’annuaire montre et compte "
        "celles qui agissent ; les autres gardent leur page, et se trouvent par leur nom.",
        examples=["aide"],
    )
    porte_par: IdActeur | None = Field(
        None,
        title="Porté par",
        description="La structure dont dépend ce service.",
        examples=["agss-udaf-nord"],
    )
    partenaires: tuple[IdActeur, ...] = Field(
        (), title="Partenaires", description="Les structures de l’annuaire avec lesquelles elle travaille."
    )
    statut: Annotated[Code, Liste("statuts")] = Field(
        Code("actif"), title="Statut", description="Si la structure est en activité."
    )
    date_fermeture: Jour | None = Field(
        None, title="Fermé le", description="Le jour où la structure a fermé, quand on le connaît."
    )
    successeur: IdActeur | None = Field(
        None,
        title="Remplacé par",
        description="La structure de l’annuaire qui a repris ce que faisait celle-ci, quand elle est fermée.",
        examples=["la-boussole-nord"],
    )
    resume: Resume = Field(
        title="En une phrase",
        description="Ce que fait la structure, en une ou deux phrases simples (320 signes).",
    )
    presentation: Texte | None = Field(
        None, title="Présentation", description="Un texte plus long, en paragraphes (Markdown simple)."
    )
    services: tuple[Ligne, ...] = Field(
        (), title="Pour quoi", description="Ce que l’on peut y obtenir, une ligne par service."
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field(
        (),
        title="Missions",
        description="Ce que fait la structure, parmi les termes du réseau ; les plus précis suffisent.",
    )
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field(
        (), title="Publics", description="Pour qui elle travaille."
    )
    publics_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les publics",
        description="Ce que les termes ne disent pas : une situation, une priorité.",
        examples=["Priorité aux 12-17 ans"],
    )
    age_min: Entier | None = Field(
        None,
        title="Âge minimum",
        description="En années, quand la structure fixe une limite.",
        examples=["12"],
    )
    age_max: Entier | None = Field(
        None,
        title="Âge maximum",
        description="En années, quand la structure fixe une limite.",
        examples=["21"],
    )
    genre_accueilli: Annotated[Code, Liste("genre_accueilli")] | None = Field(
        None,
        title="Filles, garçons",
        description="Si la structure accueille des filles, des garçons, ou tout le monde.",
    )
    langues: tuple[Annotated[Code, Liste("langues")], ...] = Field(
        (),
        title="Langues parlées",
        description="Celles de l’équipe, et des interprètes qu’elle a toujours ; le français se dit aussi.",
    )
    capacite: Entier | None = Field(None, title="Places", description="Le nombre de places d’accueil.")
    zone_eligibilite: tuple[Territoire, ...] = Field(
        (),
        title="Territoire couvert",
        description="D’où l’on peut venir ou appeler : france, region:…, departement:…, epci:…, commune:…",
        examples=["departement:59"],
    )
    zone_precisions: Ligne | None = Field(
        None,
        title="Précisions sur le territoire",
        description="Ce que les codes ne disent pas : des permanences, un secteur.",
        examples=["Permanences à Dunkerque et à Lille"],
    )
    ligne_pour: Ligne | None = Field(
        None,
        title="Usage du téléphone",
        description="À qui ou à quoi sert cette ligne, quand la structure en a d’autres ; en un mot ou deux.",
        examples=["jeunes"],
    )
    boite_pour: Ligne | None = Field(
        None,
        title="Usage du courriel",
        description="Quand la boîte ne sert qu’à une chose. La fiche le dit, et n’y envoie personne pour "
        "demander de l’aide.",
        examples=["les dons"],
    )
    site_web: Url | None = Field(
        None,
        title="Site web",
        description="La page de la structure, adresse entière.",
        examples=["https://www.exemple.fr"],
    )
    comptes: tuple[Compte, ...] = Field((), title="Comptes", description="Snapchat, Instagram… du service.")
    horaires_accueil: Horaires | None = Field(
        None,
        title="Horaires",
        description="Dans la notation d’OpenStreetMap, fermetures de l’année comprises (Aug 01-15 off). Vide "
        "quand on ne les connaît pas.",
        examples=["Mo-Fr 08:00-20:00"],
    )
    horaires_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les horaires",
        description="Ce que la notation ne dit pas.",
        examples=["Répondeur le week-end"],
    )
    lignes: tuple[LigneTelephonique, ...] = Field(
        (),
        title="Autres lignes",
        description="Les autres numéros de la structure, chacun avec ce à quoi il sert et ses horaires. "
        "Celui que l’on appelle d’abord reste dans « Téléphone ».",
    )
    disponibilite_urgence: Annotated[Code, Liste("disponibilite_urgence")] | None = Field(
        None,
        title="Accueil en urgence",
        description="Si l’on peut y être reçu sans attendre, et quand.",
    )
    modes_accueil: tuple[Annotated[Code, Liste("modes_accueil")], ...] = Field(
        (), title="Modes d’accueil", description="Comment on est reçu."
    )
    modes_mobilisation: tuple[Annotated[Code, Liste("modes_mobilisation")], ...] = Field(
        (), title="Comment solliciter", description="Par quels moyens on prend contact."
    )
    mobilisable_par: tuple[Annotated[Code, Liste("mobilisable_par")], ...] = Field(
        (),
        title="Qui peut solliciter",
        description="Si un jeune ou sa famille peut appeler, ou seulement un professionnel.",
    )
    mobilisation_precisions: Ligne | None = Field(
        None,
        title="Précisions pour solliciter",
        description="Ce que les termes ne disent pas.",
        examples=["Sans passer par un professionnel"],
    )
    lien_mobilisation: Url | None = Field(
        None,
        title="Formulaire d’orientation",
        description="La page où l’on oriente quelqu’un vers la structure, ou la saisit en ligne.",
        examples=["https://www.exemple.fr/orienter"],
    )
    conditions_acces: Ligne | None = Field(
        None,
        title="Conditions d’accès",
        description="Ce qu’il faut remplir pour être reçu.",
        examples=["Sur orientation de l’aide sociale à l’enfance"],
    )
    nouvelles_situations: Annotated[Code, Liste("nouvelles_situations")] | None = Field(
        None,
        title="Nouvelles situations",
        description="Si la structure accepte en ce moment de nouvelles situations.",
    )
    delai_attente: Annotated[Code, Liste("delai_attente")] | None = Field(
        None,
        title="Délai d’attente",
        description="Le temps avant d’être reçu ; la page dit de quel jour est la fiche.",
    )
    frais: Annotated[Code, Liste("frais")] | None = Field(
        None, title="Frais", description="Si l’on paie pour y être reçu."
    )
    frais_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les frais",
        description="Un tarif, une exception.",
        examples=["Appel non surtaxé"],
    )
    siret: Siret | None = Field(
        None,
        title="SIRET",
        description="Le numéro de l’établissement, en 14 chiffres.",
        examples=["73282932000074"],
    )
    rythme_verification: Mois | None = Field(
        None,
        title="Rythme de confirmation",
        description="Tous les combien de mois écrire à la structure pour qu’elle confirme sa fiche ; 12 "
        "quand "
        "rien n’est dit. Une ligne dont les horaires changent souvent gagne à en avoir moins.",
        examples=["6"],
    )

    @property
    def toutes_lignes(self) -> tuple[LigneTelephonique, ...]:
        """Its main line, whose hours are its own, then the others."""
        if not self.telephone:
            return self.lignes
        main = LigneTelephonique.model_construct(
            pour=self.ligne_pour,
            telephone=self.telephone,
            horaires_accueil=self.horaires_accueil,
            horaires_precisions=self.horaires_precisions,
        )
        return (main, *self.lignes)

    @property
    def numeros(self) -> tuple[Telephone, ...]:
        """All its numbers, that of its main line first."""
        return tuple(ligne.telephone for ligne in self.toutes_lignes)

    @property
    def courriel_ouvert(self) -> str | None:
        """The mailbox, where it is for whatever one has to say: none that serves one use alone."""
        return None if self.boite_pour else self.courriel

    @property
    def joignable(self) -> int:
        """How well one can be reached: 2 by telephone, 1 in another way, 0 when nobody knows how."""
        if not self.actif:
            return 0
        online = self.site_web or self.lien_mobilisation or self.comptes
        return 2 if self.telephone else int(bool(self.courriel_ouvert or online))

    @property
    def delai_su_le(self) -> str:
        """When its waiting time was true: the day of its confirmation, or the date of a later source."""
        named = [source.date for source in self.sources if "delai_attente" in source.champs]
        latest = max(named, key=lambda date: date.last_day, default=None)
        if self.verifie_le and not (latest and latest.first_day > self.verifie_le):
            return jour(self.verifie_le)
        return date_partielle(latest or self.source_principale.date)

    @property
    def ligne_nationale(self) -> bool:
        """True of who answers the telephone for the whole country."""
        return self.joignable > 1 and any(zone.level == "france" for zone in self.zone_eligibilite)

    @property
    def actif(self) -> bool:
        """True when it works at present."""
        return self.statut == "actif"

    @property
    def ferme(self) -> bool:
        """True when it is closed for good; one that is suspended is not."""
        return self.statut == "ferme"
