"""A kit brought elsewhere: an edition prepared, what is there kept, all or nothing, once."""

from dataclasses import fields, replace
from datetime import date

import pytest

from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base.database import rows, value
from campaign.base.errors import InvalidInput, NotAllowed, OperationReused, UnreadableFile
from campaign.base.operations import new_operation
from campaign.debrief.default_questions import SHOP
from campaign.debrief.model import Audience
from campaign.debrief.store import keep_set, latest_set
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.editions.views import editions
from campaign.handover.bringing import bring, proposed_days, try_out
from campaign.handover.collecting import kit_of
from campaign.handover.model import Kit, Part
from campaign.handover.outcome import Brought, PartBrought
from campaign.handover.views import received
from campaign.kits.views import models, steps_of_orders
from campaign.messages.model import Progress, Step
from campaign.messages.store import text_for
from campaign.messages.texts import change_text
from campaign.planning.views import spending
from campaign.press.views import material
from campaign.stock.items import add_item
from campaign.stock.views import items

DAYS = (date(2027, 11, 10), date(2027, 11, 13))


def part(brought: Brought, wanted: Part) -> tuple[int, int, int]:
    found = next(one for one in brought.parts if one.part is wanted)
    return found.added, found.kept, found.to_read


def everything(db) -> dict[str, list]:
    """Every row of every table."""
    tables = [one["name"] for one in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: rows(db, f"SELECT * FROM {name}") for name in tables}


def test_what_is_exported_imported_and_exported_again_is_the_same(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    again = kit_of(there, SYSTEM, brought.edition_id)
    assert again.masked == ()
    assert replace(again.kit.outline, first_day=kit.outline.first_day) == kit.outline
    for one in fields(Kit):
        if one.name != "outline":
            assert getattr(again.kit, one.name) == getattr(kit, one.name), one.name


def test_an_empty_installation_gets_an_edition_with_everything(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    made = edition_view(there, brought.edition_id)
    assert (made.name, made.theme, made.days) == ("Édition d’essai", "Le réflexe occasion", DAYS)
    assert made.answer_deadline == date(2027, 10, 11)  # thirty days before, as last time
    assert made.objective_shops == 17
    assert made.state(date(2026, 11, 2)) is State.PREPARING
    assert text_for(there, Step.INVITATION, Progress.NOTHING).subject == "Venez avant le {{date_limite}}"
    assert {one.code: (one.pack, one.unit, one.volume_litres, one.value_cents) for one in items(there, SYSTEM)} == {
        "AFF-A3": (10, "rouleau de 10", 1.5, 1250), "ROUE": (1, "", 0.0, 0),
    }  # fmt: skip
    roll = next(one for one in items(there, SYSTEM) if one.code == "AFF-A3")
    assert steps_of_orders(there, SYSTEM)[roll.id] == 25
    (model,) = models(there, SYSTEM)
    assert [(one.item_id, one.small, one.medium, one.large) for one in model.lines] == [(roll.id, 1, 2, 3)]
    blocks = material(there, SYSTEM, made.id).blocks
    assert [one.title for one in blocks][-2:] == ["Pour les écoles", "Visuels"]
    context = next(one for one in blocks if one.code == "context")
    assert (context.text, context.locked) == ("Réutiliser, tout simplement.", False)


def test_last_times_amounts_are_told_and_nothing_is_planned_in_the_officers_place(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    seen = spending(there, SYSTEM, brought.edition_id)
    posters, directory, salaries = seen.all_lines
    said = posters.note.replace("\u202f", " ").replace("\u00a0", " ")
    assert said == "La dernière fois : prévu 1 200 € TTC, dépensé 1 150 € TTC."
    assert (posters.planned, posters.spent, posters.rate) == (None, None, 2000)
    assert (directory.label, directory.note) == ("Annuaire", "")
    # A salary can be read in such a line: it is never in a kit.
    assert (salaries.label, salaries.note) == ("Salaires", "")
    assert seen.totals == ()


def test_lessons_are_beside_the_edition_and_no_part_of_its_own_report(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    assert part(brought, Part.LESSONS) == (0, 0, 3)
    assert value(there, "SELECT count(*) FROM matrix_points") == 0
    seen = received(there, SYSTEM, brought.edition_id)
    assert [one.text for one in seen.kit.lessons.points] == ["Une même date pour tous", "Annuaires livrés tard"]
    ((decided, due),) = seen.resolutions
    assert (decided.text, decided.who, decided.point) == ("Livrer trois semaines avant", "Logistique", 1)
    # Due 217 days after 27 January 2027; 217 - 364 is 147 days before 10 November 2027: Wednesday 16 June.
    assert due == date(2027, 6, 16)
    assert received(there, SYSTEM, brought.edition_id).to_read == 3


def test_an_edition_made_by_hand_received_nothing(db, officer, edition):
    assert received(db, officer, edition()) is None


def test_the_steps_are_proposed_for_the_new_days_and_none_is_scheduled(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    dates = dict(brought.calendar)
    assert list(dates) == list(Step)
    assert dates[Step.INVITATION] == date(2027, 8, 30)  # six weeks before 11 October
    assert value(there, "SELECT count(*) FROM sendings") == 0


def test_without_days_the_same_weekdays_of_the_next_season_are_taken(kit, elsewhere):
    brought = bring(elsewhere(), SYSTEM, kit, (), new_operation())
    assert brought.days == proposed_days(kit.outline) == (date(2028, 1, 26), date(2028, 1, 29))


def test_brought_where_it_was_made_nothing_is_added_twice(db, officer, kit, used):
    before = (len(items(db, officer)), len(models(db, officer)))
    brought = bring(db, officer, kit, DAYS, new_operation())
    assert (len(items(db, officer)), len(models(db, officer))) == before
    assert part(brought, Part.ITEMS) == (0, 2, 0)
    assert part(brought, Part.MODELS) == (0, 1, 0)
    assert part(brought, Part.TEXTS) == (0, len(kit.texts), 0)
    assert len(editions(db, officer)) == 2
    assert [one.label for one in spending(db, officer, used).all_lines] == ["Affiches A3", "Annuaire", "Salaires"]


def test_what_was_adapted_here_is_kept_and_said(kit, elsewhere):
    there = elsewhere()
    change_text(there, SYSTEM, Step.INVITATION, Progress.NOTHING, 0, "Le nôtre", "Bonjour {{lien}}", new_operation())
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    assert text_for(there, Step.INVITATION, Progress.NOTHING).subject == "Le nôtre"
    assert "Messages : votre texte est gardé pour « Invitation »." in brought.notices


def test_the_same_code_counted_otherwise_here_is_told(db, officer, kit, elsewhere):
    there = elsewhere()
    add_item(there, SYSTEM, {"code": "aff-a3", "name": "Affiches", "kind": "consumable"}, new_operation())
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    assert part(brought, Part.ITEMS) == (1, 1, 0)
    assert any("AFF-A3" in one and "se compte autrement" in one for one in brought.notices)


def test_a_double_click_prepares_one_edition_and_another_form_is_told_it_is_there(kit, elsewhere):
    there, operation = elsewhere(), new_operation()
    first = bring(there, SYSTEM, kit, DAYS, operation)
    assert not first.again
    for again in (bring(there, SYSTEM, kit, DAYS, operation), bring(there, SYSTEM, kit, DAYS, new_operation())):
        assert again.again
        assert again.edition_id == first.edition_id
    assert len(editions(there, SYSTEM)) == 1
    assert value(there, "SELECT count(*) FROM spending_lines") == 3
    assert value(there, "SELECT count(*) FROM journal WHERE verb = 'import_kit'") == 1
    with pytest.raises(OperationReused):
        bring(there, SYSTEM, replace(kit, models=()), DAYS, operation)
    assert not bring(there, SYSTEM, kit, (date(2028, 3, 1),), new_operation()).again


def test_a_trial_tells_what_would_be_brought_and_writes_nothing(kit, elsewhere):
    there = elsewhere()
    before = everything(there)
    tried = try_out(there, SYSTEM, kit, DAYS)
    assert everything(there) == before
    done = bring(there, SYSTEM, kit, DAYS, new_operation())
    assert (tried.parts, tried.notices, tried.calendar) == (done.parts, done.notices, done.calendar)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("items", lambda one: replace(one, code="é"), "articles du stock"),
        ("items", lambda one: replace(one, pack=0), "articles du stock"),
        ("items", lambda one: replace(one, value_cents=-5), "articles du stock"),
        ("models", lambda one: replace(one, name=" "), "modèles de kit"),
        ("models", lambda one: replace(one, lines=tuple(replace(line, small=-1) for line in one.lines)), "modèles"),
        ("texts", lambda one: replace(one, adapted=True, body="Sans le bouton"), "textes de messages"),
        ("texts", lambda one: replace(one, adapted=True, subject="{{inconnue}}"), "textes de messages"),
        ("press", lambda one: replace(one, text="{{inconnue}}"), "dossier de presse"),
        ("press", lambda one: replace(one, text="[ici](javascript:1)"), "dossier de presse"),
        ("spending", lambda one: replace(one, label=""), "lignes de dépense"),
        ("spending", lambda one: replace(one, rate=10_001), "lignes de dépense"),
    ],
)
def test_what_a_room_refuses_is_refused_whole_and_named(kit, elsewhere, name, change, said):
    there = elsewhere()
    before = everything(there)
    forged = replace(kit, **{name: (change(getattr(kit, name)[0]), *getattr(kit, name)[1:])})
    for act in (
        lambda: try_out(there, SYSTEM, forged, DAYS),
        lambda: bring(there, SYSTEM, forged, DAYS, new_operation()),
    ):
        with pytest.raises(UnreadableFile) as caught:
            act()
        assert said in caught.value.message
        assert "rien n’a été changé" in caught.value.message
    assert everything(there) == before


def test_days_that_are_past_are_refused(kit, elsewhere):
    with pytest.raises(InvalidInput):
        bring(elsewhere(), SYSTEM, kit, (date(2026, 10, 1),), new_operation())


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER, Role.CONTACT])
def test_only_the_officer_gives_and_takes_kits(db, kit, used, role):
    somebody = Actor(role, 99)
    for act in (
        lambda: kit_of(db, somebody, used),
        lambda: bring(db, somebody, kit, DAYS, new_operation()),
        lambda: try_out(db, somebody, kit, DAYS),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_questions_adapted_there_are_asked_here_when_nobody_adapted_them(kit, elsewhere):
    there = elsewhere()
    second = replace(SHOP, version=2, questions=SHOP.questions[:-1])
    brought = bring(there, SYSTEM, replace(kit, questions=(*kit.questions, second)), DAYS, new_operation())
    assert latest_set(there, Audience.SHOP) == second
    assert part(brought, Part.QUESTIONS) == (1, 2, 0)


def test_questions_that_could_not_be_written_here_are_refused(kit, elsewhere):
    there = elsewhere()
    empty_part = replace(SHOP.sections[0], code="vide", title="Vide")
    second = replace(SHOP, version=2, sections=(*SHOP.sections, empty_part))
    with pytest.raises(UnreadableFile, match="ne pose aucune question"):
        bring(there, SYSTEM, replace(kit, questions=(*kit.questions, second)), DAYS, new_operation())
    assert editions(there, SYSTEM) == []


def test_questions_adapted_here_go_on_being_asked(kit, elsewhere):
    there = elsewhere()
    ours = replace(SHOP, version=2, questions=SHOP.questions[:-2])
    keep_set(there, ours)
    second = replace(SHOP, version=2, questions=SHOP.questions[:-1])
    third = replace(second, version=3)
    brought = bring(there, SYSTEM, replace(kit, questions=(*kit.questions, second, third)), DAYS, new_operation())
    assert latest_set(there, Audience.SHOP) == ours
    assert any("Questions du bilan (boutique)" in one for one in brought.notices)


def test_a_model_for_some_places_only_is_told_and_not_given_to_all(db, officer, shop, kit, elsewhere):
    there = elsewhere()
    some = replace(kit.models[0], name="Grands magasins", for_some=True)
    brought = bring(there, SYSTEM, replace(kit, models=(*kit.models, some)), DAYS, new_operation())
    assert [one.name for one in models(there, SYSTEM)] == ["Boutique"]
    assert part(brought, Part.MODELS) == (1, 0, 1)
    assert kit_of(there, SYSTEM, brought.edition_id).kit.models == (*kit.models, some)


def test_counts_are_said_in_french():
    said = PartBrought(Part.MODELS, 3, 2).in_words.replace("\u00a0", " ")
    assert said == "3 modèles de kit ajoutés, 2 déjà là"
    assert PartBrought(Part.SPENDING, 1).in_words.replace("\u00a0", " ") == "1 ligne de dépense ajoutée"
    assert PartBrought(Part.LESSONS, to_read=4).in_words.replace("\u00a0", " ") == "4 enseignements à lire"
    assert PartBrought(Part.SHEET).in_words == ""
