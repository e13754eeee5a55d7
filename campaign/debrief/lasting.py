"""What lasted: the sheets frozen for two editions compared, field by field. Nobody types it.

Only what was known at both moments is compared: a field filled in since then says that the sheet is fuller, not that
the shop changed. What cannot be told from the sheets alone is put apart, to be checked by a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaign.base.french import DAYS, NBSP, enumerate_in_words, plural
from campaign.base.labels import Labelled
from campaign.base.opening_hours import OpeningHours, in_words, known_hours, ranks_in_words
from campaign.base.text import search_key


class Topic(Labelled):
    """What may change durably. Days come first: whoever changes days changes hours too, and is counted once."""

    DAYS = "days", "Jours d’ouverture"
    HOURS = "hours", "Horaires"
    NETWORK = "network", "Réseau"
    CONTACTS = "contacts", "Coordonnées"


_SAID = {
    Topic.DAYS: ("a changé ses jours d’ouverture", "ont changé leurs jours d’ouverture"),
    Topic.HOURS: ("a changé ses horaires, les mêmes jours", "ont changé leurs horaires, les mêmes jours"),
    Topic.NETWORK: ("a changé de réseau", "ont changé de réseau"),
    Topic.CONTACTS: ("a changé de coordonnées", "ont changé de coordonnées"),
}
_TO_CHECK = {
    Topic.HOURS: "les horaires ont été récrits, sans que l’on puisse lire si les jours ont changé",
    Topic.NETWORK: "un réseau n’est sur la fiche que d’un côté",
}
CONTACT_FIELDS = {"phone": "téléphone", "email": "adresse électronique", "website": "site internet"}


@dataclass(frozen=True, slots=True)
class FrozenSheet:
    """What is compared of a shop at one moment. ``opening_hours``: OSM syntax, '' when the text was not understood."""

    place_id: int
    name: str
    opening_hours: str = ""
    opening_hours_text: str = ""
    network: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One shop, one topic. ``before`` and ``after`` are for people; for contacts they only name the fields."""

    place_id: int
    name: str
    topic: Topic
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """What a comparison found. ``compared``: shops with a frozen sheet at both moments; the others say nothing."""

    changes: tuple[Change, ...]
    to_check: tuple[Change, ...]
    compared: int
    only_before: int
    only_after: int

    def of(self, topic: Topic) -> tuple[Change, ...]:
        """The shops that changed on a topic, by name."""
        return tuple(one for one in self.changes if one.topic is topic)

    @property
    def sentences(self) -> tuple[str, ...]:
        """« 2 boutiques ont changé leurs jours d’ouverture : La Malle à Félicie et Le Fil retrouvé. »"""
        told = []
        for topic in Topic:
            if found := self.of(topic):
                names = enumerate_in_words(one.name for one in found)
                said = _SAID[topic][len(found) > 1]
                told.append(f"{plural(len(found), 'boutique')} {said}{NBSP}: {names}.")
        if not told and self.compared:
            told.append(f"Aucun changement sur les fiches ({plural(self.compared, 'boutique')} aux deux éditions).")
        return tuple(told)

    @property
    def questions(self) -> tuple[str, ...]:
        """« La Remise : un réseau n’est sur la fiche que d’un côté (rien → Emmaüs). »"""
        return tuple(
            f"{one.name}{NBSP}: {_TO_CHECK[one.topic]} ({one.before or 'rien'} → {one.after or 'rien'})."
            for one in self.to_check
        )


def sheet_from(place_id: int, frozen: Mapping[str, object]) -> FrozenSheet:
    """The sheet kept in ``edition_snapshots`` (``{"place": {…}, "answer": {…}}``); a field it lacks is empty."""
    place = frozen.get("place")
    values = place if isinstance(place, Mapping) else {}
    wanted = [name for name in FrozenSheet.__dataclass_fields__ if name != "place_id"]
    return FrozenSheet(place_id, **{name: str(values.get(name) or "") for name in wanted})


def compare(before: Mapping[int, FrozenSheet], after: Mapping[int, FrozenSheet]) -> Lasting:
    """What changed between two moments, by place id; shops by name, under the name they have now."""
    changes: list[Change] = []
    to_check: list[Change] = []
    both = before.keys() & after.keys()
    for place_id in both:
        old, new = before[place_id], after[place_id]
        for find in (_hours, _network, _contacts):
            change, certain = find(old, new)
            if change:
                (changes if certain else to_check).append(change)
    order = list(Topic)
    for found in (changes, to_check):
        found.sort(key=lambda one: (order.index(one.topic), search_key(one.name), one.place_id))
    return Lasting(
        changes=tuple(changes),
        to_check=tuple(to_check),
        compared=len(both),
        only_before=len(before.keys() - both),
        only_after=len(after.keys() - both),
    )


def _hours(old: FrozenSheet, new: FrozenSheet) -> tuple[Change | None, bool]:
    texts = [one.opening_hours_text or one.opening_hours for one in (old, new)]
    if not all(texts):
        return None, True
    week_before, week_after = _week(old), _week(new)
    if week_before is None or week_after is None:
        same = search_key(texts[0]) == search_key(texts[1])
        return None if same else Change(new.place_id, new.name, Topic.HOURS, *texts), False
    if _open_days(week_before) != _open_days(week_after):
        said = [enumerate_in_words(_open_days(week)) for week in (week_before, week_after)]
        return Change(new.place_id, new.name, Topic.DAYS, *said), True
    if _lasting(week_before) != _lasting(week_after):
        return Change(new.place_id, new.name, Topic.HOURS, in_words(week_before), in_words(week_after)), True
    return None, True


def _network(old: FrozenSheet, new: FrozenSheet) -> tuple[Change | None, bool]:
    if search_key(old.network) == search_key(new.network):
        return None, True
    # An empty network was perhaps never asked for: only a person knows whether the shop joined it.
    return Change(new.place_id, new.name, Topic.NETWORK, old.network, new.network), bool(old.network and new.network)


def _contacts(old: FrozenSheet, new: FrozenSheet) -> tuple[Change | None, bool]:
    changed = [
        label
        for name, label in CONTACT_FIELDS.items()
        if (was := _plain(getattr(old, name))) and (now := _plain(getattr(new, name))) and was != now
    ]
    said = ", ".join(changed)
    return (Change(new.place_id, new.name, Topic.CONTACTS, said, said) if changed else None), True


def _plain(value: str) -> str:
    """A telephone, an address or a site without what does not change where it leads."""
    return value.strip().casefold().removeprefix("https://").removeprefix("http://").rstrip("/")


def _week(sheet: FrozenSheet) -> OpeningHours | None:
    # Hours that cannot be, frozen long ago, are unknown ones: nothing can be said of them.
    return known_hours(sheet.opening_hours or sheet.opening_hours_text)


def _lasting(week: OpeningHours) -> OpeningHours:
    """Without what is of one year, nor what changes no hour of a usual day."""
    return replace(week, exceptions=(), closed_on_holidays=False, by_appointment=False, comment="")


def _open_days(week: OpeningHours) -> tuple[str, ...]:
    """« mercredi », « 1er sam. du mois », « lundi sur rendez-vous »: seasons change hours, not days."""
    each = [DAYS[weekday] for weekday, spans in enumerate(week.days) if spans]
    on_appointment = [f"{DAYS[weekday]} sur rendez-vous" for weekday in sorted(week.appointment_days)]
    ranks: dict[int, list[int]] = {}
    for one in week.rules:
        if one.nth and one.spans and not week.days[one.weekday]:
            ranks.setdefault(one.weekday, []).append(one.nth)
    return (*each, *(ranks_in_words(weekday, nths) for weekday, nths in ranks.items()), *on_appointment)
