"""The e-mail as its readers get it: the real issue, and one made of hostile words."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata

import pytest

from generators import letter
from generators.letter import compose, mjml
from generators.letter.check import extract, tidy
from generators.letter.composition import shorter
from generators.letter.mjml import BUDGET, GROUPES, Drawing, environment
from generators.mail.services import SERVICES
from tests.letter.fake import ROOT, SITE, issue, picture, real, real_files, record, rubric, site_with
from tests.letter.variants import drafted_quarter
from tests.node import node

ISSUE = "2023-t3"
HOSTILE = (
    "</td></table><script>alert(1)</script> &amp; \"guillemets\" 'simples' <mj-raw> {{ unsubscribe }} "
    "{% raw %} [[PERMALINK]] *|ARCHIVE|* \\u{a0} \\ ]]> <!-- -->"
)
#: Base letter and accent apart, thin space, joiner, family emoji, right-to-left word.
STRANGE = "e\u0301te\u0301 5\u202f000 a\u200db 👩\u200d👧 q\u0302 \u05e9\u05dc\u05d5\u05dd œuvre"


@pytest.fixture(scope="module")
def html() -> str:
    return real_files()["email.html"].decode()


def hostile_site():
    event = record(
        "events", "un", titre=HOSTILE[:200], resume=HOSTILE, lieu=STRANGE, commune="Gap", frais="gratuit"
    )
    news = record("news", "une", titre=STRANGE, resume=STRANGE + " " + HOSTILE[:150])
    return site_with(("events", event), ("news", news), **{"dessin.png": picture(1072, 336)})


def hostile_issue():
    image = {"fichier": "dessin.png", "alt": f"Dessin\u00a0: {STRANGE} {HOSTILE[:120]}"}
    button = {"libelle": 'S’inscrire <ici> & "là" {{x}}', "url": "https://x.example/?a=1&b={{mirror}}|[[P]]"}
    choice = {"fiche": "events/un", "image": image, "bouton": button}
    return issue(
        titre="La « lettre » & <b>\u00a0\\",
        apercu=HOSTILE,
        editorial=HOSTILE + "\n\n" + STRANGE,
        agenda=rubric(choice, titre=HOSTILE[:60]),
        actualites=rubric("news/une", titre="Actualités"),
    )


def test_the_real_issue_has_no_problem():
    assert letter.problems(real().records.issues[ISSUE], real()) == ()


def test_nothing_is_written_twice_and_outlook_finds_its_tables(html):
    """Conditional comments that touch are one, and each that opens closes."""
    assert not re.search(r"background:(#\w+);background-color:\1", html)
    assert "<![endif]--><!--[if mso | IE]>" not in html
    outlook = "".join(re.findall(r"<!--\[if mso \| IE\]>(.*?)<!\[endif\]-->", html))
    for tag in ("table", "tr", "td"):
        assert outlook.count(f"<{tag}") == outlook.count(f"</{tag}>") > 10
    assert "&#160;" not in html and "\u00a0: " in html


def test_the_real_issue_meets_the_budget_with_short_tables(html):
    assert len(html.encode()) <= BUDGET
    one = compose(real().records.issues[ISSUE], real())
    assert len(one.items) == 27
    sections = html.count('class="sh"')
    assert sections >= 2 + sum(-(-len(p.items) // GROUPES[1]) for p in one.parties)


def test_structure(html):
    read = extract(html)
    assert html.startswith('<!doctype html><html lang="fr" dir="ltr"')
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1 and levels[0] == 1
    rubrics = [label for level, label in read.headings if level == 2][:3]
    assert rubrics == ["Agenda", "Actualités du réseau", "Ressources"]
    assert levels.count(3) == 27
    visible = re.sub(r"<!--.*?-->", "", html, flags=re.S)
    assert all('role="presentation"' in tag for tag in re.findall(r"<table[^>]*>", visible))


def test_each_item_says_its_data_and_nothing_else(html):
    """From its kicker to its calendar link, word for word: nothing missing, glued, or added."""
    words = extract(html).words
    for item in compose(real().records.issues[ISSUE], real()).items:
        rows = [f"{row.nom} : {row.valeur}" for row in item.lignes]
        agenda = [item.agenda.libelle] if item.agenda else []
        said = [
            *(item.tuile or ()),
            item.surtitre,
            item.titre,
            item.texte,
            *rows,
            *agenda,
            item.bouton.libelle,
        ]
        assert f" {tidy(' '.join(said))} " in words


def test_pictures_have_sizes_and_texts_and_none_spies(html):
    for image in extract(html).images:
        assert {"src", "alt", "width", "height"} <= image.keys()
        assert int(image["width"]) > 1 and int(image["height"]) > 1
        assert image["src"].startswith(SITE) and "?" not in image["src"]


def test_no_link_carries_a_tracking_parameter(html):
    assert [url for _, url in extract(html).links if re.search(r"[?&](utm_|mtm_|fbclid|mc_)", url)] == []


def test_language_and_direction_stand_where_webmails_keep_them(html):
    """Webmails drop `html` and `body`: the first block says both again."""
    body = html.partition("<body")[2]
    block = re.search(r'<div [^>]*role="article"[^>]*>', body)
    assert block and 'lang="fr"' in block[0] and 'dir="ltr"' in block[0]


def test_every_written_cell_names_its_font(html):
    visible = re.sub(r"<!--.*?-->", "", html, flags=re.S)
    ours = [
        tag
        for tag in re.findall(r"<td[^>]*>", visible)
        if "font-size:0px" not in tag and "direction:" not in tag
    ]
    assert ours and [tag for tag in ours if "font:" not in tag] == []


def test_rubric_buttons_are_web_addresses(html):
    links = dict(extract(html).links)
    assert links["Agenda 9 dates"] == f"{SITE}newsletter/2023-t3/#agenda"
    assert links["Actualités 11 initiatives"] == f"{SITE}newsletter/2023-t3/#actualites"
    assert not [url for url in links.values() if url.startswith("#")]


def test_nothing_is_loaded_from_elsewhere(html):
    assert {url.startswith(SITE) for url in extract(html).loaded} == {True}
    assert "@import" not in html and "<link" not in html and "<script" not in html


def test_what_ends_every_letter(html):
    read = extract(html)
    for urgence in real().records.urgences:
        assert tidy(urgence.affichage) in read.words
        assert urgence.href in {url for _, url in read.links}
    for words in (
        "76 avenue Pierre Brossolette, 92240 Malakoff",
        "Se désinscrire",
        "Lire cette lettre en ligne",
    ):
        assert words in read.words
    assert dict(read.links)["Faire un don à Droit d’Enfance"] == "https://www.droitdenfance.org/faire-un-don/"
    assert dict(read.links)["Écrire à l’équipe PARÉ"] == f"{SITE}proposer/"


def test_hostile_words_stay_words():
    mine, one = hostile_site(), hostile_issue()
    html = letter.outputs(one, mine)["email.html"].decode()
    assert letter.problems(one, mine) == ()
    assert "<script" not in html and "<mj-" not in html and "\\u{" not in html
    read = extract(html)
    assert "</td></table><script>alert(1)</script> &amp; \"guillemets\" 'simples' <mj-raw>" in read.words
    assert unicodedata.normalize("NFC", STRANGE.replace("\u202f", " ")) in tidy(read.words)
    alt = read.images[1]["alt"]
    assert alt and "\u00a0: été" in alt and "<script>" in alt
    assert (read.images[1]["width"], read.images[1]["height"]) == ("536", "168")
    assert f"{SITE}agenda/un.ics" in {url for _, url in read.links}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_a_service_finds_its_own_tags_and_no_others(service):
    files = letter.outputs(hostile_issue(), hostile_site())
    html, text = (files[f"email.{service.code}.{ending}"].decode() for ending in ("html", "txt"))
    links = extract(html).links
    assert dict(links)["Se désinscrire"] == service.tags.unsubscribe
    online = service.tags.online or f"{SITE}newsletter/2023-t4/"
    assert [url for _, url in links].count(online) == 2
    ours = (service.tags.unsubscribe, online)
    for drawn in (html, text):
        assert all(tag in drawn for tag in ours)
        rest = drawn.replace(ours[0], "").replace(ours[1], "")
        assert not re.search(r"\{\{|\{%|\[\[|\*\|", re.sub(r"<style.*?</style>", "", rest, flags=re.S))


def test_the_plain_letter_unsubscribes_on_the_site(html):
    assert dict(extract(html).links)["Se désinscrire"] == f"{SITE}newsletter/#se-desinscrire"
    assert dict(extract(html).links)["Lire en ligne"] == f"{SITE}newsletter/2023-t3/"


def test_a_longer_letter_has_longer_tables():
    events = [("events", record("events", f"e{n}", resume="Une phrase. " * 25)) for n in range(50)]
    choices = [
        {"fiche": f"events/e{n}", "bouton": {"libelle": f"Voir {n}"}, "titre": f"Titre {n}"}
        for n in range(50)
    ]
    long = issue(agenda=rubric(*choices))
    html = letter.outputs(long, site_with(*events))["email.html"].decode()
    assert html.count('class="sh"') == 3
    size = [p for p in letter.problems(long, site_with(*events)) if "Gmail" in p.message]
    assert [p.severity for p in size] == ["error"]
    assert "« Titre " in size[0].hint


def test_reference_renderer_accepts_the_source():
    """npm's own MJML, strict, reports unknown tags and illegal attributes that ours lets pass."""
    script = """
    const mjml2html = require("mjml");
    let source = "";
    process.stdin.on("data", (part) => { source += part; }).on("end", async () => {
      const done = await mjml2html(source, { validationLevel: "strict" });
      process.stdout.write(JSON.stringify({ errors: done.errors, html: done.html }));
    });
    """
    real_letter = compose(real().records.issues[ISSUE], real())
    brief = list(shorter(real_letter))[-1]
    hostile = compose(hostile_issue(), hostile_site())
    drafted, invented = drafted_quarter()
    quarter = compose(drafted, invented)
    letters = ((real_letter, real()), (brief, real()), (hostile, hostile_site()), (quarter, invented))
    for one, mine in letters:
        templates = environment(mine.gabarits)
        source = Drawing(one, mine, templates, letter.plain(one, mine)).mjml(GROUPES[0])
        done = subprocess.run(
            [node(), "-e", script], input=source, capture_output=True, text=True, cwd=ROOT, timeout=60
        )
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["errors"] == []
        titles = {label for level, label in extract(answer["html"]).headings if level == 3}
        assert titles == {tidy(item.titre) for item in one.items}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


#: Foreground and background of every text of the letter.
PAIRS = (
    ("douce", "papier"), ("encre", "feuille"), ("texte", "feuille"), ("douce", "feuille"),
    ("lien", "feuille"), ("bouton", "feuille"), ("encre", "bande"), ("texte", "bande"), ("bouton", "bande"),
    ("encre", "panneau"), ("lien", "panneau"), ("sur_bouton", "bouton"), ("sur_don", "don"),
)  # fmt: skip


@pytest.mark.parametrize("scheme", [mjml.light, mjml.dark])
def test_text_contrasts(scheme):
    """WCAG 2.2, 1.4.3."""
    found = scheme(real().identity.couleurs)
    for front, back in PAIRS:
        assert contrast(found[front], found[back]) >= 4.5, (front, back)
    head = mjml.head(real().identity.couleurs)
    for name in ("titre", "sujet", "periode"):
        assert contrast(head[name], head["fond"]) >= 4.5


def test_pictures_fit_a_budget():
    mark = real().images["marque.png"]
    assert len(mark) <= 6_000
    assert mark[16:24] == (104).to_bytes(4, "big") * 2
