"""The check of a file before printing: it passes sound files and finds each fault put in on purpose."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from campaign.documents import logos, qr
from campaign.documents import office_text as fonts
from campaign.documents.colours import Palette
from campaign.documents.content import Partner
from campaign.documents.preflight import Check, Verdict, examined
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
    return {one.subject: one.verdict for one in examined(data, preset, TRIM, url=URL, code_pages=(0,), **asked)}


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


def test_a_colour_of_screens_left_in_a_print_file_is_found():
    data = altered(file(), lambda pdf: pdf.pages[0].contents_add(b"1 0 0 rg 0 0 9 9 re f"))
    assert found(data)["Couleurs"] is Verdict.BLOCKING


def test_a_picture_of_screens_left_in_a_print_file_is_found():
    assert found(file(picture(300, "RGB")))["Couleurs"] is Verdict.BLOCKING


@pytest.mark.parametrize(("pixels", "verdict"), [(100, Verdict.BLOCKING), (150, Verdict.WARNING), (300, Verdict.GOOD)])
def test_pictures_are_judged_at_their_printed_size(pixels, verdict):
    assert found(file(picture(pixels)))["Images"] is verdict


def test_a_colour_of_screens_hidden_in_a_form_or_its_transparency_is_found():
    def form(pdf: pikepdf.Pdf, content: bytes, **keys) -> None:
        box = pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], **keys)
        page = pdf.pages[0]
        shown = page.add_resource(pikepdf.Stream(pdf, content, box), pikepdf.Name.XObject)
        page.contents_add(b"q %s Do Q" % str(shown).encode())

    assert found(altered(file(), lambda pdf: form(pdf, b"0 0 0 1 k 0 0 9 9 re f")))["Couleurs"] is Verdict.GOOD
    assert found(altered(file(), lambda pdf: form(pdf, b"1 0 0 rg 0 0 9 9 re f")))["Couleurs"] is Verdict.BLOCKING
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    assert found(altered(file(), lambda pdf: form(pdf, b"", Group=group)))["Couleurs"] is Verdict.BLOCKING


@pytest.mark.parametrize(
    "added",
    [b"/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f", b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"],
)
def test_other_ways_to_write_a_colour_of_screens_are_found(added):
    assert found(altered(file(), lambda pdf: pdf.pages[0].contents_add(added)))["Couleurs"] is Verdict.BLOCKING


def test_a_coarse_picture_is_named_after_who_sent_it():
    def checked(pixels: int) -> Check:
        sheet = Sheet("Essai", TRIM, Preset.PRINTER, Palette())
        logos.zone(sheet, (Partner("Ville d’Angers", logo(pixels, pixels * 2 // 5)),), 60, 200, 260, 200)
        checks = examined(sheet.finish(campaign().made_at), Preset.PRINTER, TRIM)
        (found,) = [one for one in checks if one.subject == "Images"]
        return found

    assert checked(3000).verdict is Verdict.GOOD
    # Below 150 dpi the name is set instead; just above, the logo is printed and could be better.
    coarse = next(found for pixels in range(100, 1600, 25) if (found := checked(pixels)).verdict is not Verdict.GOOD)
    assert (coarse.verdict, coarse.about, coarse.field) == (Verdict.WARNING, "Ville d’Angers", "logo")


def test_on_a_screen_a_coarse_picture_is_only_told():
    assert found(file(picture(100, "RGB"), Preset.SCREEN), Preset.SCREEN)["Images"] is Verdict.TOLD


def test_too_much_ink_is_found_in_flat_colours_and_in_pictures():
    assert found(file(), ink_limit=100)["Encrage"] is Verdict.BLOCKING
    heavy = ImageReader(Image.new("CMYK", (400, 400), (230, 230, 230, 230)))  # 4 x 90 %
    data = file(lambda sheet: sheet.canvas.drawImage(heavy, 200, 300, 72, 72))
    assert found(data)["Encrage"] is Verdict.BLOCKING


def test_a_font_left_out_is_found():
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setFont("Helvetica", 12)
        sheet.canvas.drawString(100, 400, "absente")

    assert found(file(draw))["Polices"] is Verdict.BLOCKING


def test_a_text_too_near_the_edge_is_found_and_what_printers_read_outside_is_not():
    assert found(file(lambda sheet: sheet.text(4, 400, "bord", fonts.TEXT, 10, "prune")))["Marges"] is Verdict.BLOCKING
    assert found(file())["Marges"] is Verdict.GOOD


def test_a_picture_near_the_edge_is_found_unless_it_is_a_ground_that_goes_over():
    made = ImageReader(Image.new("CMYK", (400, 400), 90))
    near = file(lambda sheet: sheet.canvas.drawImage(made, 6, 300, 72, 72))
    assert found(near)["Marges"] is Verdict.BLOCKING
    ground = file(lambda sheet: sheet.canvas.drawImage(made, -12, 300, 72, 72))
    assert found(ground)["Marges"] is Verdict.GOOD


def test_a_margin_asked_for_wider_is_the_one_that_is_checked():
    data = file(lambda sheet: sheet.text(40, 400, "Bonjour", fonts.TEXT, 10, "prune"))  # 14 mm
    assert found(data)["Marges"] is Verdict.GOOD
    assert found(data, safe_mm=30)["Marges"] is Verdict.BLOCKING


def test_a_code_that_leads_elsewhere_or_that_a_page_lacks_is_found():
    other = file(lambda sheet: qr.draw(sheet, "https://ailleurs.fr", 200, 60, 80))
    (check,) = [one for one in examined(other, Preset.PRINTER, TRIM, url=URL, code_pages=(0,)) if "QR" in one.subject]
    assert check.verdict is Verdict.BLOCKING
    assert "ailleurs.fr" in check.detail
    two = file(lambda sheet: sheet.next_page())
    assert examined(two, Preset.PRINTER, TRIM, url=URL, code_pages=(0,))[-1].verdict is Verdict.GOOD
    last = examined(two, Preset.PRINTER, TRIM, url=URL, code_pages=(0, -1))[-1]
    assert (last.verdict, last.detail) == (Verdict.BLOCKING, "Illisible sur la page 2.")


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
