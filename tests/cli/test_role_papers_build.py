"""``documents build`` with « qui fait quoi »: long before a shop has answered, and only when it is asked for."""

import hashlib

import pypdfium2

from campaign.documents.preview import PDFIUM


def test_a_page_an_actor_comes_before_any_shop_has_answered(db, edition, answer, tmp_path):
    edition_id = edition(opened=False)
    (line,) = answer("documents", "build", edition_id, "--out", tmp_path, "--kind", "qui-fait-quoi")
    made = (tmp_path / line["path"]).read_bytes()
    assert hashlib.sha256(made).hexdigest() == line["sha256"]
    assert (line["kind"], line["audience"], line["format"], line["pages"], line["trim_mm"], line["blocking"]) == (
        "qui-fait-quoi", "departement", "pdf", 7, [210, 297], [],
    )  # fmt: skip
    with PDFIUM:
        document = pypdfium2.PdfDocument(made)
        pages = len(document)
        document.close()
    assert pages == 7


def test_a_shop_gets_its_page_beside_its_pieces(db, edition, shop, answered, answer, tmp_path):
    edition_id, place_id = edition(), shop()
    answered(edition_id, place_id)
    kinds = ("--kind", "carre-social", "--kind", "qui-fait-quoi", "--audience", f"shop:{place_id}")
    lines = answer("documents", "build", edition_id, "--out", tmp_path, *kinds)
    assert [(one["kind"], one["pages"]) for one in lines] == [("carre-social", 1), ("qui-fait-quoi", 1)]
    assert lines[1]["path"] == "03_roles/qui-fait-quoi-boutiques.pdf"
