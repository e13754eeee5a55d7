"""What each drawing of a PDF is (a title, a list, a picture), in the order it is read aloud (ISO 14289-1).

Whatever is drawn outside a tag is decoration: nothing can be left neither tagged nor set aside. Only files for a screen
are tagged; drawing is the same in all of them.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

# Elements that hold others: what is drawn straight in them is decoration.
_GROUPS = frozenset({"Document", "Sect", "Div", "L", "LI", "Table", "THead", "TBody", "TR"})


class Mark(NamedTuple):
    """A run of drawing: its page from 0, its number in the page."""

    page: int
    number: int


class Hotspot(NamedTuple):
    """A place to click: its page from 0, its rank among the page's, what it leads to in words."""

    page: int
    rank: int
    words: str


@dataclass(slots=True)
class Element:
    """``kind`` is a standard type (ISO 32000-1, 14.8.4); ``box`` is in points of the page, for a Figure."""

    kind: str
    alt: str = ""
    spoken: str = ""
    scope: str = ""
    box: tuple[float, ...] = ()
    children: list["Element | Mark | Hotspot"] = field(default_factory=list)


class Structure:
    """The elements of a document being drawn on a canvas, page after page."""

    def __init__(self, canvas: Canvas) -> None:
        self.root = Element("Document")
        self._canvas = canvas
        self._inside: list[Element | None] = [self.root]  # None: decoration
        self._page, self._marks, self._links = -1, 0, 0
        self._opened = 0  # how much was written once the mark at hand was opened

    def page_begins(self) -> None:
        """To be called once the canvas shows an empty page."""
        self._page, self._marks, self._links = self._page + 1, 0, 0
        self._open()

    def page_ends(self) -> None:
        """To be called before the page leaves the canvas."""
        self._shut()

    @contextmanager
    def tag(
        self, kind: str, *, alt: str = "", spoken: str = "", scope: str = "", box: tuple[float, ...] = ()
    ) -> Iterator[None]:
        """An element within the one at hand, with all that is drawn meanwhile.

        ``alt`` replaces a picture; ``spoken`` is what is said instead of the signs drawn; ``scope`` is « Column » or
        « Row » for a TH; ``box`` is left, bottom, right and top of a picture, as it is drawn now.
        """
        inside = self._inside[-1]
        made = None
        if inside is not None:
            at = self._canvas.absolutePosition
            made = Element(kind, alt, spoken, scope, (*at(*box[:2]), *at(*box[2:])) if box else ())
            inside.children.append(made)
        with self._within(made):
            yield

    def artifact(self) -> AbstractContextManager[None]:
        """Decoration inside an element."""
        return self._within(None)

    @contextmanager
    def link(
        self, box: tuple[float, float, float, float], words: str, *, url: str = "", bookmark: str = ""
    ) -> Iterator[None]:
        """A Link over ``box`` as it is drawn now, to an address or to a bookmark; ``words`` say where it leads."""
        with self.tag("Link"):
            if url:
                self._canvas.linkURL(url, box, relative=1)
            else:
                self._canvas.linkRect("", bookmark, box, relative=1, thickness=0)
            if self._inside[-1] is not None:
                self._inside[-1].children.append(Hotspot(self._page, self._links, words))
            self._links += 1
            yield

    @contextmanager
    def _within(self, element: Element | None) -> Iterator[None]:
        self._shut()
        self._inside.append(element)
        self._open()
        try:
            yield
        finally:
            self._shut()
            self._inside.pop()
            self._open()

    @property
    def _written(self) -> list[str]:
        return self._canvas._code  # noqa: SLF001 - ReportLab has no way to tag

    def _open(self) -> None:
        element, code = self._inside[-1], self._written
        code.append("/Artifact BMC" if _is_mute(element) else f"/{element.kind} <</MCID {self._marks}>> BDC")
        self._opened = len(code)

    def _shut(self) -> None:
        element, code = self._inside[-1], self._written
        if len(code) == self._opened:  # nothing was drawn: no trace is left
            code.pop()
            return
        code.append("EMC")
        if not _is_mute(element):
            element.children.append(Mark(self._page, self._marks))
            self._marks += 1


def _is_mute(element: Element | None) -> bool:
    return element is None or element.kind in _GROUPS


def write(pdf: pikepdf.Pdf, root: Element) -> None:
    """The structure in the file whose pages were drawn with its marks."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    marks: list[dict[int, pikepdf.Object]] = [{} for _ in pdf.pages]
    hotspots: list[tuple[pikepdf.Object, pikepdf.Object]] = []
    pages = [page.obj for page in pdf.pages]

    def made(element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
        _describe(node, element)
        page = next((child.page for child in element.children if not isinstance(child, Element)), None)
        if page is not None:
            node.Pg = pages[page]
        children = Array()
        for child in element.children:
            match child:
                case Element():
                    if _says(child):
                        children.append(made(child, node))
                case Mark():
                    marks[child.page][child.number] = node
                    children.append(
                        child.number
                        if child.page == page
                        else Dictionary(Type=Name.MCR, Pg=pages[child.page], MCID=child.number)
                    )
                case Hotspot():
                    place = pages[child.page].Annots[child.rank]
                    place.Contents = String(child.words)
                    place.F = 4  # printed with the page: a hidden one is no link
                    hotspots.append((place, node))
                    children.append(Dictionary(Type=Name.OBJR, Pg=pages[child.page], Obj=place))
        node.K = children
        return node

    tree.K = Array([made(root, tree)])
    numbers = Array()
    for index, (page, found) in enumerate(zip(pages, marks, strict=True)):
        page.StructParents, page.Tabs = index, Name.S
        numbers.extend([index, pdf.make_indirect(Array([found[number] for number in range(len(found))]))])
    for index, (place, node) in enumerate(hotspots, len(pages)):
        place.StructParent = index
        numbers.extend([index, node])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages) + len(hotspots)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _says(element: Element) -> bool:
    """Whether there is anything in it: an element without content would be announced for nothing."""
    return any(not isinstance(child, Element) or _says(child) for child in element.children)


def _describe(node: pikepdf.Object, element: Element) -> None:
    if element.alt:
        node.Alt = String(element.alt)
    if element.spoken:
        node.ActualText = String(element.spoken)
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.box:
        node.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(one, 2) for one in element.box]))
