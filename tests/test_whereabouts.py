"""An address that the site cannot be published at stops a command in one sentence, and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from pydantic import TypeAdapter, ValidationError

from generators.cli import main
from generators.mkdocs import MaillagePlugin
from generators.records.values.names import Racine

ROOT = Path(__file__).parent.parent
BAD = "https://équipe:s3cret@reseau.fr/"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one's own, with a site that stands."""
    for name in ("data", "newsletter", "node_modules", "site", "generators"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / ".maillage").touch()
    (tmp_path / "public" / "index.html").write_text("hier", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line that a command says before it gives up."""
    assert main([*words]) == 2
    told = capsys.readouterr()
    (line,) = [one for one in (told.out + told.err).splitlines() if "SITE_URL" in one or "mkdocs.yml" in one]
    assert "s3cret" not in told.out + told.err
    assert "Traceback" not in told.err
    return line


@pytest.mark.parametrize(
    "command", ["build --no-cache", "build --publication --no-cache", "check --no-cache", "newsletter build"]
)
def test_a_command_says_where_and_what(
    project: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", BAD)
    before = held(project / "public"), sorted(path.name for path in project.iterdir())
    line = refused(capsys, *command.split())
    assert line.startswith(
        "maillage : SITE_URL (variable d’environnement) : l’adresse du site contient un « @ »"
    )
    assert line.endswith("écrivez par exemple https://reseau.exemple.fr/annuaire/")
    assert (held(project / "public"), sorted(path.name for path in project.iterdir())) == before


@pytest.mark.parametrize("value", ["https://reseau.fr/mon annuaire/", "12", "[a]", '"  "'])
def test_the_settings_of_mkdocs_are_held_to_the_same(
    project: Path, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}site_url: {value}\n", encoding="utf-8")
    for command in ("build", "check"):
        line = refused(capsys, command, "--no-cache")
        assert line.startswith("maillage : site_url (mkdocs.yml) : l’adresse du site ")
    assert held(project / "public").keys() == {".maillage", "index.html"}


@pytest.mark.parametrize("value", [BAD, "https://[u:s3cret@x", "@s3cret"])
def test_mkdocs_says_it_too(project: Path, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own command, before it empties the folder; its own judge would stumble, or repeat the secret."""
    monkeypatch.setenv("SITE_URL", value)
    config = load_config(str(project / "mkdocs.yml"))
    plugin = config.plugins["maillage"]
    assert isinstance(plugin, MaillagePlugin)
    with pytest.raises(PluginError, match="l’adresse du site ") as told:
        plugin.on_config(config)
    assert "s3cret" not in str(told.value)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (BAD, "contient un « @ »"),
        ("https://réseau.fr/", "a un nom accentué"),
        ("http://reseau.fr/", "commence par http://"),
        ("https://localhost/", "n’est celle que d’une machine"),
    ],
)
def test_the_identity_s_address_is_held_to_the_same(written: str, told: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(Racine).validate_python(written)
    (error,) = refusal.value.errors()
    assert told in error["msg"]
    assert "s3cret" not in error["msg"] + error["ctx"]["conseil"]
