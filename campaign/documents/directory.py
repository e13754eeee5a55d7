"""The directory of the shops, an A5 booklet: cover, how it works, map, a chapter a territory, useful pages, imprint."""

from campaign.documents import directory_back as back
from campaign.documents import directory_chapter as chapter
from campaign.documents import directory_front as front
from campaign.documents.content import Campaign
from campaign.documents.directory_frame import bookmark, folio, plain_name
from campaign.documents.directory_plan import Plan, planned
from campaign.documents.sheet import Sheet

TRIM_MM = (148, 210)


def draw(sheet: Sheet, campaign: Campaign) -> Plan:
    """Every page, a multiple of four, in reading order; how it was planned."""
    measurer = chapter.Measurer(sheet)
    plan = planned(campaign.shops, campaign.place.name, measurer.factor)
    bookmark(sheet, campaign.name)
    front.cover(sheet, campaign)
    _next(sheet, "Comment ça marche\u00a0?")
    front.how_it_works(sheet, campaign)
    if plan.giving:
        _next(sheet, "Donner, c’est simple")
        front.giving(sheet, campaign)
    _next(sheet, "La carte")
    front.map_page(sheet, campaign, plan)
    _chapters(sheet, campaign, plan, measurer)
    if plan.index:
        _next(sheet, "De ville en ville")
        back.index(sheet, campaign)
    for rank in range(plan.notes):
        _next(sheet, "Notes" if not rank else "")
        back.notes(sheet, campaign, rank)
    for rank in range(plan.quilts):
        sheet.next_page()
        back.quilt(sheet, rank)
    _next(sheet, "Nous retrouver")
    back.back(sheet, campaign)
    return plan


def _chapters(sheet: Sheet, campaign: Campaign, plan: Plan, measurer: chapter.Measurer) -> None:
    _next(sheet, "Les boutiques")
    rank = 0
    for index, parts in enumerate(plan.chapters):
        if index:
            sheet.next_page()
        for part in parts:
            if not part.continued:
                bookmark(sheet, plain_name(part.name), 1)
        chapter.page(sheet, campaign, parts, measurer, rank)
        folio(sheet, campaign)
        rank += len(parts)


def _next(sheet: Sheet, title: str) -> None:
    sheet.next_page()
    if title:
        bookmark(sheet, title)
