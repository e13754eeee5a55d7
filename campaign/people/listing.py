"""The list of contacts: narrowed, sorted, with the state of each address."""

from collections.abc import Sequence

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.text import search_key
from campaign.mail import addresses
from campaign.partners.views import contacts
from campaign.people.due import last_exchanges
from campaign.people.model import Listed, Order, Which


@guarded
def listed_contacts(
    db: Database, by: Actor, search: str = "", which: Which = Which.ALL, order: Order = Order.NAME
) -> tuple[Listed, ...]:
    """Contacts whose name, e-mail or places hold every word typed, narrowed and sorted."""
    opposed, bounced = addresses.closed(db)
    seen = last_exchanges(db, by)
    listed = []
    for one in contacts(db, by, search, archived=which is Which.ARCHIVED):
        key = addresses.key_of(one.email) if one.email else ""
        listed.append(Listed(one, seen[one.id], key in bounced, key in opposed))
    return tuple(_sorted([one for one in listed if one.belongs(which)], order))


def _sorted(listed: Sequence[Listed], order: Order) -> list[Listed]:
    if order in (Order.OLDEST, Order.LATEST):
        return sorted(listed, key=lambda one: one.last_exchange, reverse=order is Order.LATEST)
    if order is Order.PLACE:
        return sorted(
            listed, key=lambda one: (not one.contact.place_names, [*map(search_key, one.contact.place_names)])
        )
    return sorted(listed, key=lambda one: search_key(one.contact.name))
