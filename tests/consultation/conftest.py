"""The twenty shops of the demonstration and two EPCI, in June 2013: the days of November are still to be found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.consulted import Consultation
from campaign.consultation.preparing import propose, save_search
from campaign.consultation.replying import reply
from campaign.consultation.results import Results
from campaign.consultation.views import consultation, results_of
from campaign.demonstration.shops import FIRST_SHOPS, NEW_SHOPS
from campaign.editions.actions import add_edition
from campaign.editions.model import check_edition

NOVEMBER = {"first": "04/11/2013", "last": "30/11/2013", "day_count": "2", "gap": "3"}
FIRST, SECOND, THIRD = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23", "2013-11-06_2013-11-09"


@dataclass
class Scene:
    """What the tests speak about: ids by short names, and what people do."""

    db: object
    officer: Actor
    edition_id: int
    shops: dict[str, int]
    epcis: dict[str, int]
    people: dict[str, Actor] = field(default_factory=dict)

    def search(self, **changes) -> int:
        return save_search(self.db, self.officer, self.edition_id, {**NOVEMBER, **changes}, [2, 5], new_operation())

    def propose(self, *codes: str) -> None:
        propose(self.db, self.officer, self.edition_id, codes, new_operation())

    def open(self, closes_on=date(2013, 7, 12), quorum=50, places=None) -> None:
        asked = places if places is not None else [*self.shops.values(), *self.epcis.values()]
        open_consultation(self.db, self.officer, self.edition_id, closes_on, quorum, asked, new_operation())

    def vote(self, who: str, first: str = "", second: str = "", by: Actor | None = None, **more: str) -> None:
        place_id = self.shops.get(who) or self.epcis[who]
        form = {f"choice-{FIRST}": first, f"choice-{SECOND}": second, **more}
        reply(self.db, by or self.people.get(who) or self.officer, self.edition_id, place_id, form, new_operation())

    def edition_later(self, year: int) -> int:
        days = [date(year, 11, 12), date(year, 11, 15)]
        values = check_edition("Plus tard", "", days, date(year, 9, 26))
        return add_edition(self.db, self.officer, values, new_operation())

    def now(self) -> Consultation:
        return consultation(self.db, self.officer, self.edition_id)

    def results(self) -> Results:
        return results_of(self.db, self.officer, self.edition_id)


@pytest.fixture
def in_2013():
    with clock.frozen(datetime(2013, 6, 10, 8, 0, tzinfo=UTC)):
        yield date(2013, 6, 10)


@pytest.fixture
def scene(db, officer, in_2013, edition, shop, contact) -> Scene:
    """The search of November kept, nothing proposed yet. Two shops and one EPCI have somebody to write to."""
    edition_id = edition(opened=False, days=[date(2013, 11, 27)], answer_deadline=date(2013, 9, 27))
    shops = {
        one.short_name or one.name: shop(
            one.name, short_name=one.short_name, opening_hours_text=one.hours, address=one.address,
            postcode=one.postcode, commune=one.commune,
        )
        for one in (*FIRST_SHOPS, *NEW_SHOPS)
    }  # fmt: skip
    epcis = {
        "Angers": shop("Angers Loire Métropole", kind="epci", commune="Angers"),
        "Cholet": shop("CA Cholet Agglomération", kind="epci", commune="Cholet", postcode="49300"),
    }
    made = Scene(db, officer, edition_id, shops, epcis)
    names = [name for name in shops if "Félicie" in name or "Grange" in name]
    for index, (name, place_id) in enumerate([*((name, shops[name]) for name in names), ("Angers", epcis["Angers"])]):
        made.people[name] = contact([place_id], name=f"Personne {index}", email=f"personne{index}@exemple.fr")
    made.search()
    return made


@pytest.fixture
def asked(scene) -> Scene:
    """Two sets proposed, everybody asked until 12 July 2013."""
    scene.propose(FIRST, SECOND)
    scene.open()
    return scene


@pytest.fixture
def said() -> Callable[[str], str]:
    """A text without its no-break spaces."""
    return lambda text: text.replace("\u00a0", " ").replace("\u2060", "")
