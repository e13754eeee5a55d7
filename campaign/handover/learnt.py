"""What an edition taught, for its kit: questions, lessons, experience sheet, scrubbed."""

from dataclasses import replace

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.debrief.default_questions import FIRST_SETS
from campaign.debrief.model import QuestionSet
from campaign.debrief.questioning import CHOICE_LENGTH, HINT_LENGTH, LABEL_LENGTH, TITLE_LENGTH
from campaign.editions.model import Edition
from campaign.experience.model import PARTS
from campaign.experience.store import parts_of
from campaign.handover.dates import days_from
from campaign.handover.model import Decided, Kit, LessonPoint, Lessons, Part, SheetPart
from campaign.handover.scrubbing import Scrubber, short
from campaign.handover.shape import LONGEST_TEXT
from campaign.report.matrix import points
from campaign.report.resolving import resolutions


def questions_of(one: QuestionSet, scrub: Scrubber) -> QuestionSet:
    """One version of the questions; ours, word for word, says nobody's name."""
    usual = FIRST_SETS.get(one.audience)
    if usual == one:
        return one
    where = f"{one.audience.label}, version {one.version}"

    def said(text: str, most: int) -> str:
        return short(scrub.text(text, Part.QUESTIONS, where), most)

    sections = tuple(
        replace(part, title=said(part.title, TITLE_LENGTH), hint=said(part.hint, HINT_LENGTH)) for part in one.sections
    )
    questions = tuple(
        replace(
            asked,
            label=said(asked.label, LABEL_LENGTH),
            hint=said(asked.hint, HINT_LENGTH),
            choices=tuple((code, said(label, CHOICE_LENGTH)) for code, label in asked.choices),
        )
        for asked in one.questions
    )
    return replace(one, sections=sections, questions=questions)


def lessons_of(db: Database, by: Actor, edition: Edition, scrub: Scrubber, received: Kit | None) -> Lessons:
    """Points and resolutions of the edition, then what it received by a kit."""
    own_points = points(db, by, edition.id)
    ranks = {one.id: rank for rank, one in enumerate(own_points)}
    found = [
        LessonPoint(one.quadrant, short(scrub.text(one.text, Part.LESSONS, one.quadrant.label), 300), one.places)
        for one in own_points
    ]
    resolved = [
        Decided(
            short(scrub.text(one.text, Part.LESSONS, "une décision"), 400),
            short(scrub.text(one.who, Part.LESSONS, "qui s’en charge"), 120),
            days_from(edition.first_day, one.due_on) if one.due_on else None,
            one.settled,
            ranks.get(one.point_id) if one.point_id else None,
        )
        for one in resolutions(db, by, edition.id)
    ]
    former = _again(received.lessons, scrub) if received else Lessons()
    known = {one.text for one in resolved}
    moved: dict[int, int] = {}
    for rank, one in enumerate(former.points):
        same = next((place for place, mine in enumerate(found) if mine.text == one.text), None)
        moved[rank] = len(found) if same is None else same
        if same is None:
            found.append(one)
    resolved += [
        replace(one, point=None if one.point is None else moved[one.point])
        for one in former.resolutions
        if one.text not in known
    ]
    return Lessons(tuple(found), tuple(resolved))


def _again(former: Lessons, scrub: Scrubber) -> Lessons:
    """Received lessons go on, scrubbed with the names of here: nobody vouches for a file from elsewhere."""

    def said(text: str) -> str:
        return short(scrub.text(text, Part.LESSONS, "un enseignement reçu"), 400)

    return Lessons(
        tuple(replace(one, text=said(one.text)) for one in former.points),
        tuple(replace(one, text=said(one.text), who=said(one.who)) for one in former.resolutions),
    )


def sheet_of(db: Database, edition_id: int, scrub: Scrubber, received: Kit | None) -> tuple[SheetPart, ...]:
    """What the officer wrote; what is only proposed tells the facts of here, which are not the kit's."""
    former = {one.code: one for one in received.sheet} if received else {}
    written, found = parts_of(db, edition_id), []
    for part in PARTS:
        kept = written.get(part.code)
        if kept and kept.text:
            text = scrub.text(kept.text, Part.SHEET, part.label)
            found.append(SheetPart(part.code, part.label, short(text, LONGEST_TEXT)))
        elif part.code in former:
            text = scrub.text(former[part.code].text, Part.SHEET, part.label)
            found.append(replace(former[part.code], title=part.label, text=short(text, LONGEST_TEXT)))
    return tuple(found)
