"""The press kit of each audience, from the records to the page: nothing unfilled, each figure counted from answers."""

import re

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Refused
from campaign.communication.building import build_piece, piece_of, pieces, said
from campaign.communication.content import read_source
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.communication.press_content import PRESS_KINDS, figures_for
from campaign.documents.presets import Preset
from tests.documents.reading import texts

CHOLET = Audience(Scale.EPCI, "200071678")


def shop(place_id: int) -> Audience:
    return Audience(Scale.SHOP, str(place_id))


def written(file: bytes) -> str:
    return " ".join(texts(file)).replace("\ufffe ", "").replace("\ufffe", "")


@pytest.mark.parametrize("kind", PRESS_KINDS)
def test_every_audience_has_its_press_pieces_with_nothing_unfilled(db, told, kind):
    for audience in (DEPARTEMENT, CHOLET, shop(told.malle)):
        assert kind in [one.kind.code for one in pieces(db, SYSTEM, told.edition, audience)]
        text = written(build_piece(db, SYSTEM, told.edition, kind, audience).data)
        assert "{{" not in text
        assert "}}" not in text
        assert ("Édition locale" in text) == (audience is not DEPARTEMENT)


def test_the_kit_counts_the_shops_of_its_audience_and_says_from_what(db, told):
    source = read_source(db, SYSTEM, told.edition)
    for audience, count in ((DEPARTEMENT, 3), (CHOLET, 2)):
        text = written(build_piece(db, SYSTEM, told.edition, "dossier-de-presse", audience).data)
        figures = figures_for(source, audience)
        assert figures[0].value == str(count)
        for one in figures:
            assert f"{one.value} {one.label}" in text
        assert len(re.findall("Source : Réponses des boutiques au", text)) == len(figures)


def test_a_shop_that_may_not_advertise_is_in_the_common_kit_and_has_none_of_its_own(db, told):
    source = read_source(db, SYSTEM, told.edition)
    assert "Le Fil" in written(build_piece(db, SYSTEM, told.edition, "dossier-de-presse", CHOLET).data)
    for kind in PRESS_KINDS:
        assert "ne peut pas faire de publicité" in piece_of(source, kind, shop(told.fil)).rule
        with pytest.raises(Refused, match="ne peut pas faire de publicité"):
            build_piece(db, SYSTEM, told.edition, kind, shop(told.fil))


@pytest.mark.parametrize("preset", Preset)
def test_print_files_are_ready_with_a_printer(db, told, printer, preset):
    for kind in PRESS_KINDS:
        built = build_piece(db, SYSTEM, told.edition, kind, DEPARTEMENT, preset)
        assert [str(one) for one in built.blocking] == []


def test_the_same_data_give_the_same_key_and_a_new_text_another(db, told):
    source = read_source(db, SYSTEM, told.edition)
    piece = piece_of(source, "communique", DEPARTEMENT)
    content, key = said(source, piece, Preset.SCREEN)
    assert content.press is not None
    assert said(read_source(db, SYSTEM, told.edition), piece, Preset.SCREEN)[1] == key
    assert said(source, piece_of(source, "communique", CHOLET), Preset.SCREEN)[1] != key


def test_other_pieces_carry_no_press_text(db, told):
    source = read_source(db, SYSTEM, told.edition)
    assert said(source, piece_of(source, "affiche-a3", DEPARTEMENT), Preset.SCREEN)[0].press is None
