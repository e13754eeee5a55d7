"""What of an edition goes into its kit, and what of its texts is taken out."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.operations import new_operation
from campaign.experience.actions import change_part
from campaign.handover.bringing import bring
from campaign.handover.collecting import kit_of
from campaign.handover.model import LessonPoint, Lessons, Mark, Part, has_marks
from campaign.handover.packing import packed
from campaign.handover.reading import read_kit
from campaign.identity.actions import change_identity
from campaign.kits.actions import add_model
from campaign.messages.model import Progress, Step
from campaign.messages.texts import MAX_SUBJECT, change_text
from campaign.planning.model import Nature
from campaign.press.figures import add_figure
from campaign.press.writing import change_block
from campaign.report.matrix import add_point
from campaign.report.model import Quadrant

DAYS = (date(2027, 11, 10), date(2027, 11, 13))


def block(kit, code: str) -> str:
    return next(one.text for one in kit.press if one.code == code)


def invitation(kit) -> tuple[str, str]:
    found = next(one for one in kit.texts if one.step is Step.INVITATION)
    return found.subject, found.body


def point(db, officer, edition_id: int, text: str) -> str:
    """What a kit says of a point of the matrix."""
    add_point(db, officer, edition_id, {"quadrant": "threats", "text": text}, new_operation())
    return kit_of(db, officer, edition_id).kit.lessons.points[-1].text


def test_an_edition_that_does_not_exist_has_no_kit(db, officer):
    with pytest.raises(NotFound):
        kit_of(db, officer, 9)


def test_dates_are_days_from_j(kit):
    assert kit.outline.first_day == date(2027, 1, 27)
    assert (kit.outline.days, kit.outline.answer_deadline) == ((0, 3), -30)
    (decided,) = kit.lessons.resolutions
    assert decided.days_from_first == 217  # 1 September 2027
    assert [one.days_from_first for one in kit.calendar] == [None] * 9


def test_salaries_are_told_without_their_amount(kit):
    found = {one.nature: (one.planned, one.committed, one.spent) for one in kit.spending}
    assert found == {
        Nature.PRINTED: (120_000, None, 115_000), Nature.PRINTING: (None, None, None),
        Nature.SALARIES: (None, None, None),
    }  # fmt: skip


def test_a_service_is_nobody_and_a_person_is(db, officer, contact, shop, used):
    contact([shop("Le Fil retrouvé")], name="Service communication", email="service@exemple.fr")
    contact([shop("La Remise", commune="Cholet", postcode="49300")], name="Loïc Bouvet", email="loic@exemple.fr")
    said = point(db, officer, used, "Avec le service communication, Loïc et M. Bouvet, au Fil retrouvé")
    assert said == "Avec le service communication, [nom retiré] et M. [nom retiré], au [lieu retiré]"
    assert (
        point(db, officer, used, "Chez le fil retrouvé, Cholet, et une remise")
        == "Chez [lieu retiré], [lieu retiré], et une remise"
    )


def test_what_a_variable_says_takes_the_place_of_the_departement(db, officer, used):
    values = {"body_name": "Département de Maine-et-Loire", "contact_phone": "02 41 00 00 00"}
    change_identity(db, officer, 1, values, new_operation())
    text = "Bonjour, les boutiques ouvrent en Maine-et-Loire. Département de Maine-et-Loire\n\n{{lien}}"
    change_text(db, officer, Step.INVITATION, Progress.NOTHING, 1, "Venez", text, new_operation())
    change_block(db, officer, used, "context", 2, "", "En Maine-et-Loire ou en Maine-et-Loire.", new_operation())
    collected = kit_of(db, officer, used)
    _, body = invitation(collected.kit)
    assert body == "Bonjour, les boutiques ouvrent {{departement}}. {{collectivite}}\n\n{{lien}}"
    assert block(collected.kit, "context") == "En {{departement}} ou {{departement_en}}."
    assert collected.masked == ()


def test_a_figure_of_here_is_to_be_replaced_there(db, officer, used):
    typed = {"value": "42", "label": "Tonnes", "source": "Enquête 2026"}
    code = add_figure(db, officer, used, typed, new_operation())
    text = f"Soit {{{{chiffre_{code}}}}} tonnes, {{{{nb_boutiques}}}} boutiques."
    change_block(db, officer, used, "context", 2, "", text, new_operation())
    collected = kit_of(db, officer, used)
    assert block(collected.kit, "context") == "Soit [chiffre à remplacer] tonnes, {{nb_boutiques}} boutiques."
    assert Mark.FIGURE in {one.mark for one in collected.masked}


def test_a_text_that_grows_by_its_marks_still_fits_its_room(db, officer, used, elsewhere):
    subject = "a@b.fr " * (MAX_SUBJECT // 7)
    change_text(db, officer, Step.INVITATION, Progress.NOTHING, 1, subject, "x {{lien}}", new_operation())
    collected = kit_of(db, officer, used)
    assert len(invitation(collected.kit)[0]) <= MAX_SUBJECT
    brought = bring(elsewhere(), SYSTEM, read_kit(packed(collected.kit, clock.today())), DAYS, new_operation())
    assert any("Invitation" in one and "à relire" in one for one in brought.notices)


def test_names_that_become_alike_are_told_apart(db, officer, used, shop, elsewhere):
    shop("La Remise", commune="Cholet", postcode="49300")
    shop("Le Fil retrouvé", commune="Saumur", postcode="49400")
    for name in ("La Remise", "Le Fil retrouvé"):
        add_model(db, officer, {"name": name, "kind": "shop"}, [], new_operation())
    kit = kit_of(db, officer, used).kit
    assert [one.name for one in kit.models] == ["Boutique", "[lieu retiré]", "[lieu retiré] 2"]
    brought = bring(elsewhere(), SYSTEM, read_kit(packed(kit, clock.today())), DAYS, new_operation())
    assert any("Modèles de kit à renommer" in one for one in brought.notices)


def test_only_what_the_officer_wrote_of_the_sheet_goes(db, officer, used):
    assert kit_of(db, officer, used).kit.sheet == ()
    change_part(db, officer, used, "context", 0, "Un plan, dit Mme Bouvet.", "Proposé", new_operation())
    (part,) = kit_of(db, officer, used).kit.sheet
    assert (part.code, part.title, part.text) == ("context", "Contexte", "Un plan, dit Mme [nom retiré].")


def test_what_was_received_is_scrubbed_again_with_the_names_of_here(kit, elsewhere):
    there = elsewhere()
    forged = replace(kit, lessons=Lessons((LessonPoint(Quadrant.THREATS, "Appeler le 02 43 00 00 00 à Laval", 1),)))
    brought = bring(there, SYSTEM, forged, DAYS, new_operation())
    # Laval is in Mayenne, which this test's settings do not say: the telephone is told everywhere.
    collected = kit_of(there, SYSTEM, brought.edition_id)
    assert "02 43" not in collected.kit.lessons.points[0].text
    assert {one.part for one in collected.masked} == {Part.LESSONS}
    assert has_marks(collected.kit.lessons.points[0].text)
