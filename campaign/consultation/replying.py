"""A shop or an animator answers to the sets proposed, on their link; or an agent who had them on the phone does."""

from collections.abc import Mapping

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction
from campaign.base.errors import AnswersClosed, NotFound
from campaign.base.french import day_in_words
from campaign.base.text import clean_text
from campaign.consultation.consulted import KeptReply
from campaign.consultation.keeping import check_asked, coming_edition, day, opened
from campaign.consultation.preparing import SUBJECT
from campaign.consultation.reach import answers_for
from campaign.consultation.store import found, keep_reply, reply_of, sets_of
from campaign.consultation.votes import read_reply


@guarded
def reply(db: Database, by: Actor, edition_id: int, place_id: int, form: Mapping[str, str], operation: str) -> None:
    """Keep the answer of a place, in the stead of the one it had. ``form``: ``choice-CODE``, ``comment-CODE``,
    ``other_days``; ``said_by``, whom an agent had on the phone; ``version`` of the answer the form was filled with (0
    when there was none), so that somebody else's later answer is not overwritten without being seen.

    An agent may still note an answer after the closing day, until the days are decided.

    Raises:
        InvalidForm, AnswersClosed, EditionOver, Conflict; NotFound: not asked, or not this contact's place. Refused:
        not open yet.
    """
    agent_speaks = by.role is not Role.CONTACT
    with transaction(db):
        if operations.replay(db, operation, "reply_days", f"{edition_id}:{place_id}") is not None:
            return
        coming_edition(db, edition_id)
        if not agent_speaks:
            _check_own(db, by, edition_id, place_id)
            _refuse_late(db, edition_id)
        opened(db, edition_id)
        check_asked(db, edition_id, place_id)
        given = read_reply(place_id, [days for days, _ in sets_of(db, edition_id)], form)
        said = form.get("said_by", "") if agent_speaks else ""
        said = clean_text(said, field="said_by", label="la personne", max_length=80, required=False)
        before = reply_of(db, edition_id, place_id)
        _refuse_unseen(db, edition_id, before, form.get("version", ""))
        values = {"edition_id": edition_id, "place_id": place_id, "at": clock.stamp(), "actor": by.journal_name}
        if before is None:
            reply_id = insert(db, "consultation_replies", values)
        else:
            reply_id = before.id
            db.conn.execute(
                "UPDATE consultation_replies SET at = :at, actor = :actor, version = version + 1 "
                "WHERE edition_id = :edition_id AND place_id = :place_id",
                values,
            )
        keep_reply(db, reply_id, edition_id, given, said)
        details = {"place": place_id, "sets": len(given.choices)}
        journal.record(db, by.journal_name, "reply_days", SUBJECT, edition_id, operation, details)
        operations.remember(db, operation, "reply_days", f"{edition_id}:{place_id}")


def _check_own(db: Database, by: Actor, edition_id: int, place_id: int) -> None:
    if not answers_for(db, by.id, place_id) or link_of(db, by.id, edition_id) is None:
        raise NotFound("Ce lieu n’est pas le vôtre.")


def _refuse_late(db: Database, edition_id: int) -> None:
    kept = found(db, edition_id)
    if kept and kept["decided"]:
        raise AnswersClosed("Les jours sont décidés : votre réponse n’a pas pu être prise. Appelez-nous.")
    if kept and kept["closes_on"] and clock.today() > day(kept["closes_on"]):
        closed = day_in_words(day(kept["closes_on"]), year=False)
        raise AnswersClosed(f"La consultation est close depuis le {closed}. Il est encore temps d’appeler.")


def _refuse_unseen(db: Database, edition_id: int, before: KeptReply | None, version: str) -> None:
    """Raises Conflict when the form was filled with another answer than the one that stands."""
    if version.isascii() and version.isdigit() and int(version) != (before.version if before else 0):
        theirs = {days.short: choice.label for days, choice in (before.reply.choices.items() if before else ())}
        raise conflict_on(db, SUBJECT, edition_id, ("reply_days",), theirs)
