"""`verify`: from whom to ask first to what they answered; it is an act with the structure itself."""

from __future__ import annotations

#: What each does.
ACTIONS = {
    "list": "Dire à qui demander d’abord si sa fiche est exacte, et ce qui y manque.",
    "letters": "Préparer un courriel par structure à interroger, et trois relances au plus.",
    "mark": "Retenir que des structures ont confirmé leur fiche.",
    "score": "Dire comment data·inclusion note chaque service, et ce qui le relèverait.",
    "read": "Lire les réponses reçues (.eml, mbox), et proposer ce qu’elles changent.",
}
