"""« Qui fait quoi » on paper: one A4 page an actor, whatever is written on it."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.base.operations import new_operation
from campaign.communication.model import Audience, Scale
from campaign.communication.role_papers import role_papers
from campaign.documents.preview import PDFIUM
from campaign.documents.role_sheet import role_sheets
from campaign.documents.role_sheet_content import DONE, LATE, RoleSheet, SheetTask
from campaign.planning.backplan import begin_plan
from campaign.roles.model import ActorRole
from campaign.roles.sheets import KIND, sheets_file

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAYS = (("mercredi", "13", "novembre"), ("samedi", "16", "novembre"))
LONG = (
    "Relire avec chaque boutique la très longue liste des choses à préparer avant la livraison des kits et de la "
    "signalétique dans tout le département de l’essai"
)
FOOT = 25 / 25.4 * 72  # points


def sheet(**values) -> RoleSheet:
    usual = {
        "code": "shops", "actor": "Boutiques", "brief": "ouvrir aux heures annoncées.", "edition": "Novembre 2013",
        "days_text": "les mercredi 13 et samedi 16 novembre 2013", "days": DAYS, "asked": ("Ouvrir",),
        "received": ("Des affiches",), "tasks": (SheetTask("mar. 12", "novembre 2013", "Préparer l’accueil"),),
        "call": ("Camille Roussel", "02 41 00 00 00"), "body": "Département d’essai",
    }  # fmt: skip
    return RoleSheet(**(usual | values))


def pages_of(data: bytes) -> list[str]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def in_one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def lowest(data: bytes) -> float:
    """How far from the foot of the page the lowest text of the parts is, in points (the foot's own texts apart)."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            found = document[0].get_textpage()
            boxes = [found.get_rect(rank) for rank in range(found.count_rects())]
        finally:
            document.close()
    return min((low for _, low, _, high in boxes if high > FOOT + 1), default=0.0)


def test_an_actor_has_one_page_that_says_everything():
    (text,) = pages_of(role_sheets([sheet()], "Qui fait quoi", "Département d’essai", AT).data)
    said = in_one_line(text)
    for part in ("Boutiques", "Ouvrir aux heures annoncées.", "Ce que nous vous demandons", "Ouvrir",
                 "Ce que vous recevez", "Des affiches", "Vos dates", "mar. 12", "Préparer l’accueil", "Camille Roussel",
                 "02 41 00 00 00"):  # fmt: skip
        assert part in said


def test_twelve_tasks_and_long_names_hold_on_the_page():
    tasks = tuple(SheetTask("mer. 30", "septembre 2026", f"Tâche {rank} : {LONG[:70]}", LATE) for rank in range(12))
    asked = tuple(f"{rank}. {LONG[:110]}" for rank in range(6))
    people = ("Anne-Charlotte de La Rochefoucauld-Montmorency, directrice de la communication et des transitions",) * 3
    made = role_sheets([sheet(tasks=tasks, asked=asked, received=asked[:4], holders=people)], "Qui fait quoi", "", AT)
    (text,) = pages_of(made.data)
    said = in_one_line(text)
    assert all(f"Tâche {rank} :" in said for rank in range(12))
    assert "autres dates" not in said
    assert said.count("Rochefoucauld") == 3
    assert lowest(made.data) > FOOT


def test_what_cannot_hold_is_counted_never_cut():
    tasks = tuple(SheetTask("mer. 30", "septembre 2026", f"Tâche {rank} : {LONG[:100]}", DONE if rank % 2 else "")
                  for rank in range(30))  # fmt: skip
    lines = (LONG[:160],) * 12
    made = role_sheets([sheet(tasks=tasks, asked=lines, received=lines, holders=("Nour Petit",) * 9)], "Q", "", AT)
    said = in_one_line(pages_of(made.data)[0])
    shown = sum(f"Tâche {rank} :" in said for rank in range(30))
    assert f"et {30 - shown} autres dates" in said
    assert "Tâche 0 :" in said
    assert lowest(made.data) > FOOT


@settings(max_examples=25)
@given(
    st.lists(st.text(min_size=1, max_size=160), min_size=1, max_size=12),
    st.lists(st.text(max_size=120), max_size=20),
    st.text(min_size=1, max_size=300),
)
def test_whatever_is_written_an_actor_has_one_page(lines, titles, brief):
    tasks = tuple(SheetTask("mer. 30", "septembre 2026", title) for title in titles)
    filled = sheet(brief=brief, asked=tuple(lines), received=tuple(lines), tasks=tasks)
    assert role_sheets([filled], "Qui fait quoi", "", AT).pages == 1


def test_the_file_of_an_edition_has_a_page_an_actor_in_order(db, officer, edition, member, in_2026):
    edition_id = edition()
    begin_plan(db, officer, edition_id, new_operation())
    member(edition_id)
    made = sheets_file(db, officer, edition_id, tuple(ActorRole))
    pages = [in_one_line(one) for one in pages_of(made.data)]
    assert len(pages) == made.pages == 7
    assert all(role.label in page for role, page in zip(ActorRole, pages, strict=True))
    assert "Nour Petit, cheffe du service communication" in pages[2]
    assert "Nour Petit" not in pages[0]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert [round(float(one) * 25.4 / 72) for one in pdf.pages[0].mediabox] == [0, 0, 210, 297]
        assert len(pdf.open_outline().root) == 7


def test_the_same_day_and_data_give_the_same_file(db, officer, edition, in_2026):
    edition_id = edition()
    first = sheets_file(db, officer, edition_id, [ActorRole.SHOPS]).data
    assert sheets_file(db, officer, edition_id, [ActorRole.SHOPS]).data == first


def test_a_reader_and_a_contact_get_no_name_of_the_team(db, reader, crew, member):
    member(crew.edition_id)
    assert "Nour" not in "".join(pages_of(sheets_file(db, reader, crew.edition_id, tuple(ActorRole)).data))
    own = sheets_file(db, crew.felicie, crew.edition_id, [ActorRole.SHOPS])
    assert own.pages == 1
    for other in (ActorRole.ANIMATORS, ActorRole.COMMUNICATION):
        with pytest.raises(NotFound):
            sheets_file(db, crew.felicie, crew.edition_id, [other])


def test_a_late_task_says_so_and_the_event_bears_its_days(db, officer, edition, in_2026):
    edition_id = edition(days=[date(2026, 12, 2), date(2026, 12, 5)], answer_deadline=date(2026, 11, 20))
    begin_plan(db, officer, edition_id, new_operation())
    with clock.frozen(datetime(2026, 11, 30, 9, tzinfo=UTC)):
        said = in_one_line(pages_of(sheets_file(db, officer, edition_id, [ActorRole.SHOPS]).data)[0])
    assert "2 et 5 décembre 2026 Les bons jours" in said
    assert LATE in said


def test_documents_build_gives_the_pages_with_their_line(db, officer, edition):
    edition_id, files = edition(opened=False), {}
    assert role_papers(db, SYSTEM, edition_id, ["affiche-a3"], None, files.__setitem__) == []
    (line,) = role_papers(db, SYSTEM, edition_id, [KIND], None, files.__setitem__)
    assert (line.path, line.kind, line.audience, line.format, line.pages, line.trim_mm) == (
        "03_roles/qui-fait-quoi.pdf", "qui-fait-quoi", "departement", "pdf", 7, (210.0, 297.0),
    )  # fmt: skip
    assert line.blocking == ()
    (own,) = role_papers(db, SYSTEM, edition_id, [KIND], Audience(Scale.SHOP, "12"), files.__setitem__)
    assert (own.path, own.pages, own.audience) == ("03_roles/qui-fait-quoi-boutiques.pdf", 1, "shop:12")
    assert set(files) == {line.path, own.path}
