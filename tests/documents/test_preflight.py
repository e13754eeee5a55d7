"""The check before printing: it passes sound files and finds each fault put in on purpose."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from campaign.documents import office_text as fonts
from campaign.documents import qr
from campaign.documents.catalogue import KINDS, build
from campaign.documents.colours import LARGE_INK, SHEET_INK, Palette
from campaign.documents.content import Partner
from campaign.documents.preflight import Verdict, examined
from campaign.documents.presets import Preset
from campaign.documents.sheet import Sheet
from tests.documents.campaigns import URL, campaign, logo

TRIM = (148, 210)


def file(draw: Callable[[Sheet], None] = lambda sheet: None, preset: Preset = Preset.PRINTER) -> bytes:
    """A small page with a field, a text and a code, then what ``draw`` adds."""
    sheet = Sheet("Essai", TRIM, preset, Palette())
    sheet.band(0, sheet.height, "field")
    sheet.text(60, 300, "Bonjour", fonts.TITLE, 40, "prune")
    qr.draw(sheet, URL, 60, 60, 80)
    draw(sheet)
    return sheet.finish(campaign().made_at)


def found(data: bytes, preset: Preset = Preset.PRINTER, **asked) -> dict[str, Verdict]:
    return {check.subject: check.verdict for check in examined(data, preset, TRIM, urls=(URL,), **asked)}


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def picture(pixels: int, mode: str = "CMYK") -> Callable[[Sheet], None]:
    """One inch wide, so that its pixels are its resolution."""
    made = ImageReader(Image.new(mode, (pixels, pixels), 90))
    return lambda sheet: sheet.canvas.drawImage(made, 200, 300, 72, 72)


@pytest.mark.parametrize("preset", list(Preset))
def test_a_sound_file_passes_every_check(preset):
    assert set(found(file(preset=preset), preset).values()) == {Verdict.GOOD}


@pytest.mark.parametrize("kind", ["affiche-a3", "affiche-a2", "abribus"])
def test_real_posters_pass(kind):
    built = build(kind, campaign(partners=(Partner("Ville", logo(4000, 1600)),)), Preset.PRINTER)
    limit, safe = (LARGE_INK, 30) if kind == "abribus" else (SHEET_INK, 5)
    checks = examined(built.data, Preset.PRINTER, KINDS[kind].format_mm, urls=(URL,), ink_limit=limit, safe_mm=safe)
    assert {check.verdict for check in checks} == {Verdict.GOOD}


def test_a_colour_of_screens_left_in_a_print_file_is_found():
    data = altered(file(), lambda pdf: pdf.pages[0].contents_add(b"1 0 0 rg 0 0 9 9 re f"))
    assert found(data)["Couleurs"] is Verdict.BLOCKING


def test_a_picture_of_screens_left_in_a_print_file_is_found():
    assert found(file(picture(300, "RGB")))["Couleurs"] is Verdict.BLOCKING


@pytest.mark.parametrize(("pixels", "verdict"), [(100, Verdict.BLOCKING), (150, Verdict.WARNING), (300, Verdict.GOOD)])
def test_pictures_are_judged_at_their_printed_size(pixels, verdict):
    assert found(file(picture(pixels)))["Images"] is verdict


def test_too_much_ink_is_found():
    assert found(file(), ink_limit=100)["Encrage"] is Verdict.BLOCKING


def test_a_font_left_out_is_found():
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setFont("Helvetica", 12)
        sheet.canvas.drawString(100, 400, "absente")

    assert found(file(draw))["Polices"] is Verdict.BLOCKING


def test_a_text_too_near_the_edge_is_found_and_what_printers_read_outside_is_not():
    assert found(file(lambda sheet: sheet.text(4, 400, "bord", fonts.TEXT, 10, "prune")))["Marges"] is Verdict.BLOCKING
    assert found(file())["Marges"] is Verdict.GOOD


def test_a_covered_code_is_found():
    def draw(sheet: Sheet) -> None:
        sheet.fill("prune")
        sheet.canvas.rect(60, 60, 60, 60, fill=1, stroke=0)

    assert found(file(draw))["Codes QR"] is Verdict.BLOCKING


def test_a_lost_profile_and_a_wrong_size_are_found():
    assert found(altered(file(), lambda pdf: pdf.Root.__delitem__("/OutputIntents")))["Profil"] is Verdict.BLOCKING
    checks = examined(file(), Preset.PRINTER, (105, 148))
    assert checks[0].verdict is Verdict.BLOCKING
    short = altered(file(), lambda pdf: pdf.pages[0].obj.__setitem__("/BleedBox", pdf.pages[0].obj.TrimBox))
    assert found(short)["Format"] is Verdict.BLOCKING
