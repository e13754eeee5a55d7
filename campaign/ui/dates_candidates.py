"""« Comparer »: the sets of days best first, each with its tags, how its score is made and why; which to propose."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import enumerate_in_words, plural
from campaign.base.settings import settings
from campaign.consultation.comparing import alone_in_words, each_alone, formula
from campaign.consultation.consulted import Candidate, Consultation
from campaign.consultation.preparing import propose
from campaign.consultation.scoring import calendar_of
from campaign.consultation.views import candidates_scored
from campaign.ui.dates_chart import against, calendar_chart, calendar_in_words
from campaign.ui.dates_words import SETS, may_write, points
from campaign.ui.feedback import form_operation, renew_operation, reporting
from campaign.ui.layout import card, same_in_a_table
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.tags import tags_svg

SHOWN, SHOWN_ON_PHONE = 6, 3  # sets on screen before « Voir les suivants »
MORE = 24
BEST, BY_DATE = "Les mieux notés", "Par date"


def found_sets(db: Database, agent: Agent, seen: Consultation) -> tuple[tuple[Candidate, ...], CampaignError | None]:
    """The sets of the search; or none, and why a search that was kept finds nothing any more."""
    try:
        return candidates_scored(db, agent, seen.edition.id), None
    except CampaignError as error:
        return (), error


def compare_card(found: Sequence[Candidate]) -> None:
    """The calendar of all sets, and what is not known of the shops."""
    with card("2. Comparer", plural(len(found), *SETS)):
        _hours(found)
        _calendar(found)


def sets_card(db: Database, agent: Agent, seen: Consultation, found: Sequence[Candidate]) -> None:
    """The sets side by side, the best first."""
    with card("Les jeux de jours, un à un") as top:
        order = top.segmented_control("Ordre", (BEST, BY_DATE), default=BEST, required=True,
                                      label_visibility="collapsed", key="dates-order")  # fmt: skip
        listed = sorted(found, key=lambda one: one.scored.days) if order == BY_DATE else list(found)
        everything, few = st.session_state.get("dates-everything", False), SHOWN_ON_PHONE if is_phone() else SHOWN
        with st.grid(2, min_column_width=330):
            for one in listed[: MORE if everything else few]:
                _set(db, agent, seen, one)
        if len(listed) > few:
            label = f"N’en montrer que {few}" if everything else f"Voir les {min(len(listed), MORE) - few} suivants"
            if st.button(f":primary[{label}]", type="tertiary", key="dates-more"):
                st.session_state["dates-everything"] = not everything
                st.rerun()
        if everything and len(listed) > MORE:
            st.markdown(f":gray[Les {MORE} premiers sur {len(listed)} ; tous sont dans le tableau.]")


def _hours(found: Sequence[Candidate]) -> None:
    unknown = found[0].scored.unknown
    if unknown:
        names = plain(enumerate_in_words(one.name for one in unknown))
        many = plural(len(unknown), "boutique n’a pas", "boutiques n’ont pas")
        st.info(f"{many} d’horaires lisibles : ni comptées ouvertes, ni exclues. {names}.", icon=":material/schedule:")


def _calendar(found: Sequence[Candidate]) -> None:
    scored = [one.scored for one in found]
    proposed = {one.scored.days for one in found if one.proposed}
    chart = calendar_chart(scored, proposed, phone=is_phone())
    st.altair_chart(chart, alt=calendar_in_words(scored))
    said = "Une case par semaine, plus foncée quand le jeu vaut plus de points"
    said += " · cadre moutarde : à proposer" if proposed else ""
    said += " · point rouge : férié, vacances ou événement" if any(against(one) for one in scored) else ""
    st.markdown(f":gray[{said}.]")
    same_in_a_table(
        [
            {"Jours": one.scored.days.in_words, "Points": one.scored.score, "Ouvertes": len(one.scored.open),
             "Exclues": len(one.scored.excluded), "Horaires inconnus": len(one.scored.unknown),
             "Calendrier": against(one.scored) or "rien", "À proposer": "oui" if one.proposed else ""}
            for one in found
        ]
    )  # fmt: skip


def _set(db: Database, agent: Agent, seen: Consultation, one: Candidate) -> None:
    scored, code = one.scored, one.scored.days.code
    with st.container(border=True, height="stretch", key=f"set-{code}"):
        tags, text = st.columns([1, 2.9], vertical_alignment="center")
        tags.image(tags_svg(scored.days.days), width=64 * len(scored.days.days), alt=scored.days.in_words)
        with text:
            st.subheader(plain(scored.days.in_words), anchor=False)
            st.markdown(plain(one.reason))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            made = plain(formula(scored, seen.weights))
            now = " :blue-badge[jours actuels]" if scored.days.days == seen.edition.days else ""
            st.markdown(f":green-badge[**{points(scored.score)}**]{now} :gray[{made}]", width="content")
            if may_write(agent, seen.edition) and seen.decided is None:
                _choose(db, agent, seen, one)
            elif one.proposed:
                st.badge("Proposé", icon=":material/check:", color="green")
        with st.expander(_folded(scored), icon=":material/storefront:"):
            _detail(seen, one)


def _folded(scored: object) -> str:
    parts = [
        plural(len(scored.excluded), "boutique exclue", "boutiques exclues") if scored.excluded else "Aucune exclue"
    ]
    parts += ["jours ensemble et séparés"] if len(scored.days.days) > 1 else []
    return ", ".join(parts)


def _detail(seen: Consultation, one: Candidate) -> None:
    scored = one.scored
    if scored.excluded:
        st.markdown(f"Fermées l’un des jours : **{plain(enumerate_in_words(scored.excluded_names))}**.")
    if scored.unknown:
        names = enumerate_in_words(shop.name for shop in scored.unknown)
        st.markdown(f":gray[Horaires inconnus : {plain(names)}.]")
    if len(scored.days.days) > 1:
        alone = each_alone(scored, calendar_of([scored.days], settings().departement), seen.weights)
        st.markdown(plain(alone_in_words(scored, alone)))
        for day in alone:
            st.markdown(f"- {plain(day.days.in_words)} seul : {plain(formula(day, seen.weights))}")
    if scored.open:
        names = enumerate_in_words(shop.name for shop in scored.open)
        st.markdown(f":gray[Ouvertes : {plain(names)}.]")


def _choose(db: Database, agent: Agent, seen: Consultation, one: Candidate) -> None:
    """« Proposer », or « Ne plus proposer » as long as nobody has been asked."""
    code, opened = one.scored.days.code, seen.opened_at is not None
    if one.proposed and opened:
        st.badge("Proposé", icon=":material/check:", color="green")
        return
    label, icon = (":green[Proposé]", ":material/check:") if one.proposed else ("Proposer", ":material/add:")
    said = "Appuyer de nouveau pour ne plus le proposer" if one.proposed else None
    if opened:
        label, said = "Proposer aussi", "Ajouté aussitôt à la page de chacun : il ne se retire plus"
    if not st.button(label, icon=icon, help=said, key=f"propose-{code}"):
        return
    kept = [asked.days.code for asked in seen.proposed]
    codes = [other for other in kept if other != code] if one.proposed else [*kept, code]
    form = f"propose-{seen.edition.id}"
    with reporting(operation_of=form) as outcome:
        propose(db, agent, seen.edition.id, codes, form_operation(form))
    if outcome.done:
        st.rerun()
    renew_operation(form)
