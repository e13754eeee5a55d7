"""Two sheets side by side: each field that differs with the side to keep, those alike folded."""

from collections.abc import Iterable

import streamlit as st

from campaign.base.fields import phone_in_words
from campaign.base.french import plural
from campaign.partners.merge_fields import CHOICES
from campaign.partners.merging import MergePreview
from campaign.partners.model import Place
from campaign.ui.plain import plain

_WIDTHS = [1.2, 2.4, 2.4, 1.6]
_LONGEST = 300  # characters of a value: a note may be a page


def in_words(field: str, place: Place) -> str:
    """What a sheet says of a field, as people read it."""
    said = {
        "organisation": ", ".join(dict.fromkeys(one for one in (place.organisation, place.network) if one)),
        "address": ", ".join(one for one in (place.address, place.address_more) if one),
        "commune": f"{place.postcode} {place.commune}".strip(),
        "point": place.location_quality.label if place.latitude is not None else "",
        "phone": phone_in_words(place.phone) if place.phone else "",
        "categories": ", ".join(one.label for one in place.categories),
        "may_advertise": "Autorisée" if place.may_advertise else "Non autorisée",
    }
    text = said[field] if field in said else str(getattr(place, field))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def choose_fields(one: MergePreview) -> dict[str, str]:
    """The comparison of two sheets; field -> « kept » or « copy », as chosen on screen."""
    kept, copy = one.kept, one.copy
    older, newer = sorted((kept, copy), key=lambda place: place.id)
    sides = {kept.id: "kept", copy.id: "copy"}
    chosen: dict[str, str] = {}
    with st.container(border=True, gap="medium"):
        head = st.columns(_WIDTHS, gap="xsmall", vertical_alignment="center")
        head[0].markdown(":gray[Champ]")
        for column, place in ((head[1], older), (head[2], newer)):
            mark = " :green-badge[fiche gardée]" if place.id == kept.id else " :gray-badge[copie]"
            column.markdown(f"**Fiche n° {place.id}**{mark}")
        head[3].markdown(":gray[Garder]")
        for different in one.fields:
            proposed = kept.id if different.proposed == "kept" else copy.id
            row = st.columns(_WIDTHS, gap="xsmall", vertical_alignment="center")
            row[0].markdown(f":gray[{different.label}]")
            side = row[3].segmented_control(
                f"{different.label} : garder",
                [older.id, newer.id],
                default=proposed,
                required=True,
                format_func=lambda number: f"N° {number}",
                label_visibility="collapsed",
                key=f"keep-{older.id}-{newer.id}-{different.field}",
            )
            for column, place in ((row[1], older), (row[2], newer)):
                text = plain(in_words(different.field, place))
                column.markdown((f"**{text}**" if place.id == side else text) if text else ":gray[—]")
            chosen[different.field] = sides[side]
        _alike(kept, {different.field for different in one.fields})
    return chosen


def _alike(place: Place, different: Iterable[str]) -> None:
    same = [field for field in CHOICES if field not in different]
    filled = [field for field in same if in_words(field, place)]
    if not filled:
        return
    named = plural(len(filled), "champ identique", "champs identiques")
    with st.expander(f"{named}, gardés tels quels" if len(filled) > 1 else f"{named}, gardé tel quel"):
        for field in filled:
            st.markdown(f":gray[{CHOICES[field][0]}] {plain(in_words(field, place))}")
