"""What a count holds and how it is said: who answered, who does not know, the total observed, what is kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from campaign.base.french import NBSP, number, plural
from campaign.base.labels import Labelled
from campaign.debrief.model import Answer, Figure, Unit

# A convention: with fewer others, a shop that knows its neighbours could read one's figure in the median.
OTHERS_BEHIND_A_MEDIAN = 5


@dataclass(frozen=True, slots=True)
class Participant:
    """One that a report counts, whether it answered or not.

    ``days``: the event days it was open. ``has``: its families and activities, as ``Question.only_for`` writes them.
    """

    place_id: int
    name: str
    epci: str = ""
    network: str = ""
    days: tuple[date, ...] = ()
    has: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()

    def answer(self, question: str, day: date | None) -> Answer | None:
        """Its answer, None when there is none: that is neither « je ne sais pas » nor zero."""
        return next((one for one in self.answers if one.key == (question, day)), None)


def anonymous(participants: Iterable[Participant], noun: str = "Boutique") -> tuple[Participant, ...]:
    """The same answers without names, texts nor ids of the registry: no total changes.

    Numbered in the order of what was answered, which says nothing of the registry. EPCI and network stay, for the
    counts by group: a group of one is still somebody, and whoever publishes it has to leave it out.
    """
    bare = [replace(one, answers=tuple(replace(given, text="") for given in one.answers)) for one in participants]
    bare.sort(key=lambda one: (one.epci, one.network, repr(sorted(map(repr, one.answers)))))
    return tuple(replace(one, place_id=rank, name=f"{noun} {rank}") for rank, one in enumerate(bare, start=1))


class Standing(Labelled):
    """What one participant gives to one line of the report: exactly one of these."""

    KNOWN = "known", "a répondu"
    PARTLY = "partly", "a répondu pour une partie des jours"
    TO_CONFIRM = "to_confirm", "chiffre à confirmer"
    OTHER_UNIT = "other_unit", "a répondu dans une autre unité"
    UNKNOWN = "unknown", "ne sait pas"
    NOT_ANSWERED = "not_answered", "n’a pas répondu"


@dataclass(frozen=True, slots=True)
class Held:
    """An unusual figure that nobody confirmed: shown apart, in no total."""

    place_id: int
    name: str
    day: date | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureCount:
    """One question counted in one unit.

    ``standings`` adds up to everyone asked. ``total`` is what was observed, exact or between two bounds when ranges are
    among the answers; None when nobody gave a figure (never zero) or when the unit does not add. ``median`` is that of
    the participants known for every day asked, a range counting for its middle. ``figures``: what each one gave.
    """

    question: str
    label: str
    unit: Unit
    standings: Mapping[Standing, int]
    total: Figure | None = None
    median: float | None = None
    figures: Mapping[int, Figure] = field(default_factory=dict)
    complete: tuple[int, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def asked(self) -> int:
        """N: everyone the question was for."""
        return sum(self.standings.values())

    @property
    def answered(self) -> int:
        """n: those whose figures are in the total."""
        return self.standings[Standing.KNOWN] + self.standings[Standing.PARTLY]

    @property
    def respondents(self) -> str:
        """« 12 répondants sur 20 »."""
        return respondents_in_words(self.answered, self.asked)

    @property
    def in_words(self) -> str:
        """The line as the report says it, everything that is not in the total being told."""
        said = [self.respondents]
        if self.total is not None:
            said[0] += f"{NBSP}: {self.total.in_words} au total"
        if self.median is not None:
            joint = "," if self.total is not None else f"{NBSP}:"
            said[0] += f"{joint} {Figure(self.median, self.median, self.unit).in_words} en médiane"
        return ". ".join([*said, *self._apart()]) + "."

    def beside(self, place_id: int) -> tuple[Figure | None, float | None]:
        """For the page given back to one shop: its own figure, and the median unless too few others stand behind it."""
        others = [one for one in self.complete if one != place_id]
        return self.figures.get(place_id), self.median if len(others) >= OTHERS_BEHIND_A_MEDIAN else None

    def _apart(self) -> list[str]:
        count = self.standings
        told = []
        if here := count[Standing.PARTLY]:
            many = "n’ont répondu" if here > 1 else "n’a répondu"
            told.append(f"{here} {many} que pour une partie des jours")
        if here := count[Standing.OTHER_UNIT]:
            told.append(f"{here} {'ont' if here > 1 else 'a'} répondu dans une autre unité")
        told += unknown_and_silent_in_words(count[Standing.UNKNOWN], count[Standing.NOT_ANSWERED])
        if self.held:
            shown = ", ".join(one.figure.in_words for one in self.held)
            many = "chiffres inhabituels" if len(self.held) > 1 else "chiffre inhabituel"
            told.append(f"Hors du total, à confirmer{NBSP}: {len(self.held)} {many} ({shown})")
        return told


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """One question of choices, yes or no, or text: how many gave each code, in the question's order."""

    question: str
    label: str
    asked: int
    answered: int
    unknown: int
    counts: tuple[tuple[str, str, int], ...] = ()

    @property
    def not_answered(self) -> int:
        """Those who said nothing at all."""
        return self.asked - self.answered - self.unknown

    @property
    def respondents(self) -> str:
        """« 12 répondants sur 20 »."""
        return respondents_in_words(self.answered, self.asked)


def respondents_in_words(answered: int, asked: int) -> str:
    """« 12 répondants sur 20 »."""
    return f"{plural(answered, 'répondant')} sur {number(asked)}"


def unknown_and_silent_in_words(unknown: int, silent: int) -> list[str]:
    """« 2 ne savent pas », « 5 n’ont pas répondu »; nothing for none."""
    told = [f"{unknown} {'ne savent pas' if unknown > 1 else 'ne sait pas'}"] if unknown else []
    return [*told, f"{silent} {'n’ont pas' if silent > 1 else 'n’a pas'} répondu"] if silent else told
