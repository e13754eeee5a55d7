"""Who a piece is for, which pieces each receives, and what a shop that may not advertise keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.communication.model import (
    DEPARTEMENT,
    Audience,
    Scale,
    kinds_for,
    names_the_shop,
    read_audience,
    rule_against,
)
from campaign.communication.quantities import proposed
from campaign.participation.model import Need
from campaign.territory.model import epci_forms


@pytest.mark.parametrize("written", ["departement", "epci:244900015", "shop:12"])
def test_an_audience_is_read_as_it_is_written(written):
    assert str(read_audience(written)) == written


@pytest.mark.parametrize("wrong", ["", "all", "49", "epci:", "epci:12", "shop:0", "shop:-1", "shop:1 or 1", "shop:٣"])
def test_another_way_to_write_one_is_refused_with_the_three_that_serve(wrong):
    with pytest.raises(InvalidInput) as refusal:
        read_audience(wrong)
    assert "epci:" in refusal.value.message


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed):
    try:
        assert str(read_audience(typed)) == typed.strip()
    except InvalidInput:
        assert typed.strip() != str(DEPARTEMENT)


def test_a_shop_receives_no_bus_shelter_and_the_departement_no_answer_sheet():
    engine = ("affiche-a3", "abribus", "annuaire", "fiche-reponse", "bilan")
    assert kinds_for(Scale.SHOP, engine) == ["affiche-a3", "fiche-reponse"]
    assert kinds_for(Scale.EPCI, engine) == ["affiche-a3", "abribus", "annuaire"]
    assert kinds_for(Scale.DEPARTEMENT, engine) == ["affiche-a3", "abribus", "annuaire", "bilan"]


def test_a_shop_that_may_not_advertise_keeps_its_neutral_papers():
    assert "ne peut pas faire de publicité" in rule_against("affiche-a3", "Affiche A3", may_advertise=False)
    assert "version commune : Affiche A3" in rule_against("affiche-a3", "Affiche A3", may_advertise=False)
    assert rule_against("flechage", "Fléchage", may_advertise=False) == ""
    assert not names_the_shop("flechage", may_advertise=False)
    assert rule_against("fiche-reponse", "Fiche-réponse", may_advertise=False) == ""
    assert names_the_shop("fiche-reponse", may_advertise=False)
    assert rule_against("affiche-a3", "Affiche A3", may_advertise=True) == ""


def test_a_kind_nobody_thought_of_is_refused_to_a_shop_that_may_not_advertise():
    assert rule_against("ballon", "Ballon", may_advertise=False)


@pytest.mark.parametrize(
    ("official", "name", "within", "of"),
    [
        ("CC des Vallées du Haut-Anjou", "Vallées du Haut-Anjou", "dans les Vallées du Haut-Anjou",
         "des Vallées du Haut-Anjou"),
        ("CC du Pays d'Ancenis", "Pays d’Ancenis", "dans le Pays d’Ancenis", "du Pays d’Ancenis"),
        ("CC de l'Île de Ré", "Île de Ré", "dans l’Île de Ré", "de l’Île de Ré"),
        ("CU Angers Loire Métropole", "Angers Loire Métropole", "dans Angers Loire Métropole",
         "d’Angers Loire Métropole"),
        ("CA Mauges Communauté", "Mauges Communauté", "dans Mauges Communauté", "de Mauges Communauté"),
    ],
)  # fmt: skip
def test_an_epci_completes_a_sentence(official, name, within, of):
    assert epci_forms(official) == (name, within, of)


def test_copies_are_proposed_by_whole_packets_from_what_shops_asked():
    needs = [{Need.POSTERS: 20, Need.FLYERS: 3}, {Need.POSTERS: 31}, {}]
    posters = proposed("affiche-a3", needs)
    assert (posters.asked, posters.shops, posters.proposed) == (51, 2, 100)
    assert posters.reason == "2\u00a0boutiques en demandent 51, arrondi à 100 par paquets de 50."
    flyers = proposed("flyer-a5", needs)
    assert (flyers.asked, flyers.proposed) == (300, 300)
    assert flyers.reason == "1\u00a0boutique en demande 300."
    assert proposed("autocollant", needs).proposed == 50
    assert proposed("abribus", needs).proposed == 0
    assert proposed("annuaire", needs).reason == "Aucune boutique n’en a demandé."


@given(st.lists(st.integers(0, 999), max_size=60))
def test_never_fewer_copies_than_asked_nor_a_packet_too_many(packets):
    found = proposed("affiche-a3", [{Need.POSTERS: one} for one in packets])
    assert found.asked == sum(packets)
    assert 0 <= found.proposed - found.asked < 50
    assert found.proposed % 50 == 0


def test_an_audience_knows_its_place():
    assert Audience(Scale.SHOP, "12").place_id == 12
    assert DEPARTEMENT.place_id is None


def test_nobody_orders_answer_sheets_from_a_printer():
    quantity = proposed("fiche-reponse", [{Need.POSTERS: 20}])
    assert (quantity.proposed, quantity.asked) == (0, 0)
    assert "sa boutique" in quantity.reason
