"""Reminders of what is late: three at most, to the contacts of a place, each only while something is still out."""

from datetime import timedelta

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database, rows, transaction, value
from campaign.base.errors import NotSent
from campaign.base.french import day_in_words, typographic
from campaign.deliveries.owed import REMINDERS_AFTER
from campaign.deliveries.place_views import owed_in_words
from campaign.deliveries.store import due_of
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.identity.store import load as load_identity
from campaign.mail import addresses, html, outbox
from campaign.mail.message import Message
from campaign.partners.store import contact_by_id, contacts_where, place_by_id
from campaign.stock.views import Held, held

KIND = "owed"
NO_SENDER = "ne-pas-repondre@localhost"
_OF_PLACE = (
    "contacts.archived_at IS NULL AND contacts.email <> '' "
    "AND contacts.id IN (SELECT contact_id FROM contact_places WHERE place_id = :place)"
)


@guarded
def remind_late(db: Database, by: Actor) -> int:
    """Ask for reminders whose day has come; how many messages. Asked twice the same day, once.

    A place late by more than the last reminder's delay gets that one only, not three at once.
    """
    asked = 0
    with transaction(db):
        for edition, place_id in _late(db, by):
            late = (clock.today() - due_of(db, edition)[0]).days
            ranks = [rank for rank, days in enumerate(REMINDERS_AFTER, 1) if late >= days]
            if not ranks or _reminded(db, edition.id, place_id) >= ranks[-1]:
                continue
            db.conn.execute(
                "INSERT INTO owed_reminders (edition_id, place_id, rank, at) VALUES (?, ?, ?, ?)",
                [edition.id, place_id, ranks[-1], clock.stamp()],
            )
            for contact in contacts_where(db, _OF_PLACE, {"place": place_id}):
                about = {"edition_id": edition.id, "place_id": place_id, "contact_id": contact.id, "rank": ranks[-1]}
                outbox.post(db, KIND, about, by.journal_name, service=True, recipient=f"contact:{contact.id}")
                asked += 1
    return asked


@guarded
def reminders(db: Database, by: Actor, edition_id: int) -> dict[int, int]:
    """Place id -> how many reminders were asked for."""
    sql = "SELECT place_id, max(rank) AS rank FROM owed_reminders WHERE edition_id = ? GROUP BY place_id"
    return {one["place_id"]: one["rank"] for one in rows(db, sql, [edition_id])}


@guarded
def render_owed(db: Database, by: Actor, parameters: dict[str, object]) -> Message:
    """The reminder to a contact, made when it leaves.

    Raises:
        NotSent: everything came back since, the contact has gone, the edition is cancelled or archived.
    """
    edition = edition_view(db, int(str(parameters["edition_id"])))
    place = place_by_id(db, int(str(parameters["place_id"])))
    contact = contact_by_id(db, int(str(parameters["contact_id"])))
    if contact is None or contact.archived_at or not contact.email or place is None:
        raise NotSent("contact parti", "gone")
    if edition.state(clock.today()) in (State.CANCELLED, State.ARCHIVED):
        raise NotSent("édition annulée ou archivée", "over")
    owed = _owed(db, by, edition.id, place.id)
    if not owed:
        raise NotSent("tout est revenu", "done")
    if addresses.is_bounced(db, contact.email):
        raise NotSent("adresse qui ne reçoit plus", "dead")
    due, identity = due_of(db, edition)[0], load_identity(db)
    link = link_address(db, by, prepare_link(db, by, contact.id, edition.id, edition.links_expire_on))
    things = [typographic(one) for one in owed_in_words(owed)]
    before = (
        f"Bonjour {contact.name},\n\n"
        f"Le matériel prêté à {place.name} pour les bons jours de l’occasion était attendu le "
        f"{day_in_words(due, year=False)}. D’après nos bons, il vous reste :"
    )
    after = (
        "Est-il prêt à être repris ? Quelque chose manque-t-il, ou est-il abîmé ? "
        "Dites-le en une minute sur votre page ; nous nous occupons du reste."
    )
    subject = typographic(f"Matériel à rendre : {place.name}")
    why = "Vous recevez ce message parce que du matériel vous a été prêté pour cette édition."
    signature = "\n".join(identity.signature)
    listed = "\n".join(f"- {one}" for one in things)
    said = [typographic(before), listed, typographic(after)]
    address = f"{link}/livraison"
    blocks = [html.Paragraph(part) for part in said[0].split("\n\n")]
    return Message(
        key=f"owed:{edition.id}:{place.id}:{contact.id}:{parameters['rank']}",
        to=contact.email,
        to_name=contact.name,
        subject=subject,
        text="\n\n".join([*said, address, signature]).rstrip() + f"\n\n{why}\n",
        html=html.page(
            subject,
            [*blocks, html.Items(tuple(things)), html.Paragraph(said[2]), html.Button("Ouvrir ma page", address)],
            signature,
            why,
        ),
        sender=identity.sender or NO_SENDER,
        sender_name=identity.body_name or "Les bons jours de l’occasion",
        reply_to=identity.contact_email,
    )


def _late(db: Database, by: Actor) -> list[tuple[Edition, int]]:
    """(edition, place) of what is out past its day, editions that ended less than seven months ago."""
    found = {(one.edition_id, one.place_id) for one in held(db, by) if one.item.returnable}
    editions = {edition_id: edition_view(db, edition_id) for edition_id, _ in found}
    today = clock.today()
    return [
        (editions[edition_id], place_id)
        for edition_id, place_id in sorted(found)
        if today >= due_of(db, editions[edition_id])[0] + timedelta(days=REMINDERS_AFTER[0])
        and today <= editions[edition_id].links_expire_on
        and editions[edition_id].state(today) not in (State.CANCELLED, State.ARCHIVED)
    ]


def _owed(db: Database, by: Actor, edition_id: int, place_id: int) -> list[Held]:
    return [one for one in held(db, by, edition_id, place_id) if one.item.returnable]


def _reminded(db: Database, edition_id: int, place_id: int) -> int:
    sql = "SELECT coalesce(max(rank), 0) FROM owed_reminders WHERE edition_id = ? AND place_id = ?"
    return value(db, sql, [edition_id, place_id])
