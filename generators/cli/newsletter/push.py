"""`newsletter push`: an issue becomes a draft in the service that sends it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from generators.cli.common import DONE, PROBLEMS, Mistake, print_problems, project_of, read
from generators.cli.newsletter import Ready, errand, ready
from generators.letter import campaigns, territories
from generators.mail.drafts import Campaign, Changed, Drafts, Service, push
from generators.mail.errand import BadSetting, Environment
from generators.mail.services import REACHED
from generators.mail.settings import FILE, to_write
from generators.records.unwritten import marks, unwritten
from generators.words.quoting import for_terminal, shortened
from generators.words.wording import liste


def run(arguments: argparse.Namespace) -> int:
    return errand(arguments, _put)


def _put(arguments: argparse.Namespace, environment: Environment) -> int:
    chosen = REACHED[arguments.service]
    if arguments.territoires and not chosen.condition:
        raise Mistake(
            f"{chosen.name} n’a pas de conditions dans ses campagnes : faites une lettre par région avec "
            "« maillage newsletter build --territoires », et déposez chacune là-bas"
        )
    environment.require(**chosen.secrets)
    issue = ready(arguments)
    if issue is None:
        return PROBLEMS
    if not _written(arguments, issue):
        return PROBLEMS
    if arguments.territoires and (issue := _with_territories(issue, chosen)) is None:
        return PROBLEMS
    service = _connected(chosen, issue, environment)
    campaign = _campaign(issue, arguments.service)
    try:
        done = push(service, campaign, force=arguments.force)
    except Changed as changed:
        print(f"maillage : {changed}", *_shown(changed.lines, service), file=sys.stderr, sep="\n")
        remedy = f"Reprenez-le dans newsletter/{issue.letter.id}.yml ou dans les fiches, ou ajoutez --force"
        print(f"{remedy} pour le remplacer.", file=sys.stderr)
        return PROBLEMS
    if done.lost:
        print(f"Remplacé chez {service.name}, où c’est perdu :", *_shown(done.lost, service), sep="\n")
    verb = "créé" if done.new else "mis à jour"
    print(f"Brouillon {verb} chez {service.name} : « {campaign.name} » (no {done.id}).")
    print(f"Rien n’est parti : relisez-le, puis envoyez-le depuis {service.page}")
    for note in _before_sending(issue):
        print(note)
    return DONE


def _written(arguments: argparse.Namespace, issue: Ready) -> bool:
    """False, and told, while a part of the issue, or of a record that it tells of, is marked as unwritten."""
    project, id_ = project_of(arguments), issue.letter.id
    path = project.newsletter / f"{id_}.yml"
    left = unwritten(issue.site.records.issues[id_], read(path), f"newsletter/{id_}.yml")
    print_problems(left)
    if left:
        print(f"maillage : {id_} n’est pas encore écrit : rien n’a été déposé.", file=sys.stderr)
        return False
    texts = [text for item in issue.letter.items for text in (item.titre, item.texte) if marks(text)]
    if texts:
        said = for_terminal(shortened(texts[0], 60))
        print(
            f"maillage : une fiche de {id_} reste à écrire : « {said} ». Rien n’a été déposé.",
            file=sys.stderr,
        )
    return not texts


def _shown(lines: tuple[str, ...], service: Drafts) -> Iterator[str]:
    yield f"(« - » : ce qui vient d’ici ; « + » : ce qui est chez {service.name})"
    yield from lines


def _with_territories(issue: Ready, service: Service) -> Ready | None:
    """The same, with what each region reads first; None when that is too heavy for readers or the service."""
    shared = territories.Shared.of(issue.site.records.issues[issue.letter.id], issue.site)
    found = shared.blocks(territories.regions(issue.site))
    made = [one for one in campaigns.campaigns(shared) if one.service is service]
    problems = campaigns.problems(shared, found, made)
    print_problems(problems)
    if any(problem.severity == "error" for problem in problems) or not all(one.fits for one in made):
        return None
    if not made:
        print("Aucune région n’a de nouvelles : la lettre est la même pour toutes.")
    for one in made:
        print(f"« Près de chez vous » : {liste(block.nom for block in found)}, d’après le champ {one.field}.")
    files = {
        f"email.{service.code}.{path.rpartition('.')[2]}": content
        for path, content in campaigns.files(made).items()
    }
    issue.site.last_look.over(files)
    return replace(issue, files={**issue.files, **files})


def _connected(chosen: Service, issue: Ready, environment: Environment) -> Drafts:
    """The service, told what data/reseau.yml says of it. Raises `BadSetting` when it says nothing."""
    letter = issue.site.identity.lettre
    entry = letter.sent_by(chosen.code)
    if entry is None or chosen.connect is None:
        sender = "courriel: lettre@exemple.fr" if chosen.sender and not letter.courriel else ""
        lines = to_write(chosen.code, chosen.settings, sender)
        raise BadSetting(f"{FILE} ne parle pas encore de {chosen.name}. Écrivez-y :\n{lines}")
    return chosen.connect(entry.settings, environment)


def _campaign(issue: Ready, service: str) -> Campaign:
    return Campaign(
        name=f"Newsletter {issue.site.identity.nom} {issue.letter.id}",
        subject=issue.subject,
        preview=issue.letter.apercu,
        html=issue.files[f"email.{service}.html"].decode(),
        text=issue.files[f"email.{service}.txt"].decode(),
        sender_name=issue.site.identity.lettre.expediteur,
        sender=issue.site.identity.lettre.courriel or "",
    )


def _before_sending(issue: Ready) -> Iterator[str]:
    """What somebody must still do before the draft may leave: its links lead to the site."""
    if not issue.published:
        yield f"Avant l’envoi : {issue.letter.id} est un brouillon ; publiez sa page (statut: publie)."
    if issue.site.host.endswith(".example"):
        yield f"Avant l’envoi : les liens mènent à {issue.site.address} ; donnez SITE_URL, puis relancez."
