"""Web addresses as every program reads them."""

from __future__ import annotations

import pytest
from jsonschema import FormatChecker

from generators.words.urls import as_uri

ADDRESSES = {
    "https://a.fr/accès?q=à#où": "https://a.fr/acc%C3%A8s?q=%C3%A0#o%C3%B9",
    "https://a.fr/a|b?x=[1]&y=5%": "https://a.fr/a%7Cb?x=%5B1%5D&y=5%25",
    "https://a.fr/a#b#c": "https://a.fr/a#b%23c",
    "https://préfecture.fr:8080/": "https://xn--prfecture-c4a.fr:8080/",
    "https://faß.example/é": "https://xn--fa-hia.example/%C3%A9",
    "https://a.fr/d%C3%A9jà": "https://a.fr/d%C3%A9j%C3%A0",
    "https://a.fr/?": "https://a.fr/?",
    "https://a.fr/a;b/@c:d?e=f/g?h#": "https://a.fr/a;b/@c:d?e=f/g?h#",
}


@pytest.mark.parametrize(("written", "read"), ADDRESSES.items())
def test_an_address_is_one_for_every_program(written: str, read: str) -> None:
    assert as_uri(written) == as_uri(read) == read
    assert FormatChecker().conforms(read, "uri")
