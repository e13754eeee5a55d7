"""« Citations »: whose words, where they print, what their author said, the link to hand over."""

import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import moment_in_words
from campaign.communication.content import Source, read_source
from campaign.editions.model import Edition
from campaign.press.approval import ask_author, author_address, close_link, last_message
from campaign.press.comparing import Change, difference
from campaign.press.model import MAX_QUOTE, Quote, QuoteState
from campaign.press.quoting import LABELS, add_quote, change_quote, move_quote, remove_quote
from campaign.press.views import Material, material
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, empty, line
from campaign.ui.plain import plain
from campaign.ui.press_words import FILE, QUOTE_COLOURS, audience_choices, may_write, moved, put_away
from campaign.ui.session import require_agent

EARLIER, LATER, REMOVE, CLOSE = "Placer avant", "Placer après", "Retirer", "Fermer son lien"


def quotes_tab(db: Database, agent: Agent, edition: Edition, kept: Material, source: Source | None) -> None:
    """The quotes in their order; only the approved ones print."""
    names, writes = audience_choices(source), may_write(agent, edition)
    approved = sum(one.state is QuoteState.APPROVED for one in kept.quotes)
    said = f"{approved} sur {len(kept.quotes)} validée{'s' if approved > 1 else ''}" if kept.quotes else None
    with card("Citations", said, "green" if approved else "gray") as top:
        with top:
            if writes and st.button("Ajouter une citation", icon=":material/add:", key="add-quote"):
                edit_quote(edition.id, None)
        st.markdown(":gray[Aucune ne s’imprime avant que son auteur l’ait validée, sur un lien à lui.]")
        if not kept.quotes:
            empty(
                "Aucune citation encore.",
                "Un journaliste attend une phrase de quelqu’un : une bénévole, un élu, une cliente.",
                drawing="radio",
            )
        for one in kept.quotes:
            mine = [each.id for each in kept.quotes if each.audience == one.audience]
            ends = (mine[0] == one.id, mine[-1] == one.id)
            _quote(db, agent, edition, one, names.get(one.audience, "Une version qui n’existe plus"), ends)


def _quote(db: Database, agent: Agent, edition: Edition, one: Quote, where: str, ends: tuple[bool, bool]) -> None:
    colour, icon = QUOTE_COLOURS[one.state]
    with st.container(border=True, gap="small"):
        st.markdown(f"« {plain(one.text)} »")
        with line():
            role = f", {plain(one.role)}" if one.role else ""
            st.markdown(f"**{plain(one.author)}**{role}", width="content")
            st.badge(one.state.label.capitalize(), icon=icon, color=colour)
            st.badge(plain(where), icon=":material/menu_book:", color="gray")
        _decision(agent, one)
        if not may_write(agent, edition):
            return
        if one.state is QuoteState.ASKED:
            _waiting(db, agent, one)
        with line():
            if one.state in (QuoteState.DRAFT, QuoteState.REFUSED) and st.button(
                "Demander son accord" if one.state is QuoteState.DRAFT else "Redemander",
                icon=":material/outgoing_mail:", key=f"ask-{one.id}",
            ):  # fmt: skip
                ask_dialog(edition.id, one.id)
            if st.button("Modifier", icon=":material/edit:", key=f"quote-{one.id}"):
                edit_quote(edition.id, one.id)
            verbs = [verb for verb, shown in ((EARLIER, not ends[0]), (LATER, not ends[1]),
                     (CLOSE, one.state is not QuoteState.DRAFT), (REMOVE, True)) if shown]  # fmt: skip
            chosen = st.menu_button("Ranger", verbs, key=f"quote-{one.id}-menu")
            if chosen == REMOVE:
                put_away(remove_quote, db, agent, "quote", one.id, f"La citation de {one.author} est retirée.")
            elif chosen == CLOSE:
                _close(db, agent, one)
            elif chosen:
                moved(move_quote, db, agent, "quote", one.id, earlier=chosen == EARLIER)


def _decision(agent: Agent, one: Quote) -> None:
    """What the author said, and the words they changed."""
    if one.decided_at is None:
        return
    when = plain(moment_in_words(one.decided_at))
    if one.state is QuoteState.REFUSED:
        said = f" : « {plain(one.remark)} »" if one.remark and agent.role is not Role.READER else "."
        st.markdown(f":red[:material/cancel:] Refusée {when}{said}")
    elif one.by_author:
        st.markdown(f":green[:material/edit:] **Changée par son auteur**, et validée ainsi {when}. Ce qui a changé :")
        st.markdown("".join(_marked(piece.change, piece.text) for piece in difference(one.asked, one.text)))
    else:
        st.markdown(f":green[:material/check_circle:] Validée mot pour mot {when}.")


def _marked(change: Change, text: str) -> str:
    """A piece with its spaces outside the marks, which take none."""
    bare = text.strip()
    if change is Change.KEPT or not bare:
        return plain(text)
    mark = "~~{}~~" if change is Change.REMOVED else "**:green[{}]**"
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    apart = " " if change is Change.REMOVED else ""  # what was written instead follows
    return f"{before}{mark.format(plain(bare))}{after or apart}"


def _waiting(db: Database, agent: Agent, one: Quote) -> None:
    """The link to copy, and what became of the message."""
    st.text_input(
        f"Lien de {one.author}, à copier",
        author_address(db, agent, one),
        icon=":material/link:",
        key=f"quote-link-{one.id}-{one.generation}",
    )
    posted = last_message(db, agent, one)
    if posted and posted.parameters.get("generation") == one.generation:
        st.markdown(f":gray[:material/mail: Message : {posted.state.label.lower()}.]")
    elif one.asked_at:
        st.markdown(f":gray[Lien préparé {plain(moment_in_words(one.asked_at))}.]")
    if one.email:
        label = "Relancer par courriel" if posted else "L’envoyer par courriel"
        if st.button(label, icon=":material/mail:", type="tertiary", key=f"mail-{one.id}"):
            form = f"mail-quote-{one.id}"
            with reporting(f"Message en route vers {one.author}.", form) as outcome:
                ask_author(db, agent, one.id, form_operation(form), by_email=True)
            if outcome.done:
                st.rerun()


def _close(db: Database, agent: Agent, one: Quote) -> None:
    form = f"close-quote-{one.id}"
    with reporting("Lien fermé : la citation est de nouveau à faire valider.", form) as outcome:
        close_link(db, agent, one.id, form_operation(form))
    if outcome.done:
        st.rerun()


@st.dialog("Demander l’accord de l’auteur", width="medium", icon=":material/outgoing_mail:")
def ask_dialog(edition_id: int, quote_id: int) -> None:
    """By a message, or by a link to hand over."""
    agent, db = require_agent(FILE)
    one = next((found for found in material(db, agent, edition_id).quotes if found.id == quote_id), None)
    if one is None:
        st.rerun()
    st.markdown(
        f"**{plain(one.author)}** pourra valider ces mots, les corriger ou refuser, sans compte ni mot de passe :"
    )
    st.markdown(f"« {plain(one.text)} »")
    form = f"ask-quote-{quote_id}"
    with line():
        by_email = bool(one.email) and st.button(
            f"Envoyer à {plain(one.email)}", type="primary", icon=":material/mail:", key=f"{form}-mail"
        )
        by_hand = st.button("Préparer le lien à copier", icon=":material/link:", key=f"{form}-link")
    if not one.email:
        st.markdown(":gray[Sans adresse électronique : copiez le lien, ou ajoutez l’adresse par « Modifier ».]")
    if by_email or by_hand:
        said = f"Message en route vers {one.author}." if by_email else "Lien prêt : copiez-le sous la citation."
        with reporting(said, form) as outcome:
            ask_author(db, agent, quote_id, form_operation(form), by_email=by_email)
        if outcome.done:
            st.rerun()


@st.dialog("Citation", width="medium", icon=":material/format_quote:")
def edit_quote(edition_id: int, quote_id: int | None) -> None:
    """The dialog: new when ``quote_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in material(db, agent, edition_id).quotes if found.id == quote_id), None)
    form = f"quote-form-{quote_id or 'new'}"
    seen = version_read(form, f"{form}-text", one.version if one else 0)
    typed = {
        "text": st.text_area(
            LABELS["text"], one.text if one else "", height=110, max_chars=MAX_QUOTE + 200, key=f"{form}-text",
            placeholder="Une ou deux phrases, comme la personne les a dites",
        )
    }  # fmt: skip
    left, right = st.columns(2)
    typed["author"] = left.text_input(LABELS["author"], one.author if one else "", max_chars=100, autocomplete="off")
    typed["role"] = right.text_input(
        LABELS["role"], one.role if one else "", max_chars=140, autocomplete="off", placeholder="bénévole à La Remise"
    )
    left, right = st.columns(2)
    typed["email"] = left.text_input(
        LABELS["email"], one.email if one else "", autocomplete="off", help="Pour lui envoyer son lien ; jamais publiée"
    )
    names = audience_choices(_source(db, agent, edition_id))
    chosen = one.audience if one else ""
    names.setdefault(chosen, "La version actuelle")
    typed["audience"] = right.selectbox(
        LABELS["audience"], list(names), list(names).index(chosen), format_func=names.get, key=f"{form}-audience"
    )
    if one and one.state is not QuoteState.DRAFT:
        st.markdown(
            ":orange[:material/info:] Changer les mots, le nom, la fonction ou la version : il faudra son accord."
        )
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Citation enregistrée.", operation_of=form) as outcome:
            if one:
                change_quote(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_quote(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _source(db: Database, agent: Agent, edition_id: int) -> Source | None:
    try:
        return read_source(db, agent, edition_id)
    except CampaignError:
        return None
