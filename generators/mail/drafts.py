"""A letter put into an e-mail service as a draft, which somebody of the team reads and sends there.

A service says what it is (`Service`: how it is called, the tags that its letters carry, what it is told) and,
when we speak its API, what it has (`Drafts`). The draft is found by its name: a second
run updates it, and a run after any failure goes on from what is there. Nothing here schedules or sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from generators.mail.conditions import Condition
from generators.mail.errand import Environment, Refusal
from generators.mail.seal import Content, changes, sealed
from generators.mail.settings import Setting, Settings
from generators.words.quoting import for_terminal, shortened

DRAFT = "brouillon"
#: How a service calls a campaign: a number, or a word such as "mc_12345".
Id = int | str


@dataclass(frozen=True, slots=True)
class Tags:
    """What stands for the two addresses that a service makes itself: for leaving, and for the web version.

    Without a tag for the web version, the letter leads to its page on the site.
    """

    unsubscribe: str
    online: str = ""

    def leading_to(self, page: str) -> Tags:
        """The same, with the letter's page where the service has no web version."""
        return self if self.online else Tags(self.unsubscribe, page)


@dataclass(frozen=True, slots=True)
class Service:
    """A service: `code` is typed and names files.

    `secrets` are the variables of the environment that it needs, with what each is; `settings` the keys of
    its entry in data/reseau.yml; `sender` is True when its drafts name who writes. Without `connect` we don't
    speak its API: the letter's file is put there by hand; without `condition` its campaigns are the same for
    all.
    """

    code: str
    name: str
    tags: Tags
    secrets: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    sender: bool = False
    connect: Callable[[Settings, Environment], Drafts] | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A letter as a service takes it. `name` is how the team and we find it again."""

    name: str
    subject: str
    preview: str
    html: str
    text: str
    sender_name: str
    sender: str

    def content(self, audience: str | None) -> Content:
        """What a service is to hold of it."""
        sender = signed(self.sender_name, self.sender) if self.sender else None
        return Content(self.subject, self.html, self.preview, sender, audience, self.text)


@dataclass(frozen=True, slots=True)
class Existing:
    """A campaign that the service already has; `state` is DRAFT, or says in French what became of it.

    `remedy` is how it leaves its name to a new draft.
    """

    id: Id
    state: str
    remedy: str = "renommez d’abord cette campagne là-bas"

    @classmethod
    def of(cls, id_: Id, state: str, states: Mapping[str, str]) -> Existing:
        """A campaign as a service tells it; a state that it does not document is named as it is."""
        return cls(id_, states.get(state) or f"à l’état {for_terminal(shortened(state, 40))}")


def signed(name: str, address: str) -> str:
    """Who writes, as a person reads it: « Mon réseau <lettre@exemple.fr> »."""
    return f"{name} <{address.lower()}>".strip()


def audience(lists: Iterable[object], segments: Iterable[object] = ()) -> str | None:
    """To whom a campaign goes: « liste 3, liste 7, segment 2 »; None when it names neither."""
    said = [f"liste {one}" for one in sorted(map(str, lists))]
    return ", ".join([*said, *(f"segment {one}" for one in sorted(map(str, segments)))]) or None


class Drafts(Protocol):
    """The drafts of a service. `page` is where the team reads them.

    `audience` is to whom the entry of data/reseau.yml sends, None when it leaves that to the team. `content`
    is what a campaign holds there, None for what a service neither keeps nor tells; beside it stands what it
    is to hold, since a service may know it by another name.
    """

    @property
    def name(self) -> str: ...

    @property
    def page(self) -> str: ...

    @property
    def audience(self) -> str | None: ...

    def existing(self, name: str) -> Iterator[Existing]: ...

    def content(self, id_: Id, ours: Campaign) -> Content: ...

    def create(self, campaign: Campaign) -> Id: ...

    def update(self, id_: Id, campaign: Campaign) -> None: ...


@dataclass(frozen=True, slots=True)
class Deposit:
    """What was done: the draft's number, whether it is new, what of the service was lost, line by line."""

    id: Id
    new: bool
    lost: tuple[str, ...] = ()


class Changed(Refusal):
    """Somebody changed the draft in the service: `lines` say what would be lost."""

    def __init__(self, name: str, service: str, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__(
            f"« {name} » a été modifiée chez {service} depuis le dernier dépôt : rien n’a été changé."
        )


def push(service: Drafts, campaign: Campaign, *, force: bool = False) -> Deposit:
    """Create the draft, or update the one of this name; what was changed there stays, unless `force`.

    Raises `Refusal`, and then nothing was sent.
    """
    found = list(service.existing(campaign.name))
    _refuse(service, campaign.name, found)
    ours = campaign.content(service.audience)
    borne = replace(campaign, html=sealed(ours))
    if not found:
        return Deposit(service.create(borne), new=True)
    lost = changes(service.content(found[0].id, campaign), ours)
    if lost and not force:
        raise Changed(campaign.name, service.name, lost)
    service.update(found[0].id, borne)
    return Deposit(found[0].id, new=False, lost=lost)


def _refuse(service: Drafts, name: str, found: list[Existing]) -> None:
    """What left, or is about to, is never touched; two drafts of one name are for a person to choose from."""
    gone = [one for one in found if one.state != DRAFT]
    if gone:
        raise Refusal(
            f"« {name} » est déjà {gone[0].state} chez {service.name} : rien n’a été changé. "
            f"Pour un nouveau brouillon, {gone[0].remedy}."
        )
    if len(found) > 1:
        raise Refusal(
            f"{service.name} a {len(found)} brouillons « {name} » : rien n’a été changé. "
            "Gardez-en un, puis relancez la commande."
        )
