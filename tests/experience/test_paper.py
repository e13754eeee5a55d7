"""The sheet on paper: its chapters in order, what is empty and optional left out, a draft says so; files by ending."""

import io
import json
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from campaign.base import rich_text
from campaign.base.errors import InvalidInput, NotFound
from campaign.base.operations import new_operation
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Heading, Note, Words
from campaign.experience import actions
from campaign.experience.files import sheet_file
from campaign.experience.model import PARTS, Chapter, ExperienceSheet, ShownPart, State
from campaign.experience.paper import DEMONSTRATION, TO_COMPLETE, UNWRITTEN, sheet_paper
from campaign.experience.views import experience_sheet

NOW = datetime(2014, 6, 16, 8, tzinfo=UTC)


def sheet(texts: dict[str, str], **changes) -> ExperienceSheet:
    parts = tuple(ShownPart(one, texts.get(one.code, ""), "") for one in PARTS)
    usual = {"updated_on": date(2014, 6, 16), **changes}
    return ExperienceSheet(1, "Novembre 2013", "mercredi 13 et samedi 16 novembre 2013", "Les bons jours", "Essai",
                           usual.pop("state", State.READY), parts, **usual)  # fmt: skip


def paper(texts: dict[str, str], **changes):
    return sheet_paper(sheet(texts, **changes), Palette(), NOW)


def test_the_chapters_are_all_there_in_order_and_optional_empty_parts_are_not():
    made = paper({"context": "Le plan."})
    assert [one.title for one in made.chapters] == [one.label for one in Chapter]
    headings = [block.title for one in made.chapters for block in one.blocks if isinstance(block, Heading)]
    assert "Objectifs quantitatifs" not in headings
    assert headings == [one.title for one in PARTS if one.title and not one.optional]
    assert made.chapters[1].blocks == (Words(rich_text.read("Le plan.")),)
    assert made.chapters[0].blocks == (Note(TO_COMPLETE),)


def test_a_draft_says_so_and_the_last_line_gives_the_day():
    assert paper({}).under == "Mercredi 13 et samedi 16 novembre 2013 · Essai"
    assert paper({}, state=State.DRAFT).under.endswith("· Brouillon")
    assert paper({}).chapters[-1].blocks == (Words(rich_text.read("16 juin 2014")),)
    assert paper({}, updated_on=None).chapters[-1].blocks == (Words(rich_text.read(UNWRITTEN)),)


def test_the_demonstration_says_under_its_results_that_people_are_invented():
    assert paper({}, demonstration=True).chapters[2].blocks[-1] == Note(DEMONSTRATION)
    assert Note(DEMONSTRATION) not in paper({}).chapters[2].blocks


@pytest.fixture
def written(db, officer, edition) -> int:
    edition_id = edition()
    seen = experience_sheet(db, officer, edition_id).part("context")
    text = "Un **plan** de prévention.\n\n- première année"
    actions.change_part(db, officer, edition_id, "context", 0, text, seen.proposed, new_operation())
    return edition_id


def test_the_printed_sheet_can_be_read(db, reader, written):
    made = sheet_file(db, reader, written, ".pdf")
    document = pypdfium2.PdfDocument(made.data)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert made.name == "fiche-experience-edition-d-essai.pdf"
    assert made.pages == len(document)
    for said in ("Un plan de prévention.", "première année", "Facteurs de réussite", "Brouillon"):
        assert said in text


def test_the_values_hold_every_part_without_our_signs(db, reader, written):
    made = json.loads(sheet_file(db, reader, written, ".json").data)
    assert [one["code"] for one in made["parts"]] == [one.code for one in PARTS]
    context = made["parts"][1]
    assert context["text"] == "Un plan de prévention.\n\n- première année"
    assert context["edited"] is True
    assert made["keywords"][0] == "REEMPLOI"
    assert made["state"] == "draft"


def test_the_word_file_holds_the_same_words(db, reader, written):
    docx = pytest.importorskip("docx")
    made = docx.Document(io.BytesIO(sheet_file(db, reader, written, ".docx").data))
    text = "\n".join(one.text for one in made.paragraphs)
    assert "Un plan de prévention." in text
    assert "Difficultés rencontrées" not in text  # nothing to say: left out


def test_another_ending_or_edition_is_refused(db, reader, written):
    with pytest.raises(InvalidInput, match=r"\.pdf, \.docx, \.json"):
        sheet_file(db, reader, written, ".odt")
    with pytest.raises(NotFound):
        sheet_file(db, reader, 999, ".json")
