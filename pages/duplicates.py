"""Doublons : deux fiches côte à côte, les fusionner champ par champ, ou dire que ce sont deux boutiques."""

import streamlit as st

from campaign.base.errors import CampaignError
from campaign.base.french import enumerate_in_words, plural
from campaign.partners.merging import merge_preview
from campaign.partners.model import Place
from campaign.partners.pairs import Pair, keep_apart, probable_pairs
from campaign.partners.views import contacts_of
from campaign.ui.duplicate_choice import compare_others, grounds
from campaign.ui.duplicate_dialog import confirm_merge
from campaign.ui.duplicate_fields import choose_fields
from campaign.ui.duplicate_merges import decided, pair_number, undo
from campaign.ui.feedback import form_operation, offer_undo, reporting, show_error, undo_asked
from campaign.ui.layout import empty, heading, line, number_parameter
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

agent, db = require_agent("duplicates.py")
pairs = probable_pairs(db, agent)
said = f"{plural(len(pairs), 'doublon probable', 'doublons probables')} à examiner." if pairs else "Rien à examiner."
heading(agent, "Doublons", said)
if asked := undo_asked("unmerge", "apart"):
    undo(db, agent, *asked)


def pair_shown() -> tuple[int, int, Pair | None] | None:
    """(one sheet, the other, why they look alike): two that were asked for, else the pair whose turn it is."""
    one, other = number_parameter("fiche"), number_parameter("avec")
    if one and other:
        known = (each for each in pairs if {each.kept.id, each.copy.id} == {one, other})
        return min(one, other), max(one, other), next(known, None)
    if not pairs:
        return None
    pair = pairs[st.session_state.get("pair", 0) % len(pairs)]
    return pair.kept.id, pair.copy.id, pair


def acts(kept: Place, copy: Place, choices: dict[str, str]) -> None:
    """Merge, keep apart, or see another pair."""
    with line():
        if st.button(f"Fusionner dans la fiche n° {kept.id}", type="primary", icon=":material/merge:", key="merge"):
            confirm_merge(kept.id, copy.id, (kept.version, copy.version), choices)
        if st.button("Ce sont deux boutiques", key="two"):
            form = f"apart-{pair_number(kept.id, copy.id)}"
            with reporting(operation_of=form) as outcome:
                keep_apart(db, agent, kept.id, copy.id, form_operation(form))
                offer_undo("Noté : ce sont deux boutiques.", "apart", pair_number(kept.id, copy.id))
            if outcome.done:
                st.query_params.clear()
                st.rerun()
        others = number_parameter("fiche") or len(pairs) > 1
        if others and st.button("Décider plus tard", type="tertiary", key="next"):
            st.session_state["pair"] = st.session_state.get("pair", 0) + 1
            st.query_params.clear()
            st.rerun()


shown = pair_shown()
if shown is None:
    said = "Les fiches qui se ressemblent, dans un fichier ou au registre, attendront ici votre avis."
    empty("Aucun doublon probable.", said, drawing="duck")
else:
    first, second, why = shown
    grounds(pairs, why)
    kept_id = st.segmented_control(
        "Fiche gardée", [first, second], default=first, required=True, key=f"kept-{first}-{second}",
        format_func=lambda number: f"N° {number}, la plus ancienne" if number == first else f"N° {number}",
    )  # fmt: skip
    try:
        preview = merge_preview(db, agent, kept_id, first + second - kept_id)
    except CampaignError as error:
        st.query_params.clear()
        show_error(error)
    else:
        choices = choose_fields(preview)
        people = {one.id: one.name for each in (first, second) for one in contacts_of(db, agent, each)}
        if people:
            st.markdown(f":gray[Contacts, tous gardés :] {plain(enumerate_in_words(people.values()))}")
        st.markdown(f":material/arrow_forward: {plain(preview.follows)}")
        for sentence in preview.stays:
            st.markdown(f":gray[{plain(sentence)}]")
        acts(preview.kept, preview.copy, choices)
decided(db, agent)
compare_others(db, agent)
