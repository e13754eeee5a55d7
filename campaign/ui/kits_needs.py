"""« Qui reçoit quoi »: recipients × items, with the chosen kit beside and the reason of each line."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, plural
from campaign.base.text import search_key
from campaign.editions.model import Edition
from campaign.kits.deciding import share_pieces, take_in
from campaign.kits.model import RecipientNeed, is_game
from campaign.kits.recipients import switchable
from campaign.kits.views import models
from campaign.partners.model import Kind
from campaign.stock.model import Item, ItemKind
from campaign.stock.views import items
from campaign.territory.model import short_epci_name
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.kits_one import kit_panel
from campaign.ui.kits_words import KINDS, ONE_OF, may_write, name_of, size_words
from campaign.ui.layout import empty, line, same_in_a_table

PAGE = 200  # recipients shown at once: every gesture sends the table again


def needs_tab(db: Database, agent: Agent, edition: Edition, everybody: Sequence[RecipientNeed]) -> None:
    """The table with its filters, and the chosen kit."""
    if not _ready(db, agent, everybody):
        return
    epcis = sorted({short_epci_name(one.place.epci_name) for one in everybody if one.place.epci_name}, key=search_key)
    with line():
        search = st.text_input(
            "Chercher", placeholder="Nom, commune…", icon=":material/search:", label_visibility="collapsed",
            key="kits-search", width=220,
        )  # fmt: skip
        epci = st.selectbox(
            "EPCI", epcis, None, placeholder="Tous les EPCI", label_visibility="collapsed", key="kits-epci", width=220
        )
        kind = st.pills(
            "Qui", list(KINDS), format_func=KINDS.get, label_visibility="collapsed", key="kits-kind", wrap=True
        )
        shown = [one for one in everybody if _wanted(one, search or "", epci, kind)]
        columns = _columns(shown)
        headers, rows = _exported(shown, columns)
        export_menu(f"kits-edition-{edition.id}", "Kits", headers, rows)
        _share(db, agent, edition, everybody)
    if not shown:
        empty("Aucun destinataire ne correspond.", "Retirez un filtre.", drawing="cat")
        return
    work, context = st.columns([1.8, 1])
    with work:
        chosen = _table(shown[:PAGE], columns)
        if len(shown) > PAGE:
            st.markdown(f":gray[Les {PAGE} premiers sur {number(len(shown))} : affinez la recherche ou exportez.]")
        _switched_off(db, agent, edition)
    with context:
        kit_panel(db, agent, edition, chosen)
    same_in_a_table(
        [
            {
                "Destinataire": name_of(one.place),
                "Commune": one.place.commune,
                "Kit": ", ".join(item.item.counted(item.quantity) for item in one.lines if item.quantity) or "rien",
            }
            for one in shown[:PAGE]
        ],
        "La même chose en tableau, à imprimer",
    )


def _ready(db: Database, agent: Agent, everybody: Sequence[RecipientNeed]) -> bool:
    if everybody and any(one.lines for one in everybody):
        return True
    if not items(db, agent):
        said = "Les kits se composent des articles du stock : affiches, flyers, panneaux… Ajoutez-les d’abord au stock."
        empty("Le stock est vide.", said, drawing="suitcase")
    elif not models(db, agent):
        said = "Écrivez un modèle dans « Modèles » : ce que reçoit une boutique, une collectivité, un relais."
        empty("Aucun modèle de kit encore.", said, drawing="suitcase")
    else:
        said = "Les kits vont aux boutiques qui participent, à leurs collectivités et aux relais du registre."
        empty("Personne à servir pour l’instant.", said, "participations.py", "Voir les participations", "bike")
    return False


def _wanted(one: RecipientNeed, search: str, epci: str | None, kind: Kind | None) -> bool:
    place = one.place
    text = search_key(f"{place.name} {place.commune} {place.epci_name} {place.organisation}")
    return (
        all(word in text for word in search_key(search).split())
        and epci in (None, short_epci_name(place.epci_name))
        and kind in (None, one.kind)
    )


def _columns(shown: Sequence[RecipientNeed]) -> list[Item]:
    """The items that somebody shown gets, in the order of the stock."""
    found: dict[int, Item] = {}
    for one in shown:
        found |= {line.item.id: line.item for line in one.lines if line.quantity}
    ranks = {line.item.id: rank for one in shown for rank, line in enumerate(one.lines)}
    return sorted(found.values(), key=lambda item: (is_game(item), ranks.get(item.id, 0), item.name))


def _table(shown: Sequence[RecipientNeed], columns: Sequence[Item]) -> RecipientNeed:
    cells: dict[str, list[object]] = {
        "Destinataire": [name_of(one.place) for one in shown],
    }
    given = [{line.item.id: line.quantity for line in one.lines} for one in shown]
    for item in columns:
        cells[item.code] = [mine.get(item.id) or None for mine in given]
    cells["Commune"] = [one.place.commune for one in shown]
    cells["Taille"] = [size_words(one) for one in shown]
    cells["Litres"] = [round(one.volume_litres) for one in shown]
    cells["kg"] = [round(one.weight_kg) for one in shown]
    widths = {item.code: st.column_config.NumberColumn(item.code, help=item.label, width=68) for item in columns}
    picked = st.dataframe(
        pd.DataFrame(cells).astype({item.code: "Int64" for item in columns}),
        hide_index=True,
        height="content" if len(shown) < 14 else 540,
        placeholder="",
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Destinataire": st.column_config.TextColumn(width=190),
            "Commune": st.column_config.TextColumn(width=130),
            "Taille": st.column_config.TextColumn(width=110),
            "Litres": st.column_config.NumberColumn(width=64),
            "kg": st.column_config.NumberColumn(width=56),
            **widths,
        },
        alt=f"{plural(len(shown), 'destinataire')} et ce que chacun reçoit, article par article",
        key="kits-table",
    )
    rows = picked["selection"]["rows"]
    return shown[rows[0]] if rows and rows[0] < len(shown) else shown[0]


def _exported(
    shown: Sequence[RecipientNeed], columns: Sequence[Item]
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    headers = (
        "Destinataire", "Type", "Adresse", "EPCI", "Taille", *(f"{item.code} {item.label}" for item in columns),
        "Litres", "kg", "Accès", "Ajustements",
    )  # fmt: skip
    rows = []
    for one in shown:
        given = {line.item.id: line.quantity for line in one.lines}
        changes = " ; ".join(f"{line.item.code} : {line.reason}" for line in one.lines if line.adjusted)
        rows.append(
            (
                name_of(one.place), ONE_OF.get(one.kind, ""), one.place.address_line,
                short_epci_name(one.place.epci_name), one.size, *(given.get(item.id, 0) for item in columns),
                one.volume_litres, one.weight_kg, one.access_note, changes,
            )
        )  # fmt: skip
    return headers, rows


def _share(db: Database, agent: Agent, edition: Edition, everybody: Sequence[RecipientNeed]) -> None:
    """« Répartir les exemplaires », when numbered things have no number yet."""
    waiting = sum(
        max(0, line.quantity - len(line.pieces))
        for one in everybody
        for line in one.lines
        if line.item.kind is ItemKind.NUMBERED and not is_game(line.item)
    )
    if waiting and may_write(agent):
        form = f"share-pieces-{edition.id}"
        said = f"{plural(waiting, 'exemplaire')} à choisir : les numéros libres au dépôt, dans l’ordre"
        if st.button("Répartir les exemplaires", icon=":material/pin:", help=said, key="share-pieces"):
            with reporting(operation_of=form) as outcome:
                shared = share_pieces(db, agent, edition.id, form_operation(form))
            if outcome.done:
                lacking = f" Il en manque {number(waiting - shared)} au dépôt." if shared < waiting else ""
                notify(f"{plural(shared, 'exemplaire attribué', 'exemplaires attribués')}.{lacking}")
                st.rerun()


def _switched_off(db: Database, agent: Agent, edition: Edition) -> None:
    """Relays and EPCI that get nothing this time, with the way back."""
    out = [one.place for one in switchable(db, agent, edition.id) if one.left_out]
    if not out:
        return
    with st.expander(f"Sans kit cette fois ({len(out)})", icon=":material/block:"):
        for place in out:
            with line():
                st.markdown(name_of(place))
                if may_write(agent) and st.button("Remettre", type="tertiary", key=f"take-in-{place.id}"):
                    form = f"take-in-{edition.id}-{place.id}"
                    with reporting(f"{name_of(place)} reçoit de nouveau son kit.", form) as outcome:
                        take_in(db, agent, edition.id, place.id, form_operation(form))
                    if outcome.done:
                        st.rerun()
