"""Logos and photos people send: recognised by their bytes, limited, re-encoded without metadata.

Nothing of the received file is kept but its pixels (ASVS 5.2, 14.2.8): no EXIF, no name, no second frame.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from campaign.base.errors import UnreadableFile

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 12_500_000  # what phones call twelve megapixels is 4 032 × 3 024
LONGEST_SIDE = 4000  # px, kept: 300 dpi over 34 cm
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")  # what we can open to say clearly what we do not take
_TAKEN = ("PNG", "JPEG", "WEBP", "GIF")


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: PNG when it has transparency or few colours, JPEG otherwise; size in pixels."""

    data: bytes
    width: int
    height: int
    transparent: bool

    @property
    def media_type(self) -> str:
        """``image/png`` or ``image/jpeg``."""
        return "image/png" if self.data.startswith(b"\x89PNG") else "image/jpeg"

    @property
    def ending(self) -> str:
        """The file name's ending, without the dot."""
        return "png" if self.media_type == "image/png" else "jpg"


def cleaned(data: bytes, most: int = MAX_BYTES) -> Picture:
    """The picture in ``data``, upright, in sRGB, without metadata; the first frame of an animation.

    ``most``: how many bytes are taken, whole megabytes.

    Raises:
        UnreadableFile: too heavy, too many pixels, SVG, not a picture, or damaged; the sentence says which.
    """
    if len(data) > most:
        raise UnreadableFile(f"{most >> 20} Mo au plus : réduisez l’image, puis envoyez-la de nouveau.")
    if b"<svg" in data[:1024].lower() or data[:5].lower() == b"<?xml":
        raise UnreadableFile("SVG refusé : envoyez un PNG ou un JPEG.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower, checked below
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise _too_large() from error
        raise UnreadableFile("Ce fichier n’est pas une image. Envoyez un PNG ou un JPEG.") from error
    if image.format not in _TAKEN:
        raise UnreadableFile("Format d’image non pris en charge : envoyez un PNG, un JPEG ou un WebP.")
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()
    try:
        return _encoded(_upright_srgb(image))
    except (OSError, ValueError, SyntaxError, EOFError, ImageCms.PyCMSError) as error:
        raise UnreadableFile("Image abîmée : enregistrez-la de nouveau, puis envoyez-la.") from error


def small_jpeg(data: bytes, widest: int) -> bytes:
    """A kept picture to look at, ``widest`` pixels wide at most, on white."""
    found = Image.open(io.BytesIO(data))
    wide = min(widest, found.width)
    size = wide, max(1, round(found.height * wide / found.width))
    found.draft("RGB", size)  # a JPEG is then read at no more than it needs
    found = found.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", found.size, "#FFFFFF")
    ground.paste(found, mask=found.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _too_large() -> UnreadableFile:
    return UnreadableFile("Image trop grande (12 mégapixels au plus). Réduisez-la, puis envoyez-la de nouveau.")


def _upright_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    image.load()
    image = ImageOps.exif_transpose(image)
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if profile and image.mode in ("RGB", "CMYK", "L"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a channel: keep the brightness, not the low byte
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    image = image.convert("RGBA" if transparent else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return image


def _encoded(image: Image.Image) -> Picture:
    bare = Image.new(image.mode, image.size)  # a fresh one: no EXIF, no profile, no comment comes along
    bare.paste(image)
    transparent = image.mode == "RGBA" and image.getchannel("A").getextrema()[0] < 255
    drawn = image.mode == "RGBA" or image.convert("RGB").getcolors(4096) is not None
    out = io.BytesIO()
    if drawn:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=90, subsampling=0)
    return Picture(out.getvalue(), bare.width, bare.height, transparent)
