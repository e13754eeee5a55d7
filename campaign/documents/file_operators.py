"""What a PDF draws with, every operator read once: its colours, its most ink, its pictures at their printed size."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

import pikepdf
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

_NAMED = "/Image"  # marks a picture with the name of whoever sent it
_READ = "q Q cm Do rg RG k K cs CS BDC BMC EMC BI ID EI"
_RGB_SPACES = frozenset({"/DeviceRGB", "/CalRGB", "/Lab"})
_INK_PIXELS = 4_000_000  # above, the ink of a picture is read on a smaller copy

Matrix = pikepdf.Matrix


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is drawn: ``dpi`` is that of its coarser side, ``box`` in points of the page; ``name`` is that
    of whoever sent it, '' when the drawing did not say."""

    page: int
    name: str
    dpi: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Operators:
    """What was found: ``ink`` is the highest sum in percent; ``rgb_…`` tell colours of screens."""

    ink: float = 0.0
    rgb_fields: bool = False
    rgb_pictures: bool = False
    pictures: list[Picture] = field(default_factory=list)


@contextmanager
def named(canvas: Canvas, name: str) -> Iterator[None]:
    """Whatever is drawn meanwhile is a picture sent by ``name``: the check before printing can then say whose."""
    canvas._code.append(f"{_NAMED} <</Nom <{name.encode('utf-16-be').hex()}>>> BDC")  # noqa: SLF001 - no other way
    yield
    canvas._code.append("EMC")  # noqa: SLF001


def operators(pdf: pikepdf.Pdf) -> Operators:
    """Read all the pages, with the forms they show."""
    reading = _Reading()
    for index, page in enumerate(pdf.pages):
        reading.page = index
        reading.stream(page.obj, Matrix())
    return reading.found


class _Reading:
    """One document being read: a form or a picture shown many times is opened once."""

    def __init__(self) -> None:
        self.found = Operators()
        self.page = 0
        self._parsed: dict[tuple[int, int], list[tuple[str, list]]] = {}
        self._seen: set[tuple[int, int]] = set()

    def stream(self, drawn: pikepdf.Object, matrix: Matrix, name: str = "", depth: int = 0) -> None:
        """A page or a form drawn with ``matrix``."""
        resources = drawn.get("/Resources", pikepdf.Dictionary())
        shown, spaces = resources.get("/XObject", {}), resources.get("/ColorSpace", {})
        kept: list[Matrix] = []
        names = [name]
        for operator, operands in self._operations(drawn):
            match operator:
                case "q":
                    kept.append(matrix)
                case "Q":
                    matrix = kept.pop() if kept else matrix
                case "cm":
                    matrix = Matrix(*operands) @ matrix
                case "BDC" | "BMC":
                    names.append(_name(operands) or names[-1])
                case "EMC":
                    names[1:] = names[1:-1]
                case "Do" if operands[0] in shown:
                    self._show(shown[operands[0]], matrix, names[-1], depth)
                case "cs" | "CS" if operands[0] in _RGB_SPACES or _is_rgb(spaces.get(operands[0])):
                    self.found.rgb_fields = True

    def _operations(self, drawn: pikepdf.Object) -> list[tuple[str, list]]:
        """What moves, shows and names; colours are counted on the way."""
        number = drawn.objgen
        if number not in self._parsed or number == (0, 0):
            moves = []
            for operands, each in pikepdf.parse_content_stream(drawn, _READ):
                operator = str(each)
                if operator in ("k", "K"):
                    self.found.ink = max(self.found.ink, 100 * sum(map(float, operands)))
                elif operator in ("rg", "RG"):
                    self.found.rgb_fields = True
                elif operator == "cm":
                    moves.append((operator, [float(one) for one in operands]))
                elif operator == "INLINE IMAGE":
                    self.found.rgb_pictures |= _is_rgb(operands[0].obj.get("/ColorSpace"))
                else:
                    moves.append((operator, list(operands)))
            self._parsed[number] = moves
        return self._parsed[number]

    def _show(self, shown: pikepdf.Object, matrix: Matrix, name: str, depth: int) -> None:
        if shown.get("/Subtype") == "/Form":
            if depth < 12:  # a form that shows itself would never end
                own = [float(one) for one in shown.get("/Matrix", (1, 0, 0, 1, 0, 0))]
                group = shown.get("/Group", {})
                self.found.rgb_fields |= _is_rgb(group.get("/CS"))
                self.stream(shown, Matrix(*own) @ matrix, name, depth + 1)
            return
        if shown.get("/Subtype") != "/Image" or shown.get("/ImageMask"):
            return
        if shown.objgen not in self._seen:
            self._seen.add(shown.objgen)
            self.found.rgb_pictures |= _is_rgb(shown.get("/ColorSpace"))
            self.found.ink = max(self.found.ink, _picture_ink(shown))
        wide, high = (matrix.a**2 + matrix.b**2) ** 0.5 / 72, (matrix.c**2 + matrix.d**2) ** 0.5 / 72
        dpi = min(int(shown.Width) / max(wide, 1e-6), int(shown.Height) / max(high, 1e-6))
        corners = [matrix.transform(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
        xs, ys = zip(*corners, strict=True)
        self.found.pictures.append(Picture(self.page, name, dpi, (min(xs), min(ys), max(xs), max(ys))))


def _name(operands: list) -> str:
    if len(operands) < 2 or operands[0] != _NAMED:
        return ""
    return bytes(operands[1].get("/Nom", b"")).decode("utf-16-be")


def _is_rgb(space: pikepdf.Object | None) -> bool:
    """Whether a colour space is one of screens, by itself or under another."""
    if space is None:
        return False
    if not isinstance(space, pikepdf.Array):
        return str(space) in _RGB_SPACES
    if not len(space):
        return False
    if str(space[0]) in _RGB_SPACES:
        return True
    if str(space[0]) == "/ICCBased":
        return int(space[1].get("/N", 0)) == 3
    under = {"/Indexed": 1, "/I": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(str(space[0]))
    return under is not None and len(space) > under and _is_rgb(space[under])


def _picture_ink(picture: pikepdf.Stream) -> float:
    """The highest sum of inks of a picture, in percent, 2 below at worst; 0 when it is not in inks."""
    if str(picture.get("/ColorSpace")) != "/DeviceCMYK" or int(picture.get("/BitsPerComponent", 8)) != 8:
        return 0.0
    raw = picture.read_raw_bytes()
    key = sha256(raw).digest()
    found = _INKS.get(key)
    if found is None:
        if len(_INKS) >= _MOST_INKS:
            _INKS.clear()
        found = _INKS[key] = _highest(_opened(picture, raw))
    return found


def _opened(picture: pikepdf.Stream, raw: bytes) -> Image.Image:
    if re.search("DCT|JPX", str(picture.get("/Filter", ""))):
        with Image.open(io.BytesIO(raw)) as opened:
            return opened.convert("CMYK")
    return Image.frombytes("CMYK", (int(picture.Width), int(picture.Height)), picture.read_bytes())


_INKS: dict[bytes, float] = {}  # by fingerprint: the same logos come back in every piece of a kit
_MOST_INKS = 500


def _highest(made: Image.Image) -> float:
    if made.width * made.height > _INK_PIXELS:
        made = made.reduce(4)
    cyan, magenta, yellow, black = made.split()
    halves = ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2)
    return ImageChops.add(*halves, 2).getextrema()[1] / 255 * 400
