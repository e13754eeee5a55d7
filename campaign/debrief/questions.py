"""The versions of a set of questions: the one asked now, those that served, a new one saved by the officer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, operations
from campaign.base.database import Database, row, rows, transaction
from campaign.base.errors import Conflict, Refused
from campaign.debrief.actions import add_set
from campaign.debrief.default_questions import FIRST_SETS
from campaign.debrief.model import Audience, QuestionSet
from campaign.debrief.question_changes import changes, same_questions
from campaign.debrief.questioning import check_set
from campaign.debrief.store import latest_set, set_from


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the questions, and since when it has been asked; unknown for the first one, which came with us."""

    questions: QuestionSet
    since: datetime | None


@guarded
def versions(db: Database, by: Actor, audience: Audience) -> list[Version]:
    """Every version, the one asked now first."""
    sql = "SELECT content, added_at FROM debrief_sets WHERE audience = ? ORDER BY version DESC"
    found = [Version(set_from(one["content"]), clock.from_stamp(one["added_at"])) for one in rows(db, sql, [audience])]
    if not any(one.questions.version == 1 for one in found):
        found.append(Version(FIRST_SETS[audience], None))
    return [one if one.questions.version > 1 else Version(one.questions, None) for one in found]


def codes_of(listed: Collection[Version]) -> frozenset[str]:
    """Every code of a question or of a part that ever served: none of them may mean something else."""
    asked = [one.questions for one in listed]
    return frozenset(
        one.code for questions in asked for group in (questions.questions, questions.sections) for one in group
    )


@guarded
def save_questions(db: Database, by: Actor, draft: QuestionSet, read: int, operation: str) -> int:
    """Ask these questions from now on; their version. Debriefs already begun keep theirs.

    ``read``: the version the draft was made from.

    Raises:
        Refused: nothing changes, or it cannot be asked. Conflict: somebody saved another version meanwhile.
    """
    check_set(draft)
    with transaction(db):
        if done := operations.replay(db, operation, "add_debrief_set", draft.audience):
            return done["version"]
        now = latest_set(db, draft.audience)
        if now.version != read:
            raise _overtaken(db, read, now)
        if same_questions(now, draft):
            raise Refused("Rien n’a changé depuis la version enregistrée.")
        return add_set(db, by, draft, operation)


def _overtaken(db: Database, read: int, now: QuestionSet) -> Conflict:
    sql = "SELECT actor, at FROM journal WHERE verb = 'add_debrief_set' ORDER BY id DESC LIMIT 1"
    last = row(db, sql)
    before = set_from(found["content"]) if (found := row(
        db, "SELECT content FROM debrief_sets WHERE audience = ? AND version = ?", [now.audience, read]
    )) else FIRST_SETS[now.audience]  # fmt: skip
    theirs = {str(rank): said for rank, said in enumerate(changes(before, now), 1)}
    who, at = (
        (name_of_actor(db, last["actor"]), clock.from_stamp(last["at"])) if last else ("un·e collègue", clock.now())
    )
    return Conflict(who, at, theirs)
