"""Debriefs as a contact's page and agents' screens read them: finished lists; nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from campaign.accounts.model import Actor, PersonalLink, Role
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.text import search_key
from campaign.debrief.concerns import Sets, figures_to_confirm, nothing_received
from campaign.debrief.follow_ups import shown_sections, waiting_follow_up
from campaign.debrief.model import Alert, Answer, Audience, Debrief, Question, QuestionSet, Section, State
from campaign.debrief.photos_model import PHOTOS, DebriefPhoto
from campaign.debrief.reach import Teller, declared_of, is_open, known_teller, received_of
from campaign.debrief.reading import typed_of
from campaign.debrief.store import debrief_of, debriefs_of, latest_set, photo_by_id, photos_of, set_of, sets_of
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.loans.store import requests_of
from campaign.participation.model import Presence
from campaign.participation.store import answers_of_edition
from campaign.partners.model import Kind, Place
from campaign.partners.store import places_where


@dataclass(frozen=True, slots=True)
class PartOfPage:
    """One part: its questions, what was answered, how many times it was saved (0: not yet), whether it may be written
    now (an archived edition only takes follow-ups)."""

    section: Section
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]
    version: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """The page of one place. ``fields``: what its forms show, answered or known already. ``received``: units of an
    article delivered, by question. ``parts``: those of the event, then the follow-ups whose day has come, of which
    ``waiting`` is to be answered."""

    edition: Edition
    place: Place
    audience: Audience
    days: tuple[date, ...]
    parts: tuple[PartOfPage, ...]
    state: State
    debrief: Debrief | None
    fields: dict[str, str | tuple[str, ...]]
    received: dict[str, int]
    to_confirm: tuple[Alert, ...]
    waiting: Section | None = None


@dataclass(frozen=True, slots=True)
class DebriefLine:
    """One place that took part, and what it told: nothing, a few parts, all; ``waiting``: the follow-up to answer;
    ``follows_up``: whether the day of one has come."""

    place: Place
    audience: Audience
    state: State
    debrief: Debrief | None
    waiting: Section | None = None
    follows_up: bool = False


@guarded
def debrief_page(db: Database, by: Actor, link: PersonalLink, place_id: int) -> DebriefPage:
    """A contact's debrief of one of their places.

    Raises:
        NotFound: another contact's link, another's place, a shop that did not take part.
    """
    if by.id != link.contact_id:
        raise NotFound("Ce lien n’est pas le vôtre.")
    return _page(db, known_teller(db, by, link.edition_id, place_id))


@guarded
def own_debriefs(db: Database, by: Actor, link: PersonalLink) -> list[DebriefLine]:
    """The places of a contact of which a debrief is asked, by name.

    Raises:
        NotFound: another contact's link.
    """
    if by.id != link.contact_id:
        raise NotFound("Ce lien n’est pas le vôtre.")
    of_contact = "archived_at IS NULL AND id IN (SELECT place_id FROM contact_places WHERE contact_id = :contact)"
    mine = {one.id for one in places_where(db, of_contact, {"contact": by.id})}
    return [one for one in _lines(db, link.edition_id, mine) if one.place.id in mine]


@guarded
def place_debrief(db: Database, by: Actor, edition_id: int, place_id: int, *, compared: bool = True) -> DebriefPage:
    """The same page for an agent who types in the name of a place; without people's names for who only reads.

    ``compared`` false leaves ``to_confirm`` empty, for a screen that has read everybody's figures already.

    Raises:
        NotFound: a place of which no debrief is asked.
    """
    page = _page(db, known_teller(db, by, edition_id, place_id), compared=compared)
    bare = by.role is Role.READER and page.debrief
    return replace(page, debrief=_without_names(page.debrief)) if bare else page


@guarded
def debriefs(db: Database, by: Actor, edition_id: int) -> list[DebriefLine]:
    """Every place that took part, by name, with what it told; without people's names for who only reads."""
    found = _lines(db, edition_id)
    return [_without_people(one) for one in found] if by.role is Role.READER else found


@guarded
def alerts(db: Database, by: Actor, edition_id: int) -> list[Alert]:
    """What to ask again: places that told nothing once the event is over, figures to correct or to confirm."""
    lines = _lines(db, edition_id)
    told = [one.debrief for one in lines if one.debrief]
    over = clock.today() > edition_view(db, edition_id).last_day
    silent = nothing_received([one.place.id for one in lines], told) if over else []
    return silent + figures_to_confirm(told, sets_of(db, told))


@guarded
def question_set(db: Database, by: Actor, audience: Audience) -> QuestionSet:
    """The questions asked from now on."""
    return latest_set(db, audience)


@guarded
def question_sets(db: Database, by: Actor, edition_id: int) -> Sets:
    """The versions of questions that served in an edition, by audience and version."""
    return sets_of(db, debriefs_of(db, edition_id))


@guarded
def photos(db: Database, by: Actor, edition_id: int) -> list[DebriefPhoto]:
    """Every photo of an edition, by place; those taken out are not among them."""
    return photos_of(db, edition_id)


@guarded
def place_photos(db: Database, by: Actor, edition_id: int, place_id: int) -> list[DebriefPhoto]:
    """The photos of one place.

    Raises:
        NotFound: a contact's, of another's place.
    """
    known_teller(db, by, edition_id, place_id)
    return photos_of(db, edition_id, place_id)


@guarded
def photo_file(db: Database, by: Actor, photo_id: int) -> bytes:
    """A photo as it was kept: PNG or JPEG, upright, without what the camera wrote.

    Raises:
        NotFound: no such photo, taken out, or another's place.
    """
    found = photo_by_id(db, photo_id)
    if found is None or found.removed_at:
        raise NotFound("Cette photo n’existe pas, ou plus.")
    known_teller(db, by, found.edition_id, found.place_id)
    return kept_files.read(PHOTOS, found.file)


def _page(db: Database, teller: Teller, *, compared: bool = True) -> DebriefPage:
    edition, place = teller.edition, teller.place
    debrief = debrief_of(db, edition.id, place.id)
    questions = set_of(db, debrief.audience, debrief.set_version) if debrief else latest_set(db, teller.audience)
    parts = []
    fields: dict[str, str | tuple[str, ...]] = {}
    known = declared_of(db, edition.id, place.id, questions)
    saved = debrief.sections_done if debrief else ()
    followed = questions.sections, saved, edition.last_day, clock.today()
    for section in shown_sections(*followed):
        asked = questions.of_section(section.code, teller.traits)
        of_part = {one.code: one for one in asked}
        answers = tuple(one for one in debrief.answers if one.question in of_part) if debrief else ()
        version = debrief.section_version(section.code) if debrief else 0
        parts.append(PartOfPage(section, asked, answers, version, is_open(edition, section)))
        if version:
            # What was emptied on purpose stays empty: nothing known comes back over it.
            known = {field: said for field, said in known.items() if field not in of_part}
        for one in answers:
            fields |= typed_of(of_part[one.question], one)
    # What the others told is only read when there is a figure to set beside theirs.
    figures = compared and debrief and any(one.figure for one in debrief.answers)
    told = debriefs_of(db, edition.id) if figures else []
    alerts = figures_to_confirm(told, sets_of(db, told))
    return DebriefPage(
        edition=edition,
        place=place,
        audience=teller.audience,
        days=teller.days,
        parts=tuple(parts),
        state=debrief.state if debrief else State.NOTHING,
        debrief=debrief,
        fields=known | fields,
        received=received_of(db, edition.id, place.id, questions),
        to_confirm=tuple(one for one in alerts if one.place_id == place.id),
        waiting=waiting_follow_up(*followed),
    )


def _lines(db: Database, edition_id: int, of: Iterable[int] = ()) -> list[DebriefLine]:
    """Shops that said yes, EPCI whose animators asked for games or told something, and the EPCI among ``of``."""
    told = {one.place_id: one for one in debriefs_of(db, edition_id)}
    shops = {one.place_id for one in answers_of_edition(db, edition_id).values() if one.presence is Presence.YES}
    epcis = {one.epci_place_id for one in requests_of(db, edition_id)}
    wanted = shops | epcis | set(told) | set(of)
    marks = ", ".join(str(int(one)) for one in wanted)
    places = [
        one
        for one in places_where(db, f"id IN ({marks})")
        if one.id in shops or one.kind is Kind.EPCI or one.id in told
    ]
    last_day, sets = edition_view(db, edition_id).last_day, sets_of(db, told.values())
    asked_now = {one: latest_set(db, one) for one in Audience}
    lines = []
    for place in places:
        debrief, audience = told.get(place.id), Audience.ANIMATOR if place.kind is Kind.EPCI else Audience.SHOP
        questions = sets[debrief.audience, debrief.set_version] if debrief else asked_now[audience]
        saved = debrief.sections_done if debrief else ()
        followed = questions.sections, saved, last_day, clock.today()
        lines.append(
            DebriefLine(
                place=place,
                audience=audience,
                state=debrief.state if debrief else State.NOTHING,
                debrief=debrief,
                waiting=waiting_follow_up(*followed),
                follows_up=any(one.after_months for one in shown_sections(*followed)),
            )
        )
    return sorted(lines, key=lambda one: search_key(one.place.name))


def _without_people(line: DebriefLine) -> DebriefLine:
    return replace(line, debrief=_without_names(line.debrief)) if line.debrief else line


def _without_names(debrief: Debrief) -> Debrief:
    return replace(debrief, answered_by="", quotes=tuple(replace(one, name="") for one in debrief.quotes))
