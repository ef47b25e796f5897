"""What ages in the browser without a rebuild, and the page on paper."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit, eventually, module

#: An agenda as the build left it on the first of January, read on the tenth.
AGENDA = """
<div data-agenda>
  <div data-agenda-vide hidden>Aucune date</div>
  <section data-agenda-groupe id="janvier"><ul>
    <li id="finie" data-fin="2027-01-05T10:00Z" data-annee="2027"><span class="tuile-date"></span></li>
  </ul></section>
  <section data-agenda-groupe id="mars"><ul>
    <li id="prochaine" data-fin="2027-03-05T10:00Z" data-annee="2027"><span class="tuile-date"></span></li>
  </ul></section>
  <p data-agenda-sans-passe hidden></p>
  <div data-agenda-passes><section><h3 id="annee-2026">2026</h3><ul></ul></section></div>
</div>
"""
CLASSER = """async ([module, html, jours]) => {
  const { classer } = await import(module);
  document.querySelector("main").innerHTML = html;
  for (const jour of jours) classer(document.querySelector("[data-agenda]"), new Date(jour));
}"""


def test_what_has_ended_joins_the_past(wide: Visit) -> None:
    page = wide.open("agenda/")
    page.evaluate(CLASSER, [module(page, "agenda"), AGENDA, ["2027-01-10T00:00Z"]])
    expect(page.locator("#janvier")).to_be_hidden()
    expect(page.locator("#mars #prochaine")).to_be_attached()
    expect(page.locator("[data-agenda-vide]")).to_be_hidden()
    expect(page.locator("[data-agenda-passes] h3")).to_have_text(["2027", "2026"])
    expect(page.locator("[data-agenda-passes] #finie .tuile-date--passee")).to_be_attached()


def test_when_all_has_ended_the_agenda_says_so(wide: Visit) -> None:
    page = wide.open("agenda/")
    page.evaluate(CLASSER, [module(page, "agenda"), AGENDA, ["2027-01-10T00:00Z", "2027-04-01T00:00Z"]])
    expect(page.locator("[data-agenda-vide]")).to_be_visible()
    moved = page.locator("[data-agenda-passes] section:first-child li")
    expect(moved).to_have_count(2)
    expect(moved.first).to_have_id("prochaine")
    expect(moved.last).to_have_id("finie")


def test_an_event_that_has_ended_takes_no_registration(wide: Visit) -> None:
    page = wide.open("agenda/")
    page.evaluate(
        """async (module) => {
          const { terminer } = await import(module);
          document.querySelector("main").innerHTML = `<div data-evenement-fin="2027-01-05T10:00Z">
            <b data-termine hidden>Terminé</b><p data-avant-fin>Inscription</p></div>`;
          terminer(document.querySelector("main > div"), new Date("2027-01-05T10:00Z"));
        }""",
        module(page, "agenda"),
    )
    expect(page.get_by_text("Terminé")).to_be_visible()
    expect(page.get_by_text("Inscription")).to_be_hidden()


def test_printing(wide: Visit) -> None:
    page = wide.open("acteurs/la-boussole-nord/")
    page.evaluate("window.print = () => { window.imprime = true }")
    page.get_by_role("button", name="Imprimer").click()
    eventually(lambda: page.evaluate("window.imprime"), True)
