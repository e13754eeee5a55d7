"""A report made by hand, so that each sentence of the sheet can be worked out on paper."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from campaign.debrief.counted import ChoiceCount, FigureCount, Standing
from campaign.debrief.estimating import Estimate
from campaign.debrief.lasting import Lasting
from campaign.debrief.model import AnswerKind, Figure, Question, Unit
from campaign.editions.model import Edition
from campaign.experience.known import Dates, Known, Means
from campaign.identity.model import Identity
from campaign.report.facts import Goods, Money, Received, TakingPart
from campaign.report.model import Line, Report

DAYS = (date(2013, 11, 13), date(2013, 11, 16))
EDITION = Edition(1, "Novembre 2013", "Donner une deuxième vie aux objets", DAYS, date(2013, 10, 25),
                  objective_shops=17)  # fmt: skip
IDENTITY = Identity(body_name="Département d’essai", contact_name="Camille Roussel", contact_phone="+33241000000",
                    contact_email="camille@exemple.example", postal_address="1 place de l’Essai\n49000 Angers",
                    partners="Emmaüs\nEnvie Anjou")  # fmt: skip


def figure(code: str, label: str, unit: Unit, total: tuple[float, float] | None, standings: dict) -> Line:
    """A counted line: its total, and where everybody asked stands."""
    counts = {one: standings.get(one, 0) for one in Standing}
    told = Figure(*total, unit) if total else None
    question = Question(code, "visits", label, AnswerKind.FIGURE, (unit,))
    return Line(question, FigureCount(code, label, unit, counts, told), (), Estimate(None, ""))


def choice(code: str, label: str, counts: dict[str, int], answered: int, asked: int, unknown: int = 0) -> ChoiceCount:
    """A question of choices: (label, how many)."""
    told = tuple((f"c{rank}", name, many) for rank, (name, many) in enumerate(counts.items()))
    return ChoiceCount(code, label, asked, answered, unknown, told)


def known(**of_report: object) -> Known:
    """What is known of the edition: a report with nothing in it but what is given."""
    nothing: dict[str, object] = {one.name: () for one in fields(Report)}
    nothing |= {
        "edition": EDITION,
        "made_at": datetime(2014, 1, 14, tzinfo=UTC),
        "body_name": IDENTITY.body_name,
        "received": Received(0, 0, 0),
        "received_animators": Received(0, 0, 0),
        "taking_part": TakingPart(0, 0, None, (), (), (), ()),
        "footfall": None,
        "money": Money((), (), (), ()),
        "lasting": Lasting((), (), 0, 0, 0),
        "goods": Goods(0, (), (), ()),
        "against": None,
        "section_of": {},
    }
    return Known(EDITION, IDENTITY, Report(**{**nothing, **of_report}), Dates(), Means())


@pytest.fixture
def plain():
    """A text with ordinary spaces, to compare."""
    return lambda text: text.replace("\u00a0", " ").replace("\u202f", " ")
