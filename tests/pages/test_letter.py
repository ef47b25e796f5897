"""The page of an issue and the list of issues."""

from __future__ import annotations

import re
from datetime import date

from generators.letter import compose, outputs
from generators.letter.check import extract, tidy
from generators.pages.letter import page as pages
from generators.records.models import Numero
from generators.site import Site
from generators.trace.seen import Seen
from tests.letter.fake import issue, real, record, rubric, site_with
from tests.sites import on

ISSUE = real().records.issues["2023-t3"]


def page_of(issue: Numero, site: Site) -> str:
    letter = compose(issue, site)
    return pages.page(issue, letter, [letter], site).body


def archive_of(site: Site) -> str:
    return next(pages.makers(site))().body


def test_every_item_has_an_address():
    html = page_of(ISSUE, real())
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"agenda", "actualites", "ressources", "agenda-rapport-ciivise-2023"} <= set(ids)
    assert len(re.findall("<article", html)) == 27


def test_rubric_buttons_lead_to_the_rubrics_of_the_page():
    links = dict(extract(page_of(ISSUE, real())).links)
    assert (links["Agenda"], links["Actualités"], links["Ressources"]) == (
        "#agenda",
        "#actualites",
        "#ressources",
    )


def test_the_contents_name_every_item_in_order():
    html = page_of(ISSUE, real())
    contents = html[html.index('<nav class="sommaire') : html.index("</nav>", html.index("sommaire--numero"))]
    anchors = re.findall(r'<a href="#([^"]+)"', contents)
    assert [one for one in anchors if "-" in one] == re.findall(
        r'<article class="lettre-item" id="([^"]+)"', html
    )
    assert {"agenda", "actualites", "ressources"} <= set(anchors)


def test_each_item_has_the_whole_text_of_its_record():
    words = extract(page_of(ISSUE, real())).words
    for part in (ISSUE.agenda, ISSUE.actualites, ISSUE.ressources):
        for choix in part.choix:
            kind, _, id_ = choix.fiche.partition("/")
            text = real().records.by_kind[kind][id_].presentation
            assert tidy(re.sub(r"[*_#>\-]|\[|\]\([^)]*\)", " ", text.split("\n\n")[0])) in tidy(
                re.sub(r"[*_#>\-]", " ", words)
            ), choix.fiche
            assert text.split()[-1] in words


def test_what_was_to_come_knows_when_it_is_over():
    events = [
        record("events", "un", debut="2023-11-14T14:00", fin="2023-11-14T16:00"),
        record("events", "deux", debut="2023-11-20", annule="true"),
        record("events", "trois", debut="2023-09-01", compte_rendu="Ce qui s’y est dit."),
    ]
    one = issue(
        agenda=rubric("events/un", "events/deux"), actualites=rubric("events/trois", titre="Actualités")
    )
    mine = site_with(*(("events", event) for event in events))
    html = page_of(one, mine)
    assert re.findall(r'id="(\S+)" aria-labelledby="\S+" data-fin="([^"]+)"', html) == [
        ("agenda-un", "2023-11-14T15:00Z")
    ]
    assert "Ce qui s’y est dit." in html
    assert "data-passe>" in html and "data-passe hidden>" not in html
    assert "data-passe hidden>" in page_of(one, on(date(2023, 11, 14), mine))


def test_addresses_start_with_the_way_to_the_root():
    html = page_of(ISSUE, real())
    links = [url for _, url in extract(html).links]
    inside = [url for url in links if not re.match(r"#|tel:|mailto:|https://", url)]
    assert inside and all(url.startswith("../../") for url in inside)
    assert "../../agenda/rapport-ciivise-2023/" in links
    assert "../../actualites/#akatij-guyane" in links


def test_one_label_leads_to_one_place():
    targets: dict[str, str] = {}
    for label, url in extract(page_of(ISSUE, real())).links:
        assert targets.setdefault(label, url) == url, label


def test_headings_and_practical_information():
    read = extract(page_of(ISSUE, real()))
    levels = [level for level, _ in read.headings]
    assert levels.count(1) == 1 and levels[0] == 1 and max(levels) == 3
    assert "Maison de la Radio, Paris" in read.words


def test_words_are_escaped():
    event = record("events", "un", titre="<img src=x onerror=alert(1)>", resume="« a » & b")
    html = page_of(issue(agenda=rubric("events/un")), site_with(("events", event)))
    assert "<img" not in html
    assert "<img src=x onerror=alert(1)>" in extract(html).words


def test_the_list_shows_published_issues_latest_first():
    event = record("events", "un")
    issues = (
        issue(id="2023-t2", periode="2e trimestre 2023", date="2023-07-01", agenda=rubric("events/un")),
        issue(agenda=rubric("events/un")),
        issue(id="2024-t1", periode="1er trimestre 2024", date="2024-01-10", statut="brouillon"),
    )
    html = archive_of(site_with(("events", event), issues=issues))
    issues_linked = [url for _, url in extract(html).links if url.startswith("../newsletter/2")]
    assert issues_linked == ["../newsletter/2023-t4/", "../newsletter/2023-t2/"]
    assert "2024-t1" not in html
    assert "1 sujet" in extract(html).words
    assert 'id="se-desinscrire"' in html and 'id="s-abonner"' in html


def test_the_list_leads_from_each_item_to_its_record():
    """Also where the button of the item leads elsewhere: the archive is the way to the record."""
    chosen = rubric({"fiche": "events/un", "bouton": {"libelle": "S’inscrire", "url": "https://x.example/"}})
    news = rubric({"fiche": "news/deux", "titre": "Le 2e fait"}, titre="Actualités")
    records = (("events", record("events", "un")), ("news", record("news", "deux")))
    html = archive_of(site_with(*records, issues=(issue(agenda=chosen, actualites=news),)))
    links = extract(html).links
    assert ("Journée", "../agenda/un/") in links
    assert ("Le 2e fait", "../actualites/#deux") in links
    assert not any(url == "https://x.example/" for _, url in links)


def test_the_list_of_the_repository_has_every_item():
    links = [url for _, url in extract(archive_of(real())).links]
    assert (
        len([url for url in links if re.match(r"\.\./(agenda|actualites|ressources|acteurs)/.", url)]) == 27
    )


def test_the_list_without_an_issue_says_so():
    assert "Aucun numéro n’est encore publié." in archive_of(site_with())


def test_what_is_called_off_after_it_left_is_said_on_the_page_and_nowhere_in_what_was_sent():
    one = issue(agenda=rubric("events/un", "events/deux"))
    still = [record("events", name, commune="Gap") for name in ("un", "deux")]
    before = site_with(*(("events", event) for event in still), issues=(one,))
    off = record("events", "un", commune="Gap", annule="true", date_maj="2023-11-02")
    put_off = record("events", "deux", commune="Gap", reporte_au="2024-01-09", date_maj="2023-11-02")
    after = site_with(("events", off), ("events", put_off), issues=(one,))
    words = extract(page_of(one, after)).words
    assert "Annulé depuis · Gap · Colloque" in words
    assert "Reporté depuis · Gap · Colloque" in words
    assert outputs(one, after) == outputs(one, before) == outputs(one, Seen(after).site)
    worded = issue(agenda=rubric({"fiche": "events/un", "surtitre": "À ne pas manquer"}))
    assert "Annulé depuis · À ne pas manquer" in extract(page_of(worded, after)).words


def test_what_was_called_off_before_it_left_is_said_in_what_is_sent():
    off = record("events", "un", commune="Gap", annule="true", date_maj="2023-10-17")
    for statut in ("publie", "brouillon"):
        one = issue(agenda=rubric("events/un"), statut=statut)
        sent = outputs(one, site_with(("events", off), issues=(one,)))
        assert "Annulé · Gap" in sent["email.html"].decode()
