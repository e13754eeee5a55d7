"""Files of ``/ressources/…``: style, scripts, fonts, illustrations, Leaflet. Read once, named by their content."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from campaign.base.settings import ASSETS

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_FOLDERS = {
    "": ASSETS / "web",
    "fonts/": ASSETS / "fonts",
    "illustrations/": ASSETS / "illustrations",
    "agents/": ASSETS / "agents",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file held in memory (1 MB in all); ``version`` is the beginning of its SHA-256."""

    content: bytes
    media_type: str
    version: str


@lru_cache(maxsize=1)
def all_assets() -> dict[str, Asset]:
    """Every file that may be served, by its path below ``/ressources/``; other endings are not."""
    found = {}
    for prefix, folder in _FOLDERS.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in _TYPES:
                content = path.read_bytes()
                name = prefix + path.relative_to(folder).as_posix()
                found[name] = Asset(content, _TYPES[path.suffix], sha256(content).hexdigest()[:12])
    return found


def asset(name: str) -> str:
    """The address of a file, with its version: kept a year by browsers, replaced as soon as it changes."""
    return f"/ressources/{name}?v={all_assets()[name].version}"
