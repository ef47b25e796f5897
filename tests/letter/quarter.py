"""A quarter of a network that nobody runs: eight records of the end of 2026, laid out as a project.

An event to register for, a series, an event past with its replay, news of the North and of overseas, a guide,
a podcast, a structure that just opened; and what these name: older structures, the issue before. Every name
is invented; telephone numbers are those that the regulator keeps for fiction, addresses end in `.example`.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generators.opening import open_site
from generators.project import Project
from generators.site import Site

ROOT = Path(__file__).parents[2]
#: The issue to draft, the day on which it is drafted, and where its network is published.
ISSUE, DAY, ADDRESS = "2026-t4", date(2026, 11, 30), "https://vigie.example/"

_RECORDS = {
    "events/journee-reperer-mulhouse-2026": """\
titre: "Repérer le harcèlement : une journée pour les équipes éducatives"
type: journee-etude
resume: >-
  Enseignants, assistants d’éducation et infirmières scolaires y apprennent à reconnaître les signes du
  harcèlement entre élèves et à réagir ensemble.
debut: 2026-12-10T09:00
fin: 2026-12-10T17:00
lieu: Maison de la vie scolaire
commune: Mulhouse
code_insee: "68224"
territoires: [departement:68]
organisateurs: [maison-des-eleves-mulhouse]
partenaires: [les-preaux]
missions: [former, reperer]
publics: [professionnels]
inscription:
  obligatoire: true
  url: https://maison-des-eleves.example/journee
  avant_le: 2026-12-04
  places: 80
frais: gratuit
url: https://maison-des-eleves.example/journee/programme
sources:
  - document: Programme de la journée
    date: 2026-11-02
""",
    "events/permanence-parents-le-mans": """\
titre: Permanence des parents
type: rencontre
resume: >-
  Une juriste et une psychologue reçoivent, sans rendez-vous, les parents d’un élève harcelé ou d’un élève
  qui harcèle.
debut: 2026-10-06T18:00
fin: 2026-10-06T20:00
recurrence:
  regle: FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630
lieu: Maison des associations
commune: Le Mans
code_insee: "72181"
territoires: [departement:72]
organisateurs: [parents-debout-sarthe]
missions: [soutenir-les-familles]
publics: [familles]
frais: gratuit
sources:
  - document: Affiche de la permanence
    date: 2026-09-01
""",
    "events/webinaire-cyberharcelement-2026": """\
titre: "Webinaire : le harcèlement qui continue sur le téléphone"
type: webinaire
resume: >-
  Ce que les établissements peuvent faire quand le harcèlement entre élèves se poursuit en ligne, le soir
  et le week-end.
debut: 2026-11-05T12:30
fin: 2026-11-05T14:00
en_ligne: true
territoires: [france]
organisateurs: [les-preaux]
missions: [former]
publics: [professionnels]
frais: gratuit
participants: 140
replay: https://video.vigie.example/cyberharcelement
sources:
  - document: Bilan du webinaire
    date: 2026-11-12
""",
    "news/mediateurs-lille-2026": """\
titre: Des élèves médiateurs dans douze collèges du Nord
date: 2026-11-09
resume: >-
  Depuis la rentrée, douze collèges du Nord forment des élèves à apaiser les disputes de la cour avant
  qu’elles ne deviennent du harcèlement.
territoires: [departement:59]
acteurs: [collectif-recre-nord]
missions: [prevenir]
publics: [mineurs, professionnels]
url: https://recre-nord.example/mediateurs
sources:
  - document: Communiqué du collectif
    date: 2026-11-09
""",
    "news/classes-mobiles-guyane-2026": """\
titre: "Guyane : une équipe va parler du harcèlement dans les écoles du fleuve"
date: 2026-10
resume: >-
  De Saint-Laurent-du-Maroni à Maripasoula, deux éducatrices passent une semaine dans chaque école et
  écoutent les élèves, en français et dans leurs langues.
territoires: [departement:973]
acteurs: [awara-ecoles]
missions: [aller-vers, ecouter]
publics: [mineurs]
courriel: contact@awara-ecoles.example
sources:
  - document: Lettre d’information de l’association
    date: 2026-10
""",
    "resources/guide-premier-entretien-2026": """\
titre: "Le premier entretien avec un élève harcelé : guide pratique"
type: guide
resume: >-
  Comment ouvrir la conversation, quoi demander, quoi promettre et à qui transmettre : vingt pages pour
  l’adulte à qui un élève se confie.
date: 2026-11-03
producteurs: [les-preaux]
missions: [ecouter, orienter]
publics: [professionnels]
acces: libre
url: https://preaux.example/premier-entretien.pdf
duree: 20 pages
sources:
  - document: Le guide
    date: 2026-11-03
""",
    "resources/podcast-cour-de-recre-2026": """\
titre: "Cour de récré : six épisodes sur le harcèlement"
type: podcast
resume: >-
  D’anciens élèves de Loire-Atlantique racontent ce qu’ils ont vécu, et ce qui les a aidés.
date: 2026-10-20
producteurs: [radio-marelle]
missions: [informer, prevenir]
publics: [mineurs, familles]
territoires: [departement:44]
acces: libre
url: https://radio-marelle.example/cour-de-recre
duree: 6 × 25 min
sources:
  - document: Page du podcast
    date: 2026-10-20
""",
    "actors/point-ecoute-lens": """\
nom: Point écoute du Bassin minier
type: service
categorie: ecoute
role: aide
porte_par: collectif-recre-nord
resume: >-
  Deux psychologues écoutent les élèves harcelés et leurs parents, par téléphone ou à Lens, et préviennent
  l’établissement quand la famille le veut.
missions: [ecouter, soutenir-les-familles]
publics: [mineurs, familles]
adresse: 4 rue des Gares
code_postal: "62300"
commune: Lens
code_insee: "62498"
zone_eligibilite: [departement:62]
telephone: 03 53 01 24 24
courriel: accueil@point-ecoute.example
site_web: https://point-ecoute.example/
horaires_accueil: Mo-Fr 12:00-19:00
modes_accueil: [en-presentiel, a-distance]
modes_mobilisation: [telephoner]
frais: gratuit
sources:
  - document: Plaquette d’ouverture
    date: 2026-10-15
""",
}
#: The eight records of the quarter, as issues write them.
RECORDS = tuple(_RECORDS)

_NAMED = {
    "actors/les-preaux": """\
nom: Les Préaux
type: association
categorie: formation
role: appui
resume: L’association forme les équipes éducatives et anime le réseau.
missions: [former]
publics: [professionnels]
zone_eligibilite: [france]
courriel: contact@preaux.example
sources:
  - document: Rapport d’activité
    date: 2025-06
""",
    "actors/maison-des-eleves-mulhouse": """\
nom: Maison des élèves de Mulhouse
type: association
categorie: accompagnement
role: aide
resume: Une équipe reçoit les élèves du Haut-Rhin et leurs parents.
missions: [accompagner]
publics: [mineurs, familles]
commune: Mulhouse
code_insee: "68224"
zone_eligibilite: [departement:68]
telephone: 03 53 01 68 68
sources:
  - document: Rapport d’activité
    date: 2025-06
""",
    "actors/parents-debout-sarthe": """\
nom: Parents debout Sarthe
type: association
categorie: accompagnement
role: aide
resume: Des parents accompagnent d’autres parents d’élèves harcelés.
missions: [soutenir-les-familles]
publics: [familles]
commune: Le Mans
code_insee: "72181"
zone_eligibilite: [departement:72]
courriel: contact@parents-debout.example
sources:
  - document: Rapport d’activité
    date: 2025-06
""",
    "actors/collectif-recre-nord": """\
nom: Collectif Récré
type: association
categorie: coordination
role: appui
resume: Le collectif réunit les associations de parents et les collèges des Hauts-de-France.
missions: [mettre-en-reseau]
publics: [professionnels]
commune: Lille
code_insee: "59350"
zone_eligibilite: [region:32]
courriel: contact@recre-nord.example
sources:
  - document: Rapport d’activité
    date: 2025-06
""",
    "actors/awara-ecoles": """\
nom: Awara écoles
type: association
categorie: ecoute
role: aide
resume: Des éducatrices vont d’école en école le long du Maroni.
missions: [aller-vers]
publics: [mineurs]
commune: Saint-Laurent-du-Maroni
code_insee: "97311"
zone_eligibilite: [departement:973]
courriel: contact@awara-ecoles.example
sources:
  - document: Rapport d’activité
    date: 2025-06
""",
    "actors/radio-marelle": """\
nom: Radio Marelle
type: media
categorie: non-precisee
role: production
resume: Une radio associative de Nantes, tenue par des lycéens.
commune: Nantes
code_insee: "44109"
sources:
  - document: Page de la radio
    date: 2025-06
""",
}
_BEFORE = """\
titre: La lettre de Vigie
periode: 3e trimestre 2026
date: 2026-09-15
statut: publie
apercu: Un webinaire et une permanence pour la rentrée.
editorial: La rentrée est là, les rendez-vous aussi.
signature: L’équipe de Vigie
agenda:
  titre: Agenda
  compte: dates
  choix:
    - fiche: events/permanence-parents-le-mans
    - fiche: events/webinaire-cyberharcelement-2026
"""
_IDENTITY: dict[str, Any] = {
    "nom": "Vigie",
    "sujet": "contre le harcèlement entre élèves",
    "equipe": "l’équipe de Vigie",
    "site": ADDRESS,
    "contact": {
        "courriel": "equipe@vigie.example",
        "adresse_postale": "Les Préaux, 2 rue du Port, 44000 Nantes",
    },
    "editeur": {
        "nom": "Les Préaux",
        "designation": "l’association Les Préaux",
        "mission": "Les Préaux forme celles et ceux à qui les élèves se confient.",
        "site": "https://preaux.example/",
        "don": "https://preaux.example/don",
    },
    "producteur": "Vigie, Les Préaux",
    "identifiants": {"code": "vigie", "autorite": "vigie.example", "annee": 2026},
    "pied": "Vigie relie celles et ceux qui agissent contre le harcèlement entre élèves.",
}


def lay(folder: Path, records: Iterable[str] = RECORDS) -> Project:
    """These of the eight records and all that they name, in `folder`; commands take `--data folder/data`."""
    shutil.copytree(ROOT / "site" / "network" / "data" / "pages", folder / "data" / "pages")
    (folder / "newsletter").mkdir()
    for name in ("vocabulary.yml", "urgences.yml"):
        shutil.copy(ROOT / "data" / name, folder / "data" / name)
    texts = {f"data/{ref}.yml": text for ref, text in _NAMED.items()}
    texts |= {f"data/{ref}.yml": _RECORDS[ref] for ref in records}
    texts |= {"data/reseau.yml": _identity(), **_before({*records})}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Project.at(ROOT).with_data(folder / "data")


def site_of(project: Project, today: date = DAY) -> Site:
    """Its checked site. What is wrong with the records is wrong with these fixtures."""
    site, problems = open_site(project, today, ADDRESS)
    assert site is not None, problems
    return site


def _identity() -> str:
    """A beginner's identity, with what this network says of itself."""
    said = yaml.safe_load((ROOT / "site" / "network" / "data" / "reseau.yml").read_text(encoding="utf-8"))
    letter = {"expediteur": "Vigie, le réseau", "emetteurs": ["les-preaux"]}
    said |= {**_IDENTITY, "lettre": said["lettre"] | letter}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)


def _before(records: Collection[str]) -> Mapping[str, str]:
    """The issue before, with what is there of its agenda; no issue when none of it is."""
    lines = [line for line in _BEFORE.splitlines() if "fiche: " not in line or line.split()[-1] in records]
    there = lines[-1].strip() != "choix:"
    return {"newsletter/2026-t3.yml": "\n".join([*lines, ""])} if there else {}
