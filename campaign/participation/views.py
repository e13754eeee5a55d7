"""Invitations and answers as agents, contacts and the public read them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaign.accounts.links import link_address
from campaign.accounts.model import Actor, PersonalLink, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import links_of_edition
from campaign.base import clock
from campaign.base.database import Database, rows
from campaign.base.errors import NotFound
from campaign.base.text import search_key
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.participation.last_answers import last_answer
from campaign.participation.model import (
    Answer,
    AnswerValues,
    Funnel,
    Participation,
    Presence,
    Status,
    status_of,
)
from campaign.participation.public_shop import PublicShop, numbered
from campaign.participation.store import OF_TERRITORIES, answer_of, answers_of_edition
from campaign.partners.model import Contact, Place
from campaign.partners.store import contact_by_id, contacts_where, current_slug, place_by_id, places_where
from campaign.partners.suggestions import Suggestion, suggestions_where
from campaign.territory.model import short_epci_name

# A copy that kept its own invitation when it was merged is no second shop.
_INVITED = "id IN (SELECT place_id FROM invitations WHERE edition_id = :edition) AND merged_into IS NULL"
_OF_CONTACT = "id IN (SELECT place_id FROM contact_places WHERE contact_id = :contact)"
ANSWERS_OVER = (State.CLOSED, State.OVER, State.ARCHIVED, State.CANCELLED)


@guarded
def participations(
    db: Database, by: Actor, edition_id: int, search: str = "", status: Status | None = None, epci: str = ""
) -> list[Participation]:
    """The shops of an edition with their state, filtered; by EPCI, town and name. Few queries, whatever the number.

    A reader gets no contact: names and addresses of people are not theirs to see.
    """
    edition = edition_view(db, edition_id)
    answers = answers_of_edition(db, edition_id)
    links = {link.contact_id: link for link in links_of_edition(db, edition_id) if not link.revoked_at}
    contacts = _contacts_by_place(db, edition_id)
    over = edition.state(clock.today()) in ANSWERS_OVER
    invited = rows(db, "SELECT place_id, invited_at FROM invitations WHERE edition_id = ?", [edition_id])
    invited_at = {one["place_id"]: clock.from_stamp(one["invited_at"]) for one in invited}
    words = search_key(search).split()
    listed = []
    for place in places_where(db, _INVITED, {"edition": edition_id}):
        one = _participation(edition, place, answers.get(place.id), contacts.get(place.id, []), links, over)
        text = search_key(f"{place.name} {place.commune} {place.organisation} {place.epci_name}")
        wanted = (status is None or one.status is status) and (not epci or place.epci_siren == epci)
        if wanted and all(word in text for word in words):
            hidden = {"contact": None} if by.role is Role.READER else {}
            listed.append(replace(one, invited_at=invited_at[place.id], **hidden))
    return sorted(
        listed,
        key=lambda one: (
            search_key(short_epci_name(one.place.epci_name)),
            search_key(one.place.commune),
            one.place.name,
        ),
    )


@guarded
def participation(db: Database, by: Actor, edition_id: int, place_id: int) -> Participation:
    """One shop of an edition.

    Raises:
        NotFound.
    """
    found = [one for one in participations(db, by, edition_id) if one.place.id == place_id]
    if not found:
        raise NotFound("Cette boutique n’est pas invitée à cette édition.")
    return found[0]


@guarded
def funnel(db: Database, by: Actor, edition_id: int) -> Funnel:
    """How many shops stand in each state, and the objective."""
    counts = dict.fromkeys(Status, 0)
    for one in participations(db, by, edition_id):
        counts[one.status] += 1
    return Funnel(counts, edition_view(db, edition_id).objective_shops)


@dataclass(frozen=True, slots=True)
class ShopAnswer:
    """One shop on its contact's page: its sheet, its answer, and what it said last time."""

    place: Place
    answer: Answer | None
    last_edition: Edition | None
    last_answer: AnswerValues | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """All a personal link shows."""

    edition: Edition
    contact: Contact
    shops: tuple[ShopAnswer, ...]
    state: State
    others: tuple[Place, ...] = ()  # what else this person answers for: an EPCI, a relay


@guarded
def contact_page(db: Database, by: Actor, link: PersonalLink) -> ContactPage:
    """What a contact sees through their link: their shops of this edition only.

    Raises:
        NotFound: another contact's link, or an archived contact.
    """
    contact = contact_by_id(db, link.contact_id)
    if by.id != link.contact_id or contact is None or contact.archived_at:
        raise NotFound("Ce lien ne mène plus à une boutique. Appelez-nous.")
    edition = edition_view(db, link.edition_id)
    places = places_where(
        db,
        f"{_INVITED} AND archived_at IS NULL AND {_OF_CONTACT}",
        {"edition": edition.id, "contact": contact.id},
    )
    shops = []
    for place in sorted(places, key=lambda one: search_key(one.name)):
        former = last_answer(db, edition, place.id)
        mine = "place_id = :place AND state = 'pending' AND source = 'shop'"
        pending = suggestions_where(db, mine, {"place": place.id})
        shops.append(
            ShopAnswer(
                place,
                answer_of(db, edition.id, place.id),
                former[0] if former else None,
                former[1] if former else None,
                tuple(pending),
            )
        )
    others = places_where(db, f"kind <> 'shop' AND archived_at IS NULL AND {_OF_CONTACT}", {"contact": contact.id})
    return ContactPage(edition, contact, tuple(shops), edition.state(clock.today()), tuple(others))


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A contact of an edition with their link, for the mailing list; an animator has their EPCI and no status."""

    contact: Contact
    shops: tuple[str, ...]
    url: str
    link: PersonalLink | None
    statuses: tuple[Status, ...]


@guarded
def link_rows(db: Database, by: Actor, edition_id: int) -> list[LinkRow]:
    """Every contact of an invited shop, then the animators of EPCI with such a shop, each with the address of their
    link when it is prepared."""
    by_place = {one.place.id: one for one in participations(db, by, edition_id)}
    links = {link.contact_id: link for link in links_of_edition(db, edition_id)}
    where = (
        "contacts.archived_at IS NULL AND contacts.id IN (SELECT contact_id FROM contact_places "
        "JOIN invitations ON invitations.place_id = contact_places.place_id WHERE edition_id = :edition)"
    )
    concerned = contacts_where(db, where, {"edition": edition_id})
    known = {contact.id for contact in concerned}
    animators = contacts_where(db, OF_TERRITORIES, {"edition": edition_id})
    listed = []
    for contact in [*concerned, *(one for one in animators if one.id not in known)]:
        mine = [by_place[place_id] for place_id in contact.place_ids if place_id in by_place]
        link = links.get(contact.id)
        live = link if link and not link.revoked_at else None
        listed.append(
            LinkRow(
                contact=contact,
                shops=tuple(one.place.name for one in mine) or contact.place_names,
                url=link_address(db, by, live) if live else "",
                link=live,
                statuses=tuple(one.status for one in mine),
            )
        )
    return listed


@guarded
def recent_answers(
    db: Database, by: Actor, edition_id: int, since: timedelta = timedelta(days=7)
) -> list[tuple[Place, Answer]]:
    """Answers given lately, latest first."""
    after = clock.now() - since
    found = [answer for answer in answers_of_edition(db, edition_id).values() if answer.at and answer.at >= after]
    ordered = sorted(found, key=lambda answer: answer.at or clock.now(), reverse=True)
    return [(place, answer) for answer in ordered if (place := place_by_id(db, answer.place_id))]


def public_shops(db: Database, edition: Edition | None) -> list[PublicShop]:
    """The confirmed shops of an edition, as residents see them. Empty for a cancelled edition or one in preparation."""
    if edition is None or edition.state(clock.today()) in (State.CANCELLED, State.PREPARING):
        return []
    answers = answers_of_edition(db, edition.id)
    places = places_where(db, f"{_INVITED} AND archived_at IS NULL", {"edition": edition.id})
    confirmed = [
        (place, answers[place.id])
        for place in places
        if place.id in answers and answers[place.id].presence is Presence.YES
    ]
    return numbered(confirmed)


def public_shops_changed(db: Database, edition: Edition | None) -> datetime | None:
    """When what residents see of an edition's shops last changed: a confirmed answer, or the sheet of such a shop."""
    latest = "SELECT max(at) FROM (SELECT max(answers.at, places.updated_at) AS at FROM answers JOIN places"
    latest += " ON places.id = answers.place_id WHERE edition_id = ? AND presence = 'yes' AND archived_at IS NULL)"
    found = db.conn.execute(latest, [edition.id]).fetchone()[0] if edition else None
    return clock.from_stamp(found) if found else None


def public_shop(db: Database, edition: Edition | None, slug: str) -> PublicShop:
    """One confirmed shop by its address, or by that of a sheet it was merged with: the answer then has its own.

    Raises:
        NotFound.
    """
    address = current_slug(db, slug)
    found = [shop for shop in public_shops(db, edition) if shop.slug == address]
    if not found:
        raise NotFound("Cette boutique ne participe pas à l’édition en cours.")
    return found[0]


def _contacts_by_place(db: Database, edition_id: int) -> dict[int, list[Contact]]:
    where = (
        "contacts.archived_at IS NULL AND contacts.id IN (SELECT contact_id FROM contact_places "
        "JOIN invitations ON invitations.place_id = contact_places.place_id WHERE edition_id = :edition)"
    )
    by_place: dict[int, list[Contact]] = {}
    for contact in contacts_where(db, where, {"edition": edition_id}):
        for place_id in contact.place_ids:
            by_place.setdefault(place_id, []).append(contact)
    return by_place


def _participation(
    edition: Edition,
    place: Place,
    answer: Answer | None,
    contacts: list[Contact],
    links: dict[int, PersonalLink],
    over: bool,
) -> Participation:
    mine = [links[contact.id] for contact in contacts if contact.id in links]
    opened = [link.opened_at for link in mine if link.opened_at]
    status = status_of(
        has_contact=bool(contacts), link_ready=bool(mine), opened=bool(opened), answer=answer, answers_over=over
    )
    linked = next((contact for contact in contacts if contact.id in links), None)
    link = links.get(linked.id) if linked else None
    return Participation(
        edition_id=edition.id,
        place=place,
        status=status,
        contact=linked or (contacts[0] if contacts else None),
        answer=answer,
        link_id=link.id if link else None,
        opened_at=min(opened) if opened else None,
        has_contact=bool(contacts),
    )
