"""What the whole would be if the others were like those who answered: asked for, never mixed with what was observed.

Method: the expansion estimator of simple random sampling without replacement, N times the mean of the respondents, and
its 95 % confidence interval with Student's t and the finite population correction (W. G. Cochran, *Sampling
Techniques*, 3rd edition, Wiley, 1977, chapter 2, sections 2.5 to 2.8). Chosen over a bootstrap because the same answers
always give the same figures, anyone can check them by hand, and with 17 to 20 shops the correction matters: when
everybody has answered nothing is left to guess. Its weakness is said in the sentence: those who keep silent may differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, sqrt
from statistics import NormalDist

from campaign.base.french import NBSP, number, plural
from campaign.debrief.counted import FigureCount, Standing
from campaign.debrief.counting import NEVER_ADDED
from campaign.debrief.model import Figure

# A convention: under this many complete answers the interval is wider than anyone could use.
ENOUGH_ANSWERS = 5
CONFIDENCE = 0.95
METHOD = (
    f"C’est la moyenne des répondants étendue à tous, avec sa marge d’erreur à 95{NBSP}% (loi de Student, population "
    f"finie){NBSP}; elle ne vaut que si les autres ressemblent à ceux qui ont répondu."
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The interval for everyone asked, in whole units, or None with the reason why there is none."""

    interval: Figure | None
    sentence: str


def estimate(count: FigureCount, who: str = "boutique") -> Estimate:
    """For all those asked, from the participants known for every day; ``who`` is the singular noun of the sentence.

    An answer given as a range counts by its low end for the low bound, by its high end for the high one. Neither bound
    goes below what was observed.
    """
    figures = [count.figures[place_id] for place_id in count.complete]
    known, asked = len(figures), count.asked
    if reason := _refusal(count):
        return Estimate(None, reason)
    margin = student(known - 1) * asked / sqrt(known) * sqrt(1 - known / asked)
    low = _total([one.low for one in figures], asked) - margin * _spread([one.low for one in figures])
    high = _total([one.high for one in figures], asked) + margin * _spread([one.high for one in figures])
    seen = count.total or Figure(0, 0, count.unit)
    # Rounded first: a binary crumb must not add a whole unit to a bound.
    interval = Figure(max(seen.low, floor(round(low, 6))), max(seen.high, ceil(round(high, 6))), count.unit)
    sentence = (
        f"Estimation pour {'les ' if asked > 1 else ''}{plural(asked, who)}, d’après {number(known)} réponses "
        f"complètes{NBSP}: {interval.in_words}. {METHOD}"
    )
    return Estimate(interval, sentence)


def student(degrees: int) -> float:
    """The two-sided 95 % point of Student's t: 2,776 for 4 degrees of freedom, 2,201 for 11, 2,093 for 19.

    Expansion in 1/degrees of Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 26.7.5: right to the
    third digit from 4 degrees of freedom on, which ``ENOUGH_ANSWERS`` ensures.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + fsum(term / degrees**power for power, term in enumerate(terms, start=1))


def _refusal(count: FigureCount) -> str:
    """Why there is no estimate, '' when there may be one."""
    if count.unit in NEVER_ADDED:
        return f"Aucune estimation{NBSP}: des pourcentages ne s’additionnent pas."
    if count.standings[Standing.OTHER_UNIT]:
        return f"Aucune estimation{NBSP}: les réponses sont dans plusieurs unités, que l’on ne convertit pas."
    if len(count.complete) == count.asked:
        return "Aucune estimation à faire" + (f"{NBSP}: tout le monde a répondu." if count.asked else ".")
    if len(count.complete) < ENOUGH_ANSWERS:
        return f"Aucune estimation{NBSP}: moins de {ENOUGH_ANSWERS} réponses complètes."
    return ""


def _total(values: Sequence[float], asked: int) -> float:
    return asked * fsum(values) / len(values)


def _spread(values: Sequence[float]) -> float:
    """The standard deviation of a sample (over n − 1), in whatever order the values come."""
    mean = fsum(values) / len(values)
    return sqrt(fsum((one - mean) ** 2 for one in values) / (len(values) - 1))
