"""``mail bounces``: files, mailboxes and folders of returned messages."""

from campaign.mail import addresses
from tests.mail.returned_messages import ABSENCE, mailbox, report


def bounced(own_id="<un@mx>") -> bytes:
    return report("5.1.1", original="", recipient="felicie@exemple.fr", own_id=own_id)


def test_files_and_folders_are_read_and_counted_by_kind(db, answer, tmp_path):
    addresses.know(db, "felicie@exemple.fr")
    box, folder = tmp_path / "boite.mbox", tmp_path / "retours"
    folder.mkdir()
    box.write_bytes(mailbox([bounced(), ABSENCE]))
    (folder / "deux.eml").write_bytes(bounced("<deux@mx>"))
    counts = {"permanent": 2, "transient": 0, "refused": 0, "other": 1}
    assert answer("mail", "bounces", box, folder) == counts
    assert addresses.is_bounced(db, "felicie@exemple.fr")


def test_people_read_a_sentence_about_what_was_found_only(db, run, tmp_path):
    addresses.know(db, "felicie@exemple.fr")
    (tmp_path / "retour.eml").write_bytes(bounced())
    (tmp_path / "absence.eml").write_bytes(ABSENCE)
    assert run("mail", "bounces", tmp_path).stdout.replace("\u00a0", " ") == (
        "1 adresse ne fonctionne plus, 1 autre message.\n"
    )
    assert run("mail", "bounces", tmp_path).stdout == "Rien de nouveau.\n"


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    said = run("mail", "bounces", tmp_path / "absent.eml")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "FICHIER" in said.stderr
