"""Papers filled from the rooms: one slip, all the papers of a round, labels and counts of the depot."""

import io
import zipfile

import pytest

from campaign.accounts.model import Actor, Role
from campaign.base.database import insert, transaction
from campaign.base.errors import InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.deliveries.depot_papers import count_sheets, piece_labels
from campaign.deliveries.papers import round_kinds, round_paper, round_papers, slip_pdf
from campaign.deliveries.slips import cancel_slip
from campaign.documents.slip_content import Inks
from tests.documents.reading import codes, texts

VAN = (
    '{"id": 1, "name": "Trafic blanc", "volume_litres": 5200, "payload_kg": 900, "shift_from": "08:00", '
    '"shift_to": "17:00"}'
)


@pytest.fixture
def slip_for(db, lent):
    """Adds a delivery slip for another shop: (place id, number) -> number."""

    def add(place_id: int, number: str) -> str:
        with transaction(db):
            slip = insert(db, "slips", {"number": number, "kind": "delivery", "edition_id": lent.edition,
                                        "place_id": place_id, "created_at": "2026-11-02T09:00:00Z"})  # fmt: skip
            insert(db, "slip_lines", {"slip_id": slip, "item_id": lent.posters, "piece_id": None, "planned": 30})
        return number

    return add


@pytest.fixture
def planned(db, lent):
    """An adopted plan of one round: (place ids in the order of the road, purpose) -> round id."""

    def add(place_ids: list[int], purpose: str = "delivery", day: str = "2026-12-28") -> int:
        with transaction(db):
            plan = insert(db, "round_plans", {
                "edition_id": lent.edition, "purpose": purpose, "made_at": "2026-11-02T09:00:00Z", "actor": "agent:1",
                "seconds": 1, "distances": "à vol d’oiseau × 1,3", "notes": "[]", "problem": b"",
                "adopted_at": "2026-11-02T10:00:00Z",
            })  # fmt: skip
            found = insert(db, "rounds", {
                "plan_id": plan, "number": "T1", "name": "T1 Angers", "day": day, "vehicle": VAN, "trip": 1,
                "leaves": "08:15", "back": "12:20", "km": 42.4, "minutes": 245,
            })  # fmt: skip
            db.conn.execute("INSERT INTO round_drivers VALUES (?, ?)", [found, "Camille Roussel"])
            for position, place_id in enumerate(place_ids, 1):
                insert(db, "round_stops", {
                    "plan_id": plan, "round_id": found, "position": position, "place_id": place_id,
                    "arrive": f"{8 + position:02}:20", "depart": f"{8 + position:02}:35", "pinned": 0,
                    "volume_litres": 10, "weight_kg": 5, "name": "", "commune": "Angers",
                })  # fmt: skip
        return found

    return add


def test_a_slip_says_what_the_rooms_know(db, logistics, lent, contact):
    contact([lent.place], phone="02 41 00 00 05")
    file = slip_pdf(db, logistics, lent.number)
    assert file.name == "bon-de-livraison-bl-2027-0001.pdf"
    (text,) = texts(file.data)
    for said in (
        "BL-2027-0001", "Boutique n° 1", "La Malle à Félicie", "49100 Angers", "Félicie Martin, 02 41 00 00 05",
        "Affiches A3", "8 panneaux", "ROUE n° 1", "3 articles, 29 unités", "BR-2027-0001", "Les bons jours",
    ):  # fmt: skip
        assert said in text, said
    assert [one.rpartition("/b/")[2] for one in sorted(codes(file.data))] == ["BL-2027-0001", "BR-2027-0001"]


def test_the_slip_names_its_round_and_when_someone_comes_back(db, logistics, lent, planned):
    planned([lent.place])
    planned([lent.place], "return", "2027-01-11")
    (text,) = texts(slip_pdf(db, logistics, lent.number).data)
    assert "T1 Angers lundi 28 décembre, matin, vers 9 h 20" in text
    assert "Camille Roussel" in text
    assert "lundi 11 janvier, matin, vers 9 h 20" in text


def test_a_slip_whose_lines_changed_says_which_version_it_is(db, logistics, lent):
    assert "version" not in " ".join(texts(slip_pdf(db, logistics, lent.number).data))
    with transaction(db):
        db.conn.execute("UPDATE slips SET revision = 2 WHERE number = ?", [lent.number])
    assert "version 2" in " ".join(texts(slip_pdf(db, logistics, lent.number).data))


def test_a_cancelled_slip_is_not_printed(db, logistics, lent):
    cancel_slip(db, logistics, lent.number, new_operation())
    with pytest.raises(Refused, match="BL-2027-0001 est annulé"):
        slip_pdf(db, logistics, lent.number)
    with pytest.raises(NotFound):
        slip_pdf(db, logistics, "BL-2027-9999")


def test_slips_of_a_round_come_in_the_order_of_loading(db, logistics, lent, shop, slip_for, planned):
    other = shop("Le Fil retrouvé")
    slip_for(other, "BL-2027-0002")
    round_id = planned([lent.place, other])
    file = round_paper(db, logistics, round_id, "bon-livraison")
    assert file.name == "bons-de-livraison-t1-angers-2026-12-28.pdf"
    assert ["BL-2027-0002" in text for text in texts(file.data)] == [True, False]
    (loading,) = texts(round_paper(db, logistics, round_id, "liste-de-chargement").data)
    assert loading.index("Le Fil retrouvé") < loading.index("La Malle à Félicie")
    assert "Affiches A3 AFF-A3 50 unités" in loading
    (route,) = texts(round_paper(db, logistics, round_id, "feuille-de-route").data)
    assert route.index("La Malle à Félicie") < route.index("Le Fil retrouvé")
    assert "Hangar de Beaucouzé" in route
    assert "30 × Affiches A3" in route
    assert "http" not in route


def test_a_round_is_one_archive_of_its_papers(db, logistics, lent, planned):
    file = round_papers(db, logistics, planned([lent.place]), Inks.BLACK)
    assert file.name == "tournee-t1-angers-2026-12-28.zip"
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        assert sorted(archive.namelist()) == [
            "bons-de-livraison-t1-angers-2026-12-28.pdf",
            "feuille-de-route-t1-angers-2026-12-28.pdf",
            "liste-de-chargement-t1-angers-2026-12-28.pdf",
        ]


def test_a_return_round_takes_back_what_is_still_out(db, logistics, lent, deliver, give_back, planned):
    deliver(panels=6)
    give_back(panels=(2, 0, 0), wheel=None)
    round_id = planned([lent.place], "return", "2027-01-11")
    assert round_kinds(db, logistics, round_id) == ("feuille-de-route", "bon-reprise")
    (text,) = texts(round_paper(db, logistics, round_id, "bon-reprise").data)
    assert "À reprendre : 2 articles, 5 unités." in text  # four panels and the wheel
    (route,) = texts(round_paper(db, logistics, round_id, "feuille-de-route").data)
    assert "On y reprend" in route
    assert "4 × Panneaux de fléchage, ROUE n° 1" in route
    with pytest.raises(InvalidInput, match="feuille-de-route et bon-reprise"):
        round_paper(db, logistics, round_id, "liste-de-chargement")


def test_a_round_without_slips_asks_to_prepare_them(db, logistics, lent, shop, planned):
    with pytest.raises(Refused, match="préparez d’abord les bons"):
        round_papers(db, logistics, planned([shop("Le Fil retrouvé")]))


def test_labels_name_each_piece_and_lead_to_it(db, logistics, lent):
    file = piece_labels(db, logistics, lent.wheel)
    (text,) = texts(file.data)
    assert all(f"ROUE n° {number}" in text for number in range(1, 5))
    assert sorted(one.rpartition("/b/")[2] for one in codes(file.data)) == [f"ROUE-{rank}" for rank in range(1, 5)]
    with pytest.raises(Refused, match="Aucune pièce"):
        piece_labels(db, logistics, lent.posters)


@pytest.mark.parametrize("shown", [False, True])
def test_a_count_lists_what_each_depot_holds(db, logistics, lent, depot, shown):
    (text,) = texts(count_sheets(db, logistics, depot, shown).data)
    assert "Hangar de Beaucouzé" in text
    assert "n° 4" in text
    assert ("AFF-A3 400" in text) is shown
    with pytest.raises(NotFound):
        count_sheets(db, logistics, depot + 1)


def test_papers_hold_names_and_phones_so_readers_get_none(db, reader, lent, planned):
    round_id = planned([lent.place])
    for role in (reader, Actor(Role.CONTACT, 1)):
        with pytest.raises(NotAllowed):
            slip_pdf(db, role, lent.number)
        with pytest.raises(NotAllowed):
            round_papers(db, role, round_id)
