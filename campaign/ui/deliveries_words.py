"""What the parts of « Livraisons » and « Retours » share: who writes, colours, quantities, entries in plain French."""

from collections.abc import Iterable, Sequence

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import clock_in_words, enumerate_in_words, number, plural, short_date, short_day
from campaign.base.text import search_key
from campaign.deliveries.model import Entry, EntryState, Slip, SlipKind, SlipLine, SlipState
from campaign.deliveries.views import Progress, picture
from campaign.partners.model import Kind, Place
from campaign.rounds.model import Purpose, Round, Stop
from campaign.rounds.views import driven_stops
from campaign.stock.model import Item
from campaign.territory.model import short_epci_name
from campaign.ui.plain import plain
from campaign.ui.stock_words import what

FILE, RETURNS_FILE = "deliveries.py", "returns.py"
STATES = {
    SlipState.TO_DO: "gray",
    SlipState.DONE: "green",
    SlipState.PARTLY: "yellow",
    SlipState.FAILED: "orange",
    SlipState.CANCELLED: "red",
}
ENTRY_STATES = {
    EntryState.APPLIED: "green",
    EntryState.TO_SETTLE: "orange",
    EntryState.CORRECTED: "gray",
    EntryState.DISCARDED: "gray",
}
ENDINGS = ["png", "jpg", "jpeg", "webp"]
_GOODS = (Role.OFFICER, Role.LOGISTICS)
_HOUR, _DAY = 3600, 86_400


def may_write(agent: Agent) -> bool:
    """Deliveries and returns are the prevention's and the logistics'."""
    return agent.role in _GOODS


def sees_people(agent: Agent) -> bool:
    """Readers see no personal data."""
    return agent.role is not Role.READER


def name_of(place: Place) -> str:
    """A recipient as people call it: the short name of an EPCI."""
    return short_epci_name(place.name) if place.kind is Kind.EPCI else place.name


def state_words(edition_name: str, progress: Progress, waiting: int) -> str:
    """« Avril 2014 : 14 bons sur 20 livrés, dont 1 en partie ; 2 saisies à arbitrer. »"""
    if not progress.total:
        return f"{edition_name} : aucun bon de livraison encore."
    partly = progress.counts.get(SlipState.PARTLY, 0)
    done = progress.counts.get(SlipState.DONE, 0) + partly
    word = "livré" if done < 2 else "livrés"
    said = f"{edition_name} : {plural(done, 'bon')} sur {number(progress.total)} {word}"
    said += f", dont {number(partly)} en partie" if partly else ""
    return said + (f" ; {plural(waiting, 'saisie')} à arbitrer." if waiting else ".")


def things(listed: Iterable[tuple[Item, object, int]]) -> str:
    """« 8 panneaux de fléchage et roue de la prévention n° 3 » of (item, piece, units); '' of nothing."""
    return enumerate_in_words(what(item, piece, many) for item, piece, many in listed if many)


def lacking(slip: Slip) -> str:
    """What a slip begun still lacks; '' before anything was done, and when nothing lacks."""
    if slip.state is not SlipState.PARTLY:
        return ""
    return things((one.item, one.piece, one.remaining) for one in slip.lines)


def entry_things(entry: Entry, lines: Sequence[SlipLine]) -> str:
    """What an entry moved, in a phrase: « 8 panneaux de fléchage ; abîmé : roue n° 3 ; manque : 1 oriflamme »."""
    of = {one.id: one for one in lines}
    mine = [(of[one.line_id], one) for one in entry.lines if one.line_id in of]
    parts = [
        ("", [(line.item, line.piece, said.left + said.ok) for line, said in mine]),
        ("abîmé : ", [(line.item, line.piece, said.damaged) for line, said in mine]),
        ("manque : ", [(line.item, line.piece, said.missing) for line, said in mine]),
    ]
    return " ; ".join(f"{before}{phrase}" for before, listed in parts if (phrase := things(listed)))


def clock_words(seconds: int) -> str:
    """« Horloge du téléphone décalée de 1 jour. »; '' when it was right."""
    off = abs(seconds)
    if not off:
        return ""
    if off >= _DAY / 2:
        said = plural(round(off / _DAY), "jour")
    elif off >= _HOUR:
        said = plural(round(off / _HOUR), "heure")
    else:
        said = plural(round(off / 60), "minute")
    return f"Horloge du téléphone décalée de {said} : l’heure affichée est corrigée."


def moment(entry: Entry) -> str:
    """« 12 nov. 2013 à 10 h 20 »."""
    return f"{short_date(entry.at.astimezone(PARIS).date(), year=True)} à {clock_in_words(entry.at)}"


def entry_title(entry: Entry, agent: Agent) -> str:
    """« **Livré** le 12 nov. 2013 à 10 h 20, par Malik D. », escaped."""
    said = entry.outcome.label if entry.outcome else "Reprise"
    who = f", par {plain(entry.said_by)}" if entry.said_by and sees_people(agent) else ""
    return f"**{said}** le {plain(moment(entry))}{who}"


def entry_facts(entry: Entry, lines: Sequence[SlipLine], agent: Agent, goods: dict[int, Item]) -> str:
    """The rest of an entry as markdown lines: what moved, who received, note, observations, the phone's clock."""
    of = {one.id: one for one in lines}
    facts = [("inventory_2", entry_things(entry, lines))]
    if entry.leftovers:
        left = ", ".join(f"{goods[key].name} : {number(many)}" for key, many in entry.leftovers.items() if key in goods)
        facts.append(("recycling", f"Restaient : {left}"))
    if sees_people(agent) and entry.receiver:
        facts.append(("person", f"{'Reçu' if entry.outcome else 'Remis'} par {entry.receiver}"))
    facts.append(("sticky_note_2", entry.note))
    facts += [("edit_note", f"{of[one.line_id].reference} : {one.note}") for one in entry.lines if one.note]
    facts.append(("schedule", clock_words(entry.clock_gap)))
    return "  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text)


def proofs(db: Database, agent: Agent, entry: Entry, key: str) -> None:
    """Photos and signature, read only when asked for."""
    kept = [("Photo", entry.photo), ("Signature", entry.signature)]
    kept += [("Photo d’une pièce", one.photo) for one in entry.lines]
    kept = [(label, name) for label, name in kept if name]
    if not kept or not sees_people(agent):
        return
    if not st.toggle(enumerate_in_words(dict.fromkeys(label for label, _ in kept)), key=f"proofs-{key}"):
        return
    for label, name in kept:
        try:
            st.image(picture(db, agent, name), width=260, caption=label, alt=label)
        except CampaignError as error:
            st.markdown(f":gray[{plain(error.message)}]")


def rounds_by_place(db: Database, agent: Agent, edition_id: int, kind: SlipKind) -> dict[int, tuple[Round, Stop]]:
    """Place id -> its round and stop among those that are driven."""
    return driven_stops(db, agent, edition_id, Purpose.DELIVERY if kind is SlipKind.DELIVERY else Purpose.RETURN)


def round_words(found: tuple[Round, Stop] | None) -> str:
    """« T1 Saumurois, mer. 11, vers 10 h 20 »."""
    if found is None:
        return ""
    one, stop = found
    hour = f"{stop.arrive.hour}\u00a0h\u00a0{stop.arrive.minute:02d}"
    return f"{one.name}, {short_day(one.day)}, vers {hour}"


def number_of(listed: Sequence[Slip], typed: str) -> Slip | None:
    """The slip of « BR-2013-0014 », « bl 2013 14 » or a scanned address ending with it."""
    wanted = _bare(typed.rstrip("/").rpartition("/")[2].rpartition("=")[2])
    return next((one for one in listed if wanted and _bare(one.number) == wanted), None)


def matches(slip: Slip, search: str, more: str = "") -> bool:
    """Whether a slip holds every word typed."""
    text = search_key(f"{slip.number} {slip.place.name} {slip.place.commune} {more}")
    return all(word in text for word in search_key(search).split())


def _bare(number_typed: str) -> str:
    """« BR-2013-0014 » -> « BR201314 »: zeros before a number say nothing."""
    parts = search_key(number_typed).upper().split()
    return "".join(part.lstrip("0") or "0" for part in parts)
