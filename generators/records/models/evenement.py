"""An event: when, where, for whom, its programme, and what remained of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generators.records.models.base import Contact, Fiche, Implantation, Modele, Periode
from generators.records.values.types import (
    Booleen,
    Courriel,
    Entier,
    Heure,
    IdActeur,
    IdEvenement,
    IdRessource,
    IdSeance,
    Jour,
    JourOuHeure,
    Ligne,
    NumeroTelephone,
    RegleRecurrence,
    Resume,
    Territoire,
    Texte,
    Url,
)
from generators.records.vocabulary import Code, Liste


class Seance(Periode):
    """One session of an event that has several."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"titre": ("debut", "fin")}

    titre: Ligne | None = Field(None, title="Titre", description="Le nom de la séance, si elle en a un.")
    precisions: Ligne | None = Field(
        None, title="Précisions", description="Un lieu, un public, une condition propres à la séance."
    )
    url: Url | None = Field(
        None,
        title="Page d’inscription",
        description="Celle de cette séance, quand chacune a la sienne.",
        examples=["https://www.exemple.fr/inscription-module-2"],
    )
    complet: Booleen = Field(
        False, title="Complet", description="Quand il n’y a plus de place à cette séance."
    )
    annule: Booleen = Field(
        False,
        title="Annulée",
        description="Quand cette séance n’aura pas lieu. Ne la retirez pas : des agendas la garderaient.",
    )
    identifiant: IdSeance | None = Field(
        None,
        title="Identifiant",
        description="Vide d’ordinaire : les agendas reconnaissent la séance à son titre, sinon à son jour, "
        "aux deux si d’autres ont le même titre. Quand vous les changez après l’annonce, écrivez ici les "
        "anciens : la même séance est alors corrigée chez les abonnés.",
        examples=["module-2", "2026-11-20", "atelier-2026-11-20"],
    )

    @property
    def ouverte(self) -> bool:
        """True when it takes place, and has a place left."""
        return not (self.annule or self.complet)


class DateParticuliere(Implantation):
    """One date of a series that is not like the others; what it does not say is as usual."""

    LIEU_APRES: ClassVar[str] = "lieu"

    date: Jour = Field(
        title="Date",
        description="Le jour que la règle donne : celui où l’on venait d’habitude.",
        examples=["2027-01-05"],
    )
    annule: Booleen = Field(False, title="Annulée", description="Quand cette date n’aura pas lieu.")
    debut: JourOuHeure | None = Field(
        None,
        title="Autre début",
        description="Le jour et l’heure, s’ils changent.",
        examples=["2027-01-06T18:00"],
    )
    fin: JourOuHeure | None = Field(
        None, title="Autre fin", description="Avec l’autre début, si elle est connue."
    )
    lieu: Ligne | None = Field(
        None, title="Autre lieu", description="La salle ou l’établissement, pour cette date seulement."
    )
    en_ligne: Booleen = Field(
        False,
        title="En ligne",
        description="Quand cette date se tient à distance ; sans autre lieu, là seulement.",
    )
    plateforme: Ligne | None = Field(
        None, title="Plateforme", description="L’outil de visioconférence de cette date."
    )
    complet: Booleen = Field(False, title="Complet", description="Quand il n’y a plus de place à cette date.")
    precisions: Ligne | None = Field(
        None,
        title="Précisions",
        description="Ce que les lecteurs doivent savoir de cette date.",
        examples=["Avec une juriste"],
    )

    @property
    def ailleurs(self) -> bool:
        """True when it says a place of its own, be it only its département."""
        said = ("lieu", "adresse", "commune", "code_insee", "departement", "pays", "adresse_confidentielle")
        return any(getattr(self, key) for key in said)


class Recurrence(Modele):
    """How the dates of a series come back, from the first one, which is the event's own."""

    regle: RegleRecurrence = Field(
        title="Règle",
        description="Comment les dates reviennent depuis la première, en notation iCalendar. Le terminal "
        "et GitHub comprennent « tous les premiers mardis du mois », « chaque lundi jusqu’au 30 juin 2027 », "
        "« un jeudi sur deux », « tous les 15 du mois ». Les heures sont celles de la première date.",
        examples=["FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630"],
    )
    sauf: tuple[Jour, ...] = Field(
        (),
        title="Sauf",
        description="Les jours que la règle donne, et où il n’y a jamais rien eu de prévu.",
        examples=["2027-05-04"],
    )
    exceptions: tuple[DateParticuliere, ...] = Field(
        (),
        title="Dates particulières",
        description="Les dates annulées, déplacées, complètes ou tenues ailleurs.",
    )


class LienInscription(Modele):
    """One of several ways to register, each for a part of the event or of its public."""

    titre: Ligne = Field(
        title="Titre", description="Ce à quoi il inscrit.", examples=["En présentiel", "Séance du 6 novembre"]
    )
    url: Url = Field(
        title="Adresse web",
        description="Où l’on s’inscrit, adresse entière.",
        examples=["https://www.exemple.fr/sur-place"],
    )
    complet: Booleen = Field(False, title="Complet", description="Quand il n’y a plus de place par ce lien.")


class Inscription(Contact):
    """How to take part."""

    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "url": ("courriel", "courriel_de_service", "telephone", "telephone_de_service", "consentement")
    }

    obligatoire: Booleen | None = Field(
        None, title="Obligatoire", description="S’il faut s’inscrire pour venir."
    )
    url: Url | None = Field(
        None,
        title="Page d’inscription",
        description="Où l’on s’inscrit en ligne.",
        examples=["https://www.exemple.fr/inscription"],
    )
    liens: tuple[LienInscription, ...] = Field(
        (),
        title="Autres liens d’inscription",
        description="Quand on s’inscrit à plusieurs endroits : sur place et en ligne, une date et une autre.",
    )
    courriel: Courriel | None = Field(
        None,
        title="Courriel",
        description="La boîte de service qui reçoit les inscriptions.",
        examples=["formation@exemple.fr"],
    )
    telephone: NumeroTelephone | None = Field(
        None, title="Téléphone", description="La ligne du service qui reçoit les inscriptions."
    )
    telephone_de_service: Booleen = Field(
        False,
        title="Ligne de service",
        description="Quand le numéro est un mobile, mais appartient au service.",
    )
    avant_le: JourOuHeure | None = Field(
        None, title="Avant le", description="Le dernier jour pour s’inscrire.", examples=["2026-11-27"]
    )
    places: Entier | None = Field(None, title="Places", description="Le nombre de places.", examples=["80"])
    complet: Booleen = Field(False, title="Complet", description="Quand il n’y a plus de place.")
    precisions: Ligne | None = Field(
        None, title="Précisions", description="Ce qu’il faut savoir pour s’inscrire."
    )

    @property
    def joignable(self) -> bool:
        """True when it says how to register, and a place may be left there."""
        open_links = any(not lien.complet for lien in self.liens)
        return not self.complet and bool(self.url or self.courriel or self.telephone or open_links)

    @property
    def sans_place(self) -> bool:
        """True when it is full, or each of its links is and there is no other way."""
        ways = self.url or self.courriel or self.telephone
        return self.complet or (not ways and bool(self.liens) and all(lien.complet for lien in self.liens))


class Intervenant(Modele):
    """A speaker of a public event, named with their function."""

    PERSONNES: ClassVar[tuple[str, ...]] = ("nom",)

    nom: Ligne = Field(
        title="Nom", description="Le nom de la personne, telle que le programme public la nomme."
    )
    fonction: Ligne | None = Field(
        None,
        title="Fonction",
        description="Sa fonction et sa structure.",
        examples=["Cheffe de service, association Exemple"],
    )
    acteur: IdActeur | None = Field(None, title="Structure", description="La fiche de sa structure.")
    texte: Texte | None = Field(
        None, title="Intervention", description="Ce dont la personne parle, ou a parlé."
    )
    a_confirmer: Booleen = Field(False, title="À confirmer", description="Quand sa venue n’est pas certaine.")


class Creneau(Modele):
    """A slot of the programme."""

    jour: Jour | None = Field(
        None, title="Jour", description="Seulement pour un événement de plusieurs jours."
    )
    debut: Heure | None = Field(
        None, title="Début", description="L’heure où il commence.", examples=["10:45"]
    )
    fin: Heure | None = Field(None, title="Fin", description="L’heure où il finit.", examples=["12:30"])
    titre: Ligne = Field(title="Titre", description="Ce que le programme annonce.")
    type: Literal["session", "pause", "ouverture", "cloture"] = Field(
        "session", title="Type", description="Une session, une pause, l’ouverture ou la clôture."
    )
    texte: Texte | None = Field(None, title="Texte", description="Ce dont il y est question.")
    intervenants: tuple[Intervenant, ...] = Field(
        (), title="Intervenants", description="Les personnes annoncées."
    )
    debat: Ligne | None = Field(
        None,
        title="Débat",
        description="Le temps d’échange qui suit, s’il y en a un.",
        examples=["Débat avec les participants, par écrit"],
    )


class Document(Modele):
    """A document of the event: slides, flyer, report."""

    titre: Ligne = Field(title="Titre", description="Ce que c’est.", examples=["Le programme"])
    url: Url = Field(
        title="Adresse web",
        description="Le fichier ou sa page, adresse entière.",
        examples=["https://www.exemple.fr/programme.pdf"],
    )


class Evenement(Fiche, Implantation, Periode):
    """A meeting, training, webinar, conference…"""

    LIEU_APRES: ClassVar[str] = "lieu"
    ESSENTIELS: ClassVar[tuple[str, ...]] = (
        *("fin", "lieu", "adresse", "commune", "departement", "en_ligne", "organisateurs", "publics"),
        *("inscription", "url", "annule", "reporte_au", "passe_en_ligne"),
    )
    APRES: ClassVar[Mapping[str, tuple[str, ...]]] = {"presentation": ("debut", "fin")}

    titre: Ligne = Field(
        title="Titre",
        description="Le titre annoncé.",
        examples=["Repérer et accompagner, une journée d’échanges"],
    )
    type: Annotated[Code, Liste("types_evenement")] = Field(
        title="Type d’événement", description="Ce que c’est."
    )
    resume: Resume = Field(
        title="En une phrase",
        description="Ce qui attend les participants, en une ou deux phrases simples (320 signes).",
    )
    presentation: Texte | None = Field(
        None, title="Présentation", description="Un texte plus long, en paragraphes (Markdown simple)."
    )
    debut: JourOuHeure = Field(
        title="Début",
        description="Un jour, ou un jour et son heure, à l’heure du lieu.",
        examples=["2023-11-14T14:30"],
    )
    fin: JourOuHeure | None = Field(
        None,
        title="Fin",
        description="Quand elle est connue, ou le dernier jour ; minuit s’écrit T24:00, au jour qui finit.",
        examples=["2023-11-14T16:30"],
    )
    fuseau: Ligne = Field(
        "Europe/Paris",
        title="Fuseau horaire",
        description="Seulement outre-mer ou hors de France : celui du lieu.",
        examples=["Europe/Paris", "America/Martinique", "Indian/Reunion"],
    )
    seances: tuple[Seance, ...] = Field((), title="Séances", description="Quand l’événement en a plusieurs.")
    recurrence: Recurrence | None = Field(
        None,
        title="Répétition",
        description="Quand il revient : une permanence, un cycle. Le début et la fin sont ceux de la "
        "première date.",
    )
    lieu: Ligne | None = Field(
        None, title="Lieu", description="La salle ou l’établissement.", examples=["Cinéma Le Palace"]
    )
    en_ligne: Booleen = Field(False, title="En ligne", description="Quand on peut y assister à distance.")
    passe_en_ligne: Booleen = Field(
        False,
        title="Passé en ligne",
        description="Quand il devait avoir lieu sur place, et se tient finalement à distance. Gardez le "
        "lieu : il est dit comme celui d’abord prévu.",
    )
    plateforme: Ligne | None = Field(
        None, title="Plateforme", description="L’outil de visioconférence.", examples=["Teams"]
    )
    territoires: tuple[Territoire, ...] = Field(
        (),
        title="Territoires concernés",
        description="Les territoires dont il est question, ou dont on attend le public.",
        examples=["departement:59"],
    )
    organisateurs: tuple[IdActeur, ...] = Field(
        (), title="Organisateurs", description="Les structures de l’annuaire qui l’organisent."
    )
    partenaires: tuple[IdActeur, ...] = Field(
        (), title="Partenaires", description="Les structures de l’annuaire qui y prennent part."
    )
    missions: tuple[Annotated[Code, Liste("missions")], ...] = Field(
        (), title="Missions", description="Ce dont il s’agit, parmi les termes du réseau."
    )
    publics: tuple[Annotated[Code, Liste("publics")], ...] = Field(
        (), title="Publics", description="À qui il s’adresse."
    )
    publics_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les publics",
        description="Ce que les termes ne disent pas.",
        examples=["Éducateurs, enseignants, soignants"],
    )
    inscription: Inscription | None = Field(None, title="Inscription", description="Comment s’inscrire.")
    frais: Annotated[Code, Liste("frais")] | None = Field(
        None, title="Frais", description="Si l’on paie pour y assister."
    )
    frais_precisions: Ligne | None = Field(
        None,
        title="Précisions sur les frais",
        description="Un tarif, une exception.",
        examples=["Repas à la charge des participants"],
    )
    programme: tuple[Creneau, ...] = Field(
        (), title="Programme", description="Le déroulé, créneau par créneau."
    )
    intervenants: tuple[Intervenant, ...] = Field(
        (), title="Intervenants", description="Quand ils ne sont pas placés dans un programme horaire."
    )
    url: Url | None = Field(
        None,
        title="Page de l’événement",
        description="La page de l’événement, adresse entière.",
        examples=["https://www.exemple.fr/journee"],
    )
    annule: Booleen = Field(False, title="Annulé", description="Quand il n’aura pas lieu.")
    reporte_au: JourOuHeure | None = Field(
        None, title="Reporté au", description="La nouvelle date, quand il est reporté."
    )
    serie: IdEvenement | None = Field(
        None, title="Suite de", description="L’événement que celui-ci prolonge."
    )
    participants: Entier | None = Field(
        None, title="Participants", description="Combien sont venus, après l’événement.", examples=["120"]
    )
    participants_precisions: Ligne | None = Field(
        None, title="Précisions sur les participants", description="D’où vient ce nombre, ou qui est venu."
    )
    compte_rendu: Texte | None = Field(
        None, title="Compte rendu", description="Ce qui s’y est dit, après l’événement (Markdown simple)."
    )
    replay: Url | None = Field(None, title="Replay", description="Où revoir l’événement, adresse entière.")
    documents: tuple[Document, ...] = Field(
        (), title="Documents", description="Le programme, les supports, le compte rendu en ligne."
    )
    ressources: tuple[IdRessource, ...] = Field(
        (),
        title="Ressources présentées",
        description="Les ressources de l’annuaire qui y ont été présentées.",
    )

    @property
    def tenu(self) -> Evenement:
        """The event as one takes part in it: without its place, once it moved online."""
        if not self.passe_en_ligne:
            return self
        gone: dict[str, object] = dict.fromkeys(("lieu", *Implantation.PRECIS, "departement", "pays"))
        return self.model_copy(update={**gone, "accessibilite": (), "en_ligne": True})

    @property
    def sans_place(self) -> bool:
        """True when it is full, or each of its sessions that takes place."""
        held = [seance for seance in self.seances if not seance.annule]
        sessions = bool(held) and all(seance.complet for seance in held)
        return sessions or bool(self.inscription and self.inscription.sans_place)

    def change_depuis(self, day: date) -> bool:
        """True when it was called off, put off or moved online after that day."""
        return bool(self.annule or self.reporte_au or self.passe_en_ligne) and self.revisee_le > day
