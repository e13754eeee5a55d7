"""split_address_block: street, postcode and town out of one field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.territory.views import split_address_block


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("12 rue X 49000 Angers", ("12 rue X", "49000", "Angers")),
        ("ZA du Layon, 49540 Martigné-Briand", ("ZA du Layon", "49540", "Martigné-Briand")),
        ("12 rue X\n49020 ANGERS CEDEX 02", ("12 rue X", "49020", "ANGERS CEDEX 02")),
        ("12 rue X\r\nBâtiment B\r\n49000 Angers\r\n", ("12 rue X, Bâtiment B", "49000", "Angers")),
        ("12 rue X, 49000 ANGERS, Bâtiment B", ("12 rue X, Bâtiment B", "49000", "ANGERS")),
        ("BP 50042 49000 Angers", ("BP 50042", "49000", "Angers")),
        ("CS 12345\n49009 ANGERS CEDEX 01 - FRANCE", ("CS 12345", "49009", "ANGERS CEDEX 01")),
        ("49000 Angers, 12 rue du Port", ("12 rue du Port", "49000", "Angers")),
        ("12 rue du 8 mai 1945 49 300 Cholet", ("12 rue du 8 mai 1945", "49300", "Cholet")),
        ("3 rue Z F-49000 ANGERS", ("3 rue Z", "49000", "ANGERS")),
        ("10 rue de Paris - 49000 - Angers", ("10 rue de Paris", "49000", "Angers")),
        ("8 rue Nicolas Siret 10000 Troyes", ("8 rue Nicolas Siret", "10000", "Troyes")),
        ("lieu-dit La Croix, 44330 Vallet, France", ("lieu-dit La Croix", "44330", "Vallet")),
        ("1 rue A, 97200 Fort-de-France", ("1 rue A", "97200", "Fort-de-France")),
        ("12 rue X 49000", ("12 rue X", "49000", "")),
        ("49000 Angers", ("", "49000", "Angers")),
        ("12 rue X, Angers", ("12 rue X", "", "Angers")),
        ("12 rue X", ("12 rue X", "", "")),
        ("ZA du Layon, rue Y", ("ZA du Layon, rue Y", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_in_one_block_is_split(block, parts):
    assert split_address_block(block) == parts


@given(
    st.integers(1, 999),
    st.sampled_from(["rue de l’Écho", "avenue du 11 Novembre 1918", "ZA de la Gare"]),
    st.integers(1000, 98999),
    st.sampled_from(["Angers", "Les Ponts-de-Cé", "SAINT-HERBLAIN CEDEX 3"]),
    st.sampled_from([" ", ", ", "\n", " - "]),
)
def test_the_three_parts_come_back_whatever_stands_between(house, street, postcode, town, between):
    block = f"{house} {street}{between}{postcode:05d} {town}"
    assert split_address_block(block) == (f"{house} {street}", f"{postcode:05d}", town)


@given(st.text(max_size=200))
def test_whatever_is_written_is_split_without_a_line_break(block):
    assert not any("\n" in part for part in split_address_block(block))
