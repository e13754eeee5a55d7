"""« Saisir au nom de »: an agent types what somebody said or wrote on the sheet, part by part."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import InvalidForm, NotFound
from campaign.base.french import enumerate_in_words
from campaign.debrief.actions import finish, save_section
from campaign.debrief.model import AnswerKind, Source, State
from campaign.debrief.reading import NAME_LENGTH
from campaign.debrief.received import Received
from campaign.debrief.views import DebriefLine, DebriefPage, PartOfPage, place_debrief
from campaign.participation.answer_codes import code_of
from campaign.ui.debriefs_fields import cells_of, draw, typed_in
from campaign.ui.debriefs_words import state_of
from campaign.ui.deliveries_words import name_of
from campaign.ui.feedback import form_operation, notify, reporting, version_read
from campaign.ui.layout import line, number_parameter
from campaign.ui.plain import plain

PLACE, PART = "debriefs-typed-place", "debriefs-typed-part"
_PLACE_CHOICE = "debriefs-typing-for"
_PROBLEMS, _WRONG = "debriefs-problems", "debriefs-wrong"  # what was refused, of which form
_WAYS = {Source.AGENT: "Au téléphone, de vive voix", Source.PAPER: "Sur la feuille papier"}
_MOVED = "debriefs-moved"  # the form is another one, or refused: its top is to be shown
_KEPT = "debriefs-kept"  # the part just saved, said at the top of the next one
_FORM = "debrief-form"
# After « Enregistrer » the eye would stay at the bottom of the next part. Fixed text: nothing typed enters it.
_TO_THE_FORM = (
    "<script>setTimeout(() => { const form = document.querySelector('.st-key-" + _FORM + "'), "
    "page = document.querySelector('[data-testid=\"stMain\"]'); "
    "if (form && page) page.scrollTop += form.getBoundingClientRect().top - 130; }, 250)</script>"
)
_END = "Rien d’autre ne viendra de ce lieu."
_NOBODY = 0  # the screen of typing is open, the place not chosen yet


def start_typing(place_id: int = _NOBODY, section: str = "") -> None:
    """From the next display, the form of a place, at that part."""
    if place_id:
        _forget(place_id)
        st.session_state[_MOVED] = True
    st.session_state[PLACE], st.session_state[PART] = place_id, section


def typed_place() -> int | None:
    """The place whose form is open, 0 when it is still to be chosen, None when the list is shown."""
    return st.session_state.get(PLACE, number_parameter("saisir"))


def leave() -> None:
    """Back to the list."""
    st.session_state[PLACE] = None


def typing(db: Database, agent: Agent, seen: Received) -> None:
    """The screen of typing: for whom, how it came, the parts, the fields of one."""
    if st.button("Revenir à la liste", icon=":material/arrow_back:", type="tertiary", key="typing-back"):
        leave()
        st.rerun()
    place_id = _place(seen)
    if place_id is None:
        return
    try:
        page = place_debrief(db, agent, seen.edition.id, place_id, compared=False)
    except NotFound as refusal:
        st.warning(plain(refusal.message), icon=":material/info:")
        return
    st.header(plain(name_of(page.place)), anchor=False)
    way, who = _heard(page)
    part = _part(page)
    if part is None:
        st.info("L’édition est archivée : ce qui fut dit ne change plus.", icon=":material/inventory_2:")
        return
    form = f"debrief-{place_id}-{part.section.code}"
    # What comes and goes has a place that stays: were the fields to move, the browser would drop what is being typed.
    with st.container():
        if st.session_state.pop(_MOVED, False):
            st.html(_TO_THE_FORM, unsafe_allow_javascript=True)
    with st.container(border=True, width=820, key=_FORM):
        first = next((f"{form}-{key}" for key in _keys(page, part)), form)
        read = version_read(form, first, part.version)
        problems = st.session_state.get(_PROBLEMS, {}) if form == st.session_state.get(_WRONG) else {}
        _title(page, part)
        with st.container():
            if kept := st.session_state.pop(_KEPT, ""):
                st.markdown(f":green[:material/check_circle: « {plain(kept)} » : enregistré.]")
            if problems:
                said = "1 réponse est à corriger" if len(problems) == 1 else f"{len(problems)} réponses sont à corriger"
                st.error(f"Rien n’est enregistré : {said}, en rouge plus bas.", icon=":material/error:")
        draw(page, part, form, problems)
        if not part.questions:
            st.markdown(":gray[Rien à demander ici.]")
        left = [one for one in page.parts if not one.version and one.is_open and one is not part]
        label = "Enregistrer et continuer" if left and page.state is not State.DONE else "Enregistrer"
        with line():
            if st.button(label, type="primary", key=f"{form}-save"):
                _save(db, agent, page, part, form, read, way, who)
            if label != "Enregistrer" and st.button(
                "Enregistrer et terminer", icon=":material/done_all:", type="tertiary", key=f"{form}-end", help=_END
            ):
                _save(db, agent, page, part, form, read, way, who, end=True)


def end_button(db: Database, agent: Agent, page: DebriefPage) -> None:
    """« Terminer » for a debrief of which nothing more is expected; the help says what will stay empty."""
    missing = [one.section.title for one in page.parts if not one.version and not one.section.after_months]
    if page.state is not State.STARTED or not missing:
        return
    said = f"{_END} Restera sans réponse : {enumerate_in_words(missing)}."
    pressed = st.button(
        "Terminer", icon=":material/done_all:", type="tertiary", key=f"end-{page.place.id}", help=plain(said)
    )
    if pressed and _ended(db, agent, page):
        st.rerun()


def _ended(db: Database, agent: Agent, page: DebriefPage) -> bool:
    """Whether the debrief is finished now; back to the list then."""
    form = f"ended-{page.place.id}"
    with reporting(f"{name_of(page.place)} : le bilan est fini.", form) as outcome:
        finish(db, agent, page.edition.id, page.place.id, form_operation(form))
    if outcome.done:
        leave()
    return outcome.done


def _place(seen: Received) -> int | None:
    """The place chosen; those that told nothing come first."""
    asked = {one.place.id: one for one in (*seen.silent, *seen.lines)}
    kept = typed_place()
    if kept in asked:
        return kept
    chosen = st.selectbox(
        "Pour quel lieu ?", list(asked), None, placeholder="Son nom, ou le code de la feuille", width=480,
        format_func=lambda one: _offered(asked[one], seen.edition.id), key=_PLACE_CHOICE,
    )  # fmt: skip
    if chosen:
        start_typing(chosen)
        st.rerun()
    return None


def _offered(one: DebriefLine, edition_id: int) -> str:
    """« La Remise, Tiercé, rien (4F-7K2) »: the code is the one printed on its sheet."""
    said = [name_of(one.place), one.place.commune, state_of(one).label.lower()]
    return f"{', '.join(part for part in said if part)} ({code_of(edition_id, one.place.id)})"


def _part(page: DebriefPage) -> PartOfPage | None:
    """The part on screen: the one asked for, else the first not saved yet; none when nothing is taken any more."""
    by_code = {one.section.code: one for one in page.parts if one.is_open}
    if not by_code:
        return None
    asked = st.session_state.get(PART)
    if asked not in by_code:
        asked = next((code for code, one in by_code.items() if not one.version), next(iter(by_code)))
    st.session_state[PART] = asked  # somebody else may save it meanwhile: the form on screen stays this one
    key = f"part-{page.place.id}-{asked}"  # drawn anew when the part changes from elsewhere
    chosen = st.segmented_control(
        "Partie du bilan", list(by_code), default=asked, required=True, key=key, wrap=True,
        format_func=lambda code: _named(by_code[code]), label_visibility="collapsed",
    )  # fmt: skip
    if chosen and chosen != asked:
        st.session_state[PART] = chosen
        st.session_state.pop(key, None)
        st.rerun()
    return by_code[asked]


def _named(part: PartOfPage) -> str:
    return f":material/check: {part.section.title}" if part.version else part.section.title


def _title(page: DebriefPage, part: PartOfPage) -> None:
    number = page.parts.index(part) + 1
    st.subheader(f"{number}\\. {plain(part.section.title)}", anchor=False)
    figures = any(one.kind is AnswerKind.FIGURE for one in part.questions)
    said = "Un nombre, ou une fourchette comme 20 à 50. " if figures else ""
    st.markdown(f":gray[{said}Laissez vide ce qui n’a pas été dit.]")


def _heard(page: DebriefPage) -> tuple[Source, str]:
    """How it came, and who spoke: kept from one part to the next."""
    told = page.debrief
    left, right, _ = st.columns([3, 2.4, 2], vertical_alignment="bottom")
    way = left.segmented_control(
        "Reçu", list(_WAYS), format_func=_WAYS.get, required=True, key=f"way-{page.place.id}",
        default=told.source if told and told.source in _WAYS else Source.AGENT, wrap=True,
    )  # fmt: skip
    who = right.text_input(
        "Qui a répondu ? (facultatif)", told.answered_by if told else "", max_chars=NAME_LENGTH,
        placeholder="Prénom Nom", key=f"who-{page.place.id}",
    )  # fmt: skip
    return way or Source.AGENT, who or ""


def _save(
    db: Database, agent: Agent, page: DebriefPage, part: PartOfPage, form: str, read: int, way: Source, who: str,
    *, end: bool = False,
) -> None:  # fmt: skip
    with reporting(operation_of=form) as outcome:
        try:
            save_section(db, agent, page.edition.id, page.place.id, part.section.code, typed_in(page, part, form),
                         form_operation(form), answered_by=who, version=read, source=way)  # fmt: skip
        except InvalidForm as refusal:
            st.session_state[_PROBLEMS] = {one.field: _said(one.message, one.proposal) for one in refusal.problems}
            st.session_state[_WRONG] = form
            st.session_state[_MOVED] = True
            st.rerun()
    if not outcome.done:
        return
    _forget(page.place.id, part.section.code)
    if end and _ended(db, agent, page):
        st.rerun()
    now = place_debrief(db, agent, page.edition.id, page.place.id, compared=False)
    following = _next(now.parts, part.section.code) if page.state is not State.DONE else ""
    if following:
        st.session_state[PLACE], st.session_state[PART], st.session_state[_MOVED] = page.place.id, following, True
        st.session_state[_KEPT] = part.section.title
    else:
        leave()
        just = f"« {part.section.title} » est enregistré" if page.state is now.state else "le bilan est fini"
        notify(f"{name_of(page.place)} : {just}.")
    st.rerun()


def _said(message: str, proposal: str | None) -> str:
    return f"{message} Peut-être : {proposal} ?" if proposal and proposal not in message else message


def _next(parts: Sequence[PartOfPage], section: str) -> str:
    """The next part not saved yet, after this one or from the top; '' when all are."""
    codes = [one.section.code for one in parts]
    at = codes.index(section) + 1
    return next((one.section.code for one in (*parts[at:], *parts[:at]) if not one.version and one.is_open), "")


def _forget(place_id: int, section: str = "") -> None:
    """What was typed, once it is kept or somebody starts again: the next display shows what is stored."""
    form = f"debrief-{place_id}-{section}"
    for name in [name for name in st.session_state if str(name).startswith(form)]:
        del st.session_state[name]
    st.session_state.pop(_PROBLEMS, None)


def _keys(page: DebriefPage, part: PartOfPage) -> list[str]:
    return [f"{one.code}-{day}" if day else one.code for one, day in cells_of(page, part)]
