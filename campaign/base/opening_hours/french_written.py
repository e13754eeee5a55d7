"""Opening hours written in French, as a door says them; read back, the text gives the same hours."""

from collections.abc import Iterable, Iterator
from datetime import date

from campaign.base.french import MONTHS, NBSP, SHORT_DAYS, day_in_words, enumerate_in_words, time_in_words
from campaign.base.opening_hours.hours import OpeningHours
from campaign.base.opening_hours.rules import Dated, Period, Rule
from campaign.base.opening_hours.week import Span, Spans, runs

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def in_words(hours: OpeningHours) -> str:
    """« mar. au sam. 9 h 30 – 12 h, 14 h – 18 h ; 1er sam. du mois 10 h – 17 h ; fermé les jours fériés »."""
    return f"{NBSP}; ".join([*week_in_words(hours), *besides_in_words(hours)])


def week_in_words(hours: OpeningHours) -> list[str]:
    """The usual week: « mar. au sam. 10 h – 18 h », « lun. sur rendez-vous »."""
    phrases = [f"{days_in_words(weekdays)} {spans_in_words(spans)}" for weekdays, spans in hours.groups()]
    if hours.only_by_appointment:
        phrases.append("sur rendez-vous")
    elif hours.appointment_days:
        phrases.append(f"{days_in_words(hours.appointment_days)} sur rendez-vous")
    return phrases


def besides_in_words(hours: OpeningHours) -> list[str]:
    """What departs from the week, a phrase each: months, seasons, holidays, exceptions, appointments, remark."""
    yearly = [one for one in hours.rules if one.period is None]
    phrases = [_monthly_phrase(weekday, nths, spans, hours) for weekday, nths, spans in _ranked(yearly)]
    seasons = dict.fromkeys(one.period for one in hours.rules if one.period)
    phrases += [_season_phrase(season, hours) for season in sorted(seasons)]
    phrases += ["fermé les jours fériés"] if hours.closed_on_holidays else []
    phrases += [exception_in_words(one) for one in hours.exceptions]
    phrases += ["ou sur rendez-vous"] if hours.by_appointment else []
    return [*phrases, f"précision{NBSP}: {hours.comment}"] if hours.comment else phrases


def exception_in_words(one: Dated) -> str:
    """« fermé du 24 décembre 2026 au 3 janvier 2027 », « le 24 décembre 2026 : 10 h – 16 h »."""
    if not one.spans:
        return f"fermé {dates_in_words(one.first, one.last)}"
    daily = " tous les jours" if one.first != one.last else ""
    return f"{dates_in_words(one.first, one.last)}{daily}{NBSP}: {spans_in_words(one.spans)}"


def dates_in_words(first: date, last: date) -> str:
    """« le 24 décembre 2026 », « du 24 décembre 2026 au 3 janvier 2027 », « du 2 au 8 mars 2026 »."""
    ends = day_in_words(last, weekday=False)
    if first == last:
        return f"le {ends}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {'1er' if first.day == 1 else first.day} au {ends}"
    return f"du {day_in_words(first, weekday=False, year=first.year != last.year)} au {ends}"


def days_in_words(weekdays: Iterable[int]) -> str:
    """« mar. au ven. et dim. », « tous les jours »."""
    listed = sorted(weekdays)
    if len(listed) == 7:
        return "tous les jours"
    words = []
    for first, last in runs(listed):
        if last - first >= 2:
            words.append(f"{SHORT_DAYS[first]} au {SHORT_DAYS[last]}")
        else:
            words += SHORT_DAYS[first : last + 1]
    return enumerate_in_words(words)


def ranks_in_words(weekday: int, nths: Iterable[int]) -> str:
    """« 1er et 3e sam. du mois »."""
    names = {1: "1er", -1: "dernier", -2: "avant-dernier"}
    ranks = [names.get(nth, f"{nth}e") for nth in sorted(nths, key=lambda nth: (nth < 0, nth))]
    return f"{enumerate_in_words(ranks)} {SHORT_DAYS[weekday]} du mois"


def period_in_words(season: Period) -> str:
    """« en août », « en juillet et août », « de juin à septembre », « du 1er novembre au 15 mars »."""
    (first_month, first_day), (last_month, last_day) = season
    names = [MONTHS[first_month - 1], MONTHS[last_month - 1]]
    if season.whole_months:
        if first_month == last_month:
            return f"en {names[0]}"
        if last_month == first_month + 1:
            return f"en {names[0]} et {names[1]}"
        return f"{'d’' if names[0][0] in 'ao' else 'de '}{names[0]} à {names[1]}"
    first = f"{'1er' if first_day == 1 else first_day}"
    if season.first == season.last or first_month != last_month:
        first += f" {names[0]}"
    last_day = min(last_day, _LAST_DAYS[last_month - 1])
    last = f"{'1er' if last_day == 1 else last_day} {names[1]}"
    return f"le {first}" if first == last else f"du {first} au {last}"


def spans_in_words(spans: Spans) -> str:
    """« 9 h 30 – 12 h, 14 h – 18 h », « fermé »."""
    return ", ".join(map(_span_in_words, spans)) or "fermé"


def _ranked(rules: Iterable[Rule]) -> Iterator[tuple[int, list[int], Spans]]:
    groups: dict[tuple[int, Spans], list[int]] = {}
    for one in rules:
        if one.nth:
            groups.setdefault((one.weekday, one.spans), []).append(one.nth)
    for (weekday, spans), nths in groups.items():
        yield weekday, nths, spans


def _monthly_phrase(weekday: int, nths: list[int], spans: Spans, hours: OpeningHours) -> str:
    days = ranks_in_words(weekday, nths)
    if not spans:
        return f"fermé le {days}"
    instead = hours.days[weekday] or weekday in hours.appointment_days
    return f"{'sauf ' if instead else ''}{days} {spans_in_words(spans)}"


def _season_phrase(season: Period, hours: OpeningHours) -> str:
    rules = [one for one in hours.rules if one.period == season]
    by_spans: dict[Spans, list[int]] = {}
    for one in rules:
        if not one.nth:
            by_spans.setdefault(one.spans, []).append(one.weekday)
    if len(by_spans.get((), ())) == 7:
        return f"fermé {period_in_words(season)}"
    parts = [f"{days_in_words(weekdays)} {spans_in_words(spans)}" for spans, weekdays in by_spans.items()]
    parts += [f"{ranks_in_words(weekday, nths)} {spans_in_words(spans)}" for weekday, nths, spans in _ranked(rules)]
    usual = {weekday for weekday, spans in enumerate(hours.days) if spans} | hours.appointment_days
    if not usual <= {one.weekday for one in rules if not one.nth}:
        parts.append("autres jours inchangés")
    return f"{period_in_words(season)}{NBSP}: {', '.join(parts)}"


def _span_in_words(span: Span) -> str:
    closes = "minuit" if span.ends == 24 * 60 else time_in_words(span.closes)
    return f"{time_in_words(span.opens)}{NBSP}–\u2060{NBSP}{closes}"
