"""A finished piece carries what was found in its bytes; what is not settled of its shops blocks it or is said."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from campaign.documents.catalogue import KINDS
from campaign.documents.content import Campaign, Partner, Shop
from campaign.documents.preflight import Check, Verdict
from campaign.documents.presets import Preset
from campaign.documents.ready import made
from tests.documents.campaigns import LONG, campaign, logo
from tests.documents.shops_at_hand import shops, territories

FIL = Shop(1, "Le Fil", "Cholet", "3 rue des Lilas", hours="mer. 10 h – 18 h", phone="02 41 00 00 05")
PUBLIC = ("affiche-a3", "affiche-a2", "abribus", "flyer-a5", "annuaire", "autocollant", "flechage")
PRINTS = (Preset.PRINTER, Preset.ONLINE_PRINTER)


def verdicts(built_for: Campaign, kind: str, preset: Preset = Preset.PRINTER) -> dict[str, list[Check]]:
    found: dict[str, list[Check]] = {}
    for check in made(kind, built_for, preset).checks:
        found.setdefault(check.subject, []).append(check)
    return found


def sound(**changes) -> Campaign:
    """Twenty shops as in a real edition, with logos that print well."""
    listed = tuple(replace(one, hours=one.hours or "mer. 10 h – 18 h") for one in shops(20))
    logos = (Partner("Ville", logo(3000, 1200)), Partner("Réseau des ressourceries"))
    return campaign(**({"shops": listed, "territories": tuple(territories()), "partners": logos} | changes))


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("kind", PUBLIC)
def test_a_real_piece_passes_every_check(kind, preset):
    built = made(kind, sound(), preset)
    assert {one.sentence for one in built.checks if one.verdict is not Verdict.GOOD} == set()
    assert built.blocking == ()


@pytest.mark.parametrize("kind", ["affiche-a3", "affiche-a2", "flyer-a5"])
def test_a_piece_of_one_shop_with_a_long_name_passes_too(kind):
    built = made(kind, sound(focus=LONG), Preset.PRINTER)
    assert [one.sentence for one in built.checks if one.verdict is Verdict.BLOCKING] == []


def test_every_kind_that_is_drawn_with_public_data_is_read_back():
    assert set(KINDS) >= set(PUBLIC)
    for kind in ("carre-social", "banniere"):
        assert made(kind, sound(), Preset.PRINTER).checks == ()  # no printer gets them


@pytest.mark.parametrize("kind", PUBLIC)
def test_without_its_printer_a_print_file_is_blocked_and_a_screen_file_only_says_so(kind):
    content = sound(printer="")
    for preset in PRINTS:
        assert any("1881" in str(one) for one in made(kind, content, preset).blocking)
    screen = made(kind, content, Preset.SCREEN)
    assert screen.blocking == ()
    assert [one.verdict for one in screen.checks if one.subject == "Imprimeur"] == [Verdict.TOLD]
    assert not any("mprimeur" in str(one) for one in screen.notices)


def listing(shop: Shop, **changes) -> Campaign:
    return sound(shops=(shop, *sound().shops[:7]), **changes)


@pytest.mark.parametrize(
    ("kind", "field", "word"),
    [("annuaire", "phone", "téléphone"), ("annuaire", "name", "nom"), ("flyer-a5", "address", "adresse")],
)
def test_a_correction_that_waits_blocks_what_prints_it_and_names_the_shop(kind, field, word):
    built = made(kind, listing(replace(FIL, corrections=(field,))), Preset.PRINTER)
    (notice,) = built.blocking
    assert (notice.about, notice.field) == ("Le Fil", word)
    assert "une correction attend" in str(notice)
    screen = made(kind, listing(replace(FIL, corrections=(field,))), Preset.SCREEN)
    assert screen.blocking == ()
    assert screen.notices == made(kind, listing(FIL), Preset.SCREEN).notices


@pytest.mark.parametrize(("kind", "field"), [("flyer-a5", "phone"), ("affiche-a3", "name"), ("annuaire", "website")])
def test_a_correction_of_what_is_not_printed_blocks_nothing(kind, field):
    assert made(kind, listing(replace(FIL, corrections=(field,))), Preset.PRINTER).blocking == ()


def test_a_shop_s_own_poster_waits_for_its_own_correction():
    fixed = replace(FIL, corrections=("name",))
    assert made("affiche-a3", listing(fixed, focus=fixed), Preset.PRINTER).blocking
    assert not made("affiche-a3", listing(fixed, focus=LONG), Preset.PRINTER).blocking


def test_hours_that_nobody_gave_or_given_before_a_day_was_added_are_said():
    (missing,) = verdicts(listing(replace(FIL, hours="")), "annuaire")["Boutiques"]
    assert (missing.verdict, missing.about, missing.field) == (Verdict.WARNING, "Le Fil", "horaires")
    late = replace(FIL, unasked_days=(date(2013, 11, 17),))
    (check,) = verdicts(listing(late), "annuaire")["Boutiques"]
    assert "avant l’ajout du dimanche 17 novembre" in check.detail
    assert [one.verdict for one in verdicts(listing(late), "abribus")["Boutiques"]] == [Verdict.GOOD]


@pytest.mark.parametrize(
    ("awaited", "said"),
    [
        (1, "1\u00a0boutique n’a pas encore répondu (réponses jusqu’au lundi 14 octobre 2013)."),
        (3, "3\u00a0boutiques n’ont pas encore répondu (réponses jusqu’au lundi 14 octobre 2013)."),
    ],
)
def test_shops_that_may_still_answer_are_said_on_what_is_made_for_all(awaited, said):
    content = sound(awaited=awaited, answers_until=date(2013, 10, 14))
    (check,) = verdicts(content, "affiche-a3")["Boutiques"]
    assert (check.verdict, check.detail) == (Verdict.WARNING, said)
    (check,) = verdicts(content, "affiche-a3", Preset.SCREEN)["Boutiques"]
    assert check.verdict is Verdict.TOLD
    assert verdicts(content, "flechage")["Boutiques"][0].verdict is Verdict.GOOD
    assert verdicts(replace(content, focus=FIL), "affiche-a3")["Boutiques"][0].verdict is Verdict.GOOD


def test_a_finished_piece_travels_between_processes():
    built = made("affiche-a3", sound(), Preset.PRINTER)
    assert pickle.loads(pickle.dumps(built)) == built


def test_pieces_made_at_once_by_several_threads_are_those_made_one_after_the_other():
    contents = [sound(), sound(focus=FIL), sound(focus=LONG), sound(shops=sound().shops[:3])]
    asked = [
        (kind, content, preset)
        for content in contents
        for kind in ("affiche-a3", "flyer-a5", "flechage", "carre-social")
        for preset in (Preset.SCREEN, Preset.PRINTER)
    ]
    alone = [made(*each) for each in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: made(*each), asked))
    for one, other, each in zip(alone, together, asked, strict=True):
        assert other.data == one.data, each
        assert other == one
