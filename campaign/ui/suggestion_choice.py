"""Which suggestions are listed: a search, and who proposes."""

from collections.abc import Sequence

import streamlit as st

from campaign.base.text import search_key
from campaign.partners.suggestions import Suggestion, SuggestionSource
from campaign.ui.suggestion_words import proposed_in_words

EVERYBODY = "all"
_FEW = 2  # suggestions: nothing to sift


def chosen_suggestions(waiting: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that answer the search and the source chosen; all when they are few."""
    if len(waiting) <= _FEW and not st.session_state.get("suggestion-search"):
        return list(waiting)
    counts = {one: sum(found.source is one for found in waiting) for one in SuggestionSource}
    search_side, source_side = st.columns([2, 3], vertical_alignment="bottom")
    with search_side:
        typed = st.text_input(
            "Chercher", placeholder="Une boutique, un champ, un mot", autocomplete="off", key="suggestion-search"
        )
    now = st.session_state.get("suggestion-source")
    present = [str(one) for one in SuggestionSource if counts[one] or str(one) == now]
    with source_side:
        source = st.segmented_control(
            "Proposé par",
            [EVERYBODY, *present],
            default=EVERYBODY,
            required=True,
            format_func=lambda code: _named(code, counts, len(waiting)),
            key="suggestion-source",
        )
    words = search_key(typed).split()
    return [one for one in waiting if source in (None, EVERYBODY, str(one.source)) and _holds(one, words)]


def _named(code: str, counts: dict[SuggestionSource, int], total: int) -> str:
    if code == EVERYBODY:
        return f"Tous · {total}"
    source = SuggestionSource(code)
    return f"{source.label} · {counts[source]}"


def _holds(one: Suggestion, words: list[str]) -> bool:
    text = search_key(f"{one.place_name} {one.label} {proposed_in_words(one)} {one.note}")
    return all(word in text for word in words)
