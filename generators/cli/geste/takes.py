"""What the actions of `geste` take: read alone for their help, before what they stand on."""

from __future__ import annotations

import argparse


def annuler(parser: argparse.ArgumentParser) -> None:
    _record(parser, "l’événement")
    _date(parser)
    _session(parser)
    parser.add_argument("--motif", metavar="TEXTE", help="pourquoi, tel que les lecteurs le liront")


def complet(parser: argparse.ArgumentParser) -> None:
    _record(parser, "l’événement")
    _date(parser)
    _session(parser)


def en_ligne(parser: argparse.ArgumentParser) -> None:
    _record(parser, "l’événement")
    _date(parser)
    parser.add_argument("--url", metavar="URL", help="la page qui dit comment suivre l’événement")


def fermer(parser: argparse.ArgumentParser) -> None:
    _record(parser, "la structure")
    parser.add_argument("--successeur", metavar="ID", help="la structure de l’annuaire qui a pris la suite")
    parser.add_argument("--date", nargs="+", metavar="DATE", help="le jour de la fermeture (aujourd’hui)")


def reporter(parser: argparse.ArgumentParser) -> None:
    _record(parser, "l’événement")
    _date(parser)
    parser.add_argument(
        "--au",
        required=True,
        nargs="+",
        metavar="DATE",
        help="la nouvelle date : 2026-12-10, ou 10 décembre 2026 à 14h30",
    )


def retablir(parser: argparse.ArgumentParser) -> None:
    _record(parser, "l’événement")
    _date(parser)


def _record(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("id", metavar="ID", help=f"{what} : son identifiant, son fichier ou son nom")
    parser.add_argument("--dry-run", action="store_true", help="dire ce qui changerait, sans rien écrire")


def _date(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--date",
        nargs="+",
        metavar="DATE",
        help="d’un événement qui revient, cette date seulement : 2027-01-05, ou 5 janvier 2027 (toutes)",
    )


def _session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seance", type=int, metavar="N", help="seulement sa énième séance (toutes)")
