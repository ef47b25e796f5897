"""What commands take: read alone for their help, before what they stand on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from generators.cli.common import add_cache, add_jobs

#: What `maillage new` writes that is no record.
NETWORK: Final = "network"
_WEEK: Final = 7 * 24 * 60


def build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("public"), help="où l’écrire (public)"
    )
    parser.add_argument(
        "--publication",
        action="store_true",
        help="refuser un site que l’on ne peut pas encore publier : adresse d’exemple, équipe sans courriel, "
        "« À compléter »",
    )
    parser.add_argument(
        "--livrets",
        action="store_true",
        help="avec le livret de chaque département et de chaque région, en PDF (« make livrets » installe "
        "ce qu’il faut)",
    )
    add_jobs(parser, "le site est le même")
    add_cache(parser)
    parser.add_argument(
        "--with",
        dest="private",
        type=Path,
        metavar="DOSSIER",
        help="joindre les champs d’un dossier privé : un site à diffusion restreinte, hors du dépôt (--out)",
    )


def booklet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "departements", nargs="*", metavar="DÉPARTEMENT", help="son code ou son nom : 59, 2A, Martinique"
    )
    parser.add_argument(
        "--region", action="append", default=[], metavar="RÉGION", help="son code ou son nom ; se répète"
    )
    parser.add_argument("--all", action="store_true", help="ceux de tous les départements et régions")
    parser.add_argument(
        "--out", type=Path, metavar="DOSSIER", default=Path("livrets"), help="où les écrire (livrets)"
    )
    parser.add_argument(
        "--impose",
        action="store_true",
        help="aussi deux pages par feuille A4 : recto verso, retourner sur le bord court, plier en deux",
    )
    add_jobs(parser, "les livrets sont les mêmes")
    add_cache(parser)


def check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FICHIER", help="seulement ces fiches (toutes)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab"),
        default="text",
        help="forme de la réponse (text)",
    )
    add_jobs(parser, "les problèmes sont les mêmes")
    add_cache(parser)


def format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FICHIER", help="seulement ces fiches (toutes)"
    )
    parser.add_argument(
        "--check", action="store_true", help="ne rien écrire ; échouer si une fiche n’est pas en forme"
    )


def geocode(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--api", metavar="ADRESSE", help="un autre serveur addok que celui de l’État")
    parser.add_argument("--dry-run", action="store_true", help="montrer sans rien écrire dans les fiches")


def import_(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FICHIER",
        help="XLSX, ODS, CSV, JSON (data·inclusion) ou GeoJSON",
    )
    what.add_argument(
        "--inbox",
        action="store_true",
        help="tout ce qui attend dans imports/inbox : « source-2026-11.xlsx » ; chaque fichier lu est retiré",
    )
    parser.add_argument("--source", metavar="NOM", help="nom de la source, comme partenaires")
    parser.add_argument(
        "--document", metavar="TITRE", help="titre du document, tel que les fiches le citeront"
    )
    parser.add_argument("--date", metavar="AAAA-MM-JJ", help="date du document : l’année, le mois ou le jour")
    parser.add_argument("--url", metavar="ADRESSE", help="adresse du document, s’il est en ligne")
    parser.add_argument("--dry-run", action="store_true", help="tout dire sans rien écrire")
    parser.add_argument("--decide", action="store_true", help="poser les questions dans le terminal")
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="forme du récit (text)"
    )


def links(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "markdown"),
        default="text",
        help="markdown : le corps d’un ticket (text)",
    )
    parser.add_argument(
        "--state", type=Path, metavar="FICHIER", default=Path(".cache/liens.json"), help="ce qui a été vu"
    )
    parser.add_argument(
        "--duree", type=_minutes, metavar="MINUTES", default=_WEEK,
        help="s’arrêter après tant de minutes ; la fois suivante reprend là",
    )  # fmt: skip


def new(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "kind", nargs="?", metavar="GENRE", help=f"celui de la fiche (actor, event…), ou {NETWORK}"
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DOSSIER", help=f"avec {NETWORK} : où commencer le réseau"
    )
    what.add_argument(
        "--from-issue", type=Path, metavar="FICHIER", help="sans question : un formulaire GitHub rempli"
    )
    parser.add_argument(
        "--reply", type=Path, metavar="FICHIER", help="où écrire la réponse au formulaire (à l’écran)"
    )


def report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--base",
        required=True,
        metavar="RÉVISION",
        help="ce à quoi on compare : main, un commit, une étiquette",
    )
    parser.add_argument(
        "--whole",
        type=Path,
        metavar="FICHIER",
        help="où écrire le texte entier : à l’écran, il est coupé à ce que contient un commentaire",
    )


def schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="ne rien écrire ; échouer si un fichier n’est plus à jour"
    )


def serve(parser: argparse.ArgumentParser) -> None:
    add_cache(parser)
    parser.add_argument(
        "--address", metavar="HÔTE:PORT", type=_place, default=("127.0.0.1", 8000), help="127.0.0.1:8000"
    )
    parser.add_argument(
        "--once", action="store_true", help="construire une fois, sans suivre les changements"
    )
    parser.add_argument(
        "--poll",
        action="store_true",
        help="regarder les fichiers chaque seconde, là où le système ne dit pas ce qui change",
    )


def _minutes(text: str) -> float:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= _WEEK):
        raise argparse.ArgumentTypeError(f"« {text[:20]} » n’est pas un nombre de minutes : écrivez 30")
    return int(text)


def _place(text: str) -> tuple[str, int]:
    """A host and a port: "127.0.0.1:8000", "[::1]:8000"."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not (host and port.isascii() and port.isdigit() and int(port) < 1 << 16):
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une adresse : écrivez 127.0.0.1:8000")
    return host, int(port)
