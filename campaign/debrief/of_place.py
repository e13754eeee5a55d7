"""What one place told, edition after edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base.database import Database, rows
from campaign.debrief.model import Answer, Debrief, Question
from campaign.debrief.store import debriefs_of, set_of
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view


@dataclass(frozen=True, slots=True)
class PlaceDebrief:
    """A debrief, its questions in their order, each with what was answered (a line per day where it is asked so).

    ``titles``: those of its parts, by code; the follow-ups ask the same questions again.
    """

    edition: Edition
    debrief: Debrief
    told: tuple[tuple[Question, tuple[Answer, ...]], ...]
    titles: Mapping[str, str] = field(default_factory=dict)


@guarded
def place_debriefs(db: Database, by: Actor, place_id: int) -> list[PlaceDebrief]:
    """The debriefs of one place, the latest first; without anybody's words for who only reads."""
    listed = rows(db, "SELECT DISTINCT edition_id FROM debriefs WHERE place_id = ?", [place_id])
    found = []
    for one in listed:
        edition = edition_view(db, one["edition_id"])
        for debrief in debriefs_of(db, edition.id, place_id):
            asked = set_of(db, debrief.audience, debrief.set_version)
            answers: dict[str, list[Answer]] = {}
            for answer in debrief.answers:
                answers.setdefault(answer.question, []).append(answer)
            told = [
                (question, tuple(answers[question.code]))
                for section in asked.sections
                for question in asked.questions
                if question.section == section.code and question.code in answers
            ]
            if by.role is Role.READER:
                told = [(question, said) for question, said in told if not any(one.text for one in said)]
            titles = {section.code: section.title for section in asked.sections}
            found.append(PlaceDebrief(edition, debrief, tuple(told), titles))
    return sorted(found, key=lambda one: one.edition.first_day, reverse=True)
