"""« Renvoyez-moi mon lien »: the same words whether the address is known or not; the worker sends the message."""

from collections.abc import Mapping
from datetime import timedelta

from campaign.accounts import links
from campaign.accounts.links import link_address
from campaign.accounts.model import SYSTEM, Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, operations, throttle
from campaign.base.database import Database, transaction
from campaign.base.errors import NotSent
from campaign.base.fields import email as checked_email
from campaign.base.french import day_in_words, enumerate_in_words
from campaign.base.text import clean
from campaign.consultation.reach import contacts_asked, vote_closes_on
from campaign.editions.model import State
from campaign.editions.store import all_editions, edition_by_id
from campaign.identity.store import load as load_identity
from campaign.mail import html, outbox
from campaign.mail.message import Message
from campaign.participation.store import contacts_invited, contacts_of_territories
from campaign.partners.store import contact_by_id, contacts_where, places_where

WINDOW = timedelta(minutes=10)
NO_SENDER = "ne-pas-repondre@localhost"


def ask_link_again(db: Database, email: str, visitor: str, operation: str) -> None:
    """Queue the link of every edition under way for the contacts at this address. Says nothing of whether it is known.

    Raises:
        InvalidInput: not an address; TooManyAttempts: ten requests in ten minutes from this visitor.
    """
    address = checked_email(email, "email").lower()
    throttle.refuse_beyond(db, f"link-again:{visitor}", 10, WINDOW)
    throttle.count(db, f"link-again:{visitor}")
    with transaction(db):
        if operations.replay(db, operation, "ask_link_again") is not None:
            return
        if throttle.attempts(db, f"link-again-to:{address}", WINDOW) < 3:
            throttle.count(db, f"link-again-to:{address}")
            for contact_id, edition_id in _links_at(db, address):
                asked = {"contact_id": contact_id, "edition_id": edition_id, "key": f"{operation}:{contact_id}"}
                outbox.post(db, "link_again", asked, "public", service=True, recipient=f"contact:{contact_id}")
        operations.remember(db, operation, "ask_link_again")


def _links_at(db: Database, address: str) -> list[tuple[int, int]]:
    contacts = contacts_where(
        db, "lower(contacts.email) = :address AND contacts.archived_at IS NULL", {"address": address}
    )
    ids = {contact.id for contact in contacts}
    found = []
    for edition in all_editions(db):
        state = edition.state(clock.today())
        if not ids or state in (State.CANCELLED, State.ARCHIVED) or clock.today() > edition.links_expire_on:
            continue
        linked = set(contacts_asked(db, edition.id))  # the vote on the days comes before the invitations
        if state is not State.PREPARING:
            linked |= {*contacts_invited(db, edition.id), *contacts_of_territories(db, edition.id)}
        found += [(contact_id, edition.id) for contact_id in sorted(ids & linked)]
    return found


@guarded
def link_message(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """The message that carries a contact's link (``contact_id``, ``edition_id``), made when it leaves.

    Raises:
        NotSent: the contact, the address or the edition has gone meanwhile.
    """
    contact = contact_by_id(db, int(str(parameters["contact_id"])))
    edition = edition_by_id(db, int(str(parameters["edition_id"])))
    if contact is None or contact.archived_at or not contact.email or edition is None:
        raise NotSent("Ce contact n’a plus d’adresse.", "gone")
    link = links.prepare_link(db, SYSTEM, contact.id, edition.id, edition.links_expire_on)
    identity = load_identity(db)
    shops = places_where(
        db,
        "id IN (SELECT place_id FROM contact_places JOIN invitations USING (place_id) "
        "WHERE contact_id = :contact AND edition_id = :edition)",
        {"contact": contact.id, "edition": edition.id},
    )
    names = enumerate_in_words(clean(shop.name) for shop in shops)
    until = day_in_words(edition.answer_deadline, year=False)
    voting = vote_closes_on(db, edition.id) if contact.id in contacts_asked(db, edition.id) else None
    days = "" if voting else f" ({edition.days_text})"
    before = f"Bonjour {clean(contact.name)},\n\nVoici votre lien personnel pour {edition.name}{days} :"
    address = link_address(db, SYSTEM, link)
    serves = f"Il sert à {names}. Réponse attendue avant le {until}."
    if not names:  # the animator of an EPCI has nothing to answer
        serves = "Vous y trouvez les affiches et les documents de votre territoire."
        if edition.state(clock.today()) is State.PREPARING:
            serves = "Vous y trouvez les jours choisis, et pourquoi."
    if voting:
        serves = f"Vous y dites quels jours vous conviennent, jusqu’au {day_in_words(voting, year=False)}."
    after = f"{serves}\n\nCe lien vous est réservé : ne le transmettez pas."
    signature = "\n".join(identity.signature)
    subject = f"Votre lien personnel pour {edition.name}"
    why = "Vous recevez ce message parce qu’il a été demandé sur le site des bons jours. Sinon, ignorez-le."
    blocks = [*html.blocks(before), html.Button("Ouvrir ma page", address), *html.blocks(after)]
    return Message(
        key=f"link:{link.id}:{link.generation}:{parameters.get('key', '')}",
        to=contact.email,
        to_name=contact.name,
        subject=subject,
        text=f"{before}\n\n{address}\n\n{after}\n\n{signature}".rstrip() + f"\n\n{why}\n",
        html=html.page(subject, blocks, signature, why),
        sender=identity.sender or NO_SENDER,
        sender_name=identity.body_name or "Les bons jours de l’occasion",
        reply_to=identity.contact_email,
        automatic=True,
    )
