"""The demonstration's registry: shops and people added one by one or by a file, and found again by their number."""

from campaign.accounts.model import Actor, Role
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.base.settings import ASSETS
from campaign.base.text import slug
from campaign.demonstration.people import DemoContact, DemoPlace
from campaign.demonstration.shops import DemoShop
from campaign.partners import actions, contacts, views
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.pictures import add_picture
from campaign.partners.pictures_model import PictureKind
from campaign.press.facts import OPERATION


class Registry:
    """``shops`` maps a shop's number to its sheet's id, ``contacts_of`` to the name of who answers for it;
    ``animators`` maps the name of an EPCI to whoever animates there.
    """

    def __init__(self, db: Database, officer: Actor) -> None:
        self.db, self.officer = db, officer
        self.shops: dict[int, int] = {}
        self.contacts_of: dict[int, str] = {}
        self.animators: dict[str, Actor] = {}
        self._contact_ids: dict[str, int] = {}

    def add_shop(self, shop: DemoShop) -> None:
        """Add a shop by its form."""
        organisation, network = shop.run_by
        latitude, longitude = shop.point
        values = {
            "kind": "shop",
            "name": shop.name,
            "short_name": shop.short_name,
            "organisation": organisation,
            "network": network,
            "address": shop.address,
            "postcode": shop.postcode,
            "commune": shop.commune,
            "latitude": latitude,
            "longitude": longitude,
            "opening_hours_text": shop.hours,
            "phone": shop.phone,
            "may_publish_phone": shop.may_publish_phone,
            "email": f"boutique{shop.number}@exemple.example" if shop.has_email else "",
            "website": f"https://{slug(shop.short_name or shop.name)}.example" if shop.has_website else "",
            "categories": list(shop.categories),
            "may_advertise": shop.may_advertise,
        }
        self.shops[shop.number] = actions.add_place(self.db, self.officer, values, new_operation())

    def add_place(self, place: DemoPlace) -> None:
        """Add a local authority with its animator, a relay, a company or a supplier."""
        values = {
            "kind": place.kind,
            "name": place.name,
            "address": place.address,
            "postcode": place.postcode,
            "commune": place.commune,
            "phone": f"02 41 00 00 {place.number}",
            "email": f"lieu{place.number}@exemple.example",
        }
        place_id = actions.add_place(self.db, self.officer, values, new_operation())
        if place.animator:
            person = {
                "name": place.animator,
                "email": f"{slug(place.animator).replace('-', '.')}@exemple.example",
                "phone": f"02 41 00 00 {place.number + 40}",
                "job": "animation de la prévention des déchets",
                "place_ids": [place_id],
            }
            contact_id = contacts.add_contact(self.db, self.officer, person, new_operation())
            self.animators[place.name] = Actor(Role.CONTACT, contact_id, place.animator)

    def add_contact(self, contact: DemoContact) -> None:
        """Add somebody who answers for shops already there."""
        values = {
            "name": contact.name,
            "job": contact.job,
            "email": f"{slug(contact.name).replace('-', '.')}@exemple.example" if contact.has_email else "",
            "phone": f"02 41 00 00 {contact.shops[0]:02d}",
            "may_publish": contact.may_publish,
            "place_ids": [self.shops[number] for number in contact.shops],
        }
        self._contact_ids[contact.name] = contacts.add_contact(self.db, self.officer, values, new_operation())
        for number in contact.shops:
            self.contacts_of[number] = contact.name

    def archive_contact(self, name: str) -> None:
        """Somebody has left."""
        contacts.archive_contact(self.db, self.officer, self._contact_ids[name], new_operation())

    def change_hours(self, number: int, hours: str) -> None:
        """A shop changed its usual opening days."""
        place = views.place(self.db, self.officer, self.shops[number])
        actions.change_place(
            self.db, self.officer, place.id, place.version, {"opening_hours_text": hours}, new_operation()
        )

    def import_file(self, name: str, data: bytes) -> None:
        """Import every row that can be, as an officer would."""
        plan = prepare_import(self.db, self.officer, name, data)
        apply_import(self.db, self.officer, plan, None, new_operation())

    def add_photo(self, number: int, file: str, alt: str) -> None:
        """Put a picture of our own drawings on a shop's page."""
        data = (ASSETS / "demonstration" / file).read_bytes()
        add_picture(self.db, self.officer, self.shops[number], PictureKind.PHOTO, data, OPERATION, alt, new_operation())

    def find_shop(self, shop: DemoShop) -> None:
        """Note the id of a shop that came by a file."""
        found = views.places(self.db, self.officer, search=shop.name)
        self.shops[shop.number] = found[0].id

    def animator(self, epci: str) -> Actor:
        """Whoever animates in the EPCI whose name begins so, through their personal link."""
        return next(actor for name, actor in self.animators.items() if name.startswith(epci))

    def everybody(self) -> list[int]:
        """The ids of those who answer for shops and EPCI, those who left among them."""
        return [*self._contact_ids.values(), *(one.id for one in self.animators.values() if one.id is not None)]

    def actor(self, number: int) -> Actor:
        """Whoever answers for a shop, through their personal link."""
        name = self.contacts_of[number]
        return Actor(Role.CONTACT, self._contact_ids[name], name)
