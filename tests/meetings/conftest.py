"""An edition of two days in November 2026, three shops and an EPCI with a contact each, a meeting on 14 September."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.mail.message import Message, composed
from campaign.meetings.attending import everybody_came
from campaign.meetings.inviting import invite_contacts, send_invitations
from campaign.meetings.model import Guest, Meeting
from campaign.meetings.preparing import add_meeting
from campaign.meetings.rendering import render_meeting, render_minutes
from campaign.meetings.store import guests_of, known_meeting
from campaign.meetings.views import meeting_sheet
from campaign.partners import actions as partners

TYPED = {
    "kind": "actors", "title": "Réunion des acteurs", "day": "14/09/2026", "starts": "14 h", "ends": "16 h 30",
    "place": "Salle du Conseil", "address": "1 place Foch, Angers", "link": "", "agenda": "Les jours\nLes rôles",
}  # fmt: skip


def paris(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant said in Paris hours."""
    return datetime.combine(day, time(hour, minute), clock.PARIS).astimezone(UTC)


@dataclass
class Scene:
    """What the tests speak about, and what people do."""

    db: object
    officer: object
    edition_id: int
    contacts: dict[str, object]
    meeting_id: int

    @property
    def meeting(self) -> Meeting:
        return known_meeting(self.db, self.meeting_id)

    @property
    def sheet(self):
        return meeting_sheet(self.db, self.officer, self.meeting_id)

    def guest(self, name: str) -> Guest:
        return next(one for one in guests_of(self.db, self.meeting_id, removed=True) if one.name.startswith(name))

    def invite(self, *names: str) -> int:
        """These contacts (everybody when nobody is named), by mail."""
        wanted = [self.contacts[name].id for name in names or self.contacts]
        invite_contacts(self.db, self.officer, self.meeting_id, wanted, new_operation())
        return send_invitations(self.db, self.officer, self.meeting_id, new_operation())

    def hold(self) -> None:
        """Everybody came."""
        everybody_came(self.db, self.officer, self.meeting_id, new_operation())

    def posted(self) -> list:
        """The messages asked for, oldest first."""
        return outbox.messages_of(self.db, f"meeting:{self.meeting_id}")

    def rendered(self, one) -> Message:
        """A message made as when it leaves."""
        make = {"meeting": render_meeting, "minutes": render_minutes}[one.kind]
        return make(self.db, SYSTEM, one.parameters)

    def mail(self, one):
        """The same on the wire."""
        return composed(self.rendered(one))


@pytest.fixture
def on_september_1st():
    with clock.frozen(paris(date(2026, 9, 1))):
        yield


@pytest.fixture
def scene(db, officer, on_september_1st, shop, contact, edition) -> Scene:
    days = [date(2026, 11, 11), date(2026, 11, 14)]
    edition_id = edition(days=days, answer_deadline=date(2026, 10, 20))
    sheet = {"kind": "epci", "name": "Angers Loire Métropole", "address": "1 place de la Mairie", "postcode": "49100",
             "commune": "Angers"}  # fmt: skip
    epci = partners.add_place(db, officer, sheet, new_operation())
    contacts = {
        "felicie": contact([shop("La Malle à Félicie")], name="Félicie Martin", email="felicie@exemple.fr"),
        "bruno": contact([shop("La Remise", commune="Tiercé", postcode="49125")], name="Bruno Le Guen",
                         email="bruno@exemple.fr"),
        "nadia": contact([shop("Tout repart !", commune="Cholet", postcode="49300")], name="Nadia Oumar",
                         email="nadia@exemple.fr"),
        "elodie": contact([epci], name="Élodie Vasseur", email="elodie@epci.example"),
    }  # fmt: skip
    meeting_id = add_meeting(db, officer, edition_id, TYPED, new_operation())
    return Scene(db, officer, edition_id, contacts, meeting_id)


@pytest.fixture
def own_link(scene, db):
    """(actor, personal link) of a contact who was invited: their page exists once a message was made."""

    def of(name: str):
        if link := link_of(db, scene.contacts[name].id, scene.edition_id):
            return scene.contacts[name], link
        for one in scene.posted():
            if one.recipient == f"contact:{scene.contacts[name].id}":
                scene.rendered(one)
        return scene.contacts[name], link_of(db, scene.contacts[name].id, scene.edition_id)

    return of
