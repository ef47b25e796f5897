"""Where the project's records live: its repository, as the identity names it, and how the forms reach it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from generators.records.identity import Atelier


@dataclass(frozen=True, slots=True)
class Depot:
    """A repository on GitHub, or on GitLab (anybody's own included); `url` is empty while it has no home.

    `relais` is the service that GitHub's sign-in needs, `application` the identifier that GitLab gives; one
    of the two must be filled for the forms to open.
    """

    url: str
    branche: str = "main"
    relais: str = ""
    application: str = ""

    @property
    def hote(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def chemin(self) -> str:
        """`owner/name`, or `group/subgroup/name`."""
        return urlsplit(self.url).path.strip("/").removesuffix(".git")

    @property
    def github(self) -> bool:
        return self.hote == "github.com"

    @property
    def nom(self) -> str:
        """What people call it."""
        return "GitHub" if self.github else "GitLab"

    @property
    def signalement(self) -> str:
        """Where one tells a change: GitHub's form, GitLab's new issue; empty without a repository."""
        if not self.url:
            return ""
        return (
            f"{self.url}/issues/new?template=signalement.yml" if self.github else f"{self.url}/-/issues/new"
        )

    @property
    def relie(self) -> bool:
        """True when people can sign in."""
        return bool(self.url and (self.relais if self.github else self.application))

    @property
    def racine(self) -> str:
        """`https://gitlab.com`"""
        return f"https://{self.hote}"

    @property
    def hotes(self) -> tuple[str, ...]:
        """The addresses that the forms talk to: nothing else may be asked for (the page's policy says so)."""
        if not self.relie:
            return ()
        if self.github:
            # Its status page: the forms warn when GitHub itself is down.
            return ("https://api.github.com", "https://www.githubstatus.com", *self._relay())
        return (self.racine,)

    def _relay(self) -> tuple[str, ...]:
        parts = urlsplit(self.relais)
        return (f"{parts.scheme}://{parts.netloc}",)

    def backend(self) -> dict[str, object]:
        """https://decapcms.org/docs/github-backend/, https://decapcms.org/docs/gitlab-backend/

        While nobody can sign in: a copy on one's own machine (`npx decap-server`).
        """
        if not self.relie:
            return {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": self.branche}
        common = {"repo": self.chemin, "branch": self.branche}
        if self.github:
            return {"name": "github", **common, "base_url": self._relay()[0], **self._endpoint()}
        return {
            "name": "gitlab",
            **common,
            "auth_type": "pkce",
            "app_id": self.application,
            "api_root": f"{self.racine}/api/v4",
            "base_url": self.racine,
            "auth_endpoint": "oauth/authorize",
        }

    def _endpoint(self) -> dict[str, object]:
        path = urlsplit(self.relais).path.strip("/")
        return {"auth_endpoint": path} if path else {}


def depot_of(atelier: Atelier | None) -> Depot:
    """The repository that the identity names, nowhere yet without one."""
    if atelier is None:
        return Depot("")
    return Depot(atelier.depot.rstrip("/"), atelier.branche, atelier.relais or "", atelier.application or "")
