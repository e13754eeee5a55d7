"""What a printer's own check would find in a file, found before it leaves: read back from the bytes, page by page.

Each check says what it looked at; « contrôlé avec… », never « conforme » (documents.md, § 7).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from reportlab.lib.units import mm

from campaign.base.french import NBSP, number, plural
from campaign.base.labels import Labelled
from campaign.documents.colours import SHEET_INK
from campaign.documents.file_operators import Operators, Picture, operators
from campaign.documents.page_reading import Box, codes, distance, edges, outside, texts_near
from campaign.documents.presets import Preset
from campaign.documents.preview import PDFIUM

REFUSED_DPI, POOR_DPI = 120, 200  # pictures, at their printed size (issue 4; brand.md, « Photos »)
_SLACK = 0.2  # mm: a text measured to the point may miss the safe zone by a hair
_QUOTED = 40  # signs of a text named in a sentence


class Verdict(Labelled):
    """What a check concludes; « told » asks for nothing in this file."""

    GOOD = "good", "Rien à signaler"
    TOLD = "told", "À savoir"
    WARNING = "warning", "À regarder"
    BLOCKING = "blocking", "À corriger"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table: what was looked at, the verdict, the detail in French.

    ``about`` names the shop or partner, ``field`` what to mend there; '' when the detail is about the whole file.
    """

    subject: str
    verdict: Verdict
    detail: str
    about: str = ""
    field: str = ""

    @property
    def sentence(self) -> str:
        """« Le Fil, adresse : une correction attend. »"""
        named = ", ".join(part for part in (self.about, self.field) if part)
        return f"{named}{NBSP}: {self.detail}" if named else self.detail

    @property
    def notice(self) -> str:
        """The sentence where nothing around says what was looked at: « Marges : un texte est trop près du bord. »"""
        return self.sentence if self.about else f"{self.subject}{NBSP}: {self.detail}"


def examined(
    file: bytes,
    preset: Preset,
    trim_mm: tuple[float, float],
    *,
    url: str = "",
    code_pages: Sequence[int] = (),
    ink_limit: int = SHEET_INK,
    safe_mm: float = 5.0,
) -> tuple[Check, ...]:
    """The table of checks of a PDF.

    ``url`` must be read from a QR code on each of ``code_pages`` (from 0; from the end when negative) and no other
    address anywhere; texts and pictures of print files stay ``safe_mm`` from the trim.
    """
    with pikepdf.open(io.BytesIO(file)) as pdf:
        found = operators(pdf)
        checks = [_size(pdf, preset, trim_mm), _fonts(pdf)]
        if preset.finish.inks:
            checks += [_colours(found), _ink(found, ink_limit), _condition(pdf)]
        checks += _pictures(found, preset)
    with PDFIUM:
        document = pypdfium2.PdfDocument(file)
        try:
            pages = list(document)  # each is opened once
            if preset.finish.inks:
                checks.append(_safe_zone(pages, found.pictures, safe_mm))
            checks += [_codes(pages, url, code_pages)] if code_pages else []
        finally:
            document.close()
    return tuple(checks)


def _size(pdf: pikepdf.Pdf, preset: Preset, trim_mm: tuple[float, float]) -> Check:
    finish = preset.finish
    for page in pdf.pages:
        box = [float(part) for part in (page.trimbox if finish.inks else page.mediabox)]
        found = ((box[2] - box[0]) / mm, (box[3] - box[1]) / mm)
        if any(abs(one - other) > 0.1 for one, other in zip(found, trim_mm, strict=True)):
            return Check("Format", Verdict.BLOCKING, "Le format fini n’est pas celui attendu.")
        if finish.inks:
            around = [float(part) for part in page.bleedbox]
            over = min(box[0] - around[0], box[1] - around[1], around[2] - box[2], around[3] - box[3])
            if over / mm < finish.bleed - 0.1:
                return Check("Format", Verdict.BLOCKING, "Le fond perdu est trop court.")
    size = f"{number(round(trim_mm[0], 1))} × {number(round(trim_mm[1], 1))}{NBSP}mm"
    bleed = f", fond perdu {number(finish.bleed)}{NBSP}mm" if finish.inks else ""
    return Check("Format", Verdict.GOOD, f"{size}{bleed}.")


def _fonts(pdf: pikepdf.Pdf) -> Check:
    missing = set()
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if each.get("/Type") == "/FontDescriptor" and not any(key in each for key in _FONT_FILES):
            missing.add(str(each.get("/FontName", "")).lstrip("/"))
        # The fourteen fonts of every reader have no descriptor at all.
        if each.get("/Type") == "/Font" and each.get("/Subtype") == "/Type1" and "/FontDescriptor" not in each:
            missing.add(str(each.get("/BaseFont", "")).lstrip("/"))
    if missing:
        return Check("Polices", Verdict.BLOCKING, f"Absentes du fichier : {', '.join(sorted(missing))}.")
    return Check("Polices", Verdict.GOOD, "Toutes dans le fichier.")


_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def _colours(found: Operators) -> Check:
    if found.rgb_fields:
        return Check("Couleurs", Verdict.BLOCKING, "Il reste des couleurs d’écran (RVB).")
    if found.rgb_pictures:
        return Check("Couleurs", Verdict.BLOCKING, "Il reste une image d’écran (RVB).")
    return Check("Couleurs", Verdict.GOOD, "Quadrichromie (CMJN) seule.")


def _ink(found: Operators, limit: int) -> Check:
    good = found.ink <= limit + 0.5
    detail = f"{number(round(found.ink))}{NBSP}% au plus, pour {limit}{NBSP}% admis."
    return Check("Encrage", Verdict.GOOD if good else Verdict.BLOCKING, detail)


def _condition(pdf: pikepdf.Pdf) -> Check:
    intents = pdf.Root.get("/OutputIntents", [])
    if any(str(intent.get("/OutputConditionIdentifier")) == "FOGRA39" for intent in intents):
        return Check("Profil", Verdict.GOOD, "FOGRA39, dans le fichier.")
    return Check("Profil", Verdict.BLOCKING, "Le profil d’impression manque.")


def _pictures(found: Operators, preset: Preset) -> list[Check]:
    """One line a picture too coarse, worst first; else one for all. Screens take any."""
    if not found.pictures:
        return [Check("Images", Verdict.GOOD, "Aucune : tout est vectoriel.")]
    worst = {}
    for one in sorted(found.pictures, key=lambda one: -one.dpi):
        worst[one.name] = one.dpi
    coarse = sorted((dpi, name) for name, dpi in worst.items() if dpi < POOR_DPI)
    if not preset.finish.inks or not coarse:
        finest = number(round(min(worst.values())))
        verdict = Verdict.TOLD if coarse else Verdict.GOOD
        return [Check("Images", verdict, f"{finest} points par pouce au moins.")]
    return [_coarse(dpi, name) for dpi, name in coarse]


def _coarse(dpi: float, name: str) -> Check:
    about, field = (name, "logo") if name else ("", "")
    found = f"{number(round(dpi))} points par pouce à la taille imprimée"
    if dpi < REFUSED_DPI:
        said = f"{found}, il en faut {REFUSED_DPI}. Envoyez une image plus grande."
        return Check("Images", Verdict.BLOCKING, said, about, field)
    said = f"{found}, mieux vaut {POOR_DPI}. Une image plus grande serait plus nette."
    return Check("Images", Verdict.WARNING, said, about, field)


def _safe_zone(pages: Sequence[pypdfium2.PdfPage], pictures: Sequence[Picture], safe_mm: float) -> Check:
    cuts: list[Box] = edges(pages)
    away = (safe_mm - _SLACK) * mm
    safe = f"à moins de {number(safe_mm)}{NBSP}mm du bord"
    for page, text in texts_near(pages, cuts, away):
        said = f"« {text[:_QUOTED].strip()}{'…' if len(text) > _QUOTED else ''} »"
        return Check("Marges", Verdict.BLOCKING, f"Page {page + 1}, un texte est {safe} : {said}.")
    for one in pictures:
        # One that goes over the cut is a ground, made to be cut.
        if not outside(one.box, cuts[one.page]) and 0 <= distance(one.box, cuts[one.page]) < away:
            return Check("Marges", Verdict.BLOCKING, f"Page {one.page + 1}, une image est {safe}.", one.name)
    return Check("Marges", Verdict.GOOD, f"Aucun texte ni image {safe}.")


def _codes(pages: Sequence[pypdfium2.PdfPage], url: str, code_pages: Sequence[int]) -> Check:
    expected = {page % len(pages) for page in code_pages}
    found = codes(pages, expected)
    elsewhere = sorted({text for texts in found.values() for text in texts} - {url})
    if elsewhere:
        return Check("Codes QR", Verdict.BLOCKING, f"Un code mène ailleurs : {', '.join(elsewhere)}.")
    if missing := sorted(page + 1 for page in expected if not found[page]):
        where = ", ".join(str(page) for page in missing)
        return Check("Codes QR", Verdict.BLOCKING, f"Illisible sur la page {where}.")
    count = sum(bool(texts) for texts in found.values())
    return Check("Codes QR", Verdict.GOOD, f"{plural(count, 'code relu', 'codes relus')} : {url}")
