"""What the title of a column means: « CP », « Tél. fixe », « Publics accueillis » → a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generators.records.models import Acteur
from generators.words.wording import fold

#: A column that names people: nothing of it is read.
PERSONNE: Final = "personne"
_LONG: Final = 90
#: What a value may look like, and a title may not: an address, a number of several digits.
_A_VALUE: Final = re.compile(r"@|https?:|www\.|\d{4}|^\W*$")

#: The first that fits, from the most telling: a pattern over the folded title → the meaning; "" for what
#: looks like another and is none.
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"confidentiel", "adresse_confidentielle"),
    (r"consentement|accord de publication", ""),
    (r"commentaire|observation|remarque|\bnotes?\b|mis a jour|mise a jour|\bmaj\b|verifi|date\b", ""),
    (r"\bsiret\b", "siret"),
    (r"\bsiren\b|\brna\b|\bfiness\b|\bape\b|\bnaf\b", ""),
    (
        r"^(nom|prenom|nom et prenom|prenom et nom|nom prenom)s? (du |de la |de l |des )?(\w+ )?"
        r"(contact|referent|responsable|direct|president|interlocut|personne|coordin|chef|salarie|benevole)",
        PERSONNE,
    ),
    (r"^(nom et )?prenoms?\b|^(personnes?|contacts?) (referent|ressource|a contacter)", PERSONNE),
    (
        r"^interlocut|^president|^direct(eur|rice|ion)\b|^coordinat(eur|rice)|^responsable|^referent|"
        r"^chef",
        PERSONNE,
    ),
    (r"acceslibre", "accessibilite_lieu"),
    (r"accessib|\bpmr\b|acces (aux )?handicap", "accessibilite"),
    (r"\b(delai|temps|duree)s? d (attente|admission)\b", "delai_attente"),
    (r"\blangues?\b|interpretes?\b", "langues"),
    (r"\bfilles?\b|\bgarcons?\b|^genres?\b|^sexes?\b|mixite|^mixte\b", "genre_accueilli"),
    (
        r"(formulaire|fiche|lien)s? (en ligne )?(d |de )(orientation|prescription|saisine|mobilisation|"
        r"admission)|^formulaire",
        "lien_mobilisation",
    ),
    (r"horaire|heures? d (ouverture|accueil)|\bouverture\b|jours? (d|et)\b|permanences?$", "horaires"),
    (r"\binsee\b|\bcog\b", "code_insee"),
    (r"\blat(itude)?\b", "latitude"),
    (r"\b(lon|lng|long|longitude)\b", "longitude"),
    (r"\b(e ?mails?|courriels?|mails?|mels?)\b|adresses? electronique|boite aux lettres|\bbal\b", "courriel"),
    (r"\bfax\b|telecopie|^nom du (site|reseau)|secteurs? d activite", ""),
    (r"reseaux sociaux|facebook|instagram|linkedin|snapchat|tiktok", ""),
    (r"\bsites?\b( internet| web| www)?$|site (internet|web)|\burl\b|\bweb\b|page internet", "site_web"),
    (r"^(lien|liens)$|adresse (internet|web|du site)", "site_web"),
    (
        r"\b(tel|tels|telephone|telephones|telephonique|telephoniques|phone|portables?|mobiles?|standard)\b"
        r"|ligne d ecoute|^(numeros?|n) (d appel|vert|court|a appeler|public|unique)",
        "telephone",
    ),
    (
        r"zones?\b|territoire|secteur|perimetre|couvert|rayonnement|ressort|"
        r"(ville|commune|departement|region|lieu)s? (d intervention|desservi|concerne)",
        "zone_eligibilite",
    ),
    (r"^(lieux?|localisation|implantation)\b( geographique| d (accueil|exercice|implantation))?$", "lieu"),
    (r"\bcp\b|code postal|codes postaux|\bpostal$", "code_postal"),
    (r"complement", "complement_adresse"),
    (r"\b(adresse|rue|voie)\b", "adresse"),
    (r"^(ville|commune|localite|municipalite)s?\b", "commune"),
    (r"\b(departements?|dpts?|depts?|deps?|dep)\b", "departement"),
    (r"^pays$", "pays"),
    (r"age min|a partir de quel age", "age_min"),
    (r"age max|jusqu a quel age", "age_max"),
    (r"\b(age|ages)\b", "ages"),
    (r"(nombre|nb|nbre)( de)? places?|^places?$|\bcapacite\b", "capacite"),
    (r"\burgences?\b", "disponibilite_urgence"),
    (r"nouvelles (situations|demandes)|liste d attente|accepte", "nouvelles_situations"),
    (r"conditions?|criteres?|modalites? d (admission|acces|orientation)|prescri", "conditions_acces"),
    (r"\b(tarifs?|couts?|frais|prix|gratuite|gratuit|payant)\b", "frais"),
    (r"qui peut|mobilisable|qui (solliciter|saisit|oriente)|saisi(ne|e) par", "mobilisable_par"),
    (
        r"comment (solliciter|contacter|joindre)|mod(e|alite)s? de (contact|saisine|mobilisation)",
        "modes_mobilisation",
    ),
    (r"mod(e|alite)s? d accueil|presentiel|a distance", "modes_accueil"),
    (r"publics?\b|beneficiaire|population|pour qui|usagers?\b|a qui", "publics"),
    (r"presentation|descripti|objet\b|en bref", "description"),
    (
        r"missions?\b|domaines?|thematiques?|themes?\b|actions?\b|activites?\b|que fait|"
        r"type d (accompagnement|intervention|action|aide)",
        "missions",
    ),
    (r"services\b|prestations?|pour quoi|offre\b", "services"),
    (r"categorie", "categorie"),
    (r"^role", "role"),
    (r"(type|nature|statut juridique|forme juridique) ?(de|d|du)? ?(la )?"
     r"(structure|organisme|acteur|etablissement)?$|juridique", "type"),
    (r"gestionnaire|porteuse?\b|porte par|rattachement|tutelle|maison mere|association mere", "porte_par"),
    (r"\bsigle\b|acronyme|\babrege\b", "sigle"),
    (r"(nom|denomination) (complet|developpe|long)e?", "nom_complet"),
    (r"resume|en une phrase|accroche", "resume"),
    (r"mots? cles?|tags?\b", "mots_cles"),
    (r"partenaire", ""),
    (
        r"^(nom|noms|structures?|associations?|organismes?|denomination|raison sociale|intitule|"
        r"etablissements?|dispositifs?|acteurs?|titre|libelle|service|services ou dispositifs?)\b",
        "nom",
    ),
    (r"^(coordonnees|contacts?|joindre|nous joindre)\b", "contact"),
    (r"^(id|ids|identifiant|ref|reference|n|no|code|cle)$", "id"),
)  # fmt: skip
#: A postcode and a commune in one column.
_PLACE: Final = re.compile(
    r"\b(cp|code postal|codes postaux)\b.*\b(ville|commune|localite)|"
    r"\b(ville|commune|localite)\b.*\b(cp|code postal)\b"
)
_RULES: Final = tuple((re.compile(pattern), meaning) for pattern, meaning in _WORDS)
_OURS: Final = frozenset(Acteur.model_fields) - {
    "remarques",
    "verifie_le",
    "verifie_par",
    "date_maj",
    "statut",
}


def meaning(title: str) -> str | None:
    """The meaning of one title, None when nothing fits."""
    if len(title) > _LONG or _A_VALUE.search(title):
        return None
    if title.strip().lower() in _OURS:
        return title.strip().lower()
    whole, bare = _key(title), _key(re.sub(r"\([^)]*\)", " ", title))
    if _PLACE.search(whole):
        return "lieu"
    if re.search(r"\bprenoms?\b", whole):
        return PERSONNE
    return next((found or None for rule, found in _RULES if rule.search(bare or whole)), None)


def _key(title: str) -> str:
    """The words of a title, « C.P. » as one."""
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", fold(title))


def meanings(columns: Iterable[str]) -> dict[str, str | None]:
    """Each title with its meaning: a field of a structure, or what several fields come of (`lieu`,
    `horaires`, `ages`, `description`, `contact`), `id` for the key, `personne` for a column of people.
    """
    return {title: meaning(title) for title in columns}
