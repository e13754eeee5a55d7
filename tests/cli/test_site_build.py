"""``site build``: the counts of docs/contract.md, and one sentence when it is refused."""

from datetime import timedelta

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition


def test_the_copy_is_counted_and_a_folder_of_somebody_s_is_refused(db, officer, answer, run, tmp_path):
    day = clock.today() + timedelta(days=60)
    values = check_edition("Printemps", "", [day], day - timedelta(days=20))
    edition_id = editions.add_edition(db, officer, values, new_operation())
    refused = run("site", "build", edition_id, "--out", tmp_path / "site")
    assert refused.exit_code == 1
    assert "n’est pas ouverte au public" in refused.stderr
    editions.open_edition(db, officer, edition_id, new_operation())
    built = answer("site", "build", edition_id, "--out", tmp_path / "site")
    assert set(built) == {"pages", "shops", "files"}
    assert built["pages"] == len(list((tmp_path / "site").rglob("*.html"))) == 9
    (tmp_path / "site" / "notes.txt").write_text("à moi")
    assert "notes.txt" in run("site", "build", edition_id, "--out", tmp_path / "site").stderr
