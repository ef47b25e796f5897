"""An issue for each territory: the files, what they weigh, and that what is shared stays as it was."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from typing import Any

import pytest

from generators.letter import campaigns, outputs, territories
from generators.letter.check import extract, tidy, verify
from generators.letter.mjml import BUDGET
from generators.letter.nearby import Block
from generators.letter.territories import Shared
from generators.letter.territories import regions as all_regions
from generators.mail.services import SERVICES
from generators.site import Site
from tests.letter.fake import SITE, rubric
from tests.readers import RECEIVED
from tests.regions import ACTORS, EVENTS, numero, regions, site_of_regions

NEAR = ("guyane", "hauts-de-france", "normandie", "provence-alpes-cote-d-azur")
CONDITIONED = [service for service in SERVICES if service.condition]


def shared(site: Site | None = None, **fields: Any) -> Shared:
    return Shared.of(numero(**fields), site or regions())


def letters(one: Shared) -> dict[str, bytes]:
    return dict(territories.outputs(one, one.blocks(all_regions(one.site))))


def heavy(count: int, **fields: Any) -> Shared:
    """An issue of many items, on the verge of its budget."""
    text = "Une journée entière de rencontres et d’ateliers, avec des équipes venues de toute la France. " * 2
    events = {f"e{n}": {"titre": f"Journée {n}", "resume": text, "debut": "2026-12-01"} for n in range(count)}
    site = site_of_regions(events={**EVENTS, **events})
    return shared(site, agenda=rubric(*(f"events/e{n}" for n in range(count))), **fields)


def test_each_region_with_news_has_its_letter_and_no_other() -> None:
    files = letters(shared())
    assert tuple(sorted({path.partition("/")[0] for path in files})) == NEAR
    names = {"email.html", "email.txt", "message.eml"}
    names |= {f"email.{service.code}.{end}" for service in SERVICES for end in ("html", "txt")}
    assert {path.partition("/")[2] for path in files} == names


def test_the_block_comes_before_the_national_letter() -> None:
    files = letters(shared())
    read = extract(files["hauts-de-france/email.html"].decode())
    assert [label for level, label in read.headings if level == 2][:2] == [
        "Près de chez vous : Hauts-de-France",
        "Agenda",
    ]
    assert [level for level, _ in read.headings].count(1) == 1
    words = files["hauts-de-france/email.txt"].decode()
    assert words.index("PRÈS DE CHEZ VOUS") < words.index("1. AGENDA")
    assert all(len(line) <= 78 or "https://" in line for line in words.splitlines())


def test_without_its_block_each_letter_is_the_national_one() -> None:
    """The shared part is drawn once, and its bytes are those that `newsletter build` writes."""
    one = shared()
    national = outputs(one.issue, one.site)
    files = letters(one)
    (block,) = [block for block in one.blocks(all_regions(one.site)) if block.code == "guyane"]
    for service in SERVICES:
        name = f"email.{service.code}.html"
        whole = national[name].decode()
        if not service.tags.online:
            whole = whole.replace(f"{SITE}newsletter/2026-t4/", f"{SITE}newsletter/2026-t4/guyane/")
            whole = whole.replace("2026-t4/guyane/#", "2026-t4/#")
        assert files[f"guyane/{name}"].decode().replace(one.rows(block), "", 1) == whole


def test_a_letter_leads_to_its_own_page_and_every_label_to_one_place() -> None:
    read = extract(letters(shared())["guyane/email.html"].decode())
    targets: dict[str, str] = {}
    for label, url in read.links:
        assert targets.setdefault(label, url) == url, label
    assert targets["Lire en ligne"] == f"{SITE}newsletter/2026-t4/guyane/"
    assert targets["Assises de Cayenne"] == f"{SITE}agenda/cayenne/"


def test_each_letter_passes_the_checks_of_the_national_one() -> None:
    one = shared()
    for block in one.blocks(all_regions(one.site)):
        html = letters(one)[f"{block.code}/email.html"].decode()
        assert verify(one.letter, html, {}, one.site) == ()
        for line in (line for group in block.groupes for line in group.lignes):
            assert tidy(f"{line.lien.libelle} {line.texte}") in extract(html).words


def test_the_message_holds_the_letter_of_its_territory() -> None:
    files = letters(shared())
    seen = set()
    for code in NEAR:
        mail = email.message_from_bytes(files[f"{code}/message.eml"], policy=email.policy.default)
        body = mail.get_body(("html",))
        assert body is not None
        assert body.get_content().split() == files[f"{code}/email.html"].decode().split()
        seen.add(mail["Message-ID"])
    assert len(seen) == len(NEAR)


def test_two_builds_are_the_same() -> None:
    assert letters(shared()) == letters(shared())


@pytest.mark.parametrize("service", CONDITIONED, ids=lambda one: one.code)
@pytest.mark.parametrize("spelling", ["Provence-Alpes-Côte d’Azur", "Provence-Alpes-Côte d'Azur"])
def test_one_campaign_gives_each_reader_the_block_of_their_region(service: Any, spelling: str) -> None:
    one = shared()
    files = campaigns.files(campaigns.campaigns(one))
    national = outputs(one.issue, one.site)
    alone = letters(one)
    for end in ("html", "txt"):
        source = files[f"email.territoires.{service.code}.{end}"].decode()
        whole = national[f"email.{service.code}.{end}"].decode()
        for region, code in {"Guyane": "guyane", spelling: "provence-alpes-cote-d-azur"}.items():
            mine = alone[f"{code}/email.{service.code}.{end}"].decode()
            if not service.tags.online:  # the campaign leads to the page of the issue, which all share
                mine = mine.replace(f"newsletter/2026-t4/{code}/", "newsletter/2026-t4/")
            assert received(service, source, region) == received(service, mine, region)
        for nowhere in ("Bretagne", "", None):
            assert received(service, source, nowhere) == received(service, whole, nowhere)


def received(service: Any, source: str, region: str | None) -> str:
    contact = {} if region is None else {service.condition.field: region}
    return RECEIVED[service.code](source, contact)


#: What only one service's files may hold, besides its two addresses.
TAGS = {
    "brevo": r"\{% |\{\{ (unsubscribe|mirror)",
    "keila": r"\{% |\{\{ ",
    "notifuse": r"\{% |\{\{ ",
    "listmonk": r"\{\{ (if|end|UnsubscribeURL|MessageURL)",
    "mailjet": r"\[\[(UNSUB|PERMALINK)",
    "mailchimp": r"\*\|",
}


def test_two_services_tags_never_meet_in_one_file() -> None:
    one = shared()
    files = {**letters(one), **campaigns.files(campaigns.campaigns(one))}
    families = {"{%": r"\{%", "go": r"\{\{ (if|end)", "[[": r"\[\[", "*|": r"\*\|", "{{": r"\{\{"}
    mine = {
        "brevo": {"{%", "{{"},
        "keila": {"{%", "{{"},
        "notifuse": {"{%", "{{"},
        "listmonk": {"go", "{{"},
        "mailjet": {"[["},
        "mailchimp": {"*|"},
        "": set(),
    }
    for path, content in files.items():
        if path.endswith(".eml"):
            continue
        found = re.search(r"email\.(?:territoires\.)?(\w+)\.(?:html|txt)$", path)
        service = found[1] if found else ""
        held = {name for name, pattern in families.items() if re.search(pattern, content.decode())}
        assert held <= mine[service], path


def test_what_a_record_says_is_never_a_tag_nor_a_mark() -> None:
    hostile = "[[@pres]] {% if 1 %} {{ x }} *|IF:REGION=x|* [[UNSUB]] <b>@@"
    actors = {**ACTORS, "akatij": {**ACTORS["akatij"], "nom": hostile, "resume": hostile}}
    one = shared(site_of_regions(actors=actors), editorial=hostile)
    files = {**letters(one), **campaigns.files(campaigns.campaigns(one))}
    tag = r"\{%(?! (?:if contact|endif))|\{\{ x|\*\|IF:REGION=x|\[\[(?:@|UNSUB\]\])"
    for path, content in files.items():
        if not path.endswith(".eml"):
            assert not re.search(tag, content.decode()), path
    read = extract(files["guyane/email.html"].decode())
    assert "<b>@@" in read.words


def test_a_letter_over_its_weight_names_its_block() -> None:
    one = heavy(38)
    found = one.blocks(all_regions(one.site))
    told = campaigns.problems(one, found, ())
    assert told and all(problem.path == "newsletter/2026-t4.yml" for problem in told)
    (hdf,) = [problem for problem in told if "Hauts-de-France" in problem.message]
    said = hdf.message.replace("\u00a0", " ")
    assert re.match(r"le bloc Hauts-de-France pèse \d,\d ko : avec lui, la lettre pèse \d+,\d ko", said)
    assert "abrege: true" in hdf.hint.replace("\u00a0", " ")


def test_a_letter_that_asks_for_it_is_shortened_for_its_block_and_keeps_every_item() -> None:
    one = heavy(34, abrege="true")
    found = one.blocks(all_regions(one.site))
    assert campaigns.problems(one, found, campaigns.campaigns(one)) == ()
    files = letters(one)
    for code in NEAR:
        html = files[f"{code}/email.html"]
        assert len(html) <= BUDGET
        assert len(re.findall(r"Journée \d+", extract(html.decode()).words)) >= 34
    words = tidy(files["guyane/email.txt"].decode())
    assert words.count("Une journée entière de rencontres") == 68


def test_what_a_reader_gets_of_the_campaign_is_within_the_budget() -> None:
    one = heavy(34, abrege="true")
    files = campaigns.files(campaigns.campaigns(one))
    for service in CONDITIONED:
        source = files[f"email.territoires.{service.code}.html"].decode()
        for region in ("Hauts-de-France", "Guyane", "Bretagne"):
            assert len(received(service, source, region).encode()) <= BUDGET


def test_over_the_limit_of_a_service_blocks_are_shorter_and_the_heaviest_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = shared()
    brevo = next(service for service in SERVICES if service.code == "brevo")
    assert brevo.condition is not None
    whole = next(made.size for made in campaigns.campaigns(one) if made.service is brevo)

    def limited(limit: int) -> campaigns.Campaign:
        assert brevo.condition is not None
        service = replace(brevo, condition=replace(brevo.condition, limit=limit))
        monkeypatch.setattr(campaigns, "SERVICES", (service,))
        (made,) = campaigns.campaigns(one)
        return made

    shorter = limited(whole)
    assert shorter.size < whole
    assert campaigns.problems(one, (), [shorter]) == ()
    (problem,) = campaigns.problems(one, (), [limited(10_000)])
    said = problem.message.replace("\u00a0", " ")
    assert problem.severity == "warning"
    assert "Brevo en prend 10,0 ko : elle manque ; le bloc Hauts-de-France, le plus lourd" in said
    assert campaigns.files([limited(10_000)]) == {}


def test_without_news_anywhere_there_is_no_campaign() -> None:
    one = shared(site_of_regions(actors={}, events={}, traces={}), agenda=None)
    assert one.blocks(all_regions(one.site)) == () and campaigns.campaigns(one) == ()


def test_of_an_issue_that_left_long_ago_nothing_is_missing() -> None:
    issue = {"id": "2026-t2", "date": "2026-06-01", "statut": "publie", "periode": "2e trimestre 2026"}
    one = shared(None, **issue)
    blocks: tuple[Block, ...] = one.blocks(all_regions(one.site))
    assert blocks and all(block.manques == () for block in blocks)
