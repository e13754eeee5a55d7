"""Our addresses as files of a folder: which page becomes which file, and pages whose links lead to those files."""

import posixpath
import re
from html import escape, unescape
from urllib.parse import urlsplit

# The pages a copy holds; what needs a server (answering, signing in, reporting a mistake) is not among them.
_PAGES = {
    "/": "index.html", "/carte": "carte.html", "/boutiques": "boutiques.html", "/annuaire": "annuaire.html",
    "/donnees": "donnees.html", "/mentions-legales": "mentions-legales.html",
    "/donnees-personnelles": "donnees-personnelles.html", "/accessibilite": "accessibilite.html",
    "/plan-du-site": "plan-du-site.html",
}  # fmt: skip
SEEDS = (*_PAGES, "/agenda.ics", "/donnees/boutiques.csv", "/donnees/boutiques.geojson")
_WHOLE_LIST = ("/", "/carte", "/boutiques")
_FILES = frozenset({"/agenda.ics", "/annuaire.pdf", "/donnees/boutiques.csv", "/donnees/boutiques.geojson",
                    "/carte/points.json", "/carte/contours.json"})  # fmt: skip
_SHOP = re.compile(r"/boutiques/([a-z0-9-]+)(\.ics)?")
_PHOTO = re.compile(r"/boutiques/[a-z0-9-]+/photo/\d+\.jpg")
_RESOURCE = re.compile(r"/ressources/[A-Za-z0-9_./-]+")
_ADDRESS = re.compile(r'\b(href|src|data-points|data-contours|data-script)="(/[^"]*)"')
_SETS = re.compile(r'\bsrcset="(/[^"]*)"')
_ANCHOR = re.compile(r'<a\b[^>]*\bhref="(/[^"]*)"[^>]*>.*?</a>', re.S)
_OF_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def file_of(address: str) -> str | None:
    """Where an address of ours lands in the folder; None when a copy does not hold it.

    The version in an address is dropped; any other question names a file of its own.
    """
    parts = urlsplit(address)
    path = parts.path
    if path in _PAGES:
        return _PAGES[path]
    if path == "/carte/fond.svg":
        return "carte/fond-points.svg" if "points=1" in parts.query else "carte/fond.svg"
    if path in _FILES or _RESOURCE.fullmatch(path):
        return path[1:]
    if _PHOTO.fullmatch(path):
        size = re.sub(r"[^a-z0-9]+", "-", parts.query).strip("-")
        return f"{path[1:].removesuffix('.jpg')}{f'-{size}' if size else ''}.jpg"
    if shop := _SHOP.fullmatch(path):
        return f"boutiques/{shop[1]}{shop[2] or '.html'}"
    return None


def asked_as(address: str) -> str:
    """What is asked of the application for that address: a list is copied whole, without its pages."""
    path = urlsplit(address).path
    if path in _WHOLE_LIST:
        return f"{path}?page=tout"
    return path if path in _PAGES else address.partition("#")[0]


def relative(address: str, file: str) -> str:
    """The link from a file of the folder to the file of an address the copy holds, its anchor kept."""
    found = posixpath.relpath(file_of(address) or "", posixpath.dirname(file) or ".")
    anchor = urlsplit(address).fragment
    return f"{found}#{anchor}" if anchor else found


def page_in_folder(text: str, file: str, live: str, public_url: str) -> tuple[str, list[str]]:
    """(a page whose links lead to files of the folder, our addresses it needs).

    A link to what the folder does not hold leads to the live site, or goes away when there is none. Without a live
    site, the addresses told to search engines are the folder's too.
    """
    needed: list[str] = []

    def into(address: str) -> str:
        needed.append(unescape(address))
        return escape(relative(needed[-1], file))

    def anchor(found: re.Match[str]) -> str:
        if file_of(unescape(found[1])):
            return found[0]
        return found[0].replace(f'href="{found[1]}"', f'href="{escape(live)}{found[1]}"') if live else ""

    def one(found: re.Match[str]) -> str:
        return f'{found[1]}="{into(found[2])}"' if file_of(unescape(found[2])) else found[0]

    def several(found: re.Match[str]) -> str:
        parts = (part.strip().partition(" ") for part in found[1].split(","))
        return f'srcset="{", ".join(f"{into(address)}{space}{size}" for address, space, size in parts)}"'

    text = _SETS.sub(several, _ADDRESS.sub(one, _ANCHOR.sub(anchor, text)))
    return (text if live else without_addresses(text, file, public_url)), needed


def without_addresses(text: str, file: str, public_url: str) -> str:
    """The text whose whole addresses of ours (between quotes) are the folder's files."""

    def into(found: re.Match[str]) -> str:
        address = found[1] or "/"
        return f'"{relative(address, file)}"' if file_of(address) else '""'

    return re.sub(rf'"{re.escape(public_url)}(/[^"]*)?"', into, text)


def style_in_folder(text: str, address: str) -> list[str]:
    """Our addresses a style sheet needs; its own links are relative already."""
    base = posixpath.dirname(urlsplit(address).path)
    named = (found[1] for found in _OF_STYLE.finditer(text))
    return [posixpath.normpath(posixpath.join(base, one)) for one in named if not one.startswith(("data:", "#"))]
