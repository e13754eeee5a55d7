"""Who a step reaches: those who will get the message, by what they have done; those left out, and why."""

from itertools import groupby

import streamlit as st

from campaign.base.french import plural
from campaign.messages.model import REMINDERS, Audience, PlannedStep, Progress, Skip
from campaign.ui.layout import go_to
from campaign.ui.plain import plain
from campaign.ui.step_words import SITUATIONS, people

_ORDER = list(Progress)
FEW = 5  # people named without a click
_PAPER = (Skip.NO_EMAIL, Skip.BOUNCED)


def who_card(one: PlannedStep, reached: Audience) -> None:
    """The two lists, folded; the way to letters and calls for those without e-mail."""
    st.markdown(f"**{plural(len(reached.due), 'personne recevra', 'personnes recevront')} ce message**")
    due = sorted(reached.due, key=lambda who: (_ORDER.index(who.progress), who.name))
    # Only reminders have a text for each situation; elsewhere it would be noise.
    by_situation = one.step in REMINDERS
    for title, group in groupby(due, lambda who: SITUATIONS[who.progress] if by_situation else "Leurs noms"):
        listed = list(group)
        with st.expander(f"{title} · {len(listed)}", len(due) < FEW, key=f"due-{one.step}-{title}"):
            st.markdown(plain(people(listed)))
    others = sorted(
        (who for who in reached.skipped if who.skip not in _PAPER), key=lambda who: (str(who.skip), who.name)
    )
    if others:
        label = plural(len(others), "personne laissée de côté", "personnes laissées de côté")
        with st.expander(label, icon=":material/block:", key=f"skipped-{one.step}"):
            for skip, group in groupby(others, key=lambda who: who.skip):
                listed = list(group)
                st.markdown(f"**{skip.label}** · {len(listed)}  \n:gray[{plain(people(listed))}]")
    if reached.without_email:
        count = plural(len(reached.without_email), "personne sans adresse valable", "personnes sans adresse valable")
        go_to(
            "letters_and_calls.py",
            f"{count} : lettres et appels",
            key=f"paper-{one.step}",
            etape=one.step,
            edition=one.edition_id,
        )
