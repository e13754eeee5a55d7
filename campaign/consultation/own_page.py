"""The page of a contact: for each of their places, the sets proposed and what was answered; then what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database, rows, value
from campaign.base.french import day_in_words, enumerate_in_words
from campaign.base.settings import settings
from campaign.consultation.consulted import Consultation, KeptReply, ProposedSet, Stage
from campaign.consultation.keeping import consultation_of, day
from campaign.consultation.model import ConsultedShop, DaySet, consulted_shop
from campaign.consultation.results import Results, results
from campaign.consultation.scoring import CalendarDay, calendar_of, is_open
from campaign.consultation.store import found, replies_of
from campaign.consultation.votes import Voter, VoterKind
from campaign.partners.store import place_by_id


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One place of this contact. ``usual`` says of each set what its usual hours make of it, empty when unknown."""

    voter: Voter
    reply: KeptReply | None
    usual: Mapping[DaySet, str]
    new: tuple[ProposedSet, ...]  # those added since it answered


@dataclass(frozen=True, slots=True)
class OwnDates:
    """What a contact sees. ``shops`` and ``answered``: how many shops are asked, and how many have answered."""

    now: Consultation
    stage: Stage
    places: tuple[OwnPlace, ...]
    shops: int
    answered: int
    results: Results

    def place(self, place_id: int) -> OwnPlace | None:
        """One of their places."""
        return next((one for one in self.places if one.voter.place_id == place_id), None)


@guarded
def own_stage(db: Database, by: Actor, edition_id: int) -> Stage | None:
    """Where the consultation of a contact stands, for a page that leads to it; None when nothing is asked of them."""
    kept = found(db, edition_id)
    if kept is None or kept["opened_at"] is None or link_of(db, by.id, edition_id) is None:
        return None
    sql = (
        "SELECT 1 FROM consultation_voters v JOIN contact_places c USING (place_id) "
        "JOIN places p ON p.id = v.place_id AND p.archived_at IS NULL WHERE v.edition_id = ? AND c.contact_id = ?"
    )
    if not value(db, sql, [edition_id, by.id]):
        return None
    if kept["decided"]:
        return Stage.DECIDED
    return Stage.OPEN if clock.today() <= day(kept["closes_on"]) else Stage.CLOSED


@guarded
def own_dates(db: Database, by: Actor, edition_id: int) -> OwnDates | None:
    """The page of a contact who holds a link for this edition; None when nothing is asked of any of their places.

    Raises:
        NotFound: no such edition.
    """
    now = consultation_of(db, edition_id)
    stage = now.stage(clock.today())
    if stage is Stage.PREPARING or link_of(db, by.id, edition_id) is None:
        return None
    theirs = {one["place_id"] for one in rows(db, "SELECT place_id FROM contact_places WHERE contact_id = ?", [by.id])}
    mine = [one for one in now.voters if one.place_id in theirs]
    if not mine:
        return None
    replies = replies_of(db, edition_id)
    calendar = calendar_of([one.days for one in now.proposed], settings().departement)
    told = results([one.days for one in now.proposed], now.voters, [one.reply for one in replies.values()], now.quorum)
    return OwnDates(
        now,
        stage,
        tuple(_own(db, one, now.proposed, replies.get(one.place_id), calendar) for one in mine),
        sum(one.shops for one in told.turnout),
        sum(one.answered for one in told.turnout),
        told,
    )


def _own(
    db: Database,
    voter: Voter,
    proposed: Iterable[ProposedSet],
    reply: KeptReply | None,
    calendar: Mapping[date, CalendarDay],
) -> OwnPlace:
    usual = {}
    place = place_by_id(db, voter.place_id) if voter.kind is VoterKind.SHOP else None
    shop = consulted_shop(place) if place else None
    for one in proposed:
        usual[one.days] = _usual(shop, one.days, calendar) if shop else ""
    new = tuple(one for one in proposed if reply and one.added and one.days not in reply.reply.choices)
    return OwnPlace(voter, reply, usual, new)


def _usual(shop: ConsultedShop, days: DaySet, calendar: Mapping[date, CalendarDay]) -> str:
    """« D’après vos horaires habituels, vous êtes fermés le mercredi 13 novembre. »."""
    hours = {one: is_open(shop, one, public_holiday=calendar[one].public_holiday) for one in days.days}
    if None in hours.values():
        return ""
    closed = [f"le {day_in_words(one, year=False)}" for one, is_it in hours.items() if not is_it]
    if closed:
        return f"D’après vos horaires habituels, vous êtes fermés {enumerate_in_words(closed)}."
    all_days = "ce jour-là" if len(days.days) == 1 else "tous ces jours"
    return f"D’après vos horaires habituels, vous êtes ouverts {all_days}."
