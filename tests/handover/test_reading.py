"""A received file is believed in nothing: what is not exactly a kit is refused with a sentence."""

import io
import json
import random
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import UnreadableFile
from campaign.debrief.default_questions import ANIMATOR, SHOP
from campaign.handover.model import (
    VERSION,
    Decided,
    Kit,
    LessonPoint,
    Lessons,
    MailText,
    Model,
    ModelLine,
    Outline,
    Part,
    PlanTask,
    PressBlock,
    SheetPart,
    Spent,
    StockItem,
)
from campaign.handover.packing import HELD, MANIFEST, READ_ME, file_of, packed
from campaign.handover.reading import DAMAGED, MOST_OPENED, NOT_A_KIT, TOO_BIG, TOO_NEW, read_kit
from campaign.handover.shape import LONGEST_TEXT, Misshapen, parsed, plain, shaped
from campaign.kits.model import Rule
from campaign.messages.model import Progress, Step
from campaign.participation.model import Need
from campaign.partners.model import Kind
from campaign.planning.model import Nature
from campaign.planning.money import Tax
from campaign.planning.tasks import Anchor, TaskRole
from campaign.report.model import Quadrant
from campaign.stock.model import Family, ItemKind

DAY = date(2026, 11, 2)
KIT = Kit(
    outline=Outline("Novembre 2013", "Le réflexe", date(2013, 11, 13), (0, 3), -30, 17, None),
    texts=(MailText(Step.THANKS, Progress.NOTHING, "Merci", "Bonjour", adapted=True),),
    press=(PressBlock("title", "Titre", "Venez", locked=True),),
    items=(StockItem("AFF-A3", "Affiches", ItemKind.CONSUMABLE, Family.PAPERS, "", 1, 0.5, 0.0, 0, ("a",), 10),),
    models=(Model("Boutique", Kind.SHOP, False, (ModelLine("AFF-A3", Rule.ASKED, Need.POSTERS, 1, 2, 3),)),),
    plan=(
        PlanTask(
            "kits", "Préparer les kits", TaskRole.LOGISTICS, Anchor.FIRST_DAY, -21, 10, (), None, None, (), (), ""
        ),
    ),
    spending=(Spent(Nature.PRINTED, "Affiches", Tax.TTC, 2000, 100, None, 0),),
    questions=(SHOP, ANIMATOR),
    lessons=Lessons((LessonPoint(Quadrant.STRENGTHS, "Ensemble", 3),), (Decided("Livrer plus tôt", "", 292, None, 0),)),
    sheet=(SheetPart("context", "Contexte", "Un plan."),),
)
WHOLE = packed(KIT, DAY)


def members(data: bytes = WHOLE) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files, compression=zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, data)
    return held.getvalue()


def signed(files: dict[str, bytes]) -> bytes:
    """The files with a manifest that tells their true sizes and sums, as a forger would."""
    manifest = json.loads(files[MANIFEST])
    for one in manifest["members"]:
        if one["name"] in files:
            data = files[one["name"]]
            one.update(bytes=len(data), sha256=sha256(data).hexdigest())
    return zipped({**files, MANIFEST: json.dumps(manifest).encode()})


def forged(part: Part, change) -> bytes:
    files = members()
    read = json.loads(files[file_of(part)])
    read = change(read) or read
    return signed({**files, file_of(part): json.dumps(read).encode()})


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_kit(data)
    return caught.value.message


def test_a_kit_written_is_read_the_same():
    assert read_kit(WHOLE) == KIT
    assert packed(read_kit(WHOLE), DAY) == WHOLE


def test_a_kit_is_plain_files_that_a_person_can_read():
    files = members()
    assert set(files) == {MANIFEST, READ_ME, *(file_of(part) for part in HELD)}
    assert "Novembre 2013" in files[READ_ME].decode()
    assert "1 modèle de kit" in files[READ_ME].decode().replace("\u00a0", " ")
    assert '  "name": "Boutique"' in files["modeles-de-kit.json"].decode()
    told = json.loads(files[MANIFEST])
    assert told["made_on"] == "2026-11-02"
    for one in told["members"]:
        assert one["sha256"] == sha256(files[one["name"]]).hexdigest()


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"\x89PNG\r\n", zipped({}), zipped({"x.txt": b"1"})])
def test_another_file_is_not_a_kit(data):
    assert refusal(data) == NOT_A_KIT


def test_a_zip_of_something_else_with_a_manifest_is_not_a_kit():
    assert refusal(zipped({MANIFEST: b'{"format": "autre", "version": 1}'})) == NOT_A_KIT


def test_a_later_version_is_refused_as_such():
    manifest = {**json.loads(members()[MANIFEST]), "version": VERSION + 1, "more": True}
    assert refusal(zipped({MANIFEST: json.dumps(manifest).encode()})) == TOO_NEW


@pytest.mark.parametrize("version", [0, -1, True, "1", None, 1.5])
def test_a_version_that_is_none_is_damage(version):
    manifest = {**json.loads(members()[MANIFEST]), "version": version}
    assert refusal(signed({**members(), MANIFEST: json.dumps(manifest).encode()})) == DAMAGED


def test_a_kit_cut_anywhere_is_refused():
    for length in (30, 200, len(WHOLE) // 2, len(WHOLE) - 1):
        assert refusal(WHOLE[:length]) == DAMAGED


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_byte_changed_anywhere_never_gives_another_kit(at, by):
    altered = WHOLE[:at] + bytes([WHOLE[at] ^ by]) + WHOLE[at + 1 :]
    with suppress(UnreadableFile):
        assert read_kit(altered) == KIT  # a date or a right of the zip itself, which says nothing


def test_a_file_changed_by_hand_is_refused():
    files = members()
    files["edition.json"] = files["edition.json"].replace(b"17", b"18")
    assert refusal(zipped(files)) == DAMAGED


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "autre.json", "edition.JSON", "edition.json/"])
def test_a_member_of_another_name_is_refused(name):
    assert refusal(zipped({**members(), name: b"{}"})) == DAMAGED


def test_a_missing_or_double_member_is_refused():
    files = members()
    assert refusal(zipped({name: data for name, data in files.items() if name != "kits.json"} | {"x": b""})) == DAMAGED
    assert refusal(zipped({name: data for name, data in files.items() if name != "presse.json"})) == DAMAGED
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([*files.items(), ("presse.json", b"[]")])
    assert refusal(twice) == DAMAGED


def test_a_bomb_is_stopped_before_it_fills_the_memory():
    files = members()
    bomb = signed({**files, "presse.json": b" " * (MOST_OPENED + 1)})
    assert len(bomb) < 50_000
    assert refusal(bomb) == TOO_BIG
    assert refusal(b"PK\x03\x04" + random.Random(1).randbytes(6_000_000)) == TOO_BIG


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(compression):
    assert refusal(zipped(members(), compression)) == DAMAGED


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (Part.EDITION, lambda read: read.update(more=1)),
        (Part.EDITION, lambda read: read.pop("theme")),
        (Part.EDITION, lambda read: read.update(name=None)),
        (Part.EDITION, lambda read: read.update(name="x" * (LONGEST_TEXT + 1))),
        (Part.EDITION, lambda read: read.update(days=[])),
        (Part.EDITION, lambda read: read.update(days=[1, 2])),
        (Part.EDITION, lambda read: read.update(days=[0, 3, 3])),
        (Part.EDITION, lambda read: read.update(days=[0, 10**9])),
        (Part.EDITION, lambda read: read.update(days=[0, True])),
        (Part.EDITION, lambda read: read.update(first_day="2013-13-45")),
        (Part.EDITION, lambda read: read.update(first_day="0001-01-01")),
        (Part.EDITION, lambda read: read.update(answer_deadline=2)),
        (Part.EDITION, lambda read: read.update(objective_shops=10**13)),
        (Part.EDITION, lambda read: [read]),
        (Part.TEXTS, lambda read: read[0].update(step="autre")),
        (Part.TEXTS, lambda read: read[0].update(body="\ud800")),
        (Part.ITEMS, lambda read: read[0].update(kind="consumable ")),
        (Part.ITEMS, lambda read: read[0].update(volume_litres="1")),
        (Part.ITEMS, lambda read: read[0].update(parts="le pied")),
        (Part.MODELS, lambda read: read[0]["lines"][0].update(item="INCONNU")),
        (Part.PLAN, lambda read: read[0].update(code="../kits")),
        (Part.PLAN, lambda read: read[0].update(role="chef")),
        (Part.SPENDING, lambda read: read[0].update(spent=-1)),
        (Part.QUESTIONS, lambda read: read[0]["questions"][0].update(section="nulle-part")),
        (Part.QUESTIONS, lambda read: read[0]["questions"][0].update(code="<script>")),
        (Part.QUESTIONS, lambda read: read[0]["questions"][0].update(units=[])),
        (Part.LESSONS, lambda read: read["resolutions"][0].update(point=7)),
        (Part.LESSONS, lambda read: read["resolutions"][0].update(days_from_first=10**11)),
        (Part.SHEET, lambda read: read * 4000),
    ],
)
def test_a_forged_value_is_refused_and_says_where(part, change):
    said = refusal(forged(part, change))
    assert said.startswith("Ce kit ne peut pas être lu")
    assert part.label in said


@pytest.mark.parametrize(
    "part", [Part.PLAN, Part.TEXTS, Part.PRESS, Part.ITEMS, Part.MODELS, Part.QUESTIONS, Part.SHEET]
)
def test_the_same_code_twice_is_refused(part):
    assert "deux fois" in refusal(forged(part, lambda read: [*read, read[0]]))


@pytest.mark.parametrize(
    "text", [b'{"a": 1, "a": 2}', b"[NaN]", b"[Infinity]", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b"\x00"]
)
def test_json_that_is_none_is_refused(text):
    files = members()
    assert refusal(signed({**files, "edition.json": text})).startswith("Ce kit ne peut pas être lu")
    assert refusal(zipped({**files, MANIFEST: text})) in (DAMAGED, NOT_A_KIT)


def test_a_question_set_of_an_older_software_lacks_only_what_has_a_default():
    files = members()
    read = json.loads(files["questions.json"])
    for one in read:
        for question in one["questions"]:
            question.pop("quotable")
    kit = read_kit(signed({**files, "questions.json": json.dumps(read).encode()}))
    assert kit.questions[0].questions[0] == replace(SHOP.questions[0], quotable=False)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_a_kit_or_is_refused(value):
    with pytest.raises(Misshapen):
        shaped(Kit, value, "kit")
    assert shaped(Kit, parsed(json.dumps(plain(KIT)).encode()), "kit") == KIT
