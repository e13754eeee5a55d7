"""What a personal link offers: its own pieces and no other, the rule and the common version, what to do before."""

import re
from datetime import timedelta

import pytest

from campaign.accounts.links import prepare_link
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.errors import EditionOver, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.communication import cache
from campaign.communication.model import ANSWER_SHEET
from campaign.communication.own_pieces import Waiting, own_file, own_pieces, own_preview
from campaign.documents.presets import Preset
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.participation import actions as participation
from campaign.participation.answer_codes import code_of
from campaign.participation.model import Presence
from campaign.partners.model import ADVERTISING_RULE, Kind
from tests.communication.conftest import CHOLET
from tests.documents.reading import texts

CHOLET_SIREN = "200071678"


@pytest.fixture
def link_of_a(db, told, contact):
    """The link of a new contact of these places: (place ids, **values) -> (who, link)."""

    def linked(place_ids, **values):
        who = contact(place_ids, **values)
        until = edition_view(db, told.edition).links_expire_on
        return who, prepare_link(db, SYSTEM, who.id, told.edition, until)

    return linked


def codes(pieces):
    return [one.kind.code for one in pieces]


def test_a_shop_finds_its_pieces_with_its_name_and_hours(db, told, link_of_a):
    who, link = link_of_a([told.malle])
    (mine,) = own_pieces(db, who, link)
    assert mine.name == "La Malle à Félicie"
    assert {"affiche-a3", "flyer-a5", "banniere", "carre-social", "flechage", ANSWER_SHEET} <= set(codes(mine.pieces))
    assert all(one.made for one in mine.pieces)
    assert (mine.common, mine.rule, mine.waiting) == ((), "", None)
    file = own_file(db, who, link, f"boutique-{told.malle}", "affiche-a3")
    assert file.name == "affiche-a3-la-malle-a-felicie.pdf"
    assert "La Malle à Félicie" in texts(file.data)[0]
    assert "10 h – 18 h" in texts(file.data)[0].replace("\u2060", "")


def test_the_answer_sheet_bears_its_code_and_names_nobody_else(db, told, link_of_a, contact):
    contact([told.malle], name="Une Collègue", email="collegue@exemple.fr")
    who, link = link_of_a([told.malle], name="Félicie Martin")
    (text,) = texts(own_file(db, who, link, f"boutique-{told.malle}", ANSWER_SHEET).data)
    assert code_of(told.edition, told.malle) in text
    assert "Félicie Martin" in text
    assert "Une Collègue" not in text


def test_somebody_elses_pieces_are_not_there(db, told, link_of_a, printer):
    who, link = link_of_a([told.malle])
    for part, kind in (
        (f"boutique-{told.remise}", "affiche-a3"),
        (f"boutique-{told.fil}", ANSWER_SHEET),
        (f"epci-{CHOLET_SIREN}", "affiche-a3"),
        ("departement", "affiche-a3"),
        (f"boutique-{told.malle}", "abribus"),
        ("boutique-999", "affiche-a3"),
    ):
        for preset in (Preset.SCREEN, Preset.PRINTER):
            with pytest.raises(NotFound, match="n’est pas le vôtre"):
                own_file(db, who, link, part, kind, preset)
        with pytest.raises(NotFound, match="n’est pas le vôtre"):
            own_preview(db, who, link, part, kind)


def test_another_contact_cannot_use_the_link(db, told, link_of_a):
    _, link = link_of_a([told.malle])
    with pytest.raises(NotFound):
        own_pieces(db, Actor(Role.CONTACT, 999), link)
    for role in set(Role) - {Role.CONTACT}:
        with pytest.raises(NotAllowed):
            own_pieces(db, Actor(role, link.contact_id), link)


def test_a_shop_that_may_not_advertise_gets_the_rule_and_the_common_version(db, told, link_of_a):
    who, link = link_of_a([told.fil])
    (mine,) = own_pieces(db, who, link)
    assert mine.rule == ADVERTISING_RULE
    assert codes(mine.pieces) == ["flechage", ANSWER_SHEET]
    assert {"affiche-a3", "flyer-a5"} <= set(codes(mine.common))
    assert {one.part for one in mine.common} == {"departement"}
    poster = own_file(db, who, link, "departement", "affiche-a3")
    assert "Le Fil" not in texts(poster.data)[0]
    assert poster.name == "affiche-a3-maine-et-loire.pdf"
    with pytest.raises(NotFound):
        own_file(db, who, link, f"boutique-{told.fil}", "affiche-a3")
    with pytest.raises(NotFound):
        own_file(db, who, link, "departement", "abribus")
    assert "Le Fil" in texts(own_file(db, who, link, f"boutique-{told.fil}", ANSWER_SHEET).data)[0]


def test_an_animator_gets_the_pieces_of_their_territory_only(db, told, link_of_a, shop):
    who, link = link_of_a([shop("Cholet Agglomération", kind=Kind.EPCI, **CHOLET)])
    (mine,) = own_pieces(db, who, link)
    assert mine.name == "Cholet Agglomération"
    assert {"affiche-a3", "flyer-a5", "annuaire"} <= set(codes(mine.pieces))
    directory = " ".join(texts(own_file(db, who, link, f"epci-{CHOLET_SIREN}", "annuaire").data))
    assert "La Remise" in directory
    assert "Félicie" not in directory
    for part in ("departement", f"boutique-{told.remise}", "epci-200060010"):
        with pytest.raises(NotFound):
            own_file(db, who, link, part, "affiche-a3")


def test_an_animator_whose_territory_has_no_confirmed_shop_waits(db, told, link_of_a, shop):
    who, link = link_of_a([shop("Saumur Val de Loire", kind=Kind.EPCI, postcode="49400", commune="Saumur")])
    assert [(one.pieces, one.waiting) for one in own_pieces(db, who, link)] == [((), Waiting.NO_SHOP)]


def test_a_relay_gets_the_common_poster_flyer_and_directory(db, told, link_of_a, shop):
    who, link = link_of_a([shop("CCAS", kind=Kind.RELAY)])
    (mine,) = own_pieces(db, who, link)
    assert codes(mine.pieces) == ["affiche-a3", "flyer-a5", "annuaire"]
    assert {one.part for one in mine.pieces} == {"departement"}


def test_several_shops_have_each_their_own(db, told, link_of_a):
    who, link = link_of_a([told.malle, told.remise])
    assert [one.name for one in own_pieces(db, who, link)] == ["La Malle à Félicie", "La Remise"]
    assert own_file(db, who, link, f"boutique-{told.remise}", "affiche-a3").name == "affiche-a3-la-remise.pdf"


def test_before_its_answer_a_shop_is_told_what_to_do(db, officer, told, link_of_a, shop, answered):
    silent, refusing = shop("La Muette"), shop("La Fermée")
    participation.invite(db, officer, told.edition, [silent], new_operation())
    answered(told.edition, refusing, presence=Presence.NO, days=())
    who, link = link_of_a([silent, refusing, told.malle])
    waiting = {one.name: one.waiting for one in own_pieces(db, who, link)}
    assert waiting == {"La Muette": Waiting.TO_ANSWER, "La Fermée": Waiting.DECLINED, "La Malle à Félicie": None}
    with pytest.raises(NotFound):
        own_file(db, who, link, f"boutique-{silent}", "affiche-a3")
    with clock.frozen(clock.now() + timedelta(days=31)):
        waiting = {one.name: one.waiting for one in own_pieces(db, who, link)}
    assert waiting["La Muette"] is Waiting.TOO_LATE


def test_when_nobody_has_confirmed_there_is_only_what_to_do(db, officer, shop, contact, edition):
    edition_id, place_id = edition(), shop()
    who = contact([place_id])
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    link = prepare_link(db, SYSTEM, who.id, edition_id, edition_view(db, edition_id).links_expire_on)
    (mine,) = own_pieces(db, who, link)
    assert mine.waiting is Waiting.TO_ANSWER


def test_the_file_for_a_printer_waits_for_the_printers_name(db, told, link_of_a):
    who, link = link_of_a([told.malle])
    (mine,) = own_pieces(db, who, link)
    assert not any(one.prints for one in mine.pieces)
    with pytest.raises(Refused, match="en préparation"):
        own_file(db, who, link, f"boutique-{told.malle}", "affiche-a3", Preset.PRINTER)


def test_pictures_and_the_answer_sheet_have_no_file_for_a_printer(db, told, link_of_a, printer):
    who, link = link_of_a([told.malle])
    (mine,) = own_pieces(db, who, link)
    printed = ["affiche-a3", "flyer-a5", "dossier-de-presse", "communique", "flechage"]
    assert codes(one for one in mine.pieces if one.prints) == printed
    file = own_file(db, who, link, f"boutique-{told.malle}", "affiche-a3", Preset.ONLINE_PRINTER)
    assert file.name == "affiche-a3-la-malle-a-felicie-imprimeur-en-ligne.pdf"
    for kind in ("carre-social", ANSWER_SHEET):
        with pytest.raises(NotFound):
            own_file(db, who, link, f"boutique-{told.malle}", kind, Preset.PRINTER)


def test_a_piece_to_mend_is_in_preparation(db, officer, told, link_of_a, answered, shop):
    endless = shop("A" * 120)
    answered(told.edition, endless)
    who, link = link_of_a([endless])
    (mine,) = own_pieces(db, who, link)
    blocked = [one for one in mine.pieces if one.made is None]
    assert blocked
    for one in blocked:
        with pytest.raises(Refused, match="en préparation"):
            own_file(db, who, link, one.part, one.kind.code)
        with pytest.raises(Refused, match="en préparation"):
            own_preview(db, who, link, one.part, one.kind.code)


def test_before_the_opening_after_the_days_and_once_cancelled_there_is_no_document(db, officer, told, link_of_a):
    who, link = link_of_a([told.malle])
    with clock.frozen(clock.now() + timedelta(days=90)), pytest.raises(EditionOver):
        own_pieces(db, who, link)
    editions.cancel_edition(db, officer, told.edition, new_operation())
    for function in (own_pieces, lambda *given: own_file(*given, f"boutique-{told.malle}", "affiche-a3")):
        with pytest.raises(EditionOver):
            function(db, who, link)


def test_looking_writes_nothing_but_kept_drawings(db, told, link_of_a):
    who, link = link_of_a([told.malle])
    before = db.conn.total_changes
    own_pieces(db, who, link)
    picture = own_preview(db, who, link, f"boutique-{told.malle}", "affiche-a3")
    assert picture.startswith(b"\x89PNG")
    assert db.conn.total_changes == before
    assert any(cache.folder(cache.PIECES).iterdir())


def test_a_file_has_a_plain_name_whatever_the_shops(db, told, link_of_a, answered, shop):
    hostile = shop('שלום ; <b>"Troc"</b>')
    answered(told.edition, hostile)
    who, link = link_of_a([hostile])
    name = own_file(db, who, link, f"boutique-{hostile}", ANSWER_SHEET).name
    assert re.fullmatch(r"fiche-reponse-[a-z0-9-]+\.pdf", name)
