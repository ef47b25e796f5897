"""The kinds of structures that a synthetic network is made of, and the words they are described with.

Nothing here is real but the vocabulary's codes; the texts are what such structures would say.
"""

from __future__ import annotations

from dataclasses import dataclass

M = ("mineurs",)
MF = ("mineurs", "familles")
MFP = ("mineurs", "familles", "professionnels")
MJ = ("mineurs", "jeunes-majeurs")
PRO = ("professionnels",)
DEP = "departement"


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of structure: how many of a hundred, its names, what it does, for whom and how far it reaches.

    A name's `{propre}` is a proper name, `{a}` and `{de}` the commune in a sentence, `{du}` the département.
    `portee` is the usual level of its coverage; a `chef` carries services of others; the place of a
    `cache` is confidential.
    """

    part: float
    noms: tuple[str, ...]
    type: str
    categorie: str
    qui: str
    missions: tuple[str, ...]
    publics: tuple[str, ...]
    portee: str
    chef: bool = False
    cache: bool = False


GENRES: tuple[Genre, ...] = (
    Genre(9, ("Association {propre} {de}", "{propre}, association {de}"), "association", "accompagnement",
          "Association de protection de l’enfance", ("accompagner", "heberger", "prevenir"), MF, DEP,
          chef=True),
    Genre(1, ("Conseil départemental {du}", "Département {du}, direction de l’enfance"), "departement",
          "coordination", "Chef de file de la protection de l’enfance", ("piloter", "proteger"),
          PRO, DEP, chef=True),
    Genre(2, ("Centre hospitalier {propre} {de}", "Centre hospitalier {de}"), "sante", "soin",
          "Hôpital public", ("soigner",), ("grand-public",), "epci", chef=True),
    Genre(9, ("Point accueil écoute jeunes {de}", "PAEJ {propre} {de}", "Point écoute {propre}, {a}"),
          "service", "ecoute", "Lieu d’écoute anonyme et gratuit", ("ecouter", "orienter", "reperer"), MF,
          "epci"),
    Genre(5, ("Maison des adolescents {de}", "Maison des adolescents {du}, antenne {de}"), "sante", "soin",
          "Équipe de psychologues, d’éducateurs et de médecins", ("soigner", "ecouter", "orienter"), MF, DEP),
    Genre(10, ("Foyer {propre}, {a}", "Maison d’enfants {propre} {de}", "MECS {propre} {de}"), "service",
          "hebergement", "Maison d’enfants à caractère social", ("heberger", "proteger", "accompagner"), M,
          DEP),
    Genre(4, ("Maison {propre}", "Appartements {propre} {du}", "Lieu de vie {propre}"), "service",
          "hebergement", "Petit lieu d’accueil à l’écart", ("heberger", "proteger"), M, "france", cache=True),
    Genre(9, ("Équipe de prévention spécialisée {de}", "Prévention spécialisée {propre}, {a}",
              "Club de prévention {propre} {de}"), "service", "accompagnement",
          "Éducateurs de rue", ("aller-vers", "reperer", "accompagner"), MJ, "commune"),
    Genre(6, ("Service AEMO {propre} {de}", "Action éducative en milieu ouvert {de}"), "service",
          "accompagnement", "Service d’action éducative en milieu ouvert",
          ("accompagner", "soutenir-les-familles", "proteger"), MF, DEP),
    Genre(4, ("Mission locale {de}", "Mission locale {propre} {de}"), "association", "accompagnement",
          "Mission locale pour l’emploi des jeunes", ("accompagner", "orienter"), MJ, "epci"),
    Genre(5, ("Centre de santé sexuelle {de}", "Centre de santé sexuelle {propre}, {a}"), "sante", "soin",
          "Consultations gratuites et confidentielles", ("soigner", "informer"), MJ, "commune"),
    Genre(3, ("UAPED {de}", "Unité d’accueil pédiatrique {de}"), "sante", "soin",
          "Unité d’accueil pédiatrique enfants en danger", ("soigner", "proteger", "enqueter"), MF, DEP),
    Genre(4, ("Brigade de protection des familles {de}", "Maison de protection des familles {du}, {a}"),
          "police-gendarmerie", "justice", "Enquêteurs formés à l’audition des mineurs",
          ("enqueter", "proteger", "prevenir"), MF, DEP),
    Genre(3, ("Parquet des mineurs {de}", "Tribunal pour enfants {de}"), "justice", "justice",
          "Magistrats chargés des mineurs", ("enqueter", "proteger"), PRO, DEP),
    Genre(4, ("France Victimes {propre} {de}", "Aide aux victimes {du}, permanence {de}"), "association",
          "justice", "Juristes et psychologues de l’aide aux victimes", ("defendre", "accompagner"), MF, DEP),
    Genre(3, ("Antenne des mineurs du barreau {de}", "Permanence d’avocats pour mineurs {de}"), "association",
          "justice", "Avocats de permanence", ("defendre",), MF, DEP),
    Genre(2, ("CRIP {du}", "Cellule de recueil des informations préoccupantes {du}"), "service",
          "coordination", "Cellule du Département", ("proteger", "orienter"), MFP, DEP),
    Genre(5, ("Accueil de jour {propre} {de}", "Dispositif {propre} {de}", "Équipe mobile {propre} {du}"),
          "service", "accompagnement", "Équipe spécialisée dans les conduites prostitutionnelles",
          ("accompagner", "aller-vers", "reperer", "mettre-en-reseau"), MFP, DEP),
    Genre(4, ("Centre de formation {propre} {de}", "Institut du travail social {propre} {de}"),
          "enseignement", "formation",
          "Organisme de formation des travailleurs sociaux", ("former", "etudier"),
          PRO, "region"),
    Genre(2, ("Observatoire {propre} {du}", "Centre de ressources {propre} {de}"), "recherche", "formation",
          "Observatoire de la protection de l’enfance", ("etudier", "former"), PRO, "region"),
    Genre(3, ("Réseau {propre} {du}", "Commission {propre} {du}"), "reseau", "coordination",
          "Réseau de professionnels", ("mettre-en-reseau", "piloter"), PRO, DEP),
    Genre(2, ("Ligne {propre}", "Tchat {propre}", "Écoute {propre}"), "numero-national", "ecoute",
          "Écoute à distance", ("ecouter", "informer", "orienter"), MFP, "france"),
    Genre(1, ("Ville {de}, direction de la jeunesse", "Service jeunesse {de}"), "commune", "coordination",
          "Service municipal", ("informer", "prevenir"), ("grand-public",), "commune"),
)  # fmt: skip

#: Proper names are one of each: « Les Tilleuls bleus » is nobody's, and 10 000 actors need some thousands.
PROPRES = """
Arc-en-ciel|Boussole|Passerelle|Étoile|Rivage|Horizon|Clairière|Tilleuls|Marronniers|Cèdre|
Oliviers|Amandiers|Bruyères|Coquelicots|Mimosas|Lavandes|Mouettes|Hirondelles|Colombes|Cigales|
Alouettes|Escale|Ancrage|Phare|Balise|Sillage|Gouvernail|Amarre|Traversée|Parenthèse|Virgule|
Trait d’union|Déclic|Rebond|Élan|Envol|Essor|Tremplin|Équilibre|Repère|Refuge|Abri|Toit|Seuil|
Porte ouverte|Fenêtre|Clé|Fil rouge|Fil d’Ariane|Canopée|Source|Fontaine|Ruisseau|Confluence|
Estuaire|Littoral|Vallée|Sommet|Cascade|Galet|Mosaïque|Kaléidoscope|Prisme|Lanterne|Lumière|
Aurore|Aube|Zénith|Solstice|Équinoxe|Printemps|Renouveau|Confiance|Espoir|Courage|Dignité|
Solidarité|Entraide|Partage|Harmonie|Sérénité|Vigilance|Écoute active|Parole libre|Voix des jeunes|
Libre regard
"""
SUITES = """
|du Nord|du Midi|du Levant|du Ponant|des Possibles|de la Paix|des Champs|des Remparts|du
Vieux-Port|de la Gare|des Arts|du Parc|du Moulin|de la Colline|des Lilas|du Canal|de l’Avenir|des
Quatre-Vents|du Grand-Large|des Îles|pour tous|en marche|et compagnie|au féminin|jeunesse|enfance|
ados|familles|solidaire
"""
SERVICES = """
Accueil sans rendez-vous|Entretiens individuels avec une éducatrice|Écoute par une psychologue|Groupes de
parole pour les parents|Accompagnement au dépôt de plainte|Mise à l’abri en urgence|Hébergement en petit
collectif|Hébergement éloigné du lieu d’exploitation|Bilan de santé|Dépistage des infections sexuellement
transmissibles|Contraception et interruption volontaire de grossesse|Accompagnement vers la scolarité et
l’emploi|Ateliers sur la vie affective et les réseaux sociaux|Maraudes de rue et maraudes en ligne|
Repérage des situations à risque|Évaluation des situations signalées|Analyse de situations pour les
professionnels|Formation des équipes éducatives|Information sur les droits|Audition protégée des mineurs
victimes|Soutien psychologique après un traumatisme|Médiation familiale|Désignation d’un administrateur
ad hoc|Aide à la sortie de la prostitution|Séjours de rupture|Interventions dans les collèges et les
lycées|Permanence juridique|Prévention des fugues et retour de fugue|Prêt d’outils pédagogiques|Suivi
éducatif renforcé|Accès aux soins et ouverture des droits|Visites à domicile|Accompagnement des fratries|
Orientation vers les partenaires du territoire
"""
MISES_EN_OEUVRE = """
reçoit les jeunes et leurs parents, seuls ou ensemble|va vers les jeunes dans la rue et sur les réseaux
sociaux|accueille des mineurs victimes d’exploitation sexuelle|soutient les familles confrontées à la
fugue|évalue les situations et oriente vers les partenaires|accompagne les victimes du dépôt de plainte au
procès|propose un suivi éducatif et psychologique dans la durée|forme les professionnels au repérage|
anime des ateliers de prévention dans les établissements scolaires|met à l’abri, jour et nuit, sur décision
du juge|coordonne les acteurs du territoire et partage les bonnes pratiques|répond aux inquiétudes des
professionnels|soigne et examine dans un même lieu, sans avance de frais|reçoit sans rendez-vous, de façon
anonyme
"""
PARAGRAPHES = """
L’équipe réunit des éducateurs spécialisés, une psychologue et une assistante de service social. Elle
travaille avec les collèges, les foyers et les services de police du territoire.|Le premier rendez-vous a
lieu sous une semaine. Les jeunes peuvent venir seuls, ou avec un adulte de confiance.|Depuis 2021, une
convention lie la structure au Département, au parquet et à l’agence régionale de santé.|Une permanence se
tient chaque mercredi dans les quartiers éloignés du centre. Les dates sont affichées à l’accueil.|Les
situations les plus préoccupantes sont étudiées chaque mois avec les partenaires, sans que les noms soient
dits.|Le dispositif est né d’un diagnostic partagé : les équipes se sentaient démunies devant les conduites
prostitutionnelles.|Les professionnels peuvent demander un avis par téléphone, une intervention auprès de
l’équipe ou une formation.|Un accueil de nuit complète le suivi quand la situation l’exige ; il dépend des
places disponibles.|Les parents sont reçus à part. Un groupe de parole se réunit un soir par mois, animé
par deux psychologues.|La structure participe à la commission départementale de lutte contre la
prostitution, le proxénétisme et la traite.
"""
VOIES = """
rue des Lilas|rue de la République|avenue Jean-Jaurès|place de la Mairie|rue Victor-Hugo|boulevard
Gambetta|rue du Moulin|chemin des Vignes|rue Pasteur|avenue de la Gare|rue des Écoles|quai de la
Liberté|allée des Tilleuls
"""
HORAIRES = (
    "Mo-Fr 09:00-12:00,14:00-18:00", "Mo-Fr 09:00-17:00; PH off", "Mo,We,Fr 10:00-19:00", "24/7",
    "Mo-Th 08:30-17:30; Fr 08:30-16:30", "We 13:00-19:00; Sa 10:00-12:00", "Mo-Sa 10:00-22:00",
    "Tu-Sa 14:00-18:30; PH,SH off",
)  # fmt: skip
#: The numbers that ARCEP keeps for works of fiction: they ring nowhere.
NUMEROS_DE_FICTION = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")
MOTS_CLES = (
    "fugue|exploitation sexuelle|réseaux sociaux|cyberviolences|conduites à risque|traite|proxénétisme|"
    "aide sociale à l’enfance|mise à l’abri|vie affective|michetonnage|mineurs non accompagnés|addictions"
)
DOCUMENTS = (
    "Annuaire départemental de la protection de l’enfance", "Site de la structure", "Rapport d’activité",
    "Plaquette de présentation", "Entretien avec la direction", "Schéma départemental de l’enfance",
)  # fmt: skip


def mots(text: str) -> tuple[str, ...]:
    """The items of a list written above: between bars, whatever the lines."""
    return tuple(item.strip() for item in text.strip("\n").replace("\n", " ").split("|"))
