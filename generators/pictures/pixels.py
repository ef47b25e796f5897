"""Pictures drawn again from their pixels, so that nothing else of the file is left.

Positions (EXIF), comments, thumbnails, and whatever stood before or behind the picture stay at home. The same
file gives the same bytes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

from generators.pictures.fault import Fault

#: The most pixels that are decoded: a photograph has twelve million, a bomb a hundred times that.
PIXELS = 16_000_000
_SRGB = ImageCms.createProfile("sRGB")
_REDO = "ouvrez-la et enregistrez-la de nouveau, en PNG ou en JPEG"


def drawn_again(content: bytes, promised: str) -> bytes | Fault:
    """The picture of a format, as Pillow calls it, with its pixels alone; or why there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of tags that are dropped anyway
            return _again(content, promised)
    except Image.DecompressionBombError:
        return Fault("est bien trop grande", "1 072 pixels de large suffisent")
    except Exception:  # a decoder names no error of its own: a file made to harm meets them all
        return Fault("ne se lit pas : elle est abîmée, ou n’est pas ce que dit son nom", _REDO)


def _again(content: bytes, promised: str) -> bytes | Fault:
    with Image.open(io.BytesIO(content), formats=(promised,)) as found:
        width, height = found.size
        if width * height > PIXELS:
            return Fault(
                f"fait {width} sur {height} pixels : c’est trop grand", "1 072 pixels de large suffisent"
            )
        if promised != "JPEG" and getattr(found, "n_frames", 1) > 1:
            return Fault("est animée", "enregistrez-en une seule vue")
        found.load()
        out = io.BytesIO()
        _WRITERS[promised](found, out, content)
        return out.getvalue()


def _upright(found: Image.Image) -> Image.Image:
    """The pixels, the right way up and in the colours of the web, without anything that was said of them."""
    pixels = _in_srgb(ImageOps.exif_transpose(found), found.info.get("icc_profile"))
    pixels.info = {key: found.info[key] for key in ("transparency",) if key in found.info}
    return pixels


def _in_srgb(found: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or found.mode not in ("RGB", "RGBA", "CMYK"):
        return found.convert("RGB") if found.mode in ("CMYK", "YCbCr", "LAB", "HSV") else found
    mode = "RGBA" if found.mode == "RGBA" else "RGB"
    try:
        made = ImageCms.profileToProfile(
            found, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode=mode
        )
    except ImageCms.PyCMSError:  # a profile that says nothing sound
        made = None
    return made or found.convert(mode)


def _png(found: Image.Image, out: io.BytesIO, content: bytes) -> None:
    _upright(found).save(out, "PNG", optimize=True)


def _jpeg(found: Image.Image, out: io.BytesIO, content: bytes) -> None:
    """With its own tables, so that it is no worse and no heavier than it was."""
    kept: dict[str, Any] = {"quality": 85}
    if isinstance(found, JpegImagePlugin.JpegImageFile) and found.mode in ("RGB", "L"):
        kept = {"qtables": found.quantization, "subsampling": JpegImagePlugin.get_sampling(found)}
    progressive = bool(found.info.get("progressive"))
    _upright(found).save(out, "JPEG", optimize=True, progressive=progressive, **kept)


def _webp(found: Image.Image, out: io.BytesIO, content: bytes) -> None:
    _upright(found).save(out, "WEBP", lossless=b"VP8L" in content[:64], quality=80, method=4)


def _avif(found: Image.Image, out: io.BytesIO, content: bytes) -> None:
    _upright(found).save(out, "AVIF", quality=65, max_threads=1)


_WRITERS: Mapping[str, Callable[[Image.Image, io.BytesIO, bytes], None]] = {
    "PNG": _png,
    "JPEG": _jpeg,
    "WEBP": _webp,
    "AVIF": _avif,
}
