"""What every letter ends with: how the team is reached and followed, how one gives."""

from __future__ import annotations

from generators.letter import outputs, problems
from generators.letter.check import extract
from generators.records.identity import Compte
from generators.site import Site
from tests.letter.fake import issue, real, real_files, record, rubric, site_with
from tests.sites import saying

ACCOUNTS = (
    Compte(nom="LinkedIn", url="https://www.linkedin.com/company/exemple/"),
    Compte(nom="Mastodon", url="https://social.example/@reseau"),
)


def reached(site: Site) -> Site:
    """A site whose network has a mailbox, accounts, and a mailbox for gifts."""
    return saying(
        site,
        contact={"courriel": "contact@exemple.fr", "comptes": ACCOUNTS},
        editeur={"courriel_dons": "dons@exemple.fr"},
    )


def test_the_foot_says_each_way_once_in_html_and_in_words():
    mine = reached(site_with(("events", record("events", "un"))))
    one = issue(agenda=rubric("events/un"))
    assert problems(one, mine) == ()
    files = outputs(one, mine)
    links = extract(files["email.html"].decode()).links
    for link in (
        ("Écrire à l’équipe PARÉ", "mailto:contact@exemple.fr"),
        ("contact@exemple.fr", "mailto:contact@exemple.fr"),
        ("LinkedIn", "https://www.linkedin.com/company/exemple/"),
        ("Mastodon", "https://social.example/@reseau"),
        ("dons@exemple.fr", "mailto:dons@exemple.fr"),
    ):
        assert links.count(link) == 1
    text = files["email.txt"].decode().replace("\u00a0", " ")
    for said in (
        "contact@exemple.fr",
        ACCOUNTS[0].url,
        ACCOUNTS[1].url,
        "Service des dons :\ndons@exemple.fr",
    ):
        assert text.count(said) == 1


def test_a_network_without_them_says_nothing_of_them():
    mine = saying(site_with(("events", record("events", "un"))), editeur={"courriel_dons": None})
    files = outputs(issue(agenda=rubric("events/un")), mine)
    for name in ("email.html", "email.txt"):
        said = files[name].decode()
        assert "Nous suivre" not in said and "Service des dons" not in said and "mailto:" not in said


def test_the_real_letter_gives_the_mailbox_for_gifts():
    editor = real().identity.editeur
    assert (editor.courriel_dons, f"mailto:{editor.courriel_dons}") in extract(
        real_files()["email.html"].decode()
    ).links
