"""The sheet as a paper to read (printed page, Word file): its chapters in order, empty optional parts left out."""

from datetime import datetime

from campaign.base import rich_text
from campaign.base.french import day_in_words
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Block, Heading, Note, ReadingPaper, Words
from campaign.documents.paper_content import Chapter as PaperChapter
from campaign.experience.model import Chapter, ExperienceSheet, State

CODE, KIND = "fiche-experience", "Fiche retour d’expérience"
TO_COMPLETE = "Partie à compléter."
DEMONSTRATION = "Démonstration : les boutiques, les personnes et ce qu’elles ont répondu sont inventées."
UNWRITTEN = "Texte proposé par le logiciel, que personne n’a encore relu."


def sheet_paper(sheet: ExperienceSheet, palette: Palette, made_at: datetime) -> ReadingPaper:
    """The content of the paper; a draft says so under its title."""
    state = "" if sheet.state is State.READY else State.DRAFT.label
    chapters = [PaperChapter(one.label, _blocks(sheet, one)) for one in Chapter if one is not Chapter.UPDATED]
    chapters.append(PaperChapter(Chapter.UPDATED.label, (Words(rich_text.read(updated_in_words(sheet))),)))
    return ReadingPaper(
        code=CODE,
        kind=KIND,
        title=sheet.title,
        under=" · ".join(one for one in (sheet.days[:1].upper() + sheet.days[1:], sheet.body_name, state) if one),
        chapters=tuple(chapters),
        closing="Fiche rédigée sous la responsabilité de son auteur.",
        palette=palette,
        made_at=made_at,
    )


def updated_in_words(sheet: ExperienceSheet) -> str:
    """« 14 avril 2014 », or that nobody wrote anything yet."""
    return day_in_words(sheet.updated_on, weekday=False) if sheet.updated_on else UNWRITTEN


def _blocks(sheet: ExperienceSheet, chapter: Chapter) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for one in sheet.of(chapter):
        if not one.text and one.part.optional:
            continue
        if one.part.title:
            blocks.append(Heading(one.part.title))
        blocks.append(Words(one.rich) if one.text else Note(TO_COMPLETE))
    if sheet.demonstration and chapter is Chapter.RESULTS:
        blocks.append(Note(DEMONSTRATION))
    return tuple(blocks)
