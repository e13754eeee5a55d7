"""A damaged database is said to be so, in one French sentence: never a trace, whatever byte is wrong."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.base.errors import CampaignError, DatabaseDamaged
from campaign.base.operations import new_operation
from campaign.participation import actions as participation
from campaign.schema import check, open_database

ROOT = Path(__file__).resolve().parents[2]
CORRUPTIONS = 200


@pytest.fixture
def healthy(db, invited, answer_values, tmp_path):
    """One file with an edition, forty shops and their answers, its log folded in."""
    scene = invited(40)
    for place_id in scene.place_ids:
        participation.confirm_participation(
            db, scene.contact, scene.edition_id, place_id, answer_values(scene.edition_id), new_operation()
        )
    copy = tmp_path / "healthy.db"
    db.conn.execute("VACUUM INTO ?", [str(copy)])
    return copy


def corrupt(data: bytearray, chance: random.Random) -> str:
    """Damage a file in one of the ways disks and people do; says which."""
    size, page = len(data), 4096
    kind = chance.choice(["one byte", "bytes", "zeroed page", "swapped pages", "cut", "header", "text over", "empty"])
    at = chance.randrange(size)
    block = at // page * page
    if kind == "one byte":
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        data[at : at + 64] = chance.randbytes(min(64, size - at))
    elif kind == "zeroed page":
        data[block : block + page] = bytes(page)
    elif kind == "swapped pages":
        other = chance.randrange(size // page) * page
        data[block : block + page], data[other : other + page] = data[other : other + page], data[block : block + page]
    elif kind == "cut":
        del data[at:]
    elif kind == "header":
        data[at % 100] = chance.randrange(256)
    elif kind == "text over":
        data[: at % page] = "Boutiques solidaires ; ".encode("cp1252") * (at % page // 23) + b" " * (at % page % 23)
    else:
        data[:] = bytes(size)
    return f"{kind} at {at}"


def test_none_of_200_corruptions_raises_anything_but_our_own_errors(healthy, tmp_path):
    chance = random.Random(49)
    original = healthy.read_bytes()
    told, wrong = 0, []
    for number in range(CORRUPTIONS):
        damaged = tmp_path / f"damaged-{number}.db"
        data = bytearray(original)
        what = corrupt(data, chance)
        damaged.write_bytes(data)
        try:
            db = open_database(damaged)
            try:
                check(db)
            finally:
                db.close()
        except CampaignError:
            told += 1
        except Exception as error:
            wrong.append(f"corruption {number} ({what}) raised {error!r}")
        damaged.unlink()
    assert not wrong
    # Not all are visible (free space, a figure in a text), but most are.
    assert told > CORRUPTIONS / 3


def verify(database: Path) -> subprocess.CompletedProcess[str]:
    """``python -m campaign verify``, as an operator runs it."""
    command = [sys.executable, "-m", "campaign", "--db", str(database), "verify"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("where", ["begins with text", "loses its end", "loses a page of data"])
def test_verify_says_it_in_one_sentence(healthy, tmp_path, where):
    damaged = tmp_path / "damaged.db"
    data = bytearray(healthy.read_bytes())
    if where == "begins with text":
        data[:16] = b"Boutiques;Ville\n"
    elif where == "loses its end":
        del data[len(data) // 2 :]
    else:
        data[-8192:-4096] = b"\xff" * 4096
    damaged.write_bytes(data)
    run = verify(damaged)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.strip() == DatabaseDamaged.default


def test_a_healthy_copy_is_said_to_be_healthy(healthy, tmp_path):
    shutil.copy(healthy, tmp_path / "copy.db")
    run = verify(tmp_path / "copy.db")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.replace("\u00a0", " ").strip() == "La base est saine : 40 boutiques, 1 édition, 40 réponses."
