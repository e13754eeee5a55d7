"""« Kit de reprise » of an edition: what is in it, what is not, what was taken out of its texts, the file."""

import streamlit as st

from campaign.base import clock
from campaign.base.french import plural
from campaign.base.text import slug
from campaign.editions.views import edition as edition_view
from campaign.handover.collecting import kit_of
from campaign.handover.model import Collected, Part
from campaign.handover.packing import LEFT_OUT, own_texts, packed
from campaign.ui.feedback import reporting
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

ZIP = "application/zip"


@st.dialog("Kit de reprise", width="medium", icon=":material/inventory_2:")
def give_kit(edition_id: int) -> None:
    """The kit of an edition, to download."""
    agent, db = require_agent("editions.py")
    collected = None
    with reporting():
        edition = edition_view(db, edition_id)
        collected = kit_of(db, agent, edition_id)
    if collected is None:
        return
    st.markdown(
        f"Ce que **{plain(edition.name)}** a appris, pour préparer une autre édition, ici ou dans un autre "
        "département. Les noms, téléphones et adresses connus ici en sont retirés."
    )
    held, left = st.columns(2)
    held.markdown("**Ce qu’il contient**\n" + "".join(f"\n- {plain(one)}" for one in contents(collected)))
    left.markdown("**Ce qu’il laisse ici**\n" + "".join(f"\n- {plain(one)}" for one in LEFT_OUT))
    _masked(collected)
    _to_read_again(collected)
    st.download_button(
        "Télécharger le kit", packed(collected.kit, clock.today()), f"kit-de-reprise-{slug(edition.name)}.zip", ZIP,
        on_click="ignore", type="primary", icon=":material/download:", key=f"kit-{edition_id}",
    )  # fmt: skip


def contents(collected: Collected) -> list[str]:
    """« 15 textes de messages »…; what is empty is said so, once."""
    counts = collected.kit.counts
    told = ["le nom, le thème, les objectifs, le nombre de jours"]
    told += [part.counted(count) for part, count in counts.items() if count]
    nothing = [part.label for part, count in counts.items() if not count]
    return [*told, f"encore vide : {', '.join(nothing)}"] if nothing else told


def _masked(collected: Collected) -> None:
    """What was taken out: to be read before the file leaves."""
    if not collected.masked:
        st.markdown(":gray[Aucun nom, aucune adresse, aucun téléphone trouvé dans les textes.]")
        return
    taken = plural(len(collected.masked), "mention retirée", "mentions retirées")
    with st.expander(f"{taken} des textes", icon=":material/visibility_off:"):
        st.markdown("Une mention entre crochets les remplace dans le kit. Vos textes, eux, ne changent pas.")
        lines = [
            f"- {plain(_where(one.part, one.where))} : {one.mark.in_words} (« {plain(one.was)} »)"
            for one in collected.masked
        ]
        st.markdown("\n".join(lines))


def _to_read_again(collected: Collected) -> None:
    """What people wrote, as it leaves: a name that nobody knows here would stay in it."""
    texts = own_texts(collected.kit)
    if not texts:
        return
    with st.expander(f"Relire les textes qui partent ({len(texts)})", icon=":material/edit_note:"):
        st.markdown("Un nom que le logiciel ne connaît pas y resterait : corrigez le texte, puis refaites le kit.")
        for where, text in texts:
            st.markdown(f"**{plain(where)}**  \n" + "  \n".join(plain(one) for one in text.split("\n")))


def _where(part: Part, where: str) -> str:
    return f"{part.label}, {where}"
