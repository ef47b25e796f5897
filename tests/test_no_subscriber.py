"""No subscriber's address is in the repository: the list lives in the e-mail service, and nowhere else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_EMAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
#: Domains that nobody has (RFC 2606, RFC 6761), and the French word for them in our examples.
_NOBODY = re.compile(r"(^|[@.])(example|exemple|invalid|test|localhost)(\.[a-z]+)?$|@(example|exemple)\.")
#: Where a record says a mailbox that the public may write to; the rules of records judge each of them.
_CONTACT = re.compile(r"^\s*(?:-\s+)?(courriel|courriel_dons|email):\s")
#: What an export of subscribers looks like.
_EXPORTS = re.compile(r"abonn|subscrib|contacts|destinataires|mailing|inscrits", re.IGNORECASE)
#: The models’ example of a service’s mailbox, and the name of a calendar entry, which is made of a host.
_KNOWN = {"contact@association.fr", "rapport-ciivise-2023-0@droitdenfance.org"}
#: The beginning of an address in a sentence, as an example: "p.nom@".
_MAILBOX = re.compile(r"(?<![\w.+-])[a-z][\w.-]{4,}@(?![\w@-])")
#: Those that our comments and tests give: invented ones, and mailboxes of a service.
_INVENTED = {"prenom@", "prenom.nom@", "p.nom@", "pmartinot@", "cmp59@", "contact@", "newsletter@", "ecrire@"}
_INVENTED |= {"foyer.tilleuls@", "c.berthier@", "camille.lenoir@", "verification@"}
_INVENTED |= {"direction@", "equipe@", "secretariat@"}
#: Tables of places and of outlines, libraries by name: no text of ours.
_TABLES = ("data/reference/", "package-lock.json", "benchmarks/peers/package-lock.json", "requirements")


def tracked() -> list[str]:
    shown = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for path in shown.decode().split("\0") if path and (ROOT / path).is_file()]


def addresses(text: str, *, records: bool) -> list[str]:
    """The addresses of a file that are no example; in a record, a published contact may be one."""
    lines = (line for line in text.splitlines() if not (records and _CONTACT.match(line)))
    found = {one for line in lines for one in _EMAIL.findall(line)} - _KNOWN
    return sorted(one for one in found if not _NOBODY.search(one.lower()))


def text_of(path: str) -> str:
    content = (ROOT / path).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def test_the_newsletter_s_folder_has_no_address_at_all() -> None:
    found = {
        path: addresses(text_of(path), records=False) for path in tracked() if path.startswith("newsletter/")
    }
    assert {path: one for path, one in found.items() if one} == {}


def test_an_address_stands_only_where_a_record_publishes_a_contact() -> None:
    paths = [path for path in tracked() if path.startswith(("data/", "site/", "generators/", ".github/"))]
    found = {
        path: addresses(text_of(path), records=path.startswith("data/"))
        for path in paths
        if not path.startswith(_TABLES)
    }
    assert {path: one for path, one in found.items() if one} == {}


def test_an_example_of_a_mailbox_is_nobody_s() -> None:
    """A real person's, taken from a source, would be public in a comment as anywhere else."""
    read = [path for path in tracked() if not path.startswith(_TABLES)]
    found = {path: set(_MAILBOX.findall(text_of(path))) - _INVENTED for path in read}
    assert {path: sorted(one) for path, one in found.items() if one} == {}


def test_no_file_is_an_export_of_a_list() -> None:
    tables = [
        path
        for path in tracked()
        if path.endswith((".csv", ".tsv", ".xlsx", ".ods", ".vcf", ".eml", ".mbox"))
    ]
    assert [path for path in tables if _EXPORTS.search(Path(path).name)] == []
    assert [path for path in tables if addresses(text_of(path), records=False)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("editorial: Écrivez à marie.dupont@orange.fr.", ["marie.dupont@orange.fr"]),
        ("courriel: contact@structure.fr", []),
        ("nom;email\nA;a@laposte.net", ["a@laposte.net"]),
        ("bouton: nom@exemple.fr et x@reseau-pare.example", []),
    ],
)
def test_the_search_itself(text: str, found: list[str]) -> None:
    assert addresses(text, records=True) == found
