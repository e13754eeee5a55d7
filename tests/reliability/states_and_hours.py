"""A program for the time zone tests: fills the database it is given, then prints as JSON what depends on the time."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.french import moment_in_words
from campaign.editions import actions as editions
from campaign.editions.model import Edition, check_edition
from campaign.editions.views import edition as edition_view
from campaign.participation import actions as participation
from campaign.participation.answer_form import read_answer
from campaign.participation.public_shop import PublicShop
from campaign.participation.views import public_shops
from campaign.partners.actions import add_place
from campaign.schema import open_database
from campaign.web.calendars import calendar_file, shop_events
from campaign.web.structured_data import shop_page_data

SATURDAY, SUNDAY = date(2026, 3, 28), date(2026, 3, 29)  # France goes to summer time in that night
DEADLINE = date(2026, 3, 1)
WRITTEN_AT = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
# One minute before and after midnight in Paris: on the deadline in winter time, on the last day in summer time.
INSTANTS = [
    datetime(2026, 3, 1, 22, 59, tzinfo=UTC),
    datetime(2026, 3, 1, 23, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 21, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 22, 1, tzinfo=UTC),
]
FORM = {
    "presence": ["yes"],
    "jour-2026-03-28": ["on"],
    "debut-2026-03-28": ["10:00"],
    "fin-2026-03-28": ["18:00"],
    "jour-2026-03-29": ["on"],
    "debut-2026-03-29": ["09:30"],
    "fin-2026-03-29": ["17:00"],
}


def main(database: Path) -> None:
    """Fill, read, print."""
    db = open_database(database)
    with clock.frozen(WRITTEN_AT):
        values = check_edition(name="Printemps", theme="", days=[SATURDAY, SUNDAY], answer_deadline=DEADLINE)
        edition_id = editions.add_edition(db, SYSTEM, values, "add-the-edition")
        editions.open_edition(db, SYSTEM, edition_id, "open-the-edition")
        sheet = {"name": "La Malle à Félicie", "postcode": "49100", "commune": "Angers"}
        place_id = add_place(db, SYSTEM, sheet, "add-the-shop")
        participation.invite(db, SYSTEM, edition_id, [place_id], "invite-the-shop")
        answer = read_answer(edition_view(db, edition_id), FORM)
        participation.confirm_participation(
            db, SYSTEM, edition_id, place_id, answer, "answer-for-it", answered_by="Félicie"
        )
        edition = edition_view(db, edition_id)
        (shop,) = public_shops(db, edition)
        shown = {"hours": shop.hours_text, **diary_and_data(edition, shop)}
    db.close()
    json.dump({"states": [state_at(edition, at) for at in INSTANTS], **shown}, sys.stdout)


def state_at(edition: Edition, at: datetime) -> list[object]:
    """Today's date, the edition's state, the days left, and how that instant is written."""
    with clock.frozen(at):
        today = clock.today()
        return [today.isoformat(), edition.state(today), edition.days_left(today), moment_in_words(clock.now())]


def diary_and_data(edition: Edition, shop: PublicShop) -> dict[str, object]:
    """The beginnings and ends of the shop's days in its calendar file, and in what search engines read."""
    diary = calendar_file(shop_events(edition, shop.place_id, shop.name, shop.address, shop.days, "")).decode()
    lines = [line for line in diary.split("BEGIN:VEVENT", 1)[1].split("\r\n") if line.startswith(("DTSTART", "DTEND"))]
    return {"diary": lines, "data": json.dumps(shop_page_data(edition, shop), ensure_ascii=False)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
