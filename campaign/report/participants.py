"""Who an edition's report counts, and the questions they were asked: read once, few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database
from campaign.debrief.counted import Participant
from campaign.debrief.follow_ups import is_asked
from campaign.debrief.model import Audience, Question, QuestionSet, Section
from campaign.debrief.reach import teller_of
from campaign.debrief.store import latest_set, sets_of
from campaign.debrief.views import DebriefLine, debriefs
from campaign.editions.model import Edition
from campaign.participation.frozen import frozen_sheets
from campaign.participation.store import answers_of_edition
from campaign.territory.model import short_epci_name


@dataclass(frozen=True, slots=True)
class Asked:
    """One audience: those counted, their questions, and which version each was asked.

    ``versions``: place id → the codes it was asked, for debriefs begun; those who told nothing would be asked all.
    """

    participants: tuple[Participant, ...]
    lines: tuple[DebriefLine, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    versions: Mapping[int, frozenset[str]]

    def of(self, question: Question) -> tuple[Participant, ...]:
        """The participants of one question, with their answers to it alone: counting walks through nothing else."""
        return tuple(
            Participant(
                one.place_id, one.name, one.epci, one.network, one.days, one.has,
                tuple(given for given in one.answers if given.question == question.code),
            )
            for one in self.participants
            if question.code in self.versions.get(one.place_id, (question.code,))
        )  # fmt: skip

    def due(self, edition: Edition, today: date) -> "Asked":
        """The same without the follow-ups whose day has not come: a question not yet asked has no « n sur N »."""
        later = {one.code for one in self.sections if not is_asked(one, edition.last_day, today)}
        kept = tuple(one for one in self.questions if one.section not in later)
        return replace(self, questions=kept, sections=tuple(one for one in self.sections if one.code not in later))


def asked_of(db: Database, by: Actor, edition: Edition) -> tuple[Asked, Asked]:
    """The shops, then the animators, of an edition."""
    lines = debriefs(db, by, edition.id)
    sets = sets_of(db, [one.debrief for one in lines if one.debrief])
    answers = answers_of_edition(db, edition.id)
    frozen = frozen_sheets(db, by, edition.id)
    found = []
    for audience in (Audience.SHOP, Audience.ANIMATOR):
        mine = tuple(one for one in lines if one.audience is audience)
        participants = []
        for one in mine:
            teller = teller_of(edition, one.place, answers.get(one.place.id))
            then = frozen.get(one.place.id, {}).get("place")
            sheet = then if isinstance(then, Mapping) else {}
            participants.append(
                Participant(
                    place_id=one.place.id,
                    name=one.place.name,
                    epci=short_epci_name(str(sheet.get("epci_name") or one.place.epci_name)),
                    network=str(sheet.get("network") or one.place.network),
                    days=teller.days,
                    has=teller.traits,
                    answers=one.debrief.answers if one.debrief else (),
                )
            )
        served = sorted((one for key, one in sets.items() if key[0] is audience), key=lambda one: one.version)
        used = served or [latest_set(db, audience)]
        codes = {one.version: frozenset(question.code for question in one.questions) for one in used}
        versions = {one.place.id: codes[one.debrief.set_version] for one in mine if one.debrief}
        asked = Asked(tuple(participants), mine, used[-1].sections, merged(used), versions)
        found.append(asked.due(edition, clock.today()))
    return found[0], found[1]


def merged(sets: Sequence[QuestionSet]) -> tuple[Question, ...]:
    """The questions of several versions, the last wording of each, in the order of the last version; older ones after.

    Two versions never hold two kinds of question under one code: the editor of questions gives a new code.
    """
    last = sets[-1]
    known = {one.code: one for one in last.questions}
    for former in reversed(sets[:-1]):
        known |= {one.code: one for one in former.questions if one.code not in known}
    return tuple(known.values())
