"""What is wrong on paper, found by comparing what was approved with what is true now."""

from dataclasses import replace
from datetime import date, time

from campaign.documents.content import Campaign, Place, Shop
from campaign.proofs.model import Difference, differences, errata_by_page, erratum, statements

MALLE = Shop(1, "La Malle à Félicie", "Angers", "2 rue des Lices", hours="mer. 10 h – 18 h", mark="7",
             activities=("café offert",), phone="02 41 00 00 01")  # fmt: skip
FIL = Shop(2, "Le Fil retrouvé", "Cholet", "1 place du Marché", hours="sam. 9 h – 12 h", mark="8")
BASE = Campaign(
    title=("Les bons jours",),
    days=(date(2013, 11, 13), date(2013, 11, 16)),
    place=Place("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire"),
    shops=(MALLE, FIL),
    url="https://exemple.fr",
    printer="Imprimerie Exemple, Angers",
)
COVER = "Les bons jours de l’occasion mercredi 13 et samedi 16 novembre 2 boutiques solidaires"
LIST = (
    "1 La Malle à Féli-\ncie 2 rue des Lices, Angers mer. 10 h –\u2060 18 h café offert 02 41 00 00 01 "
    "2 Le Fil retrouvé 1 place du Marché, Cholet sam. 9 h – 12 h Imprimerie Exemple, Angers"
)
PAGES = (COVER, LIST)


def compared(after: Campaign) -> list[Difference]:
    return list(differences(statements(BASE), statements(after), PAGES))


def with_shops(*shops: Shop) -> Campaign:
    return replace(BASE, shops=shops)


def test_nothing_is_wrong_when_nothing_changed():
    assert compared(BASE) == []


def test_one_changed_hour_names_the_shop_the_field_both_values_and_the_page():
    found = compared(with_shops(replace(MALLE, hours="mer. 14 h – 18 h"), FIL))
    assert found == [Difference("La Malle à Félicie", "horaires", "mer. 10 h – 18 h", "mer. 14 h – 18 h", (2,))]
    assert found[0].sentence == (
        "La Malle à Félicie, horaires : « mer. 10 h – 18 h » est imprimé, il faudrait « mer. 14 h – 18 h »."
    )
    assert found[0].where == "page 2"


def test_what_the_paper_does_not_print_is_not_wrong_on_it():
    after = with_shops(replace(MALLE, hours="mer. 14 h – 18 h"), FIL)
    assert differences(statements(BASE), statements(after), (COVER,)) == ()


def test_a_renamed_shop_is_one_difference():
    found = compared(with_shops(replace(MALLE, name="La Malle de Félicie"), FIL))
    assert [(one.field, one.old, one.new) for one in found] == [
        ("nom", "La Malle à Félicie", "La Malle de Félicie")
    ]  # fmt: skip


def test_a_shop_that_left_is_said_once_by_its_name_with_the_count():
    found = compared(with_shops(MALLE))
    assert [(one.subject, one.field, one.old, one.new, one.pages) for one in found] == [
        ("", "nombre de boutiques", "2\u00a0boutiques", "1\u00a0boutique", (1,)),
        ("Le Fil retrouvé", "nom", "Le Fil retrouvé", "", (2,)),
    ]


def test_a_shop_that_joined_is_missing_from_the_pages_that_list_the_others():
    remise = Shop(3, "La Remise", "Saumur", mark="9")
    found = compared(with_shops(MALLE, FIL, remise))
    assert found[-1] == Difference("La Remise", "nom", "", "La Remise", (2,))


def test_new_numbers_of_the_list_make_no_paper_wrong():
    assert compared(with_shops(replace(MALLE, number=2), replace(FIL, number=1))) == []


def test_two_shops_of_the_same_name_are_not_confused():
    twin = replace(FIL, mark="9", hours="sam. 14 h – 18 h")
    before = with_shops(FIL, twin)
    after = with_shops(FIL, replace(twin, hours="sam. 15 h – 18 h"))
    pages = ("Le Fil retrouvé sam. 9 h – 12 h Le Fil retrouvé sam. 14 h – 18 h",)
    found = differences(statements(before), statements(after), pages)
    assert [(one.old, one.new) for one in found] == [("sam. 14 h – 18 h", "sam. 15 h – 18 h")]


def test_an_activity_added_or_taken_away_is_said():
    added = compared(with_shops(replace(MALLE, activities=("café offert", "musique")), FIL))
    assert [(one.old, one.new) for one in added] == [("", "musique")]
    gone = compared(with_shops(replace(MALLE, activities=()), FIL))
    assert [(one.old, one.new) for one in gone] == [("café offert", "")]
    changed = compared(with_shops(replace(MALLE, activities=("musique",)), FIL))
    assert [(one.old, one.new) for one in changed] == [("café offert", "musique")]


def test_the_slip_to_stick_gives_the_right_words():
    found = compared(with_shops(replace(MALLE, hours="mer. 14 h – 18 h")))
    assert erratum(found).splitlines() == [
        "Nombre de boutiques : 1\u00a0boutique",
        "La Malle à Félicie : mer. 14 h – 18 h",
        "Ne participe plus : Le Fil retrouvé",
    ]


def test_the_slip_says_who_joined_who_is_renamed_and_what_is_called_off():
    tardive = replace(MALLE, mark="9", name="La Tardive", activities=(), hours="")
    now = with_shops(replace(MALLE, name="La Malle neuve", activities=()), FIL, tardive)
    said = erratum(compared(now)).splitlines()
    assert "La Malle à Félicie s’appelle La Malle neuve" in said
    assert "La Malle à Félicie, animation : il n’y aura pas « café offert »" in said
    assert "Participe aussi : La Tardive" in said


def test_each_page_has_its_own_slip():
    first = Difference("La Malle", "horaires", "10 h", "14 h", (2, 4))
    second = Difference("Le Fil", "téléphone", "01", "02", (4,))
    assert errata_by_page([first, second]) == {2: "La Malle : 14 h", 4: "La Malle : 14 h\nLe Fil, téléphone : 02"}


def test_common_hours_count_where_they_are_said_of_everybody_not_where_they_are_a_shops_own():
    told = replace(BASE, hours=(time(10), time(18)))
    cover, own = "Partout, 10 h – 18 h", "La Malle à Félicie mer. 10 h – 18 h Le Fil retrouvé sam. 9 h – 12 h"
    both = f"{own} Tous les jours 10 h – 18 h"
    (found,) = differences(statements(told), statements(BASE), (cover, own, both))
    assert (found.field, found.pages) == ("horaires communs", (1, 3))
