"""The press and the posters of the demonstration, told through ordinary actions."""

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.base.text import slug
from campaign.demonstration import press_file as told
from campaign.demonstration.correspondence import deliver_waiting
from campaign.media.codes import code_address, note_by_code
from campaign.media.composing import DEFAULT_SUBJECT, DEFAULT_TEXT
from campaign.media.correspondents import add_correspondent, change_correspondent
from campaign.media.coverage import add_coverage
from campaign.media.outlets import add_outlet
from campaign.media.sending import candidates, send_to_press
from campaign.media.spaces import add_space
from campaign.media.spots import add_spot, keep_spots, note_poster
from campaign.media.spots_model import Posting, SpotState
from campaign.media.views import correspondents, postings, spots
from campaign.press.sheet import publish


class PressStory:
    """What the communication team did with the press; ``writer`` is hers, ``system`` sends."""

    def __init__(self, db: Database, writer: Actor, system: Actor) -> None:
        self.db, self.writer, self.system = db, writer, system
        self.outlets: list[int] = []

    def press_file(self) -> None:
        """Outlets and the people in them."""
        for name, kind, territories, note in told.OUTLETS:
            values = {"name": name, "kind": kind, "territories": territories, "note": f"{note} {told.INVENTED}".strip()}
            self.outlets.append(add_outlet(self.db, self.writer, values, new_operation()))
        for rank, (name, job, outlet) in enumerate(told.PEOPLE):
            values = {
                "name": name, "job": job, "email": f"{slug(name).replace('-', '.')}@presse.example",
                "phone": f"02 41 00 01 {rank + 10:02d}", "outlet_ids": [self.outlets[outlet]],
            }  # fmt: skip
            add_correspondent(self.db, self.writer, values, new_operation())

    def check_press_file(self) -> None:
        """Somebody called everyone again, years later."""
        for one in correspondents(self.db, self.writer):
            change_correspondent(self.db, self.writer, one.id, one.version, {"job": one.job}, new_operation())

    def open_press_page(self, edition_id: int) -> None:
        """The page the messages lead to."""
        publish(self.db, self.writer, edition_id, new_operation())

    def send(self, edition_id: int, audience: str) -> None:
        """To the people of a territory, through the real outbox, to nobody."""
        people = [one.correspondent.id for one in candidates(self.db, self.writer, audience) if one.chosen]
        send_to_press(
            self.db, self.writer, edition_id, audience, DEFAULT_SUBJECT, DEFAULT_TEXT, people, None, new_operation()
        )
        deliver_waiting(self.db, self.system)

    def note_articles(self, edition_id: int) -> None:
        """What was published."""
        for day, outlet, title, reach, tone, audience in told.ARTICLES:
            values = {
                "published_on": day, "outlet_id": self.outlets[outlet], "title": title, "tone": tone,
                "reach": "" if reach is None else str(reach), "audience": audience, "note": told.INVENTED,
            }  # fmt: skip
            add_coverage(self.db, self.writer, edition_id, values, new_operation())

    def plan_past_spaces(self, edition_id: int) -> None:
        """What was bought."""
        for title, kind, outlet, first, last, *rest in told.PAST_SPACES:
            self._space(edition_id, title, kind, outlet, first, last, rest)

    def plan_coming_spaces(self, edition_id: int, first_day: date) -> None:
        """What is being bought."""
        for title, kind, outlet, before, until, *rest in told.COMING_SPACES:
            first, last = first_day - timedelta(days=before), first_day - timedelta(days=until)
            self._space(edition_id, title, kind, outlet, first, last, rest)

    def _space(
        self, edition_id: int, title: str, kind: str, outlet: int | None, first: date, last: date, rest: Sequence[str]
    ) -> None:
        quantity, size, planned, committed, spent, tax, state = rest
        values = {
            "title": title, "kind": kind, "outlet_id": self.outlets[outlet] if outlet is not None else None,
            "starts_on": first, "ends_on": last, "quantity": quantity, "format": size, "planned": planned,
            "committed": committed, "spent": spent, "tax": tax, "state": state, "note": told.INVENTED,
        }  # fmt: skip
        add_space(self.db, self.writer, edition_id, values, new_operation())

    def place_posters(self, edition_id: int) -> None:
        """The places, kept for a first edition."""
        for label, kind, address, commune, point, quantity, by in told.SPOTS:
            latitude, longitude = point or ("", "")
            values = {
                "label": label, "kind": kind, "address": address, "commune": commune, "latitude": latitude,
                "longitude": longitude, "quantity": str(quantity), "by": by,
            }  # fmt: skip
            add_spot(self.db, self.writer, edition_id, values, new_operation())

    def scan_all(self, edition_id: int, state: SpotState) -> None:
        """By their labels, one place after the other."""
        for one in postings(self.db, self.writer, edition_id):
            self._scan(one, state)

    def _scan(self, one: Posting, state: SpotState) -> None:
        token = code_address(self.db, self.writer, one).rpartition("/")[2]
        note_by_code(self.db, token, state, "", None, new_operation())

    def begin_posters(self, edition_id: int) -> None:
        """All places kept, a few posters up already, one place nobody found."""
        known = [one.id for one in spots(self.db, self.writer)]
        keep_spots(self.db, self.writer, edition_id, known, new_operation())
        early = {told.SPOTS[rank][0] for rank in told.POSED_EARLY}
        for one in postings(self.db, self.writer, edition_id):
            if one.spot.label in early:
                self._scan(one, SpotState.POSED)
            elif one.spot.label == told.SPOTS[told.NOT_FOUND][0]:
                said = "Le panneau a été retiré pendant les travaux."
                note_poster(self.db, self.writer, one.id, SpotState.NOT_FOUND, said, new_operation())
