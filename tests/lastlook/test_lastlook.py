"""Whatever encodes it, a place that only a confidential record gives is seen; what anybody may say is not."""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import pytest

from generators.exchange import xlsx
from generators.land.places import load_places
from generators.land.territories import Zone
from generators.lastlook import NOTHING, LastLook, last_look
from generators.lastlook.finder import Finder
from generators.leak import Leak
from generators.records.models import Acteur
from generators.records.reading.load import load
from generators.records.records import Records
from generators.records.withheld import Secret

ROOT = Path(__file__).parents[2]
PLACES = load_places(ROOT / "data" / "reference")
LISTS = load(ROOT / "data", ROOT / "newsletter").records
KEY = ("actors", "foyer-abri")
STREET = "76 bis, rue de l’Évêché"
SECRET = Secret(
    KEY,
    (
        ("adresse", STREET),
        ("complement_adresse", "Résidence Ziphirin"),
        ("code_postal", "69100"),
        ("commune", "Villeurbanne"),
        ("code_insee", "69266"),
        ("latitude", 45.77129),
        ("longitude", 4.89018),
        ("siret", "13003013300016"),
        ("zone_eligibilite", Zone("commune:69029")),
    ),
)


def actor(id_: str, **place: object) -> Acteur:
    said = {"nom": "Foyer L’Abri", "type": "service", "categorie": "hebergement", "resume": "Un lieu."}
    proof = {"sources": [{"document": "Document", "date": "2026"}], "verifie_le": "2026-10-01"}
    values = {"id": id_, **said, **proof, "verifie_par": "équipe", **place}
    return Acteur.model_validate(values, context={"vocabulary": LISTS.vocabulary})


def records(*others: Acteur) -> Records:
    hidden = actor("foyer-abri", departement="69", adresse_confidentielle="true")
    found = {one.id: one for one in (hidden, *others)}
    paths = {("actors", id_): f"data/actors/{id_}.yml" for id_ in found}
    return replace(LISTS, by_kind=MappingProxyType({"actors": found}), paths=paths)


def look(*others: Acteur) -> LastLook:
    return last_look((SECRET,), records(*others), PLACES) if others else ALONE


ALONE = last_look((SECRET,), records(), PLACES)


def eml(encoding: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "La lettre"
    message.set_content(f"Bonjour,\n\nLe foyer est au {STREET}.\n", cte=encoding)
    return message.as_bytes()


def folded(text: str) -> bytes:
    """A line of a calendar goes on after a line break and a space, within a word and within a letter."""
    data = text.encode()
    return b"\r\n ".join(data[n : n + 7] for n in range(0, len(data), 7))


def archive(**files: bytes) -> bytes:
    """A ZIP of these files; two underscores are a dot, three a slash."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("___", "/").replace("__", "."), content)
    return packed.getvalue()


def ours(*values: xlsx.Cellule) -> bytes:
    """The same as our own writer makes it."""
    names = [f"colonne_{n}" for n, _ in enumerate(values)]
    return xlsx.classeur("Titre", "Auteur", date(2026, 11, 22), [xlsx.feuille("Feuille", names, [values])])


def workbook(*cells: str) -> bytes:
    """An Excel workbook whose one sheet has these cells in a row, each as XML writes its value."""
    row = "".join(f'<c r="{chr(65 + n)}2" s="1">{cell}</c>' for n, cell in enumerate(cells))
    return archive(xl___worksheets___sheet1__xml=f'<sheetData><row r="2">{row}</row></sheetData>'.encode())


def pdf(*streams: bytes, head: bytes = b"") -> bytes:
    """A PDF with these streams, packed, after what stands in the open."""
    packed = (b"stream\n" + zlib.compress(one) + b"\nendstream\n" for one in streams)
    return b"%PDF-1.7\n%\xe2\xe3\n" + head + b"".join(packed) + b"%%EOF"


def shown(text: str, *, ranged: bool = False) -> bytes:
    """What shows a text in a font of its own codes, cut where letters are moved; and what the codes mean."""
    signs = sorted(set(text))
    codes = {sign: f"{rank:04X}" for rank, sign in enumerate(signs, 1)}
    pairs = "".join(f"<{codes[sign]}> <{ord(sign):04X}>\n" for sign in signs)
    each = "".join(f"<{ord(sign):04X}>" for sign in signs)
    meant = (
        f"1 beginbfrange <0001> <{len(signs):04X}> [{each}] endbfrange"
        if ranged
        else f"{len(signs)} beginbfchar\n{pairs}endbfchar"
    )
    octal = "".join(f"\\{int(codes[s][:2], 16):03o}\\{int(codes[s][2:], 16):03o}" for s in text[:9])
    rest = "".join(codes[sign] for sign in text[9:])
    return pdf(f"BT /f0 8 Tf[({octal})-12.5<{rest}>]TJ ET".encode(), b"begincmap\n" + meant.encode())


WIDE = b"\xfe\xff" + STREET.encode("utf-16-be")
PERCENT = "".join(f"%{byte:02X}" for byte in STREET.encode())
#: How a file may say it. Each is a file of its own.
SAID: dict[str, tuple[str, bytes]] = {
    "plain": ("a.html", STREET.encode()),
    "its path": (f"agenda/{STREET}.ics", b""),
    "upper case": ("a.txt", STREET.upper().encode()),
    "no accents": ("a.txt", b"76 BIS RUE DE L'EVECHE"),
    "decomposed": ("a.txt", "76 bis rue de l’E\u0301ve\u0302che\u0301".encode()),
    "a slug": ("a.html", b'<a href="/x/76-bis-rue-de-l-eveche/">'),
    "glued": ("a.txt", b"foyer.76bisruedeleveche@exemple.fr"),
    "two lines": ("a.txt", "76 bis, rue\nde l’Évêché".encode()),
    "tags": ("a.html", "<b>76</b> bis, rue de l’Év<wbr>êc<i>hé</i>".encode()),
    "soft hyphens": ("a.html", "76 bis, rue de l’Évê&shy;ché".encode()),
    "zero width": ("a.html", "76 bis, rue de l’Évê\u200bché".encode()),
    "no-break spaces": ("a.html", "76\u00a0bis, rue\u202fde l’Évêché".encode()),
    "named entities": ("a.html", b"76 bis, rue de l&rsquo;&Eacute;v&ecirc;ch&eacute;"),
    "numbered entities": ("a.html", "".join(f"&#{ord(sign)};" for sign in STREET).encode()),
    "hexadecimal entities": ("a.html", "".join(f"&#x{ord(sign):X};" for sign in STREET).encode()),
    "entities in entities": ("a.atom", b"76 bis, rue de l&amp;#8217;&amp;Eacute;v&amp;ecirc;ch&amp;eacute;"),
    "markup in entities": ("a.atom", "&lt;p&gt;76&lt;/p&gt; bis, rue de l’Évêché".encode()),
    "an address": ("a.html", quote(STREET).encode()),
    "an address in full": ("a.html", PERCENT.encode()),
    "an address in an address": ("a.html", quote(quote(STREET)).encode()),
    "JSON": ("a.json", json.dumps({"a": STREET}).encode()),
    "JSON, every sign": ("a.json", "".join(f"\\u{ord(sign):04x}" for sign in STREET).encode()),
    "a data address": ("a.html", b"data:text/plain;base64," + base64.b64encode(STREET.encode())),
    "a data address, no padding": (
        "a.svg",
        b"url(data:a/b;base64," + base64.b64encode(STREET.encode()).rstrip(b"=") + b")",
    ),
    "a message, base64": ("message.eml", eml("base64")),
    "a message, quoted-printable": ("message.eml", eml("quoted-printable")),
    "a message, eight bits": ("message.eml", eml("8bit")),
    "a message's subject": (
        "message.eml",
        b"Subject: =?utf-8?q?76_bis=2C_rue_de_l=27=C3=89v=C3=AAch=C3=A9?=\n\n.",
    ),
    "quoted-printable alone": ("a.txt", quopri.encodestring(b"x" * 60 + b" 76 bis rue de l'eveche")),
    "a calendar's line": ("a.ics", folded("LOCATION:" + STREET)),
    "a contact's line": ("a.vcf", folded("ADR;TYPE=WORK:;;" + STREET.replace(",", "\\,"))),
    "a contact's second line": ("a.vcf", folded("NOTE:Foyer L’Abri\\nVilleurbanne\\, dans le Rhône")),
    "a calendar's second line": ("a.ics", folded("DESCRIPTION:Foyer L’Abri\\NVilleurbanne")),
    "JSON's second line": ("a.json", json.dumps({"a": "Foyer L’Abri\nVilleurbanne"}).encode()),
    "JSON in a page": ("a.html", b'<script>{"a":"Foyer L\\u2019Abri\\nVilleurbanne"}</script>'),
    "a workbook's cell": ("a.xlsx", workbook(f"<is><t>{STREET}</t></is>")),
    "runs of a workbook's cell": (
        "a.xlsx",
        workbook("<is><r><t>76 bis, rue</t></r><r><t> de l’Évêché</t></r></is>"),
    ),
    "a position in two cells": ("a.xlsx", workbook("<v>45.77129</v>", "<v>4.89018</v>")),
    "a cell of our workbooks": ("a.xlsx", ours("x", f"au {STREET} & ailleurs")),
    "a position in our workbooks": ("a.xlsx", ours("foyer", 45.77129, 4.89018, "adresse")),
    "a SIRET in our workbooks": ("a.xlsx", ours("13003013300016")),
    "a commune in our workbooks": ("a.xlsx", ours("foyer-abri", "Foyer L’Abri", None, "Villeurbanne")),
    "a table in an archive": ("a.zip", archive(table__csv=f"id,adresse\r\nx,{STREET}".encode())),
    "archives in archives": (
        "a.zip",
        archive(b__zip=archive(c__zip=archive(d__zip=archive(e__txt=STREET.encode())))),
    ),
    "an address in Windows's alphabet": ("a.html", b"76%20bis%20rue%20de%20l%27%C9v%EAch%E9"),
    "an archive's file's name": ("a.zip", archive(**{"76-bis-rue-de-l-eveche__csv": b"."})),
    "a workbook in an archive": ("a.zip", archive(a__xlsx=workbook(f"<is><t>{STREET}</t></is>"))),
    "an archive under another name": ("a.bin", archive(a__txt=STREET.encode())),
    "a damaged archive": ("a.zip", b"PK\x03\x04" + STREET.encode()),
    "a damaged end of an archive": ("a.zip", archive(a__txt=b".")[:-30] + STREET.encode()),
    "a damaged gzip": ("a.gz", b"\x1f\x8b" + STREET.encode()),
    "gzip": ("a.json.gz", gzip.compress(json.dumps({"a": STREET}).encode())),
    "gzip under another name": ("a.svgz", gzip.compress(STREET.encode())),
    "an archive in gzip": ("a.gz", gzip.compress(archive(a__csv=STREET.encode()))),
    "a PDF's title": ("a.pdf", pdf(head=b"<</Title(" + WIDE + b")>>")),
    "a PDF's title, one byte a letter": ("a.pdf", pdf(head=b"<</Title(76 bis, rue de l'\311v\352ch\351)>>")),
    "a PDF's contents": ("a.pdf", pdf(head=b"<</Title<" + WIDE.hex().encode() + b">>>")),
    "a PDF's packed objects": (
        "a.pdf",
        pdf(b"<</Alt(" + "".join(f"\\{b:03o}" for b in WIDE).encode() + b")>>"),
    ),
    "what describes a PDF": (
        "a.pdf",
        pdf(head=f"stream\n<dc:title>{STREET}</dc:title>\nendstream\n".encode()),
    ),
    "a PDF's page": ("a.pdf", shown(STREET)),
    "a PDF's page, codes in a range": ("a.pdf", shown(STREET, ranged=True)),
    "a PDF's page, a letter a byte": (
        "a.pdf",
        pdf(b"BT [(76 bis, r)20(ue de l'\311v)]TJ (\352ch\351) Tj ET"),
    ),
    "a PDF's page, packed and in letters": (
        "a.pdf",
        pdf(
            head=b"stream\r\n"
            + base64.a85encode(zlib.compress(b"BT (76 bis, rue de l'\\311v\\352ch\\351) Tj ET"), wrapcol=72)
            + b"~>\nendstream\n"
        ),
    ),
    "a PDF with codes longer than the first": (
        "a.pdf",
        pdf(b"1 beginbfrange <01> <0203> <0041> endbfrange", head=b"<</Title(" + WIDE + b")>>"),
    ),
    "a PDF in an archive": ("a.zip", archive(a__pdf=shown(STREET))),
    "the alphabet of Windows": ("a.csv", STREET.encode("cp1252")),
    "UTF-16": ("a.csv", STREET.encode("utf-16")),
    "a script": ("a.js", f'a("{STREET}")'.encode()),
    "a script's escapes": ("a.js", b"76 bis, rue de l'\\xC9v\\u00EAch\\xE9"),
    "SIRET": ("a.csv", b"13003013300016"),
    "SIRET in groups": ("a.html", b"130 030 133 00016"),
    "position": ("a.json", b'{"lat":45.77129,"lon":4.89018}'),
    "position, longitude first": ("a.geojson", b'"coordinates":[4.89018,45.77129]'),
    "position to a hundred metres": ("a.json", b"45.771,4.890"),
    "position, French": ("a.html", "45,7713° N, 4,8902° E".encode()),
    "position in an address": ("a.html", b"?mlat=45.7713%26mlon=4.8902"),
    "position in a map's link": ("a.html", b"https://maps.example/x/data=!4m2!8m2!3d45.77129!4d4.89018"),
    "position in a map's frame": ("a.html", b"https://maps.example/embed?pb=!1m3!2d4.89018!3d45.77129"),
    "position as a plus code": ("a.html", b"https://plus.codes/8FQ6QVCR+G3"),
    "position in degrees and minutes": ("a.html", '45°46’16.6"N 4° 53′ 24,6″ E'.encode()),
    "the commune of the record": ("a.html", "Le Foyer L’Abri, à Villeurbanne".encode()),
    "its commune, encoded": ("a.json", b'{"id":"foyer-abri","c":"Ville\\u0075rbanne"}'),
    "its street, without a number": ("a.html", "Foyer L’Abri, rue de l’Évêché".encode()),
    "what completes its address": ("a.html", "Foyer L’Abri (résidence Ziphirin)".encode()),
    "what it covers": ("a.html", b'<a href="/acteurs/foyer-abri/"></a> Bron'),
}


@pytest.mark.parametrize(("path", "content"), SAID.values(), ids=SAID.keys())
def test_a_confidential_place_is_seen(path: str, content: bytes) -> None:
    with pytest.raises(Leak) as told:
        look().over({"b.html": b"<p>rien</p>", path: content})
    said = path if STREET not in path else "agenda/… (le nom du fichier le dit)"
    assert told.value.found == ((said, "data/actors/foyer-abri.yml"),)


#: How people write what a record says: its address and commune, then what a text says.
WRITTEN = [
    (("76 avenue du Général-de-Gaulle", "Bron"), "au 76, av. du Gal de Gaulle"),
    (("76 avenue du Général-de-Gaulle", "Bron"), "76 AV GENERAL DE GAULLE"),
    (("76 av. du Gal de Gaulle", "Bron"), "76 avenue du Général-de-Gaulle"),
    (("76 avenue du Général-de-Gaulle", "Bron"), "avenue du Général-de-Gaulle, 76"),
    (("76 avenue du Général-de-Gaulle", "Bron"), "au 76 de l’avenue du Général-de-Gaulle"),
    (("76 avenue du Général-de-Gaulle", "Bron"), "avenue du Général-de-Gaulle, au n° 76"),
    (("12 bis boulevard Saint-Michel", "Bron"), "12b, bd St-Michel"),
    (("12 bis, Bd St-Michel", "Bron"), "12 bis boulevard Saint Michel"),
    (("3 place du Docteur-Calmette", "Bron"), "3 pl. Dr Calmette"),
    (("5 rue de la République", "Bron"), "5, R. de la Republique"),
    (("5 rue de la République", "Bron"), "Tél. 04 78 00 00 00 5 rue de la République 69500"),
    (("5 rue de la République", "Bron"), "Foyer L’Abri, r. de la République"),
    (("5 rue de la République", "Saint-Ouen-sur-Seine"), "Foyer L’Abri, à St-Ouen s/Seine"),
    (("5 rue de la République", "L’Haÿ-les-Roses"), "Foyer L'Abri, à L'Haÿ-les-Roses"),
    (("5 rue de l’Évêché", "Bron"), "Foyer L’Abri, rue de l'Evêché"),
    (("5 rue de la République", "St-Ouen"), "Foyer L’Abri, à Saint-Ouen"),
]


def written(adresse: str, commune: str, *others: Acteur) -> LastLook:
    secret = Secret(KEY, (("adresse", adresse), ("commune", commune)))
    return last_look((secret,), records(*others), PLACES)


@pytest.mark.parametrize(("place", "text"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_however_people_write_a_place_it_is_seen(place: tuple[str, str], text: str) -> None:
    with pytest.raises(Leak):
        written(*place).over({"a.html": text.encode()})


#: The street, and what follows or comes before, which is no number of it.
OTHERS = (
    "Rue de la République. Un foyer ouvre.",
    "vingt-cinq, rue de la République",
    "un boulevard de la République",
    "Tél. 04 78 00 00 05, rue de la République",
)


def test_another_number_of_a_street_is_another_place() -> None:
    look = written("5 rue de la République", "Bron")
    for text in (
        "15 rue de la République",
        "rue de la République, 59",
        "de 2005 rue de la République",
        *OTHERS,
    ):
        look.over({"a.html": text.encode()})


def test_a_place_that_a_public_record_gives_in_other_words_is_no_secret() -> None:
    public = actor("autre", adresse="12 bis, Bd St-Michel", commune="Lyon", code_insee="69123")
    look = written("12 bis boulevard Saint-Michel", "Bron", public)
    look.over({"a.html": b"12 bis, Bd St-Michel", "b.html": b"12 bis boulevard Saint-Michel"})


#: What may stand anywhere: the record, its département, others' streets, tables of communes, numbers.
LET: dict[str, bytes] = {
    "the record": "Foyer L’Abri, dans le Rhône (69)".encode(),
    "the number": b"76 bis, 69100, 69266",
    "a table of communes": b'["69266","Villeurbanne","69100 69120",17,45.768,4.881],["69029","Bron"]',
    "another street": "76 bis, rue de l’Évêque".encode(),
    "its street, where nothing names it": "rue de l’Évêché".encode(),
    "half a position": b"45.77129",
    "another longitude": b"45.77129,4.90111",
    "numbers between the two": b"45.77129,12,4.89018",
    "our workbook": ours("Foyer L’Abri", "dans le Rhône", 45.77129, 4.90111),
    "a workbook": workbook("<is><t>Foyer L’Abri</t></is>", "<v>45.77129</v>", "<v>4.90111</v>"),
    "digits of a drawing": b"M45771.29 48901.8L0 0",
}


@pytest.mark.parametrize("content", LET.values(), ids=LET.keys())
def test_what_anybody_may_say_is_let_through(content: bytes) -> None:
    look().over({"a.html": content})


@pytest.mark.parametrize(
    "place",
    [
        {"adresse": "76 bis rue de l'Eveche", "commune": "Lyon", "code_insee": "69123"},
        {"siret": "13003013300016"},
        {"latitude": "45.7713", "longitude": "4.8902"},
        {"commune": "Villeurbanne", "code_insee": "69266"},
        {"zone_eligibilite": ["commune:69266"]},
    ],
    ids=lambda place: next(iter(place)),
)
def test_what_a_public_record_gives_too_is_no_secret(place: dict[str, object]) -> None:
    said = {
        "adresse": STREET,
        "siret": "130 030 133 00016",
        "latitude": "45.77129, 4.89018",
        "commune": "Foyer L’Abri, Villeurbanne",
        "zone_eligibilite": "Foyer L’Abri, Villeurbanne",
    }[next(iter(place))]
    with pytest.raises(Leak):
        look().over({"a.html": said.encode()})
    look(actor("autre", **place)).over({"a.html": said.encode()})


def test_a_word_of_a_page_that_is_not_about_the_record_is_anybodys() -> None:
    about = {"acteurs/foyer-abri/index.html": "Foyer L’Abri. Bron, Villeurbanne.".encode()}
    others = {"guide/index.html": b"Villeurbanne et Bron sont des exemples."}
    with pytest.raises(Leak):
        look().over(about)
    look().over(about | others)


def test_the_message_says_where_and_never_what() -> None:
    files = {f"page-{n:02}.html": STREET.encode() for n in range(30)}
    with pytest.raises(Leak) as told:
        look().over(files)
    message = str(told.value)
    assert "page-00.html\u00a0: le lieu de data/actors/foyer-abri.yml" in message
    assert "et 10\u00a0autres fichiers" in message
    assert "page-29.html" not in message
    said = f"{message} {look()!r} {look().needles!r} {SECRET!r}".lower()
    assert not any(word in said for word in ("évêché", "eveche", "villeurbanne", "69100", "45.77", "13003"))


def test_a_file_whose_name_tells_the_place_is_told_by_its_folder() -> None:
    names = ("acteurs/76-bis-rue-de-l-eveche/index.html", "agenda/foyer-abri-villeurbanne.ics", "flux/a.atom")
    with pytest.raises(Leak) as told:
        look().over({name: f"{STREET}, Foyer L’Abri, Villeurbanne".encode() for name in names})
    assert "eveche" not in str(told.value) and "villeurbanne" not in str(told.value)
    assert "acteurs/… (le nom du fichier le dit)" in str(told.value) and "flux/a.atom" in str(told.value)


def test_without_a_secret_nothing_is_looked_at() -> None:
    class Unread(dict[str, bytes]):
        items: Callable[..., object] = None  # type: ignore[assignment]

    NOTHING.over(Unread(a=b""))
    last_look((), records(), PLACES).over(Unread(a=b""))


def test_all_the_words_of_a_text_are_found_in_one_pass() -> None:
    words = [b"rue", b"ruelle", b"ruedeslilas", b"lle12", b"12", b"a.b", b"absent"]
    assert Finder(frozenset(words)).found(b"12ruelle12ruedeslilas a.b") == {*words} - {b"absent"}
    assert Finder(frozenset()).found(b"rue") == set()
    assert list(Finder(frozenset({b"aa"})).places(b"aaa")) == [(0, b"aa"), (1, b"aa")]
