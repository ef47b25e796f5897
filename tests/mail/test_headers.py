"""The headers of our messages, in the bytes that leave and as a mailbox reads them."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest

from generators import letter
from generators.mail import headers
from tests.letter.fake import real
from tests.sites import saying

ISSUE = real().records.issues["2023-t3"]
LONG = "https://lettre.example/quitter?" + "&".join(f"parametre{n}=valeur-{n}" for n in range(40))
#: What no program may rewrite: addresses, and what names a message.
WHOLE = ("Message-ID", "List-Id", "List-Archive", "List-Unsubscribe", "List-Unsubscribe-Post")


def head(site=None, issue=ISSUE) -> str:
    content = letter.outputs(issue, site or real())["message.eml"]
    return content.partition(b"\r\n\r\n")[0].decode("ascii")


def lines_of(name: str, raw: str) -> list[str]:
    """The lines of a header as they stand in the message."""
    found = re.search(rf"(?mi)^{name}:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", raw)
    assert found, name
    return found[0].split("\r\n")


def parsed(raw: str) -> EmailMessage:
    found = email.message_from_string(raw + "\r\n\r\n", policy=default)
    assert isinstance(found, EmailMessage)
    return found


def read(value: str) -> str:
    """The words of a header's lines (RFC 2047)."""
    return str(make_header(decode_header(value)))


@pytest.mark.parametrize("leave", [LONG, "https://désinscrire.réseau.example/quitter?à=é", None])
@pytest.mark.parametrize("name", WHOLE)
def test_an_address_of_the_web_stands_whole_and_in_ascii(name: str, leave: str | None) -> None:
    site = saying(real(), lettre={"desinscription": leave or "https://lettre.example/leave"})
    (line,) = lines_of(name, head(site))
    assert "=?" not in line and line.isascii() and len(line) <= 998  # RFC 5322, 2.1.1


def test_a_host_of_other_letters_is_named_by_its_punycode() -> None:
    site = replace(
        saying(real(), lettre={"desinscription": "https://désinscrire.example/à?qui=é"}),
        address="https://réseau.example/",
    )
    message = parsed(head(site))
    assert message["List-Unsubscribe"] == "<https://xn--dsinscrire-b7a.example/%C3%A0?qui=%C3%A9>"
    assert message["List-Archive"] == "<https://xn--rseau-bsa.example/newsletter/>"
    assert message["List-Id"] == "<newsletter.xn--rseau-bsa.example>"
    assert message["Message-ID"].endswith("@xn--rseau-bsa.example>")
    assert message["From"].addresses[0].addr_spec == "newsletter@xn--rseau-bsa.example"
    assert message["From"].defects == ()


@pytest.mark.parametrize(
    "name",
    [
        "Réseau",
        "PARÉ, le réseau",
        "Réseau d’Île-de-France et d’Outre-mer pour l’accès aux droits, à l’hébergement et à l’écoute",
        'Le "réseau" (essai)',
        "Reseau, sans accent \\ ni fin",
        "Un nom sans accent et si long que son adresse ne peut pas tenir dans une ligne avec lui",
    ],
)
@pytest.mark.parametrize("address", ["lettre@pare.example", f"{'lettre.' * 8}a@{'sous.' * 20}pare.example"])
def test_only_the_name_before_a_mailbox_is_encoded(name: str, address: str) -> None:
    site = saying(real(), lettre={"courriel": address, "expediteur": name})
    lines = lines_of("From", head(site))
    assert "".join(lines).endswith(f"<{address}>")
    encoded = [word for line in lines for word in re.findall(r"=\?\S*", line)]
    assert all(len(word) <= 75 and re.fullmatch(r"=\?utf-8\?[bq]\?[^?]*\?=", word) for word in encoded)
    assert bool(encoded) == (not name.isascii())
    (found,) = parsed(head(site))["From"].addresses
    assert found.addr_spec == address
    shown = read("\r\n".join(lines).removeprefix("From: ").rpartition("<")[0]).strip()
    assert (found.display_name if name.isascii() else shown) == name


def test_a_subject_of_any_length_is_folded_and_comes_back_whole() -> None:
    titled = ISSUE.model_copy(update={"titre": "La lettre de l’été, " * 12})
    lines = lines_of("Subject", head(issue=titled))
    assert len(lines) > 3 and max(map(len, lines)) <= headers.WIDTH
    words = read("\r\n".join(lines).removeprefix("Subject: "))
    assert "La lettre de l’été, La lettre de l’été" in words


@pytest.mark.parametrize(
    ("leave", "one_click"),
    [
        ("https://lettre.example/leave", True),
        ("mailto:lettre@pare.example?subject=Désinscrire", False),
        ("http://localhost:9000/leave", False),
        (None, False),
    ],
)
def test_one_click_is_only_promised_of_an_address_that_takes_it(leave: str | None, one_click: bool) -> None:
    """RFC 8058, 3.1: an https address; neither a mailbox nor the site's page takes a POST."""
    message = parsed(head(saying(real(), lettre={"desinscription": leave})))
    assert message["List-Unsubscribe"]
    assert ("List-Unsubscribe-Post" in message) == one_click
