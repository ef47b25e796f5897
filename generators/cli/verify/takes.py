"""What the actions of `verify` take: read alone for their help, before what they stand on."""

from __future__ import annotations

import argparse
from pathlib import Path

from generators.cli.common import day


def letters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="seulement ces structures, même si rien ne presse"
    )
    parser.add_argument("--region", metavar="CODE", help="seulement une région : 32, ou Hauts-de-France")
    parser.add_argument("--limit", type=int, metavar="NOMBRE", help="les premières à interroger, pas plus")
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("lettres"), help="où écrire (lettres)"
    )
    parser.add_argument("--dry-run", action="store_true", help="ne rien écrire, dire seulement à qui")


def list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", metavar="CODE", help="seulement une région : 32, ou Hauts-de-France")
    parser.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="text, json ou csv (text)"
    )
    parser.add_argument(
        "--whole",
        type=Path,
        metavar="FICHIER",
        help="où écrire le texte entier : à l’écran, il est coupé à ce que contient un commentaire",
    )


def mark(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="les fiches confirmées : la-boussole-nord…")
    parser.add_argument(
        "--by",
        required=True,
        metavar="FONCTION",
        help="qui a confirmé dans la structure : « direction du service », jamais un nom",
    )
    parser.add_argument(
        "--date", type=day, metavar="AAAA-MM-JJ", help="le jour où elles ont confirmé (aujourd’hui)"
    )


def score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="seulement ces structures")
    parser.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="text, json ou csv (text)"
    )


def read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER", help="un .eml, ou une boîte mbox")
    parser.add_argument("--write", action="store_true", help="écrire dans les fiches ce qui est sûr")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ADRESSE",
        help="une adresse que la fiche ne donne pas, et dont vous avez vérifié qu’elle parle pour la "
        "structure",
    )
