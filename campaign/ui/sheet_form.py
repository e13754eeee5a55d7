"""The form of a place's sheet: every field, what was understood of the hours, the advertising rule quoted."""

from collections.abc import Mapping

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import InvalidInput
from campaign.base.fields import is_mobile, phone, phone_in_words
from campaign.base.settings import settings
from campaign.partners.actions import add_place, change_place
from campaign.partners.model import ADVERTISING_RULE, PLACE_LABELS, Category, Kind, Place
from campaign.partners.views import same_name_question, similar_places
from campaign.territory import views as territory
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.geography import short_epci
from campaign.ui.hours_grid import hours_grid
from campaign.ui.layout import card
from campaign.ui.plain import plain


def sheet_form(
    place: Place | None, kind: Kind, *, disabled: bool = False, said: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Show the fields filled with the stored sheet; what is typed, named as in ``PLACE_LABELS``.

    ``said``: a quiet line (markdown) under a field, by its name: who said last that it is right.

    Fields stand outside a form: each is kept as it is left, so that hours are read back at once and a refusal loses
    nothing.
    """
    form = form_of(place, kind)
    if place:
        version_read(form, f"{form}-name", place.version)
        if f"{form}-name" not in st.session_state:
            st.session_state[f"shown-{form}"] = place
    typed: dict[str, object] = {}
    said = said or {}

    def text(name: str, value: str, **options: object) -> None:
        typed[name] = st.text_input(PLACE_LABELS[name], value, key=f"{form}-{name}", disabled=disabled, **options)
        if name in said:
            st.markdown(said[name])

    with card("Qui"):
        text("name", place.name if place else "", max_chars=200)
        left, right = st.columns(2)
        with left:
            text("short_name", place.short_name if place else "", placeholder="28 caractères au plus")
            text("organisation", place.organisation if place else "", placeholder="Emmaüs, Envie Anjou…")
        with right:
            text("network", place.network if place else "", placeholder="Réseau des ressourceries…")
            text("siret", place.siret if place else "", placeholder="14 chiffres")
    with card("Où"):
        text("address", place.address if place else "")
        text("address_more", place.address_more if place else "")
        left, right = st.columns([1, 2])
        with left:
            text("postcode", place.postcode if place else "")
        with right:
            text("commune", place.commune if place else "")
        if not disabled:
            _commune_understood(typed, form)
    with card("Joindre"):
        left, right = st.columns(2)
        with left:
            text("phone", phone_in_words(place.phone) if place and place.phone else "", autocomplete="off")
        with right:
            text("email", place.email if place else "", autocomplete="off")
        _mobile_consent(place, typed, form, disabled=disabled)
        text("website", place.website if place else "", placeholder="https://…")
    if kind is Kind.SHOP:
        _shop_fields(place, typed, form, said, disabled=disabled)
    with card("Entre nous", "jamais montré au public"):
        typed["note"] = st.text_area(
            PLACE_LABELS["note"], place.note if place else "", key=f"{form}-note", disabled=disabled, height=90,
        )  # fmt: skip
    return typed


def _mobile_consent(place: Place | None, typed: dict[str, object], form: str, *, disabled: bool) -> None:
    """Under a mobile number: whether residents may see it. A consent goes with its number: another one has none."""
    try:
        number = phone(str(typed["phone"])) if str(typed["phone"] or "").strip() else ""
    except InvalidInput:
        return
    if not is_mobile(number):
        return
    given = place is not None and place.phone == number and place.may_publish_phone
    typed["may_publish_phone"] = st.checkbox(
        PLACE_LABELS["may_publish_phone"], given, key=f"{form}-mobile-{number}", disabled=disabled
    )
    if not typed["may_publish_phone"]:
        st.markdown(":gray[Sans cet accord, le numéro reste entre nous : ni sur le site, ni dans les documents.]")


def _commune_understood(typed: dict[str, object], form: str) -> None:
    """Under the fields: which commune was found; outside the département, a box to confirm it."""
    name, code, here = str(typed["commune"] or ""), str(typed["postcode"] or ""), settings().departement
    if not (name.strip() or code.strip()):
        return
    match = territory.find_commune(name, code, here)
    if match.commune is None:
        st.markdown(":orange[Commune pas encore trouvée : complétez le nom ou le code postal.]")
        return
    epci = f", {short_epci(match.commune.epci_name)}" if match.commune.epci_name else ""
    st.markdown(f":green[Compris : {plain(match.commune.label)}{plain(epci)}]")
    if match.commune.departement != here:
        said = f"Cette commune est hors du département ({here}) : c’est bien elle"
        typed["outside_confirmed"] = st.checkbox(said, key=f"{form}-outside")


def _shop_fields(
    place: Place | None, typed: dict[str, object], form: str, said: Mapping[str, str], *, disabled: bool
) -> None:
    with card("Ouvrir et vendre"):
        stored = place.opening_hours_text if place else ""
        typed["opening_hours_text"] = hours_grid(stored, f"{form}-hours", disabled=disabled)
        if "opening_hours_text" in said:
            st.markdown(said["opening_hours_text"])
        typed["categories"] = st.pills(
            PLACE_LABELS["categories"],
            [str(one) for one in Category],
            format_func=lambda code: Category(code).label,
            selection_mode="multi",
            default=[str(one) for one in place.categories] if place else [],
            key=f"{form}-categories",
            disabled=disabled,
        )
        if "categories" in said:
            st.markdown(said["categories"])
        typed["may_advertise"] = st.checkbox(
            PLACE_LABELS["may_advertise"], place.may_advertise if place else True, key=f"{form}-ads", disabled=disabled
        )
        if not typed["may_advertise"]:
            st.info(ADVERTISING_RULE, icon=":material/policy:")


def save_sheet(db: Database, agent: Agent, place: Place | None, kind: Kind, typed: Mapping[str, object]) -> int | None:
    """Write what was typed; the id of the place when it is done, None when it is refused (and said)."""
    form = form_of(place, kind)
    saved = None
    if place is None and kind is Kind.SHOP and _namesake_asked(db, agent, form, typed):
        return None
    with reporting("Fiche enregistrée.", operation_of=form):
        if place is None:
            saved = add_place(db, agent, {**typed, "kind": str(kind)}, form_operation(form))
        else:
            seen = version_read(form, f"{form}-name", place.version)
            mine = changed(st.session_state.get(f"shown-{form}", place), typed)
            change_place(db, agent, place.id, seen, mine, form_operation(form))
            st.session_state.pop(f"shown-{form}", None)
            saved = place.id
    return saved


def _namesake_asked(db: Database, agent: Agent, form: str, typed: Mapping[str, object]) -> bool:
    """Ask once before a second sheet of one name in one commune; « Enregistrer » again means they are two shops."""
    name, code = str(typed["name"] or ""), str(typed["postcode"] or "")
    match = territory.find_commune(str(typed["commune"] or ""), code, settings().departement)
    alike = similar_places(db, agent, name, match.commune.insee_code) if match.commune else []
    asked = (name, match.commune.insee_code if match.commune else "")
    if not alike or st.session_state.get(f"namesake-{form}") == asked:
        return False
    st.session_state[f"namesake-{form}"] = asked
    st.warning(
        f"{plain(same_name_question(alike[0]))} Si ce sont deux boutiques, enregistrez de nouveau.",
        icon=":material/storefront:",
    )
    st.link_button(f"Voir la fiche de {plain(alike[0].name)}", f"/{screen('shop_sheet.py').path}?fiche={alike[0].id}")
    return True


def form_of(place: Place | None, kind: Kind) -> str:
    """The name of a sheet's form, with which the keys of its fields begin."""
    form = f"sheet-{place.id if place else 'new'}-{kind}"
    turn = st.session_state.get(f"turn-{form}", 0)
    return f"{form}-{turn}" if turn else form


def show_again(place: Place) -> None:
    """The next display shows the stored sheet, in fields of other names: a browser keeps what a named field holds."""
    name = f"turn-sheet-{place.id}-{place.kind}"
    st.session_state[name] = st.session_state.get(name, 0) + 1


def changed(shown: Place, typed: Mapping[str, object]) -> dict[str, object]:
    """Only what differs from the sheet as it was shown: what nobody touched is not written over a colleague's work."""
    before = {name: getattr(shown, name, "") for name in PLACE_LABELS} | {
        "phone": phone_in_words(shown.phone) if shown.phone else "",
        "categories": [str(one) for one in shown.categories],
    }
    different = {name: value for name, value in typed.items() if name in before and value != before[name]}
    if "phone" in different and "may_publish_phone" in typed:
        different["may_publish_phone"] = typed["may_publish_phone"]  # said of this number, not of the former one
    if {"commune", "postcode"} & different.keys():
        different["outside_confirmed"] = typed.get("outside_confirmed", False)
    return different
