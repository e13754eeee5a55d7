"""A request written, found again within reach, taken out: what asking and booking share."""

from campaign.accounts.model import Actor, Role
from campaign.base import clock
from campaign.base.database import Database, insert, value
from campaign.base.errors import Refused
from campaign.loans.board import board_of, check_epci
from campaign.loans.model import GameRequest
from campaign.loans.request_form import refuse_past
from campaign.loans.store import forget_decision, keep_words, known_request

SUBJECT = "game_request"
MOST_REQUESTS = 60  # of one EPCI for one edition: beyond, something goes wrong


def keep_request(db: Database, by: Actor, one: GameRequest) -> int:
    """Write a new request; its id."""
    count = "SELECT count(*) FROM loan_requests WHERE edition_id = ? AND epci_place_id = ?"
    if by.role is Role.CONTACT and int(value(db, count, [one.edition_id, one.epci_place_id])) >= MOST_REQUESTS:
        raise Refused("Beaucoup de demandes ont déjà été faites par ce lien. Appelez-nous pour la suite.")
    columns = {"edition_id": one.edition_id, "day": one.day.isoformat(), "epci_place_id": one.epci_place_id,
               "item_id": one.item_id, "site_place_id": one.site_place_id, "site": one.site,
               "requested_at": clock.stamp(one.requested_at), "actor": by.journal_name}  # fmt: skip
    request_id = insert(db, "loan_requests", columns)
    keep_words(db, request_id, one.edition_id, one.animator, one.note)
    return request_id


def withdraw(db: Database, request_id: int) -> None:
    """Take a request out, and free its piece."""
    sql = "UPDATE loan_requests SET withdrawn_at = ?, version = version + 1 WHERE id = ?"
    db.conn.execute(sql, [clock.stamp(), request_id])
    forget_decision(db, request_id)


def standing_request(db: Database, by: Actor, request_id: int) -> GameRequest:
    """A request that still stands, of an edition still to come, within the contact's reach.

    Raises:
        NotFound, EditionOver; Refused: withdrawn meanwhile.
    """
    one = known_request(db, request_id)
    check_epci(db, by, one.edition_id, one.epci_place_id)
    if one.withdrawn_at:
        raise Refused("Cette demande a été retirée entre-temps.")
    refuse_past(board_of(db, one.edition_id), one.day)
    return one
