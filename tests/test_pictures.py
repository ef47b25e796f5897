"""Only sound pictures that a letter names are published, without what a camera or a person put beside."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin

from generators.building import build_site
from generators.disk import regular
from generators.letter import files as letter_files
from generators.letter import preview
from generators.mkdocs import InvalidData
from generators.opening import open_site
from generators.pictures.clean import cleaned
from generators.pictures.fault import BUDGET, Fault
from generators.project import Project
from generators.records.validate import check
from generators.site import Site

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
SECRET = b"12 rue des Lilas"


def scene(width: int = 90, height: int = 60, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    found = Image.new("RGB", (width, height), (200, 30, 30))
    found.paste((30, 30, 200), (width // 2, 0, width, height))
    return found.convert(mode)


def told() -> Image.Exif:
    """What a telephone writes into a photograph: how it was held, where, when, and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 38.0, 14.0), 3: "E", 4: (3.0, 3.0, 48.0)})
    return exif


def saved(picture: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def full(form: str) -> bytes:
    """A picture of a format with all that it can hold besides pixels."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    more: dict[str, object] = {"exif": told(), "icc_profile": ImageCms.ImageCmsProfile(_srgb()).tobytes()}
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        more |= {"pnginfo": info}
    elif form == "JPEG":
        more |= {"comment": SECRET, "xmp": xmp, "quality": 88}
    else:
        more |= {"xmp": xmp}
    return saved(scene(), form, **more) + SECRET


def _srgb() -> ImageCms.core.CmsProfile:
    return ImageCms.createProfile("sRGB")


FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_is_left_but_the_pixels_the_right_way_up(ending: str) -> None:
    before = full(FORMATS[ending])
    assert SECRET in before
    after = cleaned(f"photo.{ending}", before)
    assert isinstance(after, bytes)
    assert SECRET not in after and b"Exif" not in after and b"xmpmeta" not in after and b"prof" not in after
    with Image.open(io.BytesIO(after)) as found:
        assert (found.format, found.size, dict(found.getexif())) == (FORMATS[ending], (60, 90), {})
        top, bottom = found.convert("RGB").getpixel((30, 10)), found.convert("RGB").getpixel((30, 80))
    assert top[0] > 150 > top[2] and bottom[2] > 150 > bottom[0]
    assert cleaned.__wrapped__(f"photo.{ending}", before) == after


def test_a_photograph_is_no_worse_and_no_heavier() -> None:
    before = saved(Image.effect_noise((300, 200), 50).convert("RGB"), "JPEG", quality=70, subsampling=2)
    after = cleaned("photo.jpg", before)
    assert isinstance(after, bytes) and len(after) < len(before) * 1.02
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert isinstance(one, JpegImagePlugin.JpegImageFile)
        assert isinstance(other, JpegImagePlugin.JpegImageFile)
        assert one.quantization == other.quantization
        near = sum(abs(a - b) <= 3 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
    assert near > 0.99 * 300 * 200 * 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_png_keeps_its_pixels(mode: str) -> None:
    picture = Image.new(mode, (8, 8)) if mode in {"I;16", "LA"} else scene(8, 8, mode)
    more = {"transparency": 0} if mode == "P" else {}
    after = cleaned("a.png", saved(picture, "PNG", **more))
    assert isinstance(after, bytes)
    with Image.open(io.BytesIO(after)) as found:
        assert found.mode == mode and found.tobytes() == picture.tobytes()
        assert found.info == more


def animated(form: str) -> bytes:
    return saved(scene(), form, save_all=True, append_images=[ImageOps.mirror(scene())])


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "html": ("a.html", lambda: b"<script>alert(1)</script>", "n’est ni un PNG"),
    "svg": ("a.svg", lambda: b"<svg onload='alert(1)'/>", "n’est ni un PNG"),
    "gif": ("a.gif", lambda: saved(scene(), "GIF"), "n’est ni un PNG"),
    "no ending": ("a", lambda: saved(scene(), "PNG"), "n’est ni un PNG"),
    "html in a png": ("a.png", lambda: b"<script>alert(1)</script>", "ne se lit pas"),
    "svg in a jpeg": ("a.jpg", lambda: b"<svg/>", "ne se lit pas"),
    "png in a jpeg": ("a.jpg", lambda: saved(scene(), "PNG"), "ne se lit pas"),
    "gif in a png": ("a.png", lambda: saved(scene(), "GIF"), "ne se lit pas"),
    "environment": ("a.png", lambda: b"TOKEN=secret\0PATH=/bin\0", "ne se lit pas"),
    "empty": ("a.png", lambda: b"", "ne se lit pas"),
    "cut": ("a.png", lambda: saved(scene(), "PNG")[:90], "ne se lit pas"),
    "heavy": ("a.jpg", lambda: bytes(BUDGET + 1), "c’est trop lourd"),
    "bomb": ("a.png", lambda: saved(Image.new("1", (20_000, 20_000)), "PNG"), "trop grand"),
    "large": ("a.png", lambda: saved(Image.new("1", (5_000, 5_000)), "PNG"), "trop grand"),
    "moving png": ("a.png", lambda: animated("PNG"), "est animée"),
    "moving webp": ("a.webp", lambda: animated("WEBP"), "est animée"),
    "moving avif": ("a.avif", lambda: animated("AVIF"), "est animée"),
    "hidden": (".a.png", lambda: saved(scene(), "PNG"), "un nom qui ne fait pas une adresse"),
    "address": ("a#b?.png", lambda: saved(scene(), "PNG"), "un nom qui ne fait pas une adresse"),
    "up": ("../a.png", lambda: saved(scene(), "PNG"), "un nom qui ne fait pas une adresse"),
    "quote": ('a"onload=x.png', lambda: saved(scene(), "PNG"), "un nom qui ne fait pas une adresse"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_picture_is_refused(case: str) -> None:
    name, content, why = REFUSED[case]
    fault = cleaned(name, content())
    assert isinstance(fault, Fault) and why in fault.message and fault.hint


PARTS = ("data", "newsletter", "site", "docs", "mkdocs.yml", "CONTRIBUTING.md", "SECURITY.md")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The repository's project, whose folders may be changed."""
    root = tmp_path / "p"
    root.mkdir()
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return Project.at(root)


SHOWN = "2023-t3/trois-mailles.png"


def found(project: Project) -> list[tuple[str, str, str]]:
    _, problems = check(project.data, project.newsletter, project.reference, TODAY)
    return [(p.path, p.severity, p.message.replace("\u00a0", " ")) for p in problems]


def site(project: Project) -> Site:
    opened, problems = open_site(project, TODAY, "https://reseau.example/")
    assert opened is not None, problems
    return opened


def test_the_site_the_letter_and_its_preview_show_the_same_bare_picture(project: Project) -> None:
    shown = project.newsletter / "images" / SHOWN
    with Image.open(shown) as picture:
        shown.write_bytes(saved(picture, "PNG", exif=told()))
    assert SECRET in shown.read_bytes()
    opened = site(project)
    issue = opened.records.issues["2023-t3"]
    published = letter_files(opened)
    bare = published[f"newsletter/images/{SHOWN}"]
    assert SECRET not in bare
    assert preview(issue, opened, (), None, {})[f"images/{SHOWN}"] == bare
    assert f"https://reseau.example/newsletter/images/{SHOWN}".encode() in (
        published["newsletter/2023-t3/message.eml"].replace(b"=\r\n", b"")
    )


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def write(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def folder_elsewhere(path: Path) -> None:
    outside = path.parents[3] / "dehors"
    outside.mkdir()
    (outside / "photo.png").write_bytes(saved(scene(), "PNG"))
    path.symlink_to(outside)


LAID = [
    ("environ.png", link("/proc/self/environ"), "error", "c’est un lien symbolique"),
    ("dehors.png", link("../../CONTRIBUTING.md"), "error", "c’est un lien symbolique"),
    ("dedans.png", link(SHOWN), "error", "c’est un lien symbolique"),
    ("ailleurs", folder_elsewhere, "error", "c’est un lien symbolique"),
    ("tube.png", os.mkfifo, "error", "ce n’est pas un fichier ordinaire"),
    ("page.html", write(b"<script>alert(1)</script>"), "error", "n’est ni un PNG"),
    ("dessin.svg", write(b"<svg onload='alert(1)'/>"), "error", "n’est ni un PNG"),
    ("page.png", write(b"<script>alert(1)</script>"), "error", "ne se lit pas"),
    (".cachee.png", write(saved(scene(), "PNG")), "warning", "fichier caché"),
    ("inutile.png", write(saved(scene(), "PNG")), "warning", "n’est pas publiée"),
    ("lourde.jpg", write(bytes(BUDGET + 1)), "warning", "n’est pas publiée"),
]


@pytest.mark.parametrize(("name", "lay", "severity", "why"), LAID, ids=[name for name, *_ in LAID])
def test_nothing_else_of_the_folder_is_published_nor_goes_by_in_silence(
    project: Project, name: str, lay: Callable[[Path], None], severity: str, why: str
) -> None:
    path = project.newsletter / "images" / name
    lay(path)
    (problem,) = found(project)
    assert problem[:2] == (f"newsletter/images/{name}", severity) and why in problem[2]
    named = [name, f"{name}/photo.png", SHOWN]
    assert set(project.letter_images(named)) <= {SHOWN, "inutile.png"}
    if severity == "warning":
        images = {path for path in letter_files(site(project)) if path.startswith("newsletter/images/")}
        assert images == {f"newsletter/images/{SHOWN}", "newsletter/images/marque.png"}


@pytest.mark.parametrize("name", [name for name, _, severity, _ in LAID if severity == "error"])
def test_a_letter_that_names_it_is_told_where(project: Project, name: str) -> None:
    lay = next(lay for one, lay, *_ in LAID if one == name)
    lay(project.newsletter / "images" / name)
    issue = project.newsletter / "2023-t3.yml"
    issue.write_text(issue.read_text("utf-8").replace(SHOWN, name), "utf-8")
    assert any(
        path == "newsletter/2023-t3.yml" and severity == "error" and name in message
        for path, severity, message in found(project)
    )


def test_the_folder_itself_may_be_no_link(project: Project) -> None:
    images = project.newsletter / "images"
    images.rename(project.root / "dehors")
    images.symlink_to(project.root / "dehors")
    assert project.letter_images([SHOWN]) == {}
    assert ("newsletter/images", "error", "c’est un lien symbolique : il n’est pas suivi") in found(project)


STRAYS = {
    "site/pages/dessin.svg": write(b"<svg/>"),
    "site/pages/secret.md": link("/proc/self/environ"),
    "site/pages/photo.png": link("/proc/self/environ"),
    "site/pages/dehors": link("../theme/partials"),
    "site/theme/assets/img/secret.svg": link("/proc/self/environ"),
}


def test_no_other_folder_publishes_what_is_not_of_it(project: Project) -> None:
    for path, lay in STRAYS.items():
        lay(project.root / path)
    with pytest.raises(InvalidData) as told:
        build_site(project, TODAY)
    paths = [problem.path for problem in told.value.problems]
    assert {next(stray for stray in STRAYS if path.startswith(stray)) for path in paths} == set(STRAYS)
    assert all("il ne peut pas être publié" in problem.message for problem in told.value.problems)


def test_a_page_is_made_of_a_page_of_the_project_and_of_nothing_else(project: Project) -> None:
    page = "---\ntitle: Page\ndescription: Une page.\ninclure: /proc/self/environ\n---\n"
    (project.root / "site" / "pages" / "tout.md").write_text(page, encoding="utf-8")
    with pytest.raises(InvalidData, match="ne suit aucun lien"):
        build_site(project, TODAY)


def test_a_page_too_long_to_be_shown_whole_is_not_cut_in_silence(project: Project) -> None:
    (project.root / "long.md").write_text("# Long\n\n" + "Une ligne.\n\n" * 60_000, encoding="utf-8")
    page = "---\ntitle: Page\ndescription: Une page.\ninclure: long.md\n---\n"
    (project.root / "site" / "pages" / "tout.md").write_text(page, encoding="utf-8")
    with pytest.raises(InvalidData, match="512 Ko au plus"):
        build_site(project, TODAY)


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("a/b.md", True),
        ("a/lien.md", False),
        ("lien/b.md", False),
        ("a", False),
        ("a/tube.md", False),
        ("a/rien.md", False),
        ("../dehors.md", False),
        ("a/../a/b.md", False),
        ("./a/b.md", False),
        ("a//b.md", False),
        ("/proc/self/environ", False),
        ("", False),
    ],
)
def test_inside_is_what_no_link_and_no_step_up_leads_to(tmp_path: Path, path: str, inside: bool) -> None:
    (tmp_path / "dehors.md").touch()
    folder = tmp_path / "projet"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "b.md").touch()
    (folder / "a" / "lien.md").symlink_to("b.md")
    (folder / "lien").symlink_to("a")
    os.mkfifo(folder / "a" / "tube.md")
    assert regular.is_inside(folder, path) == inside
