"""The draft of a new issue: what it could carry, in order, and the values that it begins with.

`candidates` finds the records, `proposal` words the editorial, `lengths` compares the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generators.letter import candidates, proposal
from generators.letter.candidates import Candidate, Past
from generators.letter.lengths import Length, Range, lengths
from generators.network import when
from generators.network.network import Network
from generators.records.models import Numero, Rubrique
from generators.records.problems import PROPOSED, TO_WRITE
from generators.words.wording import plain

#: Titles of an issue are this long at most (`Choix.titre`); most inboxes show 65 on two lines.
TITRE = 90
#: How long before the last issue a record may date from, and still be proposed as forgotten.
OUBLI = timedelta(days=365)
#: How long after its quarter an issue is still sent.
RETARD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Draft:
    """The propositions of an issue, rubric by rubric, in order; `oublies` never were in any issue.

    `apercu` and `editorial` are what is proposed, "" when nothing is there to tell. `textes` are the lengths
    of the records' own summaries, `etendue` what they have in common.
    """

    id: str
    jour: date
    depuis: date
    dernier: Numero | None
    signature: str
    agenda: tuple[Candidate, ...]
    suites: tuple[Candidate, ...]
    actualites: tuple[Candidate, ...]
    structures: tuple[Candidate, ...]
    ressources: tuple[Candidate, ...]
    oublies: tuple[Candidate, ...]
    apercu: str
    editorial: str
    etendue: Range
    textes: Mapping[str, Length]

    @property
    def nouvelles(self) -> tuple[Candidate, ...]:
        """The news and the new structures, by territory."""
        return tuple(sorted((*self.actualites, *self.structures), key=candidates.rank))

    @property
    def proposees(self) -> tuple[Candidate, ...]:
        """All that it proposes, in the order of the issue."""
        return tuple(one for found in self.rubriques.values() for one in found)

    def apart(self, text: Length) -> str:
        """« texte de 84 signes, court à côté des autres (120 à 240) »; the signs alone of one like them."""
        if not text.ecart:
            return f"texte de {text.signes} signes"
        common = f"{self.etendue.least} à {self.etendue.most}"
        return f"texte de {text.signes} signes, {text.ecart} à côté des autres ({common})"

    @property
    def rubriques(self) -> Mapping[str, tuple[Candidate, ...]]:
        """What stands in each rubric, in order."""
        return {
            "agenda": self.agenda,
            "actualites": (*self.suites, *self.nouvelles),
            "ressources": self.ressources,
        }


def drafted(id_: str, network: Network) -> Draft:
    """The propositions for the issue `id_` ("2026-t4"), as of the network's day."""
    day = sending_day(id_, network.today)
    earlier = [i for i in network.issues_latest_first if i.id < id_ and i.date.first_day <= day]
    since = earlier[0].date.last_day if earlier else first_day(id_)
    past = Past.of(earlier)
    fresh = tuple(candidates.fresh(network, past, day))
    new = [one for one in fresh if one.quand >= since]
    agenda = tuple(candidates.agenda(network, past, day))
    suites = tuple(candidates.sequels(network, past, since, day))
    news = tuple(one for one in new if one.fiche.startswith("news/"))
    resources = tuple(one for one in new if one.fiche.startswith("resources/"))
    structures = _untold(candidates.structures(network, past, since, day), news, network)
    content = proposal.Content(
        network.records,
        network.places,
        day,
        agenda=tuple(when.next_date(event, day).tenu for event in _records(agenda, network)),
        series=frozenset(event.id for event in _records(agenda, network) if event.recurrence),
        announced=frozenset(one.fiche.partition("/")[2] for one in agenda if one.annonce),
        suites=_records(suites, network),
        actualites=_records(news, network),
        structures=_records(structures, network),
        ressources=_records(resources, network),
    )
    chosen = (*agenda, *news, *structures, *resources)
    common, texts = lengths(dict(zip((one.fiche for one in chosen), _records(chosen, network), strict=True)))
    return Draft(
        id=id_,
        jour=day,
        depuis=since,
        dernier=earlier[0] if earlier else None,
        signature=(earlier[0].signature if earlier else None) or network.records.identity.signature,
        agenda=agenda,
        suites=suites,
        actualites=news,
        structures=structures,
        ressources=resources,
        oublies=(
            *(one for one in fresh if since - OUBLI <= one.quand < since),
            *candidates.arrived(network, past, since, day),
        ),
        apercu=plain(proposal.apercu(content)),
        editorial="\n\n".join(map(plain, proposal.editorial(content).split("\n\n"))),
        etendue=common,
        textes=texts,
    )


def _records(found: tuple[Candidate, ...], network: Network) -> tuple[Any, ...]:
    """The records of candidates: of the kind that their rubric takes."""
    named = (one.fiche.partition("/") for one in found)
    return tuple(network.records.of(kind)[id_] for kind, _, id_ in named)


def _untold(
    found: Iterable[Candidate], news: tuple[Candidate, ...], network: Network
) -> tuple[Candidate, ...]:
    """The structures that no proposed news item speaks of: one and the same thing is told once."""
    told = {f"actors/{id_}" for item in _records(news, network) for id_ in item.acteurs}
    return tuple(one for one in found if one.fiche not in told)


def first_day(id_: str) -> date:
    """The first day of an issue's quarter: "2026-t4" → 1 October 2026."""
    year, quarter = id_.split("-t")
    return date(int(year), 3 * int(quarter) - 2, 1)


def sending_day(id_: str, today: date) -> date:
    """Today, within the quarter and the month after it."""
    start = first_day(id_)
    following = date(start.year + (start.month > 9), (start.month + 2) % 12 + 1, 1)
    return max(start, min(today, following - timedelta(days=1) + RETARD))


def period(id_: str) -> str:
    """« 4e trimestre 2026 »"""
    year, quarter = id_.split("-t")
    return f"{quarter}{'er' if quarter == '1' else 'e'} trimestre {year}"


_RUBRIQUES = {
    "agenda": ("Agenda", "Rencontres, colloques, conférences et formations", "dates"),
    "actualites": (
        "Actualités du réseau",
        "Nouvelles actions, initiatives et bonnes pratiques",
        "initiatives",
    ),
    "ressources": ("Ressources", None, "outils et parutions"),
}


def values(draft: Draft) -> dict[str, Any]:
    """What the issue begins with, in a form as in the file: both propose the same."""
    return {
        "titre": draft.dernier.titre if draft.dernier else "La newsletter",
        "periode": period(draft.id),
        "date": draft.jour.isoformat(),
        "statut": "brouillon",
        "apercu": f"{PROPOSED} {draft.apercu}"
        if draft.apercu
        else f"{TO_WRITE} : la phrase que la messagerie montre sous l’objet.",
        "editorial": f"{PROPOSED}\n{draft.editorial}"
        if draft.editorial
        else f"{TO_WRITE} : le mot de l’équipe.",
        "signature": plain(draft.signature),
        **{
            key: {**titles(draft, key), "choix": [one.fiche for one in found]}
            for key, found in draft.rubriques.items()
        },
    }


def titles(draft: Draft, key: str) -> dict[str, str]:
    """How the issue before called a rubric, or how the house does."""
    before: Rubrique | None = getattr(draft.dernier, key, None) if draft.dernier else None
    said = (before.titre, before.sous_titre, before.compte) if before else _RUBRIQUES[key]
    keys = ("titre", "sous_titre", "compte")
    return {name: plain(text) for name, text in zip(keys, said, strict=True) if text}


def as_issue(draft: Draft, network: Network) -> Numero:
    """The issue that leaves when nothing of the draft is changed."""
    said = values(draft)
    chosen = {
        key: {**said[key], "choix": [{"fiche": ref} for ref in said[key]["choix"]]} for key in draft.rubriques
    }
    filled = {key: rubric if rubric["choix"] else None for key, rubric in chosen.items()}
    context = {"vocabulary": network.records.vocabulary}
    return Numero.model_validate({**said, **filled, "id": draft.id}, context=context)
