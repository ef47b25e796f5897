"""Whose network this is: its name, its publisher, its words, its menu, its colours, its mark. Said once.

`data/reseau.yml` holds it. Pages, exports, feeds, letter, pictures and stylesheets ask here: no code and no
template names a network, who publishes it, or what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from pydantic import Field

from generators.records.discretion import Discret
from generators.records.models.base import Modele
from generators.records.palette import Couleurs
from generators.records.sending import Lettre
from generators.records.values.names import (
    AvecArticle,
    Brin,
    Chemin,
    Domaine,
    Mesure,
    NomCourt,
    Phrase,
    Racine,
)
from generators.records.values.types import Booleen, Courriel, Entier, Ligne, Resume, Url
from generators.words import wording

#: The file, in the folder of the data.
FILE = "reseau.yml"
#: Its schema, its form, its table in the guide.
IDENTITY = "reseau"
TITLE = "L’identité du réseau"


class Compte(Modele):
    """An account of the network where people follow it."""

    nom: Ligne = Field(title="Réseau social", max_length=30, examples=["LinkedIn"])
    url: Url = Field(
        title="Adresse web",
        description="La page du réseau, jamais celle d’une personne.",
        examples=["https://www.linkedin.com/company/mon-reseau/"],
    )


class Contact(Modele):
    """How the team is reached."""

    courriel: Courriel | None = Field(
        None,
        title="Courriel de fonction",
        description="Celui qui reçoit les signalements. Tant qu’il manque, les pages composent un texte à "
        "copier, et « maillage build --publication » refuse.",
        examples=["contact@association.fr"],
    )
    adresse_postale: Ligne = Field(
        title="Adresse postale",
        description="Sur une ligne, le destinataire d’abord ; elle est au bas de chaque lettre.",
        examples=["Association Exemple, 1 rue de la Paix, 75002 Paris"],
    )
    comptes: tuple[Compte, ...] = Field(
        (),
        max_length=6,
        title="Comptes sur les réseaux sociaux",
        description="Là où l’on suit le réseau ; au bas de chaque lettre.",
    )


class Editeur(Modele):
    """Who publishes the site and the letter, and answers for them."""

    nom: Ligne = Field(title="Nom", examples=["Association Exemple"])
    designation: AvecArticle = Field(
        title="Nom dans une phrase",
        description="Ce qu’il est et son nom, avec l’article.",
        examples=["l’association Exemple"],
    )
    mission: Phrase = Field(
        title="Mission", description="Ce qu’il fait, en deux ou trois phrases, au bas de la lettre."
    )
    site: Url | None = Field(
        None,
        title="Site de l’éditeur",
        description="Un chemin jusqu’à l’équipe tant qu’elle n’a pas de courriel.",
        examples=["https://www.association.fr/"],
    )
    don: Url | None = Field(
        None, title="Page de don", description="Sans elle, la lettre ne propose pas de donner."
    )
    courriel_dons: Courriel | None = Field(
        None,
        title="Courriel du service des dons",
        description="Une boîte de service, au bas de chaque lettre, près du don.",
        examples=["dons@exemple.fr"],
    )


class Licence(Modele):
    """On which terms the data are given."""

    code: Ligne = Field(title="Code", description="Celui de SPDX.", examples=["etalab-2.0"])
    titre: Ligne = Field(title="Titre", examples=["Licence Ouverte 2.0 (Etalab)"])
    url: Url = Field(title="Adresse web du texte")


class Atelier(Modele):
    """Where the records live, and how the forms of /admin/ reach them."""

    depot: Url = Field(
        title="Adresse du dépôt",
        description="Sur GitHub ou GitLab.",
        examples=["https://github.com/mon-association/mon-reseau"],
    )
    branche: Ligne = Field("main", title="Branche publiée")
    relais: Url | None = Field(
        None,
        title="Relais de connexion",
        description="Pour GitHub : l’adresse du relais qui connecte (guide, « Relier l’atelier au dépôt »).",
        examples=["https://relais.exemple.fr/auth"],
    )
    application: Ligne | None = Field(
        None, title="Identifiant de l’application", description="Pour GitLab : celui qu’il donne."
    )


class Identifiants(Modele):
    """The names that other people's programs keep for ever: they are chosen once."""

    code: NomCourt = Field(
        title="Code du réseau",
        description="Dans les noms des fichiers de données et des flux ; il ne change plus jamais.",
        examples=["mon-reseau"],
    )
    autorite: Domaine = Field(
        title="Nom de domaine",
        description="Un domaine de l’éditeur, qui entre dans les identifiants des agendas et des flux.",
        examples=["association.fr"],
    )
    annee: Entier = Field(
        title="Année", description="Une année où ce domaine était le sien.", examples=["2026"]
    )


class Rubriques(Modele):
    """What search engines and shared links say of each page that gathers: none says a quiet word."""

    site: Resume = Field(title="Tout le site")
    accueil: Resume = Field(title="L’accueil")
    annuaire: Resume = Field(title="L’annuaire")
    departements: Resume = Field(title="Les départements")
    departement: Resume = Field(
        title="Un département",
        description="La suite de « Dans le Nord, … ».",
        examples=["les structures qui aident les familles : qui appeler, qui se déplace."],
    )
    agenda: Resume = Field(title="L’agenda")
    ressources: Resume = Field(title="Les ressources")
    actualites: Resume = Field(title="Les actualités")
    newsletter: Resume = Field(title="La newsletter")
    flux: Resume = Field(title="Le flux des actualités")


class Public(Modele):
    """A card of the home page: for whom, what they find, where it leads."""

    titre: Phrase = Field(title="Titre", examples=["Je suis parent ou proche"])
    texte: Phrase = Field(title="Texte")
    lien: Ligne = Field(title="Mots du lien", examples=["Être épaulé"])
    adresse: Chemin = Field(title="Page", examples=["proches/"])
    premier: Booleen = Field(
        False,
        title="En premier sur téléphone",
        description="true : un bouton y mène avant la recherche, là où les cartes viennent trop bas.",
    )


class SansDate(Modele):
    """What the agenda offers while it knows of no date to come."""

    texte: Phrase = Field(title="Texte", examples=["Vous cherchez une formation ? Demandez leurs dates."])
    lien: Ligne = Field(title="Mots du lien", examples=["Qui forme ?"])
    adresse: Chemin = Field(title="Page", examples=["annuaire/par-mission/former/"])


class Accueil(Modele):
    """What the home page says."""

    titre: Phrase = Field(title="Titre", examples=["Trouver qui peut aider, ici et maintenant"])
    chapo: Phrase = Field(title="Chapô")
    publics: tuple[Public, ...] = Field(
        (),
        max_length=3,
        title="Pour qui",
        description="Trois cartes au plus, chacune avec un brin de la marque.",
    )


class Entree(Modele):
    """One entry of the menu."""

    titre: Ligne = Field(title="Titre", max_length=24, examples=["Annuaire"])
    adresse: Chemin = Field(title="Adresse", examples=["annuaire/"])


class Partage(Modele):
    """The picture that goes with a link: never the subject, which others may see on a phone."""

    page: Ligne = Field(
        title="Rubrique", description="accueil pour toutes les autres pages.", examples=["annuaire"]
    )
    titre: Ligne = Field(title="Titre", examples=["L’annuaire"])
    phrase: Ligne = Field(title="Phrase")


class Point(Modele):
    """The dot of the mark."""

    x: Mesure = Field(title="x", examples=["16"])
    y: Mesure = Field(title="y", examples=["16"])
    rayon: Mesure = Field(title="Rayon", examples=["3.3"])


class Marque(Modele):
    """The mark, in a square of 32 by 32, drawn from these strokes everywhere it stands."""

    brins: tuple[Brin, ...] = Field(
        min_length=1,
        max_length=3,
        title="Brins",
        description="Des lignes brisées, d’un à trois : leurs points x,y, séparés par une espace.",
        examples=["4,28 4,10 16,4"],
    )
    epaisseur: Mesure = Field(title="Épaisseur des brins", examples=["4.4"])
    point: Point | None = Field(None, title="Point")


class Identite(Modele):
    """The network, as everything that is published names it."""

    nom: Ligne = Field(title="Nom", max_length=40, examples=["Mon réseau"])
    suite: Ligne | None = Field(
        None, title="Suite du nom", description="Après le nom, en tête de page.", examples=["le réseau"]
    )
    sujet: Ligne = Field(
        title="Sujet",
        description="Ce qui suit « le réseau » : sous le nom, en tête de page.",
        examples=["pour l’accès aux droits"],
    )
    nom_complet: Ligne | None = Field(None, title="Nom complet", description="Le sigle développé.")
    equipe: AvecArticle = Field(
        title="Équipe", description="Avec l’article.", examples=["l’équipe du réseau"]
    )
    site: Racine = Field(
        title="Adresse du site",
        description="SITE_URL, dans l’environnement, passe avant elle.",
        examples=["https://reseau.exemple.fr/"],
    )
    demonstration: Booleen = Field(
        False,
        title="Site d’essai",
        description="true : chaque page dit que c’est un essai, les moteurs de recherche n’en gardent rien, "
        "et il se publie sans courriel.",
    )
    contact: Contact = Field(title="Contact")
    editeur: Editeur = Field(title="Éditeur", description="L’organisme qui publie et répond de tout.")
    producteur: Ligne = Field(
        title="À citer",
        description="Qui reprend les données doit nommer ceci.",
        examples=["Mon réseau, association Exemple"],
    )
    licence: Licence = Field(title="Licence des données")
    atelier: Atelier | None = Field(
        None, title="Dépôt et atelier", description="Sans dépôt, /admin/ dit qu’il n’est pas relié."
    )
    identifiants: Identifiants = Field(title="Identifiants")
    lettre: Lettre = Field(title="Newsletter")
    menu: tuple[Entree, ...] = Field(min_length=1, max_length=7, title="Menu")
    accueil: Accueil = Field(title="Accueil")
    sans_date: SansDate | None = Field(
        None, title="Agenda sans date à venir", description="Où mener qui cherchait une date."
    )
    pied: Phrase = Field(title="Pied de page", description="Ce qu’est le réseau, en deux phrases.")
    descriptions: Rubriques = Field(title="Descriptions des rubriques")
    partage: tuple[Partage, ...] = Field(
        min_length=1,
        title="Images de partage",
        description="Une par rubrique, et une pour « accueil ». Aucune ne nomme le sujet.",
    )
    discret: Discret = Field(
        Discret(),
        title="Discrétion",
        description="Ce que d’autres peuvent lire par-dessus une épaule.",
    )
    marque: Marque = Field(title="Marque")
    couleurs: Couleurs = Field(title="Couleurs")

    @property
    def titre(self) -> str:
        """« Mon réseau · la suite »"""
        return f"{self.nom} · {self.suite}" if self.suite else self.nom

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the menu and the cards of the home page lead."""
        cards = (card.adresse for card in self.accueil.publics)
        return (*(entry.adresse for entry in self.menu), *cards)

    @property
    def shared(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What stands on shared links, in tabs and in feed readers, each text with its place in the file."""
        yield ("nom",), self.nom
        yield ("suite",), self.suite or ""
        yield ("discret", "titre"), self.discret.titre
        for name, text in self.descriptions:
            yield ("descriptions", name), text
        for number, card in enumerate(self.partage):
            yield ("partage", number, "titre"), card.titre
            yield ("partage", number, "phrase"), card.phrase

    @property
    def base(self) -> str:
        """The site's address with its last slash: what an address of the site is joined to."""
        return self.site.rstrip("/") + "/"

    @property
    def equipe_seule(self) -> str:
        """« équipe du réseau »"""
        return wording.sans_article(self.equipe)

    @property
    def grande_equipe(self) -> str:
        """« L’équipe du réseau », at the head of a sentence."""
        return wording.majuscule(self.equipe)

    @property
    def joindre(self) -> Markup:
        """How the team is reached, as HTML: by mailbox and post, else by post and its publisher's site."""
        post = Markup("par courrier\u00a0: {}").format(self.contact.adresse_postale)
        link = Markup('<a href="{}">{}</a>')
        if mailbox := self.contact.courriel:
            return Markup("par courriel\u00a0: {}, ou {}").format(
                link.format(f"mailto:{mailbox}", mailbox), post
            )
        if not self.editeur.site:
            return post
        host = wording.nom_de_site(self.editeur.site)
        by = Markup(", ou en passant par {}\u00a0: {}")
        return post + by.format(self.editeur.designation, link.format(self.editeur.site, host))

    @property
    def a_equipe(self) -> str:
        """« à l’équipe du réseau »"""
        return wording.contracte("à", self.equipe)

    @property
    def de_equipe(self) -> str:
        """« de l’équipe du réseau »"""
        return wording.contracte("de", self.equipe)

    @property
    def signature(self) -> str:
        """« L’équipe du réseau, association Exemple »"""
        return f"{wording.majuscule(self.equipe)}, {wording.sans_article(self.editeur.designation)}"
