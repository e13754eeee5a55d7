"""Inviting shops, preparing links, and recording answers."""

from collections.abc import Collection, Sequence

from campaign.accounts import links
from campaign.accounts.authors import SOMEBODY, name_of_actor
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, rows, transaction, update_version, value
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotFound, Refused
from campaign.base.text import clean_text
from campaign.editions import actions as editions_actions
from campaign.editions.model import Edition, EditionValues
from campaign.participation.answer_form import carried_over
from campaign.participation.last_answers import last_answer, usual_hours
from campaign.participation.model import Answer, AnswerValues, Presence, Source, presence_in_words
from campaign.participation.reach import check_reach, known_edition, refuse_closed, refuse_over
from campaign.participation.store import answer_of, columns_of, contacts_invited, contacts_of_territories, set_open_days
from campaign.planning.copying import copy_plan


@guarded
def invite(db: Database, by: Actor, edition_id: int, place_ids: Sequence[int], operation: str) -> int:
    """Add shops to an edition; how many were not yet in it. Archived shops and other kinds are refused.

    Raises:
        NotFound, EditionOver; Refused: a place that is not an active shop.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "invite", edition_id):
            return done["added"]
        refuse_over(known_edition(db, edition_id))
        added = 0
        for place_id in dict.fromkeys(place_ids):
            if not value(db, "SELECT 1 FROM places WHERE id = ? AND kind = 'shop' AND archived_at IS NULL", [place_id]):
                raise Refused("Seules les boutiques du registre, non archivées, peuvent être invitées.")
            inserted = db.conn.execute(
                "INSERT OR IGNORE INTO invitations VALUES (?, ?, ?, ?)",
                [edition_id, place_id, clock.stamp(), by.journal_name],
            ).rowcount
            if inserted:
                added += 1
                journal.record(db, by.journal_name, "invite", "place", place_id, operation, {"edition": edition_id})
        operations.remember(db, operation, "invite", edition_id, {"added": added})
    return added


@guarded
def uninvite(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> None:
    """Take a shop out of an edition, as long as it has not answered (an answer is never thrown away).

    Raises:
        NotFound; Refused: it has answered.
    """
    with transaction(db):
        if operations.replay(db, operation, "uninvite", f"{edition_id}:{place_id}") is not None:
            return
        refuse_over(known_edition(db, edition_id))
        if answer_of(db, edition_id, place_id):
            raise Refused("Cette boutique a déjà répondu : notez plutôt « Ne participe pas ».")
        db.conn.execute("DELETE FROM invitations WHERE edition_id = ? AND place_id = ?", [edition_id, place_id])
        journal.record(db, by.journal_name, "uninvite", "place", place_id, operation, {"edition": edition_id})
        operations.remember(db, operation, "uninvite", f"{edition_id}:{place_id}")


@guarded
def prepare_links(
    db: Database, by: Actor, edition_id: int, operation: str, contact_ids: Sequence[int] | None = None
) -> int:
    """Make the personal link of each contact of an invited shop, and of each animator of an EPCI with such a shop (of
    those given, else of all); how many are ready.

    Raises:
        NotFound, EditionOver.
    """
    with transaction(db):
        if done := operations.replay(db, operation, "prepare_links", edition_id):
            return done["ready"]
        edition = known_edition(db, edition_id)
        refuse_over(edition)
        invited = list(dict.fromkeys([*contacts_invited(db, edition_id), *contacts_of_territories(db, edition_id)]))
        wanted = invited if contact_ids is None else [one for one in invited if one in set(contact_ids)]
        for contact_id in wanted:
            links.prepare_link(db, by, contact_id, edition_id, edition.links_expire_on)
        operations.remember(db, operation, "prepare_links", edition_id, {"ready": len(wanted)})
    return len(wanted)


@guarded
def confirm_participation(
    db: Database,
    by: Actor,
    edition_id: int,
    place_id: int,
    values: AnswerValues,
    operation: str,
    answered_by: str = "",
    version: int | None = None,
) -> Answer:
    """Record a shop's answer: from its contact, or from an agent answering for it (``answered_by`` says who spoke).

    ``version`` is that of the answer the form was filled with (0 when there was none): when given, somebody else's
    later answer is not overwritten without being seen.

    Raises:
        NotFound: not this contact's shop, or not in the edition. AnswersClosed, EditionOver: for a contact, after the
        deadline; for an agent, once the edition is over. Conflict: answered by somebody else meanwhile. InvalidForm.
    """
    agent_speaks = by.role is not Role.CONTACT
    with transaction(db):
        if operations.replay(db, operation, "confirm_participation", f"{edition_id}:{place_id}") is not None:
            return answer_of(db, edition_id, place_id)
        edition = known_edition(db, edition_id)
        refuse_closed(edition, agent_speaks=agent_speaks)
        check_reach(db, by, edition_id, place_id)
        if agent_speaks:
            answered_by = clean_text(answered_by, field="answered_by", label="qui a répondu", max_length=80)
        _check_days(edition, values)
        before = answer_of(db, edition_id, place_id)
        if version is not None and version != (before.version if before else 0):
            raise _conflict(db, edition, before)
        columns = {
            **columns_of(values),
            "source": str(Source.AGENT if agent_speaks else Source.LINK),
            "answered_by": answered_by,
            "actor": by.journal_name,
            "at": clock.stamp(),
        }
        if before:
            update_version(db, "answers", before.id, before.version, columns)
            answer_id = before.id
        else:
            answer_id = insert(db, "answers", {"edition_id": edition_id, "place_id": place_id, **columns})
        set_open_days(db, answer_id, edition_id, values.days)
        details = {"edition": edition_id, "presence": str(values.presence), "source": columns["source"]}
        journal.record(db, by.journal_name, "confirm_participation", "place", place_id, operation, details)
        operations.remember(db, operation, "confirm_participation", f"{edition_id}:{place_id}")
        if not agent_speaks:
            link = link_of(db, by.id, edition_id)
            links.note_opening(db, by, link)
        return answer_of(db, edition_id, place_id)


@guarded
def confirm_unchanged(db: Database, by: Actor, edition_id: int, place_id: int, operation: str) -> Answer:
    """« C’est toujours bon »: the shop's last answer becomes this edition's, its hours carried to the new days.

    Raises:
        NotFound: no last answer to confirm; and as ``confirm_participation``.
    """
    with transaction(db):
        edition = known_edition(db, edition_id)
        check_reach(db, by, edition_id, place_id)
        replayed = operations.replay(db, operation, "confirm_participation", f"{edition_id}:{place_id}")
        if replayed is None:
            former = last_answer(db, edition, place_id)
            if former is None:
                raise NotFound("Il n’y a pas encore de réponse à reprendre : remplissez le formulaire.")
            values = carried_over(edition, *former, usual_hours(db, place_id))
            if not values.days:
                raise NotFound("Votre boutique est notée fermée ces jours-là : remplissez le formulaire.")
            spoken = "la boutique" if by.role is not Role.CONTACT else ""
            return confirm_participation(db, by, edition_id, place_id, values, operation, answered_by=spoken)
        return answer_of(db, edition_id, place_id)


@guarded
def copy_edition(
    db: Database, by: Actor, edition_id: int, values: EditionValues, operation: str,
    lessons: Collection[str] | None = None,
) -> int:  # fmt: skip
    """A new edition with the shops of a past one invited again; the new id. What is copied: ``editions.model.COPIED``.

    ``lessons``: the late tasks that will begin earlier (``planning.copying.copy_plan``); None, all of them.

    Raises:
        NotFound.
    """
    with transaction(db):
        known_edition(db, edition_id)
        if done := operations.replay(db, operation, "copy_edition", edition_id):
            return done["id"]
        new_id = editions_actions.add_edition(db, by, values, operations.new_operation(), copied_from=edition_id)
        shops = rows(
            db,
            "SELECT place_id FROM invitations JOIN places ON places.id = place_id "
            "WHERE edition_id = ? AND archived_at IS NULL ORDER BY place_id",
            [edition_id],
        )
        invite(db, by, new_id, [one["place_id"] for one in shops], operations.new_operation())
        copy_plan(db, by, edition_id, new_id, lessons, operations.new_operation())
        operations.remember(db, operation, "copy_edition", edition_id, {"id": new_id})
    return new_id


def _check_days(edition: Edition, values: AnswerValues) -> None:
    foreign = [one.day for one in values.days if one.day not in edition.days]
    if foreign:
        raise InvalidForm([InvalidInput("jour", "Les jours de l’édition ont changé. Rechargez la page.")])
    if values.presence is Presence.YES and not values.days:
        raise InvalidForm([InvalidInput("jour", "Cochez au moins un jour d’ouverture, ou répondez « Non ».")])


def _conflict(db: Database, edition: Edition, before: Answer | None) -> Conflict:
    if before is None:
        return Conflict(SOMEBODY, clock.now(), {})
    theirs = {"Présence": presence_in_words(edition, before)}
    return Conflict(name_of_actor(db, before.actor), before.at, theirs)
