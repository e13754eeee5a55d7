"""The blocks of a paper to read, on screen: what the printed report says, word for word. Every chart has its table."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from campaign.base.rich_text import Bullets, RichText, Run
from campaign.documents.paper_content import (
    Bars,
    Block,
    Card,
    Cards,
    Heading,
    Matrix,
    Note,
    Photos,
    Points,
    Quotes,
    Spans,
    Steps,
    Table,
    Words,
)
from campaign.ui.layout import same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.reading_charts import bars_chart, spans_chart, steps_chart

_WIDE = 3  # columns: more of them on a phone go under an expander


def blocks(content: Iterable[Block]) -> None:
    """One after another; whatever somebody typed is shown as text."""
    for one in content:
        _SHOWN[type(one)](one)


def cards(listed: Sequence[Card]) -> None:
    """Large figures, each with who answered; a weak one is orange and says it."""
    for column, one in zip(st.columns(len(listed)) if listed else (), listed, strict=True):
        with column, st.container(border=True, height="stretch", gap="xsmall"):
            st.metric(plain(one.label), one.value, border=False)
            st.badge(plain(one.under), color="orange" if one.weak else "gray")


def table(one: Table) -> None:
    """A table; a wide one on a phone is told in lines, whole under an expander."""
    st.markdown(f"**{plain(one.title)}**")
    rows = [{header or " ": plain(cell) for header, cell in zip(one.headers, row, strict=True)} for row in one.rows]
    if not rows:
        st.markdown(f":gray[{plain(one.empty or 'Rien à montrer.')}]")
    elif is_phone() and len(one.headers) > _WIDE:
        st.markdown(
            "  \n".join(f"{plain(row[0])} : {plain(', '.join(cell for cell in row[1:3] if cell))}" for row in one.rows)
        )
        same_in_a_table([dict(zip(one.headers, row, strict=True)) for row in one.rows], "Le tableau entier")
    else:
        st.table(rows, border="horizontal")
    if one.note:
        st.markdown(f":gray[{plain(one.note)}]")


def chart(one: Spans | Bars | Steps, *, titled: bool = True) -> None:
    """The drawing, then the same in a table; not ``titled`` inside a card of its own."""
    if titled:
        st.markdown(f"**{plain(one.title)}**")
    match one:
        case Spans():
            if any(row.low is not None for row in one.rows):
                st.altair_chart(spans_chart(one), width="stretch")
            rows = [{"Lieu": row.label, one.of: row.said} for row in one.rows]
            said = [one.mark_said and f"Trait : {one.mark_said}.", one.note]
        case Bars():
            st.altair_chart(bars_chart(one), width="stretch")
            rows = [{"Réponse": row.label, one.of: row.said} for row in one.rows]
            said = [one.note]
        case Steps():
            if is_phone():  # two words a row and their drawing do not hold side by side
                st.markdown(
                    "  \n".join(
                        f"{plain(row.label)} : {plain(row.said_before)} → **{plain(row.said_after)}**"
                        for row in one.rows
                    )
                )
            else:
                st.altair_chart(steps_chart(one), width="stretch")
            rows = [{"Mesure": row.label, one.before: row.said_before, one.after: row.said_after} for row in one.rows]
            marks = f"{one.before} → {one.after}." if is_phone() else f"Carré : {one.before}. Rond : {one.after}."
            said = [marks, one.note]
    if text := " ".join(part for part in said if part):
        st.markdown(f":gray[{plain(text)}]")
    same_in_a_table(rows)


def matrix(one: Matrix) -> None:
    """Four corners, two by two."""
    for pair in (one.corners[:2], one.corners[2:]):
        for column, corner in zip(st.columns(2), pair, strict=True):
            with column, st.container(border=True, height="stretch"):
                st.markdown(f"**{plain(corner.title)}**")
                st.markdown("\n".join(f"- {plain(point)}" for point in corner.points) or f":gray[{corner.empty}]")


def _rich(text: RichText) -> str:
    parts = []
    for one in text:
        if isinstance(one, Bullets):
            mark = "1." if one.ordered else "-"
            parts.append("\n".join(f"{mark} {_line(line)}" for line in one.lines))
        else:
            parts.append(_line(one.line))
    return "\n\n".join(parts)


def _line(line: Sequence[Run]) -> str:
    said = []
    for run in line:
        words = plain(run.text)
        said.append(f"**{words}**" if run.bold and words.strip() else words)
    return "".join(said)


def _quotes(one: Quotes) -> None:
    for quote in one.quotes:
        st.markdown(f"« {plain(quote.text)} »  \n:gray[{plain(quote.who)}]")


def _photos(one: Photos) -> None:
    for photo in one.photos:
        st.image(photo.picture, caption=plain(f"{photo.caption} {photo.credit}".strip()), width=360)


_SHOWN: dict[type, Callable] = {
    Words: lambda one: st.markdown(_rich(one.text)),
    Note: lambda one: st.markdown(f":gray[{plain(one.text)}]"),
    Heading: lambda one: st.subheader(plain(one.title), anchor=False),
    Points: lambda one: st.markdown("\n".join(f"- {plain(line)}" for line in one.lines)),
    Cards: lambda one: cards(one.cards),
    Table: table, Spans: chart, Bars: chart, Steps: chart, Quotes: _quotes, Matrix: matrix, Photos: _photos,
}  # fmt: skip
