"""Every paper of the road, made and read back in one call: slips, loading lists, driver's sheets, labels, counts.

Debrief sheets, which shops fill by hand once all is over, are drawn and read back alike.

They are printed in an office, on A4: no bleed nor press inks. What is checked is what would fail on the road: a code
that does not read, or leads elsewhere, a font that misses, a text at the edge of the sheet.
"""

from collections.abc import Sequence

import pypdfium2
from reportlab.lib.units import mm

from campaign.base.french import NBSP, plural
from campaign.documents.catalogue import Built
from campaign.documents.count_sheet import draw_count_sheets
from campaign.documents.debrief_sheet import draw_debrief_sheets
from campaign.documents.debrief_sheet_content import DebriefSheets
from campaign.documents.depot_content import CountSheets, PieceLabels
from campaign.documents.loading_list import draw_loading_lists
from campaign.documents.notices import Notice
from campaign.documents.page_reading import codes_of, edges, texts_near
from campaign.documents.piece_labels import draw_piece_labels
from campaign.documents.preflight import Check, Verdict, examined
from campaign.documents.presets import Preset
from campaign.documents.preview import PDFIUM
from campaign.documents.round_content import LoadingLists, RouteSheets
from campaign.documents.route_sheet import draw_route_sheets
from campaign.documents.slip import draw_slips
from campaign.documents.slip_content import Slips
from campaign.documents.van_frame import PAGE_MM, VanSheet

Paper = Slips | LoadingLists | RouteSheets | PieceLabels | CountSheets | DebriefSheets
_EDGE = 5 * mm  # office printers leave as much unprinted


def paper(content: Paper) -> Built:
    """The paper with its ``checks``; those that fail block it."""
    sheet = VanSheet(content.title, content.header)
    match content:
        case Slips():
            draw_slips(sheet, content)
        case LoadingLists():
            draw_loading_lists(sheet, content)
        case RouteSheets():
            draw_route_sheets(sheet, content)
        case PieceLabels():
            draw_piece_labels(sheet, content)
        case CountSheets():
            draw_count_sheets(sheet, content)
        case DebriefSheets():
            draw_debrief_sheets(sheet, content)
    data = sheet.finish(content.header.made_at)
    checks = (*examined(data, Preset.SCREEN, PAGE_MM), *_read(data, sheet.codes))
    blocking = [Notice(one.notice) for one in checks if one.verdict is Verdict.BLOCKING]
    found = sheet.notices
    return Built(data, sheet.pages, PAGE_MM, found.found, (*found.blocking, *blocking), checks=checks)


def _read(file: bytes, wanted: Sequence[tuple[int, str]]) -> list[Check]:
    """Codes read as a telephone reads them, on a grey picture; texts too near the edge."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(file)
        try:
            pages = list(document)
            near = texts_near(pages, edges(pages), _EDGE)
            # Codes are drawn one way only, which notes them: a paper that notes none needs no picture of its pages.
            read = pages if wanted else ()
            found = [codes_of(page, {url for at, url in wanted if at == rank}) for rank, page in enumerate(read)]
        finally:
            document.close()
    checks = [Check("Marges", Verdict.BLOCKING, f"Page {page + 1}, un texte touche le bord{NBSP}: {said[:40]}.")
              for page, said in near[:1]]  # fmt: skip
    for rank, known in enumerate(found):
        due = {url for at, url in wanted if at == rank}
        if elsewhere := sorted(known - due):
            checks.append(Check("Codes QR", Verdict.BLOCKING, f"Page {rank + 1}, un code mène à {elsewhere[0]}."))
        if missing := sorted(due - known):
            checks.append(Check("Codes QR", Verdict.BLOCKING, f"Page {rank + 1}, illisible{NBSP}: {missing[0]}."))
    if wanted and not checks:
        checks.append(Check("Codes QR", Verdict.GOOD, f"{plural(len(wanted), 'code relu', 'codes relus')}."))
    return checks
