"""What the debriefs say, in sentences of the sheet: counted, lived, what helped, what hindered, what to advise.

Each figure bears « n répondants sur N »; what nobody gave is not told; nothing is extended to those who kept silent.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from campaign.base.french import NBSP, day_in_words, number, plural
from campaign.base.text import search_key
from campaign.debrief.counted import ChoiceCount, FigureCount, Standing, unknown_and_silent_in_words
from campaign.experience.known import Known
from campaign.report.model import Line, Quadrant, Report, Resolution

# What the shops' figures are told by, in this order; takings are already kept from being one shop's own.
TOLD = ("visitors", "new_customers", "sold", "takings")
LIVED = ("satisfaction", "again", "lasting")
MOST_SAID = 8  # texts of the debriefs shown under one part; how many others is said
MOST_QUOTES = 3
# Questions are asked to shops (« vous »); a sheet speaks of them. A question that is not here keeps its own words.
SPOKEN_OF = {
    "satisfaction": "Satisfaction des boutiques",
    "again": "Boutiques partantes pour la prochaine édition",
    "lasting": "Depuis ces deux jours, disent les boutiques",
    "opening": "Jours ou heures d’ouverture changés",
    "contacts": "Des contacts se poursuivent, avec",
    "joined": "Un réseau rejoint",
    "gained": "Boutiques qui ont gagné",
}
_ENDS = re.compile(r"[\s…?]+$")
FEWEST = 3  # who gave a figure in another unit than the most used, for it to be told


def results_counted(known: Known) -> list[str]:
    """Shops, territories, activities, debriefs, visitors, sales, press."""
    report, took = known.report, known.report.taking_part
    found = []
    if took.shops:
        aim = f" (objectif : {number(took.objective)})" if took.objective else ""
        came = ("a participé", "ont participé") if known.over else ("participe", "participent")
        shops = plural(took.shops, f"boutique {came[0]}", f"boutiques {came[1]}")
        found.append(f"{shops} sur {number(took.invited)} invitées{aim}.")
    days = [f"{number(shops)} le {day_in_words(day, year=False)}" for day, shops in took.by_day if shops]
    if len(days) > 1:
        found.append(f"Boutiques ouvertes : {' ; '.join(days)}.")
    if took.by_epci:
        many = plural(len(took.by_epci), "intercommunalité concernée", "intercommunalités concernées")
        found.append(f"{many} : {', '.join(f'{name} ({number(shops)})' for name, shops in took.by_epci)}.")
    if took.activities:
        many = plural(took.activity_count, "animation annoncée", "animations annoncées")
        found.append(f"{many} par les boutiques, sans compter celles des animateurs.")
    if report.received.asked and (report.received.done or report.received.started):
        found.append(f"{report.received.in_words}.")
    found += [sentence for code in TOLD for one in _told_lines(report, code) if (sentence := counted(one))]
    if report.footfall:
        foot = report.footfall
        found.append(f"Visiteurs, par rapport aux mêmes jours ordinaires : {foot.in_words} ({foot.respondents}).")
    met = [one for one in report.animator_figures if one.question.code == "people_met"]
    found += [sentence for one in met if (sentence := counted(one))]
    if known.articles:
        found.append(f"{plural(known.articles, 'parution relevée', 'parutions relevées')} dans la presse.")
    return found


def counted(line: Line) -> str:
    """« Visiteurs : de 5 200 à 6 400 personnes au total. 14 répondants sur 17 ; 3 n’ont pas répondu. »; '' when nobody
    gave a figure."""
    count = line.count
    if count.total is None and count.median is None:
        return ""
    if count.total is not None:
        value = f"{count.total.in_words} au total"
    else:
        value = f"{number(count.median or 0)}{NBSP}{count.unit.label} en médiane"
    return f"{count.label} : {value}. {' ; '.join([count.respondents, *_apart(count)])}."


def _apart(count: FigureCount) -> list[str]:
    standings = count.standings
    told = unknown_and_silent_in_words(standings[Standing.UNKNOWN], standings[Standing.NOT_ANSWERED])
    if partly := standings[Standing.PARTLY]:
        told.append(f"{partly} pour une partie des jours seulement")
    if other := standings[Standing.OTHER_UNIT]:
        told.append(f"{other} dans une autre unité")
    if count.held:
        told.append(f"{plural(len(count.held), 'chiffre')} à confirmer, hors du total")
    return told


def results_lived(report: Report) -> list[str]:
    """Satisfaction, wish to come again, sales against an ordinary day, what changed, words that may be quoted."""
    found = [chosen(one) for code in (*LIVED[:2], "compared", LIVED[2]) for one in _choices(report, code)]
    found += _later(report)
    found += report.lasting.sentences if report.lasting.changes else ()
    return [*(one for one in found if one), *_quoted(report)]


def _later(report: Report) -> list[str]:
    """What was answered months after: « Trois mois après, avez-vous rejoint un réseau : oui (1) ; non (7). »"""
    found = []
    for section, title in report.follow_ups:
        told = [chosen(one) for one in report.choices if report.section_of.get(one.question) == section]
        told += [counted(one) for one in report.figures if report.section_of.get(one.question.code) == section]
        found += [f"{title}, {_small(one)}" for one in told if one]
    return found


def _quoted(report: Report) -> list[str]:
    """Words that may be quoted, signed by the place alone: names of people go after twelve months, the sheet stays."""
    places = {one.text: one.place for one in report.remarks}
    return [f"« {one.text} » ({places[one.text]})" for one in report.said if one.text in places][:MOST_QUOTES]


def chosen(count: ChoiceCount) -> str:
    """« Satisfaction des boutiques : très contents (8) ; plutôt contents (4). 12 répondants sur 17. »"""
    if not count.answered:
        return ""
    told = " ; ".join(f"{_small(label)} ({number(many)})" for _, label, many in count.counts if many)
    apart = unknown_and_silent_in_words(count.unknown, count.not_answered)
    label = SPOKEN_OF.get(re.sub(r"^months_\d+_", "", count.question), count.label)
    return f"{_ENDS.sub('', label)} : {told}. {' ; '.join([count.respondents, *apart])}."


def successes(report: Report) -> list[str]:
    """The strengths of the matrix, what served, the activities to do again."""
    found = [one.in_words for one in report.of(Quadrant.STRENGTHS)]
    for served in _choices(report, "used"):
        told = [(many, _small(label)) for code, label, many in served.counts if many and code != "nothing"]
        if told:
            what = ", ".join(f"{label} ({number(many)})" for many, label in sorted(told, key=lambda one: -one[0]))
            found.append(f"Ce qui a bien servi : {what}. {served.respondents}.")
    again = []
    for one in report.activities:
        wanted = next((many for code, _, many in one.counts if code == "again"), 0)
        if wanted:
            again.append(f"{_small(one.label)} ({number(wanted)} sur {number(one.answered)})")
    if again:
        found.append(f"Animations que les boutiques referaient : {' ; '.join(again)}.")
    return found


def difficulties(report: Report) -> list[str]:
    """The weaknesses and threats of the matrix, else what was written in the debriefs."""
    grouped = [one.in_words for quadrant in (Quadrant.WEAKNESSES, Quadrant.THREATS) for one in report.of(quadrant)]
    return grouped or written(report, "difficulties")


def recommendations(report: Report) -> list[str]:
    """What was decided for the next edition and the opportunities of the matrix, else what the debriefs suggest."""
    found = [_decided(one) for one in report.resolutions]
    found += [one.in_words for one in report.of(Quadrant.OPPORTUNITIES)]
    return found or written(report, "suggestions")


def written(report: Report, question: str) -> list[str]:
    """What places wrote to a question, the same words once with how many said them; never who."""
    texts = [one.text for one in report.remarks if one.question == question and not one.set_aside]
    by_key: dict[str, str] = {}
    for text in texts:
        by_key.setdefault(search_key(text), " ".join(text.split()))
    many = Counter(search_key(text) for text in texts)
    order = sorted(by_key, key=lambda key: -many[key])
    found = [by_key[key] + (f" ({plural(many[key], 'lieu', 'lieux')})" if many[key] > 1 else "") for key in order]
    more = len(found) - MOST_SAID
    last = f"Et {plural(more, 'autre remarque', 'autres remarques')} dans les bilans."
    return [*found[:MOST_SAID], last] if more > 0 else found


def _decided(one: Resolution) -> str:
    return f"{one.text.rstrip('.')}{f' ({one.who})' if one.who else ''}."


def _told_lines(report: Report, code: str) -> Sequence[Line]:
    """The unit most used, and any other that enough used: a published sheet does not tell the figure of one shop."""
    mine = sorted((one for one in report.figures if one.question.code == code), key=lambda one: -one.count.answered)
    return mine[:1] + [one for one in mine[1:] if one.count.answered >= FEWEST]


def _choices(report: Report, code: str) -> Iterable[ChoiceCount]:
    return (one for one in report.choices if one.question == code)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
