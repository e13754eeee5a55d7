"""Corrections proposées : ce que les boutiques ont corrigé de leur fiche, à accepter ou refuser champ par champ."""

from itertools import groupby

import streamlit as st

from campaign.base.french import plural
from campaign.participation.corrections import shown
from campaign.partners.suggesting import accept_suggestion, pending_suggestions, refuse_suggestion
from campaign.partners.suggestions import Suggestion
from campaign.ui.decision_list import age
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import card, empty, go_to, heading, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("corrections.py")
waiting = pending_suggestions(db, agent)
shops = len({one.place_id for one in waiting})
said = f"{plural(len(waiting), 'correction proposée', 'corrections proposées')} par {plural(shops, 'boutique')}."
heading(agent, "Corrections proposées", said if waiting else "Rien à relire.")
if not waiting:
    said = "Quand une boutique corrige sa fiche depuis son lien, la correction attend ici votre accord."
    empty("Aucune correction n’attend.", said, drawing="books")
    st.stop()


def one_correction(one: Suggestion) -> None:
    """The stored value, the proposed one, and the two verbs."""
    label, before, after, verbs = st.columns([1.2, 2.2, 2.2, 1.8], vertical_alignment="center")
    label.markdown(f"**{plain(one.label)}**  \n:gray[{age(one.at)}]")
    before.markdown(f":gray[au registre]  \n{plain(shown(one.field, one.current)) or '—'}")
    after.markdown(f":gray[proposé]  \n:green-background[{plain(shown(one.field, one.proposed)) or '(vide)'}]")
    form = f"suggestion-{one.id}"
    with verbs, line():
        accepted = st.button("Accepter", icon=":material/check:", key=f"accept-{one.id}")
        refused = st.button("Refuser", type="tertiary", key=f"refuse-{one.id}")
    if accepted or refused:
        sentence = "Correction écrite dans la fiche." if accepted else "Correction refusée : la fiche ne change pas."
        with reporting(sentence, operation_of=form) as outcome:
            (accept_suggestion if accepted else refuse_suggestion)(db, agent, one.id, form_operation(form))
        if outcome.done:
            st.rerun()


by_shop = sorted(waiting, key=lambda one: (one.place_name.casefold(), one.place_id, one.id))
for (place_id, name), group in groupby(by_shop, key=lambda one: (one.place_id, one.place_name)):
    listed = list(group)
    with card(name, len(listed), "blue") as top:
        with top, st.container(width="content"):
            go_to("shop_sheet.py", "Voir la fiche", key=f"sheet-{place_id}", fiche=place_id)
        for one in listed:
            one_correction(one)
