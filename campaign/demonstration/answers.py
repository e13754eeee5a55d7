"""What the shops of the demonstration answered. Activities are those seen at the two reference editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from campaign.participation.model import Activity, AnswerValues, Need, OpenDay, Presence

Hours = tuple[int, ...]  # hours of the clock: (opens, closes) or (opens, break, back, closes)


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """A « oui »: hours of the first and the second day (None: closed), activities, packets by need in their order."""

    first: Hours | None
    second: Hours | None
    activities: tuple[Activity, ...] = ()
    other: str = ""
    packets: tuple[int, int, int, int] = (5, 2, 1, 0)
    access: str = ""
    photos: bool = False

    def values(self, days: Sequence[date]) -> AnswerValues:
        """The answer for the two days of an edition."""
        spans = zip(days, (self.first, self.second), strict=True)
        return AnswerValues(
            presence=Presence.YES,
            days=tuple(_open_day(day, hours) for day, hours in spans if hours),
            activities=self.activities,
            other_activity=self.other,
            needs={need: packets for need, packets in zip(Need, self.packets, strict=True) if packets},
            access_note=self.access,
            duties_read=True,
            photos_allowed=self.photos,
        )


def _open_day(day: date, hours: Hours) -> OpenDay:
    opens, *pause, closes = (time(hour) for hour in hours)
    return OpenDay(day, opens, closes, *pause)


_COFFEE, _MUSIC, _PANCAKES = Activity.COFFEE, Activity.MUSIC, Activity.PANCAKES
_GAMES, _SALE, _REPAIR = Activity.GAMES, Activity.PROMOTIONS, Activity.REPAIR
_FASHION, _BUILDING = Activity.FASHION, Activity.BUILDING

# November 2013, by shop number.
FIRST_ANSWERS = {
    1: DemoAnswer((10, 18), (10, 18), (_PANCAKES, _MUSIC), packets=(8, 3, 1, 2), photos=True),
    2: DemoAnswer((9, 12), (9, 12, 14, 18), (_COFFEE, _FASHION)),
    3: DemoAnswer((10, 19), (10, 19), (_SALE, _COFFEE), packets=(6, 3, 1, 1)),
    4: DemoAnswer((14, 18), (10, 18), (_REPAIR, _COFFEE), photos=True),
    5: DemoAnswer((10, 18), (10, 18), (_COFFEE, _MUSIC), packets=(10, 5, 2, 4),
                  access="Quai à l’arrière, sonner deux fois", photos=True),
    6: DemoAnswer((9, 18), (9, 18), (_GAMES,)),
    7: DemoAnswer((10, 19), (10, 19), (_FASHION, _PANCAKES), packets=(4, 2, 1, 0)),
    8: DemoAnswer((10, 18), None, (_REPAIR,), packets=(3, 2, 1, 0)),
    9: DemoAnswer((14, 18), (14, 18), (_COFFEE,), packets=(3, 1, 0, 2)),
    10: DemoAnswer((14, 18), (10, 18), (_BUILDING, _GAMES), packets=(6, 3, 1, 2), photos=True),
    11: DemoAnswer(None, (10, 18), (_COFFEE,), other="Lectures à voix haute"),
    12: DemoAnswer((9, 12, 14, 18), (9, 12, 14, 18), (_BUILDING,), packets=(8, 4, 2, 4),
                   access="Entrer par la cour, rue basse"),
    13: DemoAnswer((14, 18), (14, 18), (_PANCAKES,)),
    14: DemoAnswer((10, 19), (10, 19), (_MUSIC, _REPAIR), packets=(8, 4, 1, 2), photos=True),
    15: DemoAnswer((10, 18), (10, 18), (_COFFEE,), packets=(6, 3, 1, 2)),
    16: DemoAnswer((14, 18), (14, 18), (_REPAIR,)),
    17: DemoAnswer((10, 18), (10, 18), (_PANCAKES, _MUSIC, _SALE), packets=(12, 6, 2, 4), photos=True),
}  # fmt: skip
# April 2014: the others said « rien n’a changé ».
SECOND_ANSWERS = {
    6: DemoAnswer((9, 18), (9, 18), (_GAMES,), other="Tombola des bénévoles"),
    8: DemoAnswer((10, 18), (10, 17), (_REPAIR, _COFFEE), packets=(3, 2, 1, 0)),
    18: DemoAnswer((10, 18), (10, 18), (_FASHION,), packets=(4, 2, 1, 0)),
    19: DemoAnswer((10, 17), (10, 17), (_MUSIC, _BUILDING), packets=(5, 2, 1, 2)),
    20: DemoAnswer((14, 18), (10, 18), (_GAMES, _COFFEE), photos=True),
}
# The edition under way. Those who said « rien n’a changé », and those who changed something.
UNCHANGED = (1, 5, 6, 17)
THIRD_ANSWERS = {
    4: DemoAnswer((14, 18), (10, 18), (_REPAIR, _COFFEE), other="Café réparation avec les voisins", photos=True),
    10: DemoAnswer((14, 18), None, (_BUILDING,), packets=(6, 3, 1, 0)),
    14: DemoAnswer(None, (10, 19), (_MUSIC,), packets=(8, 4, 1, 2), photos=True),
}
BY_PHONE = {9: DemoAnswer((14, 18), (14, 18), (_COFFEE,), packets=(3, 1, 0, 2))}
DECLINED = {
    2: "Inventaire annuel cette semaine-là, nous serons fermés.",
    16: "Travaux dans l’atelier : réouverture le mois suivant.",
}
UNDECIDED = (15,)
OPENED = (7, 12)
# What a resident said of a shop's page: (shop, what is wrong, their words).
REPORTED = (5, "horaires", "mer. et sam. 10 h – 18 h 30")
# Corrections proposed through the personal link: (shop, field, value).
SUGGESTIONS = ((12, "phone", "02 41 00 00 92"), (15, "opening_hours_text", "mar. au sam. 9 h – 19 h"))
