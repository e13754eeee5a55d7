"""One piece for one audience: what it says, what is refused, and that the same data give the same bytes."""

from datetime import time, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.communication import cache
from campaign.communication.building import audiences, build_piece, page_preview, pieces
from campaign.communication.content import content_of
from campaign.communication.model import DEPARTEMENT, Audience, Scale, read_audience
from campaign.documents.presets import Preset
from campaign.editions import actions as editions
from campaign.identity import branding
from campaign.identity.views import brand
from campaign.partners import actions as partners
from campaign.partners.views import place
from tests.documents.reading import texts

CHOLET = Audience(Scale.EPCI, "200071678")


def shop(place_id: int) -> Audience:
    return Audience(Scale.SHOP, str(place_id))


def test_the_departement_sees_every_shop_in_the_public_order(db, told):
    content = content_of(db, SYSTEM, told.edition, DEPARTEMENT)
    named = [(one.number, one.name, one.territory) for one in content.shops]
    assert named == [
        (1, "La Malle à Félicie", "Angers Loire Métropole"),
        (2, "La Remise", "Cholet Agglomération"),
        (3, "Le Fil", "Cholet Agglomération"),
    ]
    assert (content.place.in_form, content.hours) == ("en Maine-et-Loire", (time(10), time(18)))
    assert content.focus is None
    assert len(content.territories) > 5


def test_an_epci_sees_its_shops_under_the_same_numbers(db, told):
    content = content_of(db, SYSTEM, told.edition, CHOLET)
    assert [one.number for one in content.shops] == [2, 3]
    assert content.place.name == "Cholet Agglomération"
    assert [one.name for one in content.territories] == ["Cholet Agglomération"]


def test_a_shop_is_the_subject_of_its_own_pieces(db, told):
    content = content_of(db, SYSTEM, told.edition, shop(told.malle))
    assert content.focus.name == "La Malle à Félicie"
    assert content.offers == "Meubles, livres"


def test_codes_open_the_map_and_a_shop_s_own_its_page(db, told, monkeypatch):
    def page(audience, kind="affiche-a3"):
        return content_of(db, SYSTEM, told.edition, audience, kind).code_url

    assert page(DEPARTEMENT) == page(CHOLET) == "http://localhost:8501/carte"
    assert page(shop(told.malle)) == "http://localhost:8501/boutiques/la-malle-a-felicie"
    assert page(shop(told.fil), "flechage") == "http://localhost:8501/carte"
    branding.change_brand(db, SYSTEM, 1, {"website": "https://www.exemple.fr"}, new_operation())
    assert page(DEPARTEMENT) == "https://www.exemple.fr"
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", "https://occasion.exemple.fr")
    settings.cache_clear()
    assert page(DEPARTEMENT) == "https://occasion.exemple.fr/carte"
    assert content_of(db, SYSTEM, told.edition, DEPARTEMENT).site == "exemple.fr"


def test_signage_of_a_shop_that_may_not_advertise_says_what_the_common_one_says(db, told):
    content = content_of(db, SYSTEM, told.edition, shop(told.fil), "flechage")
    assert content.focus is None
    assert len(content.shops) == 3
    assert content_of(db, SYSTEM, told.edition, shop(told.fil), "fiche-reponse").focus.name == "Le Fil"


def test_the_dress_of_the_documents_is_that_of_the_settings(db, told, printer):
    content = content_of(db, SYSTEM, told.edition, DEPARTEMENT)
    assert (content.printer, content.paper) == ("Imprimerie Exemple, Angers", "papier recyclé")


def test_a_shop_that_may_not_advertise_gets_no_poster_of_its_own(db, told, communication):
    with pytest.raises(Refused) as refusal:
        build_piece(db, communication, told.edition, "affiche-a3", shop(told.fil))
    assert "version commune" in refusal.value.message
    listed = {one.kind.code: one.rule for one in pieces(db, communication, told.edition, shop(told.fil))}
    assert listed["affiche-a3"]
    assert not any(one.rule for one in pieces(db, communication, told.edition, shop(told.malle)))


def test_its_name_stands_in_the_common_pieces(db, told):
    content = content_of(db, SYSTEM, told.edition, DEPARTEMENT)
    assert "Le Fil" in [one.name for one in content.shops]


def test_the_same_data_give_the_same_bytes_drawn_once(db, told, reader):
    first = build_piece(db, reader, told.edition, "affiche-a3", shop(told.malle))
    kept = list(cache.folder(cache.PIECES).iterdir())
    again = build_piece(db, reader, told.edition, "affiche-a3", shop(told.malle))
    assert again == first
    assert list(cache.folder(cache.PIECES).iterdir()) == kept
    for path in kept:
        path.unlink()
    assert build_piece(db, reader, told.edition, "affiche-a3", shop(told.malle)) == first


def test_a_damaged_file_is_drawn_again(db, told):
    first = build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT)
    (kept,) = cache.folder(cache.PIECES).iterdir()
    kept.write_bytes(kept.read_bytes()[:-40])
    assert build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT) == first
    kept.write_bytes(b"")
    assert build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT) == first


def test_a_changed_name_changes_the_poster_at_once(db, told, officer):
    before = build_piece(db, SYSTEM, told.edition, "affiche-a3", shop(told.malle))
    sheet = place(db, officer, told.malle)
    partners.change_place(db, officer, sheet.id, sheet.version, {"name": "La Grande Malle"}, new_operation())
    after = build_piece(db, SYSTEM, told.edition, "affiche-a3", shop(told.malle))
    assert "La Grande" in texts(after.data)[0]
    assert after.data != before.data


def test_what_an_agent_does_elsewhere_draws_nothing_again(db, told, officer):
    first = content_of(db, SYSTEM, told.edition, CHOLET)
    sheet = place(db, officer, told.malle)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        partners.change_place(db, officer, sheet.id, sheet.version, {"note": "rappeler"}, new_operation())
        assert content_of(db, SYSTEM, told.edition, CHOLET) == first


def test_a_print_file_without_its_printer_is_blocked_until_it_is_given(db, told, officer):
    made = build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT, Preset.PRINTER)
    assert any("1881" in str(one) for one in made.blocking)
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers"}
    branding.change_brand(db, officer, brand(db).version, values, new_operation())
    made = build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT, Preset.PRINTER)
    assert made.blocking == ()


def test_a_page_is_looked_at_as_a_picture(db, told, reader):
    picture = page_preview(db, reader, told.edition, "affiche-a3", DEPARTEMENT, 0, 300)
    assert picture.startswith(b"\x89PNG")
    assert page_preview(db, reader, told.edition, "affiche-a3", DEPARTEMENT, 0, 300) == picture
    with pytest.raises(NotFound):
        page_preview(db, reader, told.edition, "affiche-a3", DEPARTEMENT, 7, 300)


def test_seeing_as_names_every_audience(db, told, reader):
    assert [name for _, name in audiences(db, reader, told.edition)] == [
        "Maine-et-Loire", "Angers Loire Métropole", "Cholet Agglomération", "La Malle à Félicie", "La Remise", "Le Fil",
    ]  # fmt: skip


def test_what_does_not_exist_is_refused_with_a_sentence(db, told, shop_elsewhere, edition):
    with pytest.raises(InvalidInput, match="Pièce inconnue"):
        build_piece(db, SYSTEM, told.edition, "mug", DEPARTEMENT)
    with pytest.raises(Refused, match="ne se fait pas pour une boutique"):
        build_piece(db, SYSTEM, told.edition, "abribus", shop(told.malle))
    for absent in (shop(shop_elsewhere), shop(10**17), read_audience("epci:200060010")):
        with pytest.raises(NotFound):
            build_piece(db, SYSTEM, told.edition, "affiche-a3", absent)
    with pytest.raises(Refused, match="Aucune boutique"):
        build_piece(db, SYSTEM, edition(90), "affiche-a3", DEPARTEMENT)
    with pytest.raises(NotFound):
        build_piece(db, SYSTEM, 999, "affiche-a3", DEPARTEMENT)


def test_a_cancelled_edition_has_no_document(db, told, officer):
    editions.cancel_edition(db, officer, told.edition, new_operation())
    with pytest.raises(Refused, match="annulée"):
        build_piece(db, SYSTEM, told.edition, "affiche-a3", DEPARTEMENT)


@pytest.fixture
def shop_elsewhere(shop):
    """A shop of the registry that was never invited."""
    return shop("La Boutique d’à côté")
