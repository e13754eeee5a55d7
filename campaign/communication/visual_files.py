"""Pictures for the press as files: whole to take, small to look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign.base.pictures import small_jpeg
from campaign.base.text import slug
from campaign.communication import cache
from campaign.press.model import Visual
from campaign.press.views import pictures

_SEEN = 720  # pixels: twice the width of its card on a telephone


@dataclass(frozen=True, slots=True)
class VisualFile:
    """A visual with its file as it was kept: sRGB, without what the camera wrote."""

    visual: Visual
    data: bytes

    @property
    def ending(self) -> str:
        """« png » or « jpg »."""
        return "png" if self.data.startswith(b"\x89PNG") else "jpg"

    @property
    def name(self) -> str:
        """« visuel-12-le-rayon-vaisselle.jpg »."""
        return f"visuel-{self.visual.id}-{slug(self.visual.caption)[:50].strip('-')}.{self.ending}"

    @property
    def seen_size(self) -> tuple[int, int]:
        """Width and height in pixels of the small one."""
        wide = min(_SEEN, self.visual.width)
        return wide, max(1, round(self.visual.height * wide / self.visual.width))

    def small(self) -> bytes:
        """A JPEG on white, made once.

        Raises:
            DiskFull.
        """
        path = cache.folder(cache.PREVIEWS) / cache.key_of("visual", cache.fingerprint(self.data), _SEEN)
        try:
            return path.read_bytes()
        except OSError:
            made = small_jpeg(self.data, _SEEN)
            cache.write(path, made)
            return made


def visual_files(visuals: Iterable[Visual]) -> Iterator[VisualFile]:
    """Those whose file is there."""
    for one in visuals:
        for picture in pictures([one]):
            yield VisualFile(one, picture.picture)
