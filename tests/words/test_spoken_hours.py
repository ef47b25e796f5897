"""Hours as people say them: read as they are meant, or not at all."""

from __future__ import annotations

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.words.spoken_hours import spoken

READ = {
    "du lundi au vendredi 9h-17h": "Mo-Fr 09:00-17:00",
    "Du Lundi au Vendredi de 9H00 à 18H00.": "Mo-Fr 09:00-18:00",
    "lundi 9h-12h, mercredi 14h-17h30": "Mo 09:00-12:00; We 14:00-17:30",
    "24h/24 7j/7": "24/7",
    "7j/7, 24h/24": "24/7",
    "24/7": "24/7",
    "24 heures sur 24, 7 jours sur 7": "24/7",
    "Tous les jours, 24h/24 (y compris week-end et jours fériés)": "24/7",
    "de 8h à 20h, 7j/7": "Mo-Su 08:00-20:00",
    "Tous les jours de 8 h à 23 h": "Mo-Su 08:00-23:00",
    "7 jours sur 7, de 8 h à 22 h, y compris les jours fériés": "Mo-Su,PH 08:00-22:00",
    "7j/7 de 9h à 19h, jours fériés compris": "Mo-Su,PH 09:00-19:00",
    "du lundi au vendredi de 9h à 12h et de 14h à 17h": "Mo-Fr 09:00-12:00,14:00-17:00",
    "lundi au vendredi\u00a0: 9\u00a0h\u00a0–\u00a012\u00a0h\u00a0/\u00a014\u00a0h–17\u00a0h\u00a030": (
        "Mo-Fr 09:00-12:00,14:00-17:30"
    ),
    "mardi, jeudi : 9h/12h - 14h/17h": "Tu,Th 09:00-12:00,14:00-17:00",
    "lundi au jeudi : 9h00 - 12h30 / 13h30 - 17h30, vendredi 9h-12h": (
        "Mo-Th 09:00-12:30,13:30-17:30; Fr 09:00-12:00"
    ),
    "Lundi : 9h-12h\nMardi : fermé\nMercredi : 14h-17h": "Mo 09:00-12:00; We 14:00-17:00",
    "Lun-Ven 9:00-17:00": "Mo-Fr 09:00-17:00",
    "lun. mar. jeu. 9h-12h": "Mo-Tu,Th 09:00-12:00",
    "Lundi au vendredi 9-17h": "Mo-Fr 09:00-17:00",
    "du lundi au samedi de 10 à 19h": "Mo-Sa 10:00-19:00",
    "9h-17h du lundi au vendredi": "Mo-Fr 09:00-17:00",
    "9h-12h lundi et mardi, 14h-17h jeudi": "Mo-Tu 09:00-12:00; Th 14:00-17:00",
    "en semaine 9h-18h, week-end 10h-16h": "Mo-Fr 09:00-18:00; Sa-Su 10:00-16:00",
    "du lundi au vendredi de 22h à 6h": "Mo-Fr 22:00-06:00",
    "vendredi 17h-9h": "Fr 17:00-09:00",
    "les lundis 9 h - 12 h": "Mo 09:00-12:00",
    "tous les mardis 14h-17h": "Tu 14:00-17:00",
    "du lundi au vendredi à partir de 18h": "Mo-Fr 18:00+",
    "du lundi au vendredi de 9h à midi": "Mo-Fr 09:00-12:00",
    "samedi 20h-minuit": "Sa 20:00-24:00",
    "du lundi au vendredi, de 9h à 18h, sauf jours fériés": "Mo-Fr 09:00-18:00; PH off",
    "du lundi au vendredi 9h-17h sauf le mercredi": "Mo-Tu,Th-Fr 09:00-17:00",
    "du mardi au samedi de 10h à 18h sauf le mercredi 14h-18h": "Tu,Th-Sa 10:00-18:00; We 14:00-18:00",
    "Du lundi au vendredi 9h-17h, fermé le week-end": "Mo-Fr 09:00-17:00",
    "lundi 9h-12h, hors vacances scolaires": "Mo 09:00-12:00; SH off",
    "lundi 9h-12h 14h-17h mardi 9h-12h": "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00",
    "lundi 9h-12h, lundi 14h-17h": "Mo 09:00-12:00,14:00-17:00",
    "Permanence le mardi de 14h à 16h30": "Tu 14:00-16:30",
    "lundi matin 9h-12h": "Mo 09:00-12:00",
    "du vendredi au lundi 9h-12h": "Mo,Fr-Su 09:00-12:00",
    "Mo-Fr 09:00-17:00; PH off": "Mo-Fr 09:00-17:00; PH off",
    "Aug off": "Aug off",
    "fermé en août": "Aug off",
    "Fermé du 24 décembre au 1er janvier": "Dec 24-Jan 01 off",
    "Fermeture annuelle du 1er au 15 août": "Aug 01-15 off",
    "fermé la première quinzaine d’août": "Aug 01-15 off",
    "Fermé la seconde quinzaine de juillet": "Jul 16-31 off",
    "fermé pendant les vacances scolaires": "SH off",
    "Fermé en juillet et août": "Jul-Aug off",
    "Congés annuels : du 1er au 21 août 2026": "2026 Aug 01-2026 Aug 21 off",
    "Fermé du 01/08 au 15/08": "Aug 01-15 off",
    "fermé du 24/12/2026 au 03/01/2027": "2026 Dec 24-2027 Jan 03 off",
    "fermé du 24 décembre au 3 janvier 2027": "2026 Dec 24-2027 Jan 03 off",
    "Du lundi au vendredi de 9h à 17h, fermé en août": "Mo-Fr 09:00-17:00; Aug off",
    "du lundi au vendredi 9h-17h sauf en août": "Mo-Fr 09:00-17:00; Aug off",
    "lundi-vendredi 9h-12h. Fermeture annuelle du 1er au 15 août et du 24 décembre au 2 janvier": (
        "Mo-Fr 09:00-12:00; Aug 01-15 off; Dec 24-Jan 02 off"
    ),
    "du lundi au vendredi 9h-17h, fermé les jours fériés et en août": "Mo-Fr 09:00-17:00; PH off; Aug off",
    "lundi au vendredi 9h-17h, fermé le mercredi et en août": "Mo-Fr 09:00-17:00; We off; Aug off",
    "lundi-vendredi 9h-17h, fermé entre Noël et le jour de l’an": "Mo-Fr 09:00-17:00; Dec 25-Jan 01 off",
    "24h/24 7j/7 sauf le 1er mai": "24/7; May 01 off",
}

#: Said too little, or too much: the whole stays as it was written.
LEFT = (
    "9h-12h / 14h-18h", "10h-19h", "10:00-12:00", "24h/24", "5j/7 9h-17h", "lundi", "du lundi au vendredi",
    "1er lundi du mois 9h-12h", "un mercredi sur deux de 14h à 17h", "lundi matin et mardi 14h-17h",
    "samedi 14h-9h", "tous les 15 jours 9h-12h",
    "lundi 25h-27h", "lundi 12h-9h-15h", "lundi 9h-12h, mercredi", "jusqu'à 18h", "lundi 9h-12h-15h", "3919",
    "lundi à partir de septembre 9h-12h", "du lundi au vendredi 9h-17h, répondeur le soir", "mardi fermé",
    "lundi-vendredi fermé le mercredi 9h-17h", "Accueil 9h-12h (fermeture le mercredi matin)", "voir le site",
    "du lundi au vendredi 9h-17h et le 1er samedi du mois", "lundi 9.30-12.30", "semaine paire lundi 9h-12h",
    "9h-17h lundi mardi 9h-12h 14h", "jours fériés", "le soir", "sauf le lundi",
    "fermé l’été", "fermé trois semaines en août", "fermé du 20 au 5 août", "fermé le 32 août",
    "ouvert en août", "fermé en mai et août", "fermé en août le matin", "Fermé du 1/13 au 15/13",
    "fermé du 1/00 au 2/00",
    "fermé en août sauf le lundi",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_is_said_is_read(text: str) -> None:
    found = spoken(text)
    assert (found.notation, found.left, found.beside) == (READ[text], "", "")


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_sure_is_left_whole(text: str) -> None:
    found = spoken(text)
    assert (found.notation, found.left) == (None, text)


@pytest.mark.parametrize(
    ("text", "notation", "beside"),
    [
        ("sur rendez-vous", None, "sur rendez-vous"),
        ("Sur RDV uniquement", None, "Sur RDV uniquement"),
        ("du lundi au vendredi 9h-17h (sur rendez-vous)", "Mo-Fr 09:00-17:00", "sur rendez-vous"),
        ("Sans rendez-vous le lundi 9h-12h", "Mo 09:00-12:00", "Sans rendez-vous"),
        ("24h/24 7j/7 sur rdv", "24/7", "sur rdv"),
    ],
)
def test_what_stands_beside_the_hours_keeps_its_words(text: str, notation: str | None, beside: str) -> None:
    found = spoken(text)
    assert (found.notation, found.beside, found.left) == (notation, beside, "")


_WORDS = st.sampled_from(
    "lundi mardi vendredi au du à - , / ; et 9h 12h30 14:00 17 7j/7 24h/24 fermé sauf le"
    " jours fériés y compris matin "
    "week-end en août du 1er 15 décembre vacances scolaires sur rendez-vous 25h minuit à partir de truc "
    "( ) \n".split(" ")
)


@given(st.lists(_WORDS, max_size=14).map(" ".join))
def test_whatever_is_said_is_a_notation_or_is_left(text: str) -> None:
    found = spoken(text)
    assert found.notation is None or opening_hours.validate(found.notation)
    assert found.notation is None or not found.left
    assert found.left in ("", text.strip())
    assert "truc" not in text or found.notation is None
