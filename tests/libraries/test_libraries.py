"""What the site needs of npm's packages, fetched without Node from a registry that is ours, or lies."""

from __future__ import annotations

import io
import json
import tarfile
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from packageurl.contrib.purl2url import get_download_url
from pytest_httpserver import HTTPServer

from generators.libraries import __main__ as libraries
from generators.libraries import locked
from generators.libraries.locked import packages
from generators.libraries.registry import Registry

FILES = {"package/package.json": b"{}", "package/dist/a.js": b"a"}


def archive(files: Mapping[str, bytes], *members: tarfile.TarInfo) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as packed:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o755 if "bin/" in name else 0o600
            packed.addfile(member, io.BytesIO(content))
        for member in members:
            packed.addfile(member)
    return written.getvalue()


def member(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def digest(content: bytes) -> str:
    return f"sha1-AAAA sha512-{b64encode(sha512(content).digest()).decode()}"


class House:
    """A project and the registry that it asks."""

    def __init__(self, root: Path, server: HTTPServer) -> None:
        self.root, self.server = root, server
        self.entries: dict[str, dict[str, Any]] = {}
        self.packs("a", archive(FILES))
        (root / ".npmrc").write_text(f"; le nôtre\nregistry = {server.url_for('/npm/')}\n", "utf-8")

    def packs(self, name: str, content: bytes, **told: Any) -> None:
        """One more package of the lock file, which the registry has."""
        self.entries[f"node_modules/{name}"] = {"version": "1.0.0", "integrity": digest(content), **told}
        file = name.rpartition("/")[2]
        self.server.expect_request(f"/npm/{name}/-/{file}-1.0.0.tgz").respond_with_data(content)

    def write(self) -> None:
        lock = {"packages": {"": {"dependencies": {"a": "1.0.0"}}, **self.entries}}
        (self.root / "package.json").write_text(json.dumps({"dependencies": {"a": "1.0.0"}}), "utf-8")
        (self.root / "package-lock.json").write_text(json.dumps(lock), "utf-8")

    def install(self, **environ: str) -> dict[str, bytes]:
        self.write()
        libraries.install(
            self.root, Registry.of(self.root, {"npm_config_userconfig": "/dev/null", **environ})
        )
        return self.files()

    def files(self) -> dict[str, bytes]:
        modules = self.root / "node_modules"
        found = [path for path in modules.rglob("*") if path.is_file()]
        return {path.relative_to(modules).as_posix(): path.read_bytes() for path in found}


A = {"a/package.json": b"{}", "a/dist/a.js": b"a"}


@pytest.fixture
def house(tmp_path: Path, httpserver: HTTPServer) -> House:
    return House(tmp_path, httpserver)


def test_what_is_for_us_is_laid_out_and_nothing_else(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "system", lambda: "linux")
    monkeypatch.setattr(locked, "processor", lambda: "arm64")
    tool = archive({"autre-nom/bin/outil": b"#!"})
    house.packs("@b/linux", tool, os=["linux"], cpu=["arm64"], optional=True)
    house.packs("@b/darwin", tool, os=["darwin"], cpu=["arm64"], optional=True)
    house.packs("not-windows", archive(FILES), os=["!win32"])
    house.packs("not-linux", archive(FILES), os=["!linux"])
    house.packs("tests", archive(FILES), dev=True)
    house.packs("a/node_modules/empty", archive({"package/x": b""}))
    house.entries["node_modules/called-b"] = house.entries["node_modules/@b/linux"] | {"name": "@b/linux"}
    (house.root / "node_modules" / "old" / "deep").mkdir(parents=True)
    (house.root / "node_modules" / "link").symlink_to(house.root / ".npmrc")
    house.server.expect_request("/npm/empty/-/empty-1.0.0.tgz").respond_with_data(archive({"package/x": b""}))
    tools = {"@b/linux/bin/outil": b"#!", "called-b/bin/outil": b"#!"}
    others = {"not-windows/package.json": b"{}", "not-windows/dist/a.js": b"a", "a/node_modules/empty/x": b""}
    assert house.install() == {**A, **tools, **others}
    assert (house.root / "node_modules" / "@b" / "linux" / "bin" / "outil").stat().st_mode & 0o111
    assert not (house.root / "node_modules" / "a" / "package.json").stat().st_mode & 0o111
    assert (house.root / ".npmrc").exists()


HOSTILE = {
    "a link": archive(FILES, member("package/lien", tarfile.SYMTYPE, "/etc/passwd")),
    "a hard link": archive(FILES, member("package/lien", tarfile.LNKTYPE, "package/package.json")),
    "a pipe": archive(FILES, member("package/tube", tarfile.FIFOTYPE)),
    "a way up": archive({**FILES, "package/../../../ailleurs": b"x"}),
    "a way from the root": archive({"package//etc/ailleurs": b"x"}),
    "a file twice": archive({**FILES, "autre/dist/a.js": b"b"}),
    "no folder": archive({"seul": b"x"}),
    "no archive": b"bonjour",
    "half an archive": archive({"package/x": bytes(range(256)) * 99})[:-300],
}


@pytest.mark.parametrize("case", HOSTILE)
def test_an_archive_with_anything_else_in_it_is_not_laid_out(house: House, case: str) -> None:
    house.server.clear()
    house.packs("a", HOSTILE[case])
    with pytest.raises(libraries.Torn, match=r"l’archive de a 1\.0\.0 ne s’ouvre pas"):
        house.install()
    assert not (house.root.parent / "ailleurs").exists() and not (house.root / "ailleurs").exists()


def test_another_archive_than_the_locked_one_leaves_what_was_installed(house: House) -> None:
    assert house.install() == A
    house.packs("b", archive(FILES), integrity=digest(b"autre chose"))
    with pytest.raises(libraries.Missing, match=r"b 1\.0\.0 n’a pas l’empreinte que donne package-lock"):
        house.install()
    assert house.files() == A


def test_what_the_registry_does_not_have_leaves_what_was_installed(house: House) -> None:
    assert house.install() == A
    house.entries["node_modules/c"] = {**house.entries["node_modules/a"], "integrity": "sha512-AAAA"}
    with pytest.raises(
        libraries.Missing, match=r"c 1\.0\.0 n’est pas venu de http://.*/npm/c/-/c-1\.0\.0\.tgz"
    ):
        house.install()
    assert house.files() == A


def test_nobody_answers(house: House) -> None:
    with pytest.raises(libraries.Missing, match=r"a 1\.0\.0 n’est pas venu"):
        house.install(npm_config_registry="http://127.0.0.1:9/")


@pytest.mark.parametrize("registry", ["file:///etc", "ftp://127.0.0.1", "npm"])
def test_a_registry_is_an_address_of_the_web(house: House, registry: str) -> None:
    with pytest.raises(libraries.Missing, match="n’est pas l’adresse d’un registre"):
        house.install(NPM_CONFIG_REGISTRY=registry)


def test_the_settings_of_npm_say_which_registry_is_asked(house: House, tmp_path: Path) -> None:
    """The environment before the project's file, it before the user's; a scope may have one of its own."""
    user = tmp_path / "user"
    user.write_text("registry=https://user.example/\n@b:registry=https://${WHOSE}.example/npm\n", "utf-8")
    project = tmp_path / "projet"
    project.mkdir()
    house.packs("@b/c", b"")
    house.write()
    plain, scoped = (package for package in reversed(packages(house.root)))
    environ = {"npm_config_userconfig": str(user), "WHOSE": "nous"}
    asked = Registry.of(project, environ)
    assert asked.address(plain) == "https://user.example/a/-/a-1.0.0.tgz"
    assert asked.address(scoped) == "https://nous.example/npm/@b/c/-/c-1.0.0.tgz"
    (project / ".npmrc").write_text(
        "# registry=https://non.example\nregistry='https://projet.example'\n", "utf-8"
    )
    assert Registry.of(project, environ).address(plain) == "https://projet.example/a/-/a-1.0.0.tgz"
    environ["NPM_CONFIG_REGISTRY"] = "https://environ.example"
    assert Registry.of(project, environ).address(plain) == "https://environ.example/a/-/a-1.0.0.tgz"
    nothing = {"npm_config_userconfig": "/dev/null"}
    for package in (plain, scoped):
        public = Registry.of(tmp_path / "rien", nothing).address(package)
        assert public == get_download_url(package.purl) and public.endswith(f"/{package.archive}")
    assert scoped.purl == "pkg:npm/%40b/c@1.0.0"


@pytest.mark.parametrize("told", [{"integrity": "sha1-AAAA"}, {}])
def test_a_lock_without_a_digest_locks_nothing(house: House, told: dict[str, str]) -> None:
    house.entries["node_modules/a"] = {"version": "1.0.0", **told}
    with pytest.raises(libraries.Unlocked, match="ne donne pas l’empreinte SHA-512 de a"):
        house.install()


@pytest.mark.parametrize("path", ["node_modules/../../a", "ailleurs", "/node_modules/a"])
def test_a_lock_names_folders_of_node_modules_alone(house: House, path: str) -> None:
    house.entries[path] = house.entries.pop("node_modules/a")
    with pytest.raises(libraries.Unlocked, match="nomme un dossier hors de node_modules"):
        house.install()


def test_a_lock_of_other_packages_is_refused(house: House) -> None:
    house.write()
    (house.root / "package.json").write_text('{"dependencies": {"a": "2.0.0"}}', "utf-8")
    with pytest.raises(libraries.Unlocked, match=r"n’est pas celui de package\.json"):
        packages(house.root)


def test_a_folder_that_cannot_be_filled_is_told_in_one_line(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house.root / "node_modules").write_text("un fichier", "utf-8")
    house.write()
    monkeypatch.chdir(house.root)
    assert libraries.main() == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "« make outils »" in told
