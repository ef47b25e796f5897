"""Several people on one record: the browser joins their fields as the issues do, and keeps comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generators.forms.cms import config
from generators.forms.merging import merge
from generators.forms.repository import Depot
from generators.records.reading.load import load
from tests.scripts.browserless import run

ROOT = Path(__file__).parents[2]
VOCABULARY = load(ROOT / "data", ROOT / "newsletter").records.vocabulary
CONFIG = config(VOCABULARY, Depot(""), "https://reseau.example/")

#: What was opened, what stands, what the form says.
CASES: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"a": "1"}, {"a": "1"}, {"a": "2"}),
    ({"a": "1"}, {"a": "2"}, {"a": "1"}),
    ({"a": "1"}, {"a": "2"}, {"a": "2"}),
    ({"a": "1"}, {"a": "2"}, {"a": "3"}),
    ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "2"}),
    ({"a": "1"}, {}, {"a": "1"}),
    ({"a": "1"}, {"a": "1"}, {}),
    ({"a": "1"}, {"a": "2"}, {}),
    ({"a": "1"}, {}, {"a": "2"}),
    ({}, {"a": "1"}, {"b": "1"}),
    ({}, {"a": "1"}, {"a": "2"}),
    ({"g": {"x": "1", "y": "1"}}, {"g": {"x": "2", "y": "1"}}, {"g": {"x": "1", "y": "2"}}),
    ({"g": {"x": "1"}}, {"g": {"x": "2"}}, {"g": {"x": "3"}}),
    ({"g": {"x": "1"}}, {"g": {"x": "1", "y": "2"}}, {}),
    ({"l": ["1"]}, {"l": ["1", "2"]}, {"l": ["1"]}),
    ({"l": ["1"]}, {"l": ["1", "2"]}, {"l": ["1", "3"]}),
    ({"l": [{"x": "1"}]}, {"l": [{"x": "1"}]}, {"l": [{"x": "2"}]}),
]
MERGE = """
const { fusionner } = await import("./atelier-fusion.js");
return data.map((trois) => {
  const { valeurs, conflits } = fusionner(...trois);
  return [valeurs, conflits.map(({ chemin }) => chemin)];
});
"""


def test_both_join_the_same_way(modules: Path) -> None:
    theirs = run(modules, MERGE, CASES)
    for case, (values, clashes) in zip(CASES, theirs, strict=True):
        found = merge(*case)
        assert [values, clashes] == [dict(found.values), [list(path) for path in found.clashes]], case


OPENED = "# à relire\nnom: Cas\nresume: Un.\ntelephone: 03 20 00 00 00  # le standard\n"
#: A backend as Decap CMS has it, holding three texts; what the form writes; what was asked, told and saved.
SAVE = """
const { Suivi } = await import("./atelier-fusion.js");
const dit = { conflits: [], venus: [], ecrit: null, unpublished: null, ordre: [], gardes: [] };
const suivi = new Suivi({
  formes: data.formes,
  demander: (conflits) => {
    dit.conflits.push(...conflits);
    return conflits.map((un) => un[data.choix]);
  },
  dire: (venus) => dit.venus.push(...venus),
  garder: async (kind, nom, fiche) => {
    dit.gardes.push([kind, nom, fiche.resume]);
    if (data.secret) throw new Error("secret");
  },
});
const { base, main, branche } = data;
const lu = async (texte) => { if (texte === null) throw new Error("absent"); return texte; };
const chez = {
  proxy: { proxyUrl: "http://127.0.0.1", branch: "main" },
  github: { api: {
    branch: "main", originRepoURL: "/repos/a/b", rebaseBranch() {},
    getHeadReference: async (nom) => `a:${nom}`,
    async getDifferences(de, a) {
      if (de !== "main" || a !== "a:cms/actors/x") throw new Error(a);
      return { merge_base_commit: { sha: "abc" } };
    },
    readFile(chemin, sha, { branch, repoURL }) {
      return lu(branch === "abc" && repoURL === "/repos/a/b" ? base : null);
    },
  } },
  gitlab: { api: {
    branch: "main", repoURL: "/projects/1", rebaseMergeRequest() {},
    async requestJSON({ url }) {
      const refs = "refs[]=main&refs[]=cms%2Factors%2Fx";
      if (url !== `/projects/1/repository/merge_base?${refs}`) throw new Error(url);
      return { id: "abc" };
    },
    readFile: (chemin, sha, { branch }) => lu(branch === "abc" ? base : null),
  } },
};
const depot = suivi.suivre({
  ...chez[data.chez],
  async getEntry() { if (data.panne) throw new Error("panne"); return { data: main }; },
  async unpublishedEntry() {
    if (branche === null) throw Object.assign(new Error(), { notUnderEditorialWorkflow: true });
    return { diffs: [{ path: "actors/x.yml", id: "1", newFile: false }], status: "pending_review" };
  },
  unpublishedEntryDataFile: (collection, nom) => lu(nom === "x...main" ? base : branche),
  async persistEntry({ dataFiles }, { unpublished, status }) {
    dit.ordre.push(`pose ${status ?? ""}`.trim());
    Object.assign(dit, { ecrit: dataFiles[0].raw, unpublished });
  },
  async publishUnpublishedEntry() { dit.ordre.push("publie"); },
  async deleteUnpublishedEntry() { dit.ordre.push("ôte"); },
});
suivi.ecrit(data.moi, data.ouvert);
const entree = { dataFiles: [{ path: "actors/x.yml", slug: "x", raw: data.moi }], assets: [] };
try {
  if (data.publier) await depot.publishUnpublishedEntry("actors", "x");
  else {
    const unpublished = branche !== null;
    await depot.persistEntry(entree, { collectionName: "actors", newEntry: false, unpublished });
  }
} catch (erreur) { dit.erreur = erreur.message; }
return dit;
"""


def saved(
    modules: Path, mine: str, main: str = OPENED, branch: str | None = None, **more: Any
) -> dict[str, Any]:
    data = {
        "formes": CONFIG["formes"],
        "ouvert": OPENED,
        "main": main,
        "branche": branch,
        "moi": mine,
        "base": OPENED,
        "chez": "proxy",
        **more,
    }
    answer: dict[str, Any] = run(modules, SAVE, data)
    return answer


def test_nobody_else_changed_anything(modules: Path) -> None:
    mine = OPENED.replace("Un.", "Deux.")
    done = saved(modules, mine)
    assert done == {
        **{"conflits": [], "venus": [], "gardes": [], "ecrit": mine, "unpublished": False},
        "ordre": ["pose"],
    }


def test_what_main_got_meanwhile_is_kept_with_its_comment(modules: Path) -> None:
    main = OPENED.replace("03 20 00 00 00  # le standard", "03 20 11 11 11  # appelé le 5")
    done = saved(modules, OPENED.replace("Un.", "Deux."), main)
    assert done["ecrit"] == main.replace("Un.", "Deux.")
    assert done["venus"] == [["telephone"]]


def test_a_branch_made_meanwhile_is_joined_and_not_made_again(modules: Path) -> None:
    branch = OPENED.replace("03 20 00 00 00", "03 20 22 22 22")
    done = saved(modules, OPENED.replace("Un.", "Deux."), branch=branch)
    assert done["ecrit"] == branch.replace("Un.", "Deux.") and done["unpublished"] is True


@pytest.mark.parametrize(("choice", "number"), [("eux", "03 20 11 11 11"), ("moi", '"03 20 33 33 33"')])
def test_the_same_field_asks(modules: Path, choice: str, number: str) -> None:
    main = OPENED.replace("03 20 00 00 00", "03 20 11 11 11").replace("Un.", "Trois.")
    done = saved(modules, OPENED.replace("03 20 00 00 00", "03 20 33 33 33"), main, choix=choice)
    assert [clash["chemin"] for clash in done["conflits"]] == [["telephone"]]
    assert done["ecrit"] == main.replace("03 20 11 11 11", number)


def test_nothing_is_saved_while_what_stands_can_not_be_read(modules: Path) -> None:
    done = saved(modules, OPENED.replace("Un.", "Deux."), panne=True)
    assert done["ecrit"] is None and done["erreur"] == "panne"


#: An issue's rubric: as it was opened, as it stands, as the form says it; what comes of it, or where it asks.
A, B, C, D = ({"fiche": f"news/{letter}"} for letter in "abcd")
ORDERS: list[tuple[str, list[dict[str, str]], list[dict[str, str]], list[dict[str, str]], Any]] = [
    ("one moves, the other adds", [A, B, C], [A, B, C, D], [C, A, B], [C, D, A, B]),
    ("one adds first, the other moves", [A, B, C], [B, A, C], [D, A, B, C], [D, B, A, C]),
    ("one takes away, the other moves", [A, B, C], [A, C], [C, B, A], [C, A]),
    (
        "one takes away what the other retitles",
        [A, B],
        [A],
        [A, {**B, "titre": "T"}],
        [A, {**B, "titre": "T"}],
    ),
    ("one retitles, the other moves", [A, B], [{**A, "titre": "T"}, B], [B, A], [B, {**A, "titre": "T"}]),
    (
        "both retitle, in other words",
        [A],
        [{**A, "titre": "T"}],
        [{**A, "texte": "X"}],
        [{**A, "titre": "T", "texte": "X"}],
    ),
    ("both add the same, and others", [A], [A, B, C], [A, B, D], [A, B, D, C]),
    ("both move the same", [A, B, C], [C, A, B], [C, A, B], [C, A, B]),
    ("both move otherwise", [A, B, C], [C, A, B], [B, A, C], None),
    ("the same words", [B, A], [B, {**A, "titre": "T"}], [B, {**A, "titre": "U"}], ["choix", 1, "titre"]),
]
JOIN = """
const { fusionner } = await import("./atelier-fusion.js");
return data.map(([avant, la, moi]) => {
  const { valeurs, conflits } = fusionner({ choix: avant }, { choix: la }, { choix: moi });
  return [valeurs.choix, conflits.map(({ chemin }) => chemin)];
});
"""


def test_the_order_of_an_issue_joins_record_by_record(modules: Path) -> None:
    cases = [[before, theirs, mine] for _, before, theirs, mine, _ in ORDERS]
    for (case, *_, right), (values, clashes) in zip(ORDERS, run(modules, JOIN, cases), strict=True):
        if right is None:
            assert clashes == [["choix"]], case
        elif isinstance(right[-1], str):
            assert clashes == [right], case
        else:
            assert (values, clashes) == (right, []), case


ISSUE = """\
titre: La lettre
actualites:
  titre: Actualités
  choix:
    # la plus attendue
    - fiche: news/a
      titre: Un
    # à confirmer
    - fiche: news/b
    - fiche: news/c
"""


def test_what_moves_in_an_issue_moves_with_its_remarks(modules: Path) -> None:
    """A colleague retitles on main what this form moves; the remarks follow their records."""
    mine = ISSUE.replace("    # la plus attendue\n    - fiche: news/a\n      titre: Un\n", "")
    mine += "    # la plus attendue\n    - fiche: news/a\n      titre: Un\n"
    main = ISSUE.replace("titre: Un", "titre: Deux").replace("La lettre", "La newsletter")
    data = {
        "formes": CONFIG["formes"],
        "ouvert": ISSUE,
        "main": main,
        "branche": None,
        "moi": mine,
        "chez": "proxy",
    }
    done = run(modules, SAVE.replace("actors", "issues"), data)
    assert done["conflits"] == []
    assert done["ecrit"] == mine.replace("titre: Un", "titre: Deux").replace("La lettre", "La newsletter")


HOSTS = ("proxy", "github", "gitlab")


@pytest.mark.parametrize("host", HOSTS)
def test_what_main_got_before_the_form_opened_the_branch_is_kept(modules: Path, host: str) -> None:
    """The form shows the branch, which is older than what a colleague published since."""
    branch = OPENED.replace("Un.", "Deux.")
    main = OPENED.replace("03 20 00 00 00", "03 20 11 11 11")
    mine = branch.replace("nom: Cas", "nom: Autre")
    done = saved(modules, mine, main, branch, ouvert=branch, chez=host)
    assert done["ecrit"] == main.replace("Un.", "Deux.").replace("nom: Cas", "nom: Autre")
    assert (done["venus"], done["conflits"]) == ([["telephone"]], [])
    # What two wrote is read again by the guards; and git would not lay the old branch on neighbouring lines.
    assert done["gardes"] == [["actors", "x", "Deux."]]
    assert done["ordre"] == (["pose"] if host == "github" else ["ôte", "pose pending_review"])


@pytest.mark.parametrize("host", HOSTS)
def test_the_same_field_on_main_and_on_the_branch_asks(modules: Path, host: str) -> None:
    branch = OPENED.replace("03 20 00 00 00", "03 20 22 22 22")
    main = OPENED.replace("03 20 00 00 00", "03 20 11 11 11")
    mine = branch.replace("Un.", "Deux.")
    done = saved(modules, mine, main, branch, ouvert=branch, choix="eux", chez=host)
    assert [(one["eux"], one["moi"]) for one in done["conflits"]] == [("03 20 11 11 11", "03 20 22 22 22")]
    assert done["ecrit"] == main.replace("Un.", "Deux.")


def test_a_branch_that_nothing_was_published_over_stays_the_same(modules: Path) -> None:
    branch = OPENED.replace("Un.", "Deux.")
    done = saved(modules, branch.replace("nom: Cas", "nom: Autre"), branch=branch, ouvert=branch)
    assert done["ordre"] == ["pose"] and done["unpublished"] is True and done["gardes"] == []


@pytest.mark.parametrize("host", HOSTS)
def test_what_main_got_is_laid_under_a_branch_before_it_is_published(modules: Path, host: str) -> None:
    branch = OPENED.replace("Un.", "Deux.")
    main = OPENED.replace("03 20 00 00 00", "03 20 11 11 11")
    done = saved(modules, "", main, branch, publier=True, chez=host)
    assert done["ecrit"] == main.replace("Un.", "Deux.")
    assert done["ordre"] == [*(["pose"] if host == "github" else ["ôte", "pose pending_review"]), "publie"]
    untouched = saved(modules, "", OPENED, branch, publier=True, chez=host)
    assert untouched["ordre"] == ["publie"]


def test_what_no_one_knows_of_before_is_asked(modules: Path) -> None:
    branch = OPENED.replace("Un.", "Deux.")
    main = OPENED.replace("Un.", "Trois.")
    done = saved(modules, branch, main, branch, ouvert=branch, base=None, choix="eux")
    assert [one["chemin"] for one in done["conflits"]] == [["resume"]]
    assert done["ecrit"] == main


def test_what_two_wrote_and_must_not_be_public_together_is_not_saved(modules: Path) -> None:
    main = OPENED + "adresse_confidentielle: true\n"
    done = saved(modules, OPENED.replace("Un.", "À Lille."), main, secret=True)
    assert done["ecrit"] is None and done["erreur"] == "secret"
