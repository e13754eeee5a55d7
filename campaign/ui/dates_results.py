"""« Décider »: the sets ranked by their voices, ties said, who would be left aside, what people wrote."""

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, plural
from campaign.consultation.consulted import Consultation, Stage
from campaign.consultation.results import Results, SetResult, Tally
from campaign.consultation.views import replies
from campaign.consultation.votes import Choice
from campaign.territory.model import short_epci_name
from campaign.ui.dates_deciding import confirm_decide
from campaign.ui.dates_words import may_write
from campaign.ui.layout import card, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.tags import tags_svg

PRUNE, WHITE = "#34142E", "#FFFFFF"
_PARTS = (("Oui", "yes", "#00666B", WHITE), ("Si besoin", "if_needed", "#8FD3C4", PRUNE),
          ("Non", "no", "#CE3418", WHITE), ("Sans avis", "silent", "#F3DFBC", PRUNE))  # fmt: skip
_CHOICES = {Choice.YES: "green", Choice.IF_NEEDED: "yellow", Choice.NO: "red"}


def results_card(db: Database, agent: Agent, seen: Consultation, told: Results) -> None:
    """The sets, best first, each with « Choisir ces jours » as long as nothing is decided."""
    stage = seen.stage(clock.today())
    with card("4. Décider" if stage is not Stage.DECIDED else "Les réponses", None):
        if stage is Stage.PREPARING:
            st.markdown(":gray[Les réponses se classeront ici ; vous déciderez, et tout le monde sera prévenu.]")
            return
        if not told.answered:
            st.markdown(":gray[Aucune réponse encore : chacun a reçu son lien, ou attend votre appel.]")
        else:
            _chart(told.sets)
            for said in told.ties_in_words:
                st.info(plain(said), icon=":material/balance:")
        verb = may_write(agent, seen.edition) and stage is not Stage.DECIDED
        for one in told.sets:
            _line(seen, one, told, verb=verb)
        _other_days(db, agent, seen)


def _line(seen: Consultation, one: SetResult, told: Results, *, verb: bool) -> None:
    chosen = one.days == seen.decided
    with st.container(border=True):
        tags, text, side = st.columns([1, 3.2, 1.35], vertical_alignment="center")
        tags.image(tags_svg(one.days.days), width=64 * len(one.days.days), alt=one.days.in_words)
        with text:
            st.subheader(plain(one.days.in_words), anchor=False)
            if told.answered:
                st.markdown(_badges(one.shops) + _animators(one))
            elif note := seen.proposal(one.days.code).note:
                st.markdown(plain(note))
            if one.left_aside:
                names = enumerate_in_words(short_epci_name(name) for name in one.left_aside)
                st.markdown(f":red[:material/block: Aucune boutique n’est disponible dans **{plain(names)}**.]")
        with side:
            if chosen:
                st.badge("Choisi", icon=":material/check:", color="green")
            elif told.answered:
                equal = sum(other.rank == one.rank for other in told.sets) > 1
                rank = "1er" if one.rank == 1 else f"{one.rank}e"
                st.badge(f"{rank} à égalité" if equal else rank, color="green" if one.rank == 1 else "gray")
            if verb and st.button("Choisir ces jours", key=f"decide-{one.days.code}"):
                confirm_decide(seen.edition.id, one.days.code)
        if one.unable or one.remarks:
            _words(one)


def _badges(tally: Tally) -> str:
    said = [f":green-badge[{tally.yes} oui]", f":yellow-badge[{tally.if_needed} si besoin]",
            f":red-badge[{tally.no} non]"]  # fmt: skip
    return " ".join([*said, *([f":gray-badge[{tally.silent} sans avis]"] if tally.silent else [])])


def _animators(one: SetResult) -> str:
    asked = one.animators.able + one.animators.no
    if not asked:
        return ""
    return f"  \n:gray[Animateurs d’EPCI : {one.animators.able} sur {asked} peuvent.]"


def _words(one: SetResult) -> None:
    parts = [plural(len(one.unable), "lieu ne peut pas", "lieux ne peuvent pas")] if one.unable else []
    parts += [plural(len(one.remarks), "remarque")] if one.remarks else []
    with st.expander(", ".join(parts), icon=":material/chat:"):
        if one.unable:
            st.markdown(f"Ne peuvent pas : {plain(enumerate_in_words(voter.name for voter in one.unable))}.")
        for remark in one.remarks:
            said = f":{_CHOICES[remark.choice]}-badge[{remark.choice.label}]" if remark.choice else ""
            st.markdown(f"**{plain(remark.voter.name)}** {said}  \n{plain(remark.text)}")


def _other_days(db: Database, agent: Agent, seen: Consultation) -> None:
    if agent.role is Role.READER:
        return
    names = {one.place_id: one.name for one in seen.voters}
    wanted = [(names[place], one.reply.other_days) for place, one in replies(db, agent, seen.edition.id).items()
              if one.reply.other_days and place in names]  # fmt: skip
    if wanted:
        with st.expander(f"D’autres jours ont été proposés ({len(wanted)})", icon=":material/edit_calendar:"):
            for name, text in wanted:
                st.markdown(f"**{plain(name)}** : {plain(text)}")


def _chart(sets: Sequence[SetResult]) -> None:
    """Shops only: they make the order."""
    rows = []
    for one in sets:
        at = 0
        for label, name, colour, ink in _PARTS:
            count = getattr(one.shops, name)
            rows.append({"days": one.days.short, "start": at, "end": at + count, "middle": at + count / 2,
                         "said": str(count or ""), "colour": colour, "ink": ink, "label": label})  # fmt: skip
            at += count
    table = pd.DataFrame(rows)
    across = alt.Scale(domain=[0, max(1, int(table["end"].max()))])
    left = alt.Axis(ticks=False, domain=False, labelPadding=8, labelColor=PRUNE, labelFontSize=13, labelLimit=180)
    base = alt.Chart(table).encode(y=alt.Y("days:N", sort=[one.days.short for one in sets], title=None, axis=left))
    layers = base.mark_bar(height=22).encode(
        x=alt.X("start:Q", axis=None, scale=across), x2="end:Q", color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("days:N", title="Jours"), alt.Tooltip("label:N", title="Réponse"),
                 alt.Tooltip("said:N", title="Boutiques")],
    )  # fmt: skip
    layers += base.mark_text(fontWeight=700, fontSize=13).encode(
        x=alt.X("middle:Q", axis=None, scale=across), text="said:N", color=alt.Color("ink:N", scale=None)
    )
    chart = layers.properties(height=34 * len(sets) + 8, padding={"left": 0, "right": 5, "top": 4, "bottom": 0})
    chart = chart.configure_view(strokeWidth=0).configure_axis(labelFont="Figtree").configure_text(font="Figtree")
    said = " ; ".join(f"{one.days.short} : {one.shops.yes} oui, {one.shops.if_needed} si besoin, {one.shops.no} non"
                      for one in sets)  # fmt: skip
    st.altair_chart(chart, alt=said)
    st.markdown(":gray[Boutiques, de gauche à droite : oui, si besoin, non, sans avis.]")
    same_in_a_table(
        [{"Jours": one.days.in_words, "Rang": one.rank,
          **{label: getattr(one.shops, name) for label, name, _, _ in _PARTS},
          "Animateurs qui peuvent": one.animators.able,
          "EPCI sans boutique disponible": enumerate_in_words(one.left_aside) or "aucun"} for one in sets]
    )  # fmt: skip
