"""Asking the shops and the animators for their days, reminding those who have not answered, giving them more time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from campaign.accounts.links import prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, insert, transaction, value
from campaign.base.errors import InvalidForm, InvalidInput, Refused
from campaign.base.french import day_in_words, plural
from campaign.consultation.keeping import (
    coming_edition,
    counted,
    day,
    opened,
    read_day,
    refuse_decided,
)
from campaign.consultation.preparing import SUBJECT
from campaign.consultation.reach import ASK, REMIND, Reach, contacts_of_places, post, reach_of
from campaign.consultation.results import check_quorum
from campaign.consultation.store import begun, found, sets_of
from campaign.consultation.votes import Voter
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who has not answered, who would be reminded, and why nobody may be today (empty: they may)."""

    voters: tuple[Voter, ...]
    reach: Reach
    refusal: str = ""

    @property
    def in_words(self) -> str:
        """« 3 réponses manquent encore : 2 personnes recevront un message. »."""
        if not self.voters:
            return "Toutes les réponses sont là."
        verb = "manque" if len(self.voters) < 2 else "manquent"
        return f"{plural(len(self.voters), 'réponse')} {verb} encore. {self.reach.in_words}"


@guarded
def open_consultation(
    db: Database,
    by: Actor,
    edition_id: int,
    closes_on: date | str,
    quorum: int,
    place_ids: Collection[int],
    operation: str,
) -> int:
    """Ask these places for their days until ``closes_on``, that day included; how many messages were asked for.

    Raises:
        NotFound, EditionOver; InvalidForm: the closing day, the quorum, the places. Refused: already open, or no set is
        proposed.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "open_consultation", edition_id)) is not None:
            return done["messages"]
        edition, kept = coming_edition(db, edition_id), begun(db, edition_id)
        refuse_decided(kept)
        if kept["opened_at"]:
            raise Refused("La consultation est déjà ouverte.")
        if not sets_of(db, edition_id):
            raise Refused("Choisissez d’abord les jours à proposer.")
        problems: list[InvalidInput] = []
        closing = _checked(problems, _closing, db, edition_id, closes_on)
        _checked(problems, check_quorum, quorum)
        places = _checked(problems, _places, db, place_ids)
        if problems:
            raise InvalidForm(problems)
        db.conn.execute(
            "UPDATE consultations SET closes_on = ?, quorum = ?, opened_at = ? WHERE id = ?",
            [closing.isoformat(), quorum, clock.stamp(), edition_id],
        )
        db.conn.executemany(
            "INSERT INTO consultation_voters (edition_id, place_id) VALUES (?, ?)",
            [(edition_id, one.id) for one in places],
        )
        # Those without an address too: an agent may hand them their link.
        for contact in contacts_of_places(db, [one.id for one in places]):
            prepare_link(db, by, contact.id, edition_id, edition.links_expire_on)
        reach = reach_of(db, [(one.id, one.name) for one in places])
        messages = post(db, by, ASK, edition_id, reach.contacts, service=False)
        details = {"places": len(places), "messages": messages, "closes_on": closing.isoformat()}
        journal.record(db, by.journal_name, "open_consultation", SUBJECT, edition_id, operation, details)
        operations.remember(db, operation, "open_consultation", edition_id, {"messages": messages})
    return messages


@guarded
def to_be_asked(db: Database, by: Actor, edition_id: int, place_ids: Collection[int]) -> Reach:
    """Who would be written to if these places were asked: to be read before opening."""
    wanted = set(place_ids)
    places = places_where(db, "archived_at IS NULL AND kind IN ('shop', 'epci')")
    return reach_of(db, [(one.id, one.name) for one in places if one.id in wanted])


@guarded
def awaited(db: Database, by: Actor, edition_id: int) -> Awaited:
    """Who has not answered yet, and who would be reminded: to be read before reminding.

    Raises:
        NotFound.
    """
    voters = counted(db, edition_id).awaited
    reach = reach_of(db, [(one.place_id, one.name) for one in voters])
    return Awaited(voters, reach, _why_not_now(db, edition_id, voters, reach))


@guarded
def remind(db: Database, by: Actor, edition_id: int, operation: str) -> int:
    """Write again to those who have not answered; how many messages.

    Raises:
        NotFound, EditionOver; Refused: closed, everybody answered, or a message left today already.
    """
    with transaction(db):
        if (done := operations.replay(db, operation, "remind_voters", edition_id)) is not None:
            return done["messages"]
        coming_edition(db, edition_id)
        opened(db, edition_id)
        now = awaited(db, by, edition_id)
        if now.refusal:
            raise Refused(now.refusal)
        messages = post(db, by, REMIND, edition_id, now.reach.contacts, service=False)
        values = {"edition_id": edition_id, "day": clock.today().isoformat(), "messages": messages}
        insert(db, "consultation_reminders", values)
        journal.record(
            db, by.journal_name, "remind_voters", SUBJECT, edition_id, operation, {"messages": messages}
        )  # fmt: skip
        operations.remember(db, operation, "remind_voters", edition_id, {"messages": messages})
    return messages


@guarded
def move_closing(db: Database, by: Actor, edition_id: int, closes_on: date | str, operation: str) -> None:
    """Give voters more time, or less; a closed consultation opens again.

    Raises:
        NotFound, EditionOver, InvalidInput; Refused: not open yet, or decided.
    """
    with transaction(db):
        if operations.replay(db, operation, "move_closing", edition_id) is not None:
            return
        coming_edition(db, edition_id)
        opened(db, edition_id)
        closing = _closing(db, edition_id, closes_on)
        db.conn.execute("UPDATE consultations SET closes_on = ? WHERE id = ?", [closing.isoformat(), edition_id])
        details = {"closes_on": closing.isoformat()}
        journal.record(db, by.journal_name, "move_closing", SUBJECT, edition_id, operation, details)
        operations.remember(db, operation, "move_closing", edition_id)


def _why_not_now(db: Database, edition_id: int, voters: Collection[Voter], reach: Reach) -> str:
    kept, today = found(db, edition_id), clock.today()
    if kept is None or kept["opened_at"] is None:
        return "La consultation n’est pas encore ouverte."
    if kept["decided"] or today > day(kept["closes_on"]):
        return "La consultation est close : reculez sa fin pour relancer."
    if not voters:
        return "Toutes les réponses sont là : personne à relancer."
    if clock.from_stamp(kept["opened_at"]).astimezone(clock.PARIS).date() == today:
        return "La demande est partie aujourd’hui : relancez à partir de demain."
    sql = "SELECT 1 FROM consultation_reminders WHERE edition_id = ? AND day = ?"
    if value(db, sql, [edition_id, today.isoformat()]):
        return "Une relance est déjà partie aujourd’hui : attendez demain."
    return "" if reach.contacts else "Personne à qui écrire : appelez celles et ceux qui manquent."


def _closing(db: Database, edition_id: int, typed: date | str) -> date:
    closing, today = read_day(typed, "closes_on"), clock.today()
    first = min(days.first for days, _ in sets_of(db, edition_id))
    if closing < today:
        raise InvalidInput(
            "closes_on", "Ce jour est passé : choisissez la fin de la consultation à partir d’aujourd’hui."
        )
    if closing >= first:
        raise InvalidInput(
            "closes_on", f"La consultation se ferme avant le premier jour proposé ({day_in_words(first)})."
        )
    return closing


def _places(db: Database, place_ids: Collection[int]) -> list[Place]:
    wanted = set(place_ids)
    places = [
        one for one in places_where(db, "archived_at IS NULL AND kind IN ('shop', 'epci')") if one.id in wanted
    ]  # fmt: skip
    if len(places) < len(wanted):
        raise InvalidInput("place_ids", "Un lieu choisi a été archivé entre-temps : rechargez la page.")
    if not any(one.kind is Kind.SHOP for one in places):
        raise InvalidInput("place_ids", "Gardez au moins une boutique dans la liste.")
    return places


def _checked(problems: list[InvalidInput], check, *typed: object) -> object:  # noqa: ANN001 - a check of this form
    try:
        return check(*typed)
    except InvalidInput as problem:
        problems.append(problem)
        return None
