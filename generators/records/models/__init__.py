"""The models of the records: each field stands here once, and schemas, forms and guides follow from it."""

from generators.records.models.acteur import Acteur, LigneTelephonique
from generators.records.models.actualite import Actualite
from generators.records.models.base import (
    Appel,
    Boite,
    Contact,
    Fiche,
    Implantation,
    Modele,
    Periode,
    Permise,
    Remarque,
    Source,
    Surveillee,
)
from generators.records.models.evenement import (
    Creneau,
    DateParticuliere,
    Document,
    Evenement,
    Inscription,
    Intervenant,
    LienInscription,
    Recurrence,
    Seance,
)
from generators.records.models.numero import Bouton, Choix, Image, Numero, Rubrique
from generators.records.models.ressource import Ressource
from generators.records.models.urgence import Urgence

__all__ = [
    "Acteur",
    "Actualite",
    "Appel",
    "Boite",
    "Bouton",
    "Choix",
    "Contact",
    "Creneau",
    "DateParticuliere",
    "Document",
    "Evenement",
    "Fiche",
    "Image",
    "Implantation",
    "Inscription",
    "Intervenant",
    "LienInscription",
    "LigneTelephonique",
    "Modele",
    "Numero",
    "Periode",
    "Permise",
    "Recurrence",
    "Remarque",
    "Ressource",
    "Rubrique",
    "Seance",
    "Source",
    "Surveillee",
    "Urgence",
]
