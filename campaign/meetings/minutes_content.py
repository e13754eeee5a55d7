"""A version of the minutes as a paper to read: what was said, decided, promised, and who was there."""

from datetime import date

from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import date_in_figures, day_in_words, plural
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Chapter, Note, Points, ReadingPaper, Table
from campaign.editions.views import edition as edition_view
from campaign.identity.views import brand, identity
from campaign.meetings.minutes_model import Minutes, Written, lines_of
from campaign.meetings.model import Meeting

CAMPAIGN = "Les bons jours de l’occasion"


def paper_of(db: Database, meeting: Meeting, minutes: Minutes) -> ReadingPaper:
    """A version of the minutes as a paper."""
    edition, own, written = edition_view(db, meeting.edition_id), identity(db), minutes.written
    kept = brand(db)
    where = meeting.where_text
    under = [meeting.when_title + (f", {where}" if where else ""), own.body_name, f"Édition « {edition.name} »"]
    version = f", version {minutes.number}" if minutes.number > 1 else ""
    made = minutes.sent_at or clock.now()
    sent = f"Envoyé {_on(made.astimezone(clock.PARIS).date())}" if minutes.sent_at else "Projet, pas encore envoyé"
    return ReadingPaper(
        code="compte-rendu",
        kind=f"Compte rendu{version}",
        title=meeting.title,
        under=" · ".join(part for part in under if part),
        chapters=tuple(_chapters(written)),
        closing=f"{sent}.",
        palette=Palette(kept.field, kept.accent, kept.second),
        made_at=made,
    )


def _chapters(written: Written) -> list[Chapter]:
    chapters = [
        Chapter("Points abordés", _points(written.points)),
        Chapter("Décisions", _points(written.decisions)),
    ]
    if written.promises:
        rows = tuple((one.title, one.who, date_in_figures(one.due)) for one in written.promises)
        note = "Ces engagements sont des tâches du rétroplanning."
        table = Table("Qui fait quoi, pour quand", ("Engagement", "Qui", "Pour le"), rows, note=note)
        chapters.append(Chapter("Engagements", (table,)))
    chapters.append(Chapter("Participants", _people(written)))
    return chapters


def _points(text: str) -> tuple[Points, ...]:
    lines = lines_of(text)
    return (Points(lines),) if lines else ()


def _people(written: Written) -> tuple[Points | Note, ...]:
    blocks: list[Points | Note] = []
    if written.present:
        blocks.append(Points(written.present))
    elif written.present_count:
        blocks.append(Note(f"{plural(written.present_count, 'personne présente', 'personnes présentes')}."))
    if written.excused:
        blocks.append(Note(f"Excusé·es : {', '.join(written.excused)}."))
    return tuple(blocks)


def _on(day: date) -> str:
    return f"le {day_in_words(day, weekday=False)}"
