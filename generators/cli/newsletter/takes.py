"""What the actions of `newsletter` take: read alone for their help, before what they stand on."""

from __future__ import annotations

import argparse
import re
from pathlib import Path


def build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "issue",
        metavar="NUMÉRO",
        nargs="?",
        help="avec un territoire : le numéro, même en brouillon (par défaut, le dernier)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où les écrire (public)"
    )
    parser.add_argument(
        "--digest", action="store_true", help="abréger les lettres trop lourdes : la suite se lit en ligne"
    )
    parser.add_argument(
        "--territoires",
        action="store_true",
        help="une lettre par région, avec « Près de chez vous », et une campagne pour toutes",
    )
    parser.add_argument(
        "--territoire",
        action="append",
        metavar="NOM",
        help="la lettre d’une région ou d’un département (59, Guyane) ; l’option peut se répéter",
    )


def draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", metavar="NUMÉRO", type=_issue_id, help="l’année et le trimestre : 2026-t4")
    parser.add_argument("--force", action="store_true", help="remplacer le fichier même s’il a été modifié")


def preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", metavar="NUMÉRO", nargs="?", help="par défaut, le dernier numéro")
    parser.add_argument("--no-open", action="store_true", help="dire où est la page, sans l’ouvrir")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DOSSIER",
        default=Path(".cache/apercu"),
        help="où l’écrire (.cache/apercu)",
    )
    parser.add_argument("--digest", action="store_true", help="abréger la lettre si elle est trop lourde")


def push(parser: argparse.ArgumentParser) -> None:
    from generators.mail.services import REACHED

    parser.add_argument("issue", metavar="NUMÉRO", help="le numéro : 2026-t4")
    parser.add_argument("--service", choices=tuple(REACHED), required=True, help="le service d’envoi")
    parser.add_argument(
        "--territoires",
        action="store_true",
        help="avec « Près de chez vous », que le service choisit d’après la région de chaque contact",
    )
    parser.add_argument(
        "--force", action="store_true", help="déposer par-dessus ce qui a été modifié dans le service"
    )


def send_test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", metavar="NUMÉRO", help="le numéro : 2026-t4")
    parser.add_argument(
        "--to", action="append", required=True, metavar="ADRESSE", help="la boîte ; l’option peut se répéter"
    )


def _issue_id(text: str) -> str:
    """The id of an issue."""
    if not re.fullmatch(r"20\d{2}-t[1-4]", text):
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un numéro : écrivez l’année, « -t » et le trimestre (1 à 4), comme 2026-t4"
        )
    return text
