"""The fields of one part of a debrief, and what they hold: figures with their unit, choices, words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import streamlit as st

from campaign.base.french import day_in_words, plural
from campaign.base.text import search_key
from campaign.debrief.default_questions import RANGE
from campaign.debrief.model import AnswerKind, Question, field_of
from campaign.debrief.reading import LONGEST_TEXT, NAME_LENGTH, UNKNOWN, choices_of
from campaign.debrief.views import DebriefPage, PartOfPage
from campaign.ui.plain import plain

Fields = Mapping[str, str | tuple[str, ...]]
Cell = tuple[Question, date | None]
_BESIDE = 2  # fields on one line


def cells_of(page: DebriefPage, part: PartOfPage) -> list[Cell]:
    """What is asked, in the order of the sheet: each question, once a day when it is asked by day."""
    return [(one, day) for one in part.questions for day in (page.days if one.per_day else (None,))]


def known_of(page: DebriefPage) -> dict[str, str | tuple[str, ...]]:
    """What the fields hold before anybody types: what was answered, or is known already, permissions to quote too."""
    quotes = page.debrief.quotes if page.debrief else ()
    permitted = {f"{one.question}-quote": "yes" for one in quotes}
    return {**page.fields, **permitted, **{f"{one.question}-name": one.name for one in quotes}}


def draw(page: DebriefPage, part: PartOfPage, form: str, problems: Mapping[str, str]) -> None:
    """Every field, each with what is wrong under it; sales by department of the shop are folded away."""
    known = known_of(page)
    cells = cells_of(page, part)
    folded = [one for one in cells if one[0].only_for.startswith("family:")]
    for row in _rows([one for one in cells if one not in folded]):
        _row(page, row, form, known, problems)
    if folded:
        names = [field_of(*one) for one in folded]
        filled = any(known.get(name) or known.get(f"{name}-{UNKNOWN}") or problems.get(name) for name in names)
        with st.expander("Détailler par rayon (facultatif)", expanded=filled):
            for row in _rows(folded):
                _row(page, row, form, known, problems)


def typed_in(page: DebriefPage, part: PartOfPage, form: str) -> dict[str, str | tuple[str, ...]]:
    """What is in the fields now, under the names a debrief is read by."""
    typed: dict[str, str | tuple[str, ...]] = {}
    for question, day in cells_of(page, part):
        name = field_of(question, day)
        held = st.session_state.get(f"{form}-{name}")
        typed[name] = tuple(held) if isinstance(held, list | tuple) else str(held or "")
        for end in ("unit", "name"):
            typed[f"{name}-{end}"] = str(st.session_state.get(f"{form}-{name}-{end}") or "")
        for end in (UNKNOWN, "quote"):
            typed[f"{name}-{end}"] = "yes" if st.session_state.get(f"{form}-{name}-{end}") else ""
    return typed


def _rows(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Days of one question side by side, figures two by two, the rest alone."""
    run: list[Cell] = []
    for one in cells:
        together = one[0].kind is AnswerKind.FIGURE and not one[1] and run and not run[-1][1]
        same_days = bool(run) and one[1] is not None and run[-1][0] is one[0]
        if run and not (same_days or (together and run[-1][0].kind is AnswerKind.FIGURE)):
            yield from _by_two(run)
            run = []
        run.append(one)
    yield from _by_two(run)


def _by_two(run: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    return [tuple(run[at : at + _BESIDE]) for at in range(0, len(run), _BESIDE)]


def _row(page: DebriefPage, row: Sequence[Cell], form: str, known: Fields, problems: Mapping[str, str]) -> None:
    beside = len(row) > 1 or row[0][0].kind is AnswerKind.FIGURE
    columns = st.columns(_BESIDE) if beside else [st.container()]
    for column, (question, day) in zip(columns, row, strict=False):
        with column, st.container(gap="xsmall"):
            name = field_of(question, day)
            if question.kind is AnswerKind.FIGURE:
                _figure(page, question, day, form, known)
            elif question.kind is AnswerKind.TEXT:
                _words(question, form, known)
            else:
                _choice(question, day, form, known)
            if wrong := problems.get(name) or problems.get(f"{name}-name"):
                st.markdown(f":red[:material/error: {plain(wrong)}]")


def _figure(page: DebriefPage, question: Question, day: date | None, form: str, known: Fields) -> None:
    name = field_of(question, day)
    alone = len(question.units) == 1
    unit = question.units[0].label
    said = search_key(unit) and search_key(unit) in search_key(question.label)  # « paquets de flyers »
    label = f"{_label(question, day)} ({unit})" if alone and not said else _label(question, day)
    received = page.received.get(question.code)
    example = f"sur {plural(received, 'livré')}" if received else "50, ou 20 à 50"
    hint = "" if question.hint == RANGE else question.hint
    spot, beside = (st.container(), None) if alone else st.columns([3, 2], vertical_alignment="bottom")
    spot.text_input(
        plain(label), _text(known, name), placeholder=example, help=plain(hint) or None, max_chars=80,
        key=f"{form}-{name}",
    )  # fmt: skip
    if beside:
        chosen = _text(known, f"{name}-unit")
        units = [str(one) for one in question.units]
        labels = {str(one): one.label for one in question.units}
        beside.selectbox(
            f"Unité, {plain(_label(question, day))}", units, units.index(chosen) if chosen in units else 0,
            format_func=labels.get, label_visibility="collapsed", key=f"{form}-{name}-unit",
        )  # fmt: skip
    st.checkbox("Je ne sais pas", bool(known.get(f"{name}-{UNKNOWN}")), key=f"{form}-{name}-{UNKNOWN}")


def _choice(question: Question, day: date | None, form: str, known: Fields) -> None:
    name = field_of(question, day)
    held = known.get(name, ())
    chosen = [held] if isinstance(held, str) else list(held)
    offered = dict(choices_of(question))
    several = question.kind is AnswerKind.CHOICES
    if not several or UNKNOWN in chosen:
        offered[UNKNOWN] = "Je ne sais pas"
    default = [one for one in chosen if one in offered]
    st.pills(
        plain(_label(question, day)), list(offered), selection_mode="multi" if several else "single",
        default=default if several else next(iter(default), None), format_func=offered.get,
        help=plain(question.hint) or None, key=f"{form}-{name}",
    )  # fmt: skip


def _words(question: Question, form: str, known: Fields) -> None:
    name = field_of(question)
    most = min(question.max_length or LONGEST_TEXT, LONGEST_TEXT)
    st.text_area(
        plain(question.label), _text(known, name), max_chars=most, height=80, help=plain(question.hint) or None,
        key=f"{form}-{name}",
    )  # fmt: skip
    if known.get(f"{name}-{UNKNOWN}"):  # not offered, but what was said so is not lost by saving again
        st.checkbox("Je ne sais pas", value=True, key=f"{form}-{name}-{UNKNOWN}")
    if question.quotable:
        allowed, signed = st.columns(_BESIDE, vertical_alignment="bottom")
        allowed.checkbox(
            "La personne accepte d’être citée dans le bilan", bool(known.get(f"{name}-quote")),
            key=f"{form}-{name}-quote",
        )  # fmt: skip
        signed.text_input(
            "Signature (facultative)", _text(known, f"{name}-name"), max_chars=NAME_LENGTH, key=f"{form}-{name}-name"
        )


def _label(question: Question, day: date | None) -> str:
    return f"{question.label}, {day_in_words(day, year=False)}" if day else question.label


def _text(known: Fields, name: str) -> str:
    held = known.get(name, "")
    return held if isinstance(held, str) else "".join(held[:1])
