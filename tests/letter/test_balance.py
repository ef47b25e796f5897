"""How long an issue's texts are, one beside the others, and what it weighs: what the draft says of both."""

from __future__ import annotations

from datetime import date

import pytest

from generators.letter.budget import foreseen
from generators.letter.draft import Draft, drafted
from generators.letter.draft_file import yaml
from generators.letter.lengths import Range, lengths
from generators.letter.mjml import BUDGET
from generators.site import Site
from tests.letter.fake import issue, record, rubric, site_with
from tests.sites import on

TODAY = date(2026, 11, 30)
USUAL = "Une phrase comme les autres, ni longue ni courte. " * 3
FIRST = "Ce guide dit quoi faire quand un élève se confie, dans les dix premières minutes et ensuite."
SECOND = "M. Durand, proviseur, y raconte comment son lycée s’en sert depuis deux ans, sans effort."


def test_texts_have_a_range_in_common():
    assert Range.of([]) == Range(100, 200)
    assert Range.of(["a" * size for size in (80, 180, 300)]) == Range(120, 240)
    assert Range.of(["a" * 20]) == Range(100, 200)
    assert Range.of(["a" * 320]) == Range(140, 280)


@pytest.mark.parametrize(
    ("fields", "ecart", "propose"),
    [
        ({"resume": USUAL.strip()}, "", ""),
        ({"resume": f"{FIRST} {SECOND} Et une dernière phrase de trop."}, "long", f"{FIRST} {SECOND}"),
        ({"resume": FIRST[:60]}, "court", ""),
        (
            {"resume": "Court.", "presentation": f"{FIRST} {SECOND}\n\nEt la suite."},
            "court",
            f"{FIRST} {SECOND}",
        ),
        ({"resume": "Court.", "presentation": f"**{FIRST}** {SECOND}"}, "court", ""),
        ({"resume": "Court.", "presentation": f"{FIRST} Écrivez à a@exemple.fr. {SECOND}"}, "court", ""),
        ({"resume": "Long " * 60}, "long", ""),
    ],
)
def test_a_text_that_stands_out_may_take_the_sentences_of_its_record(
    fields: dict[str, str], ecart: str, propose: str
):
    """Whole sentences, from the first; nothing else is ever offered."""
    records = {f"news/{n}": record("news", f"n{n}", resume=USUAL.strip()) for n in range(3)}
    _, found = lengths({**records, "news/x": record("news", "x", **fields)})
    assert (found["news/x"].ecart, found["news/x"].propose) == (ecart, propose)
    assert found["news/x"].signes == len(fields["resume"].strip())


def light(*records, announced: tuple[str, ...] = ()) -> tuple[Draft, Site]:
    before = issue(id="2026-t3", periode="3e trimestre 2026", date="2026-09-15", agenda=rubric(*announced))
    site = on(TODAY, site_with(*records, issues=(before,)))
    return drafted("2026-t4", site.network), site


def test_a_draft_within_its_weight_leaves_nothing_out():
    draft, site = light(("events", record("events", "a", debut="2026-12-10")), announced=("events/a",))
    weight = foreseen(draft, site)
    assert weight.attente == () and [one.fiche for one, _ in weight.lourdes] == ["events/a"]
    said = f"{weight.total / 1000:.1f}".replace(".", ",")
    assert f"\n# Poids prévu : {said} ko, pour 85 ko au plus.\n" in yaml(draft, weight)
    assert "peut attendre" not in yaml(draft, weight)


def test_what_can_wait_is_named_until_the_rest_fits():
    """What was announced first, then what is far ahead, then the oldest; and no more than needed."""
    far = [("events", record("events", f"loin-{n}", debut=f"2027-06-{n:02d}")) for n in range(1, 6)]
    near = [("events", record("events", f"pres-{n}", debut=f"2026-12-{n:02d}")) for n in range(1, 31)]
    facts = [
        (
            "news",
            record("news", f"fait-{n:02d}", date=f"2026-11-{n:02d}", resume=USUAL.strip(), titre=f"Fait {n}"),
        )
        for n in range(1, 31)
    ]
    draft, site = light(*far, *near, *facts, announced=("events/pres-3", "events/pres-9"))
    weight = foreseen(draft, site)
    assert weight.total > BUDGET
    names = [one.fiche for one, _ in weight.attente]
    assert names[:2] == ["events/pres-9", "events/pres-3"]
    assert names[2:7] == [f"events/loin-{n}" for n in (5, 4, 3, 2, 1)]
    assert names[7:9] == ["news/fait-01", "news/fait-02"]
    sizes = [size for _, size in weight.attente]
    assert weight.total - sum(sizes) <= BUDGET < weight.total - sum(sizes[:-1])
    text = yaml(draft, weight)
    assert "# Ce qui peut attendre le numéro suivant :\n#   events/pres-9 (" in text
    assert text.index("abrege: true") < text.index("\nagenda:")
