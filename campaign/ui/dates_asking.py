"""« Consulter », before it leaves: the sentence under each set, the page as people will read it, until when, who."""

from collections.abc import Collection
from datetime import date, timedelta

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError, InvalidInput
from campaign.base.fields import date_fr, whole_number
from campaign.base.french import date_in_figures, day_in_words, enumerate_in_words, plural
from campaign.consultation.asking import open_consultation, to_be_asked
from campaign.consultation.consulted import Consultation
from campaign.consultation.preparing import MAX_NOTE, note_set
from campaign.consultation.views import consultation, places_to_ask
from campaign.partners.model import Kind, Place
from campaign.ui.dates_preview import message_preview, page_preview
from campaign.ui.dates_words import FILE, keep_or_not, may_write, read_back, wrong
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.tags import tags_svg

ADVISED = (2, 5)
_LEFT_OUT = "dates-left-out-{}"  # by edition
_TWO_WEEKS = timedelta(days=14)


def ask_card(db: Database, agent: Agent, seen: Consultation) -> None:
    """Everything that will leave, then the one button that makes it leave, after a confirmation."""
    with card("3. Consulter", len(seen.proposed) or None, "green"):
        if not seen.proposed:
            st.markdown(":gray[Proposez d’abord de deux à cinq jeux de jours, avec « Proposer » à côté de chacun.]")
            return
        _advice(len(seen.proposed))
        writes = may_write(agent, seen.edition)
        left, right = st.columns([1.15, 1], gap="medium")
        with left:
            st.markdown("**Les jeux proposés, et la phrase que chacun lira**")
            for one in seen.proposed:
                _sentence(db, agent, seen, one.days.code, writes=writes)
            seen = consultation(db, agent, seen.edition.id)
            closing, quorum = _terms(seen) if writes else (None, None)
            places = _who(db, agent, seen) if agent.role is not Role.READER else []
        with right:
            # Messages name people: a reader sees the page only.
            shapes = ("Leur page",) if agent.role is Role.READER else ("Leur page", "Le message")
            shape = st.segmented_control("Aperçu", shapes, default="Leur page", required=True, key="dates-preview")
            if shape == "Leur page":
                page_preview(seen, closing)
            else:
                message_preview(db, agent, seen, closing, places)
        if writes:
            _ask(seen, closing, quorum, places)


def _advice(count: int) -> None:
    if count < ADVISED[0]:
        st.info("Un seul jeu : les acteurs pourront dire non, pas choisir. Deux à cinq sont conseillés.",
                icon=":material/lightbulb:")  # fmt: skip
    elif count > ADVISED[1]:
        st.info("Plus de cinq jeux : sur un téléphone, les derniers seront mal lus. Deux à cinq sont conseillés.",
                icon=":material/lightbulb:")  # fmt: skip


def _sentence(db: Database, agent: Agent, seen: Consultation, code: str, *, writes: bool) -> None:
    """The set with its sentence, kept as soon as the field is left."""
    one = seen.proposal(code)
    tags, text = st.columns([1, 2.6], vertical_alignment="center")
    tags.image(tags_svg(one.days.days), width=62 * len(one.days.days), alt=one.days.in_words)
    with text:
        if not writes:
            st.markdown(f"**{plain(one.days.in_words)}**  \n{plain(one.note) or ':gray[Sans phrase.]'}")
            return
        typed = st.text_input(
            one.days.in_words.capitalize(), one.note, max_chars=MAX_NOTE, key=f"dates-note-{seen.edition.id}-{code}",
            placeholder="Facultatif : ce qui plaide pour ces jours",
        )  # fmt: skip
        # Compared with what was typed last, not with what is kept: cleaning may change it.
        last = f"dates-noted-{seen.edition.id}-{code}"
        if (typed or "") != st.session_state.setdefault(last, one.note):
            form = f"dates-note-{seen.edition.id}-{code}"
            with reporting(operation_of=form) as outcome:
                note_set(db, agent, seen.edition.id, code, typed or "", form_operation(form))
            # No rerun: the click that left the field would be lost.
            if outcome.done:
                st.session_state[last] = typed or ""


def _terms(seen: Consultation) -> tuple[date | None, int | None]:
    """Until when, and the quorum; None for what cannot be read."""
    until, share = st.columns([1.6, 1])
    form = f"dates-ask-{seen.edition.id}"
    typed = until.text_input("Réponses jusqu’au (compris)", date_in_figures(_usual_closing(seen)), max_chars=40,
                             key=f"{form}-until") or ""  # fmt: skip
    until.markdown(read_back(typed))
    asked = share.text_input("Quorum par EPCI (%)", str(seen.quorum), max_chars=4, key=f"{form}-quorum") or ""
    try:
        quorum = whole_number(asked, 1, 100, "quorum")
        share.markdown(":gray[de ses boutiques]")
    except InvalidInput as problem:
        quorum = None
        share.markdown(wrong(problem))
    return _read(typed), quorum


def _usual_closing(seen: Consultation) -> date:
    """Two weeks to answer, the Friday after, before the first day proposed."""
    wanted = clock.today() + _TWO_WEEKS
    wanted += timedelta(days=(4 - wanted.weekday()) % 7)
    return max(clock.today(), min(wanted, min(one.days.first for one in seen.proposed) - timedelta(days=1)))


def _who(db: Database, agent: Agent, seen: Consultation) -> list[Place]:
    """Who will be asked; who has no address, to call; who is left out."""
    everyone = {one.id: one for one in places_to_ask(db, agent, seen.edition.id)}
    out = [one for one in st.session_state.get(_LEFT_OUT.format(seen.edition.id), []) if one in everyone]
    asked = [one for number, one in everyone.items() if number not in out]
    shops = sum(one.kind is Kind.SHOP for one in asked)
    reach = to_be_asked(db, agent, seen.edition.id, [one.id for one in asked])
    animators = plural(len(asked) - shops, "animateur d’EPCI", "animateurs d’EPCI")
    st.markdown(f":material/group: **{plural(shops, 'boutique')} et {animators}** seront consultés.")
    with st.expander(f"À écrire : {plural(len(reach.contacts), 'personne')}", icon=":material/mail:"):
        st.markdown(plain(enumerate_in_words(one.name for one in reach.contacts)) or ":gray[Personne.]")
    if reach.unreachable:
        label = f"À appeler, sans adresse qui fonctionne : {plural(len(reach.unreachable), 'lieu', 'lieux')}"
        with st.expander(label, icon=":material/call:"):
            st.markdown(plain(enumerate_in_words(reach.unreachable)))
    if may_write(agent, seen.edition):
        _leave_out(_LEFT_OUT.format(seen.edition.id), everyone, out)
    return asked


def _leave_out(kept: str, everyone: dict[int, Place], out: list[int]) -> None:
    chosen = st.selectbox(
        "Ne pas consulter un lieu", [one for one in everyone if one not in out], index=None,
        format_func=lambda one: everyone[one].name, placeholder="Choisir un lieu à laisser de côté",
        key=f"dates-leave-{len(out)}",
    )  # fmt: skip
    if chosen:
        st.session_state[kept] = [*out, chosen]
        st.rerun()
    for number in out:
        with line(wrap=False):
            st.markdown(f":gray[{plain(everyone[number].name)}, laissé de côté]", width="stretch")
            if st.button("Remettre", type="tertiary", key=f"dates-back-{number}"):
                st.session_state[kept] = [one for one in out if one != number]
                st.rerun()


def _ask(seen: Consultation, closing: date | None, quorum: int | None, places: Collection[Place]) -> None:
    if st.button("Consulter les acteurs", type="primary", icon=":material/send:", key="dates-ask"):
        if closing is None or quorum is None:
            st.error("Corrigez la date de fin et le quorum avant d’envoyer.", icon=":material/error:")
        else:
            confirm_ask(seen.edition.id, closing.isoformat(), quorum, tuple(one.id for one in places))


@st.dialog("Consulter les acteurs ?", icon=":material/send:")
def confirm_ask(edition_id: int, closing: str, quorum: int, place_ids: tuple[int, ...]) -> None:
    """What will leave, to how many, until when."""
    agent, db = require_agent(FILE)
    seen, until = consultation(db, agent, edition_id), date.fromisoformat(closing)
    reach = to_be_asked(db, agent, edition_id, place_ids)
    sets = plural(len(seen.proposed), "jeu de jours", "jeux de jours")
    st.markdown(f"**{sets}** : {plain(' ; '.join(one.days.short for one in seen.proposed))}.")
    st.markdown(
        f"{plain(reach.in_words)} Chacun y lit son rôle, et répond oui, si besoin ou non jusqu’au "
        f"**{day_in_words(until)}**."
    )
    st.markdown(f":gray[Après l’envoi, un jeu s’ajoute mais ne se retire plus. Quorum : {quorum} % par EPCI.]")
    if keep_or_not("Envoyer", "dates-ask-confirm", "Ne rien envoyer", ":material/send:"):
        form = f"dates-ask-{edition_id}"
        with reporting(f"La consultation est ouverte jusqu’au {day_in_words(until, year=False)}.", form) as outcome:
            open_consultation(db, agent, edition_id, until, quorum, place_ids, form_operation(form))
        if outcome.done:
            st.session_state.pop(_LEFT_OUT.format(edition_id), None)
            st.rerun()


def _read(typed: str) -> date | None:
    try:
        return date_fr(typed)
    except CampaignError:
        return None
