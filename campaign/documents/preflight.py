"""What a printer's own check would find in a file, found before it leaves: read back from the bytes, page by page.

Each check says what it looked at; « contrôlé avec… », never « conforme » (documents.md, § 7).
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
import zxingcpp
from reportlab.lib.units import mm

from campaign.base.french import number, plural
from campaign.base.labels import Labelled
from campaign.documents.colours import SHEET_INK
from campaign.documents.presets import Preset
from campaign.documents.preview import PDFIUM

REFUSED_DPI, POOR_DPI = 120, 200  # pictures, at their printed size (issue 4; brand.md, « Photos »)
_RGB = frozenset({"rg", "RG"})
_CODE_PIXELS = 1400  # the page is read this wide, then larger: about what a telephone sees of it


class Verdict(Labelled):
    """What a check concludes."""

    GOOD = "good", "Rien à signaler"
    WARNING = "warning", "À regarder"
    BLOCKING = "blocking", "À corriger"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table: what was looked at, the verdict, the detail in French."""

    subject: str
    verdict: Verdict
    detail: str


def examined(
    file: bytes,
    preset: Preset,
    trim_mm: tuple[float, float],
    *,
    urls: Sequence[str] = (),
    ink_limit: int = SHEET_INK,
    safe_mm: float = 5.0,
) -> tuple[Check, ...]:
    """The table of checks of a PDF: ``urls`` must all be read from its codes, texts stay ``safe_mm`` from the trim."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        checks = [_size(pdf, preset, trim_mm), _fonts(pdf)]
        if preset.finish.inks:
            checks += [_colours(pdf), _ink(pdf, ink_limit), _condition(pdf)]
        checks.append(_pictures(pdf))
    with PDFIUM:
        document = pypdfium2.PdfDocument(file)
        try:
            checks.append(_safe_zone(document, preset, safe_mm))
            checks += [_codes(document, urls)] if urls else []
        finally:
            document.close()
    return tuple(checks)


def _size(pdf: pikepdf.Pdf, preset: Preset, trim_mm: tuple[float, float]) -> Check:
    finish = preset.finish
    for page in pdf.pages:
        box = [float(part) for part in (page.obj.TrimBox if finish.inks else page.mediabox)]
        found = ((box[2] - box[0]) / mm, (box[3] - box[1]) / mm)
        if any(abs(one - other) > 0.1 for one, other in zip(found, trim_mm, strict=True)):
            return Check("Format", Verdict.BLOCKING, "Le format fini n’est pas celui attendu.")
        if finish.inks:
            bleed = [float(part) for part in page.obj.BleedBox]
            if min(box[0] - bleed[0], bleed[2] - box[2]) / mm < finish.bleed - 0.1:
                return Check("Format", Verdict.BLOCKING, "Le fond perdu est trop court.")
    size = f"{number(round(trim_mm[0], 1))} × {number(round(trim_mm[1], 1))} mm"
    return Check("Format", Verdict.GOOD, f"{size}, fond perdu {number(finish.bleed)} mm.")


def _fonts(pdf: pikepdf.Pdf) -> Check:
    missing = set()
    for each in pdf.objects:
        described = isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        if described and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
            missing.add(str(each.get("/FontName", "")).lstrip("/"))
    for each in pdf.objects:  # the fourteen fonts of every reader have no descriptor at all
        standard = isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type1"
        if standard and "/FontDescriptor" not in each:
            missing.add(str(each.get("/BaseFont", "")).lstrip("/"))
    if missing:
        return Check("Polices", Verdict.BLOCKING, f"Absentes du fichier : {', '.join(sorted(missing))}.")
    return Check("Polices", Verdict.GOOD, "Toutes dans le fichier.")


def _colours(pdf: pikepdf.Pdf) -> Check:
    if any(operator in _RGB for _, operator in _operations(pdf)):
        return Check("Couleurs", Verdict.BLOCKING, "Il reste des couleurs d’écran (RVB).")
    if any(str(picture.get("/ColorSpace")) == "/DeviceRGB" for picture in _images(pdf)):
        return Check("Couleurs", Verdict.BLOCKING, "Il reste une image d’écran (RVB).")
    return Check("Couleurs", Verdict.GOOD, "Quadrichromie (CMJN) seule.")


def _ink(pdf: pikepdf.Pdf, limit: int) -> Check:
    sums = [sum(float(part) for part in parts) * 100 for parts, operator in _operations(pdf) if operator in ("k", "K")]
    most = max(sums, default=0.0)
    good = most <= limit + 0.5
    detail = f"{number(round(most))} % au plus, pour {limit} % admis."
    return Check("Encrage", Verdict.GOOD if good else Verdict.BLOCKING, detail)


def _condition(pdf: pikepdf.Pdf) -> Check:
    intents = pdf.Root.get("/OutputIntents", [])
    if any(str(intent.get("/OutputConditionIdentifier")) == "FOGRA39" for intent in intents):
        return Check("Profil", Verdict.GOOD, "FOGRA39, dans le fichier.")
    return Check("Profil", Verdict.BLOCKING, "Le profil d’impression manque.")


def _pictures(pdf: pikepdf.Pdf) -> Check:
    worst = min((dpi for page in pdf.pages for dpi in _resolutions(page)), default=None)
    if worst is None:
        return Check("Images", Verdict.GOOD, "Aucune : tout est vectoriel.")
    detail = f"{number(round(worst))} points par pouce au moins."
    if worst < REFUSED_DPI:
        return Check("Images", Verdict.BLOCKING, f"{detail} Il en faut {REFUSED_DPI} : envoyez un fichier plus grand.")
    if worst < POOR_DPI:
        return Check("Images", Verdict.WARNING, f"{detail} Mieux vaut {POOR_DPI}.")
    return Check("Images", Verdict.GOOD, detail)


def _safe_zone(document: pypdfium2.PdfDocument, preset: Preset, safe_mm: float) -> Check:
    for index, page in enumerate(document):
        left, bottom, right, top = page.get_trimbox() if preset.finish.inks else page.get_mediabox()
        texts = page.get_textpage()
        for place in range(texts.count_chars()):
            sign = texts.get_text_range(place, 1)
            if not sign.strip():
                continue
            x0, y0, x1, y1 = texts.get_charbox(place)
            if x1 < left or x0 > right or y1 < bottom or y0 > top:
                continue  # what the printer reads outside the page
            if min(x0 - left, right - x1, y0 - bottom, top - y1) < (safe_mm - 0.2) * mm:
                return Check(
                    "Marges",
                    Verdict.BLOCKING,
                    f"Page {index + 1}, un texte est à moins de {number(safe_mm)} mm du bord.",
                )
    return Check("Marges", Verdict.GOOD, f"Aucun texte à moins de {number(safe_mm)} mm du bord.")


def _codes(document: pypdfium2.PdfDocument, urls: Sequence[str]) -> Check:
    missing = set(urls)
    for page in document:
        for pixels in (_CODE_PIXELS, 2 * _CODE_PIXELS):
            if missing:
                picture = page.render(scale=pixels / page.get_width()).to_pil()
                missing -= {found.text for found in zxingcpp.read_barcodes(picture)}
    if missing:
        return Check("Codes QR", Verdict.BLOCKING, f"Illisible : {', '.join(sorted(missing))}.")
    return Check("Codes QR", Verdict.GOOD, f"{plural(len(set(urls)), 'code relu', 'codes relus')} sur la page.")


def _operations(pdf: pikepdf.Pdf) -> Iterator[tuple[list, str]]:
    """Every operator of the pages and of the forms they show."""
    streams = [*pdf.pages, *(each for each in _streams(pdf) if each.get("/Subtype") == "/Form")]
    for stream in streams:
        for operands, operator in pikepdf.parse_content_stream(stream, "rg RG k K"):
            yield list(operands), str(operator)


def _images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [each for each in _streams(pdf) if each.get("/Subtype") == "/Image"]


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Stream))


def _resolutions(page: pikepdf.Page) -> Iterator[float]:
    """Pixels per inch of each picture of the page, by the matrix it is drawn with."""
    kept: list[pikepdf.Matrix] = []
    matrix = pikepdf.Matrix()
    images = page.obj.get("/Resources", {}).get("/XObject", {})
    for operands, operator in pikepdf.parse_content_stream(page, "q Q cm Do"):
        match str(operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop() if kept else pikepdf.Matrix()
            case "cm":
                matrix = pikepdf.Matrix(*[float(part) for part in operands]) @ matrix
            case "Do" if operands[0] in images and images[operands[0]].get("/Subtype") == "/Image":
                image = images[operands[0]]
                wide = (matrix.a**2 + matrix.b**2) ** 0.5 / 72
                high = (matrix.c**2 + matrix.d**2) ** 0.5 / 72
                yield min(int(image.Width) / wide, int(image.Height) / high)
