"""The press kit and the press release: everything said with its source, true page numbers, nothing lost, one page."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.base.errors import Refused
from campaign.base.rich_text import read
from campaign.documents.catalogue import build
from campaign.documents.content import Partner
from campaign.documents.preflight import Verdict
from campaign.documents.presets import Preset
from campaign.documents.press_cards import in_rows, quoted
from campaign.documents.press_text import Press, PressPicture, Section, Voice
from campaign.documents.ready import made
from tests.documents import reading
from tests.documents.campaigns import DAYS, campaign, logo
from tests.documents.press_kits import busy, local, with_press
from tests.documents.press_texts import ADDRESS, FIGURES, HOSTILE, LOCAL, PRESS, SECTIONS, VOICES, photo
from tests.documents.press_texts import pictures as visuals
from tests.documents.reading_aloud import aloud, problems
from tests.documents.shops_at_hand import LONGEST

KIT, RELEASE = "dossier-de-presse", "communique"
PRINTS = (Preset.PRINTER, Preset.ONLINE_PRINTER)


def kit(press: Press = PRESS, preset: Preset = Preset.SCREEN, **changes):
    return build(KIT, with_press(press, **changes), preset)


def release(press: Press = PRESS, preset: Preset = Preset.SCREEN, **changes):
    return build(RELEASE, with_press(press, **changes), preset)


def said(file: bytes) -> str:
    """Everything written, words cut at a line's end whole again."""
    text = " ".join(reading.texts(file))
    return " ".join(text.replace("\ufffe ", "").replace("\ufffe", "").replace("\x02 ", "").replace("\x02", "").split())


def sayings(notices) -> list[str]:
    return [str(one).replace("\u00a0", " ").replace("\u202f", " ") for one in notices]


def outline(file: bytes) -> list[tuple[str, int]]:
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    return [(one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]


# What it says


def test_the_kit_says_everything_and_leaves_no_variable():
    built = kit(replace(PRESS, pictures=visuals()))
    text = said(built.data)
    assert "{{" not in text
    assert not built.blocking
    assert 8 <= built.pages <= 12
    for words in (
        "Dossier de presse",
        "4 novembre 2013",
        "mardi 5 novembre, 6 h",
        "Camille Robert",
        PRESS.contact.phone,
    ):
        assert words in text
    for one in SECTIONS:
        assert one.title in text
    for one in VOICES:
        assert one.author in text
    assert "n’avaient jamais poussé la porte" in text
    for one in visuals():
        assert f"{one.caption} Crédit : {one.credit}" in text


def test_every_figure_is_printed_with_its_source():
    text = said(kit().data)
    for one in FIGURES:
        assert f"{one.value} {one.label}" in text
        assert f"Source : {one.source}" in text
    assert text.count(f"Source : {FIGURES[0].source}") == 4


def test_a_text_that_names_a_figure_says_under_it_where_it_comes_from():
    text = said(kit().data)
    assert "Source du chiffre cité 4 500 visiteurs en deux jours : Bilan de la première édition." in text
    assert "Source du chiffre cité" not in said(release().data)
    assert "4 500 visiteurs en deux jours : Bilan" in said(release(replace(PRESS, release_figures=FIGURES[4:])).data)


def test_every_shop_of_the_list_is_there_with_its_telephone_and_what_it_prepares():
    text = said(kit().data)
    for shop in busy(20):
        assert text.count(shop.phone) == 1
        for activity in shop.activities:
            assert activity[0].upper() + activity[1:] in text
    assert "5 autres boutiques de la liste ouvrent aussi leurs portes" in text


def test_the_release_has_what_the_press_expects_in_one_page():
    built = release()
    text = said(built.data)
    assert (built.pages, built.blocking) == (1, ())
    order = [
        "COMMUNIQUÉ DE PRESSE", "Angers, le lundi 4 novembre 2013", "Vingt boutiques solidaires",
        "Les mercredi 13 et samedi 16", "Meubles, vêtements", "On a vu arriver", "Anne Leroy", "Pendant deux jours",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)  # the quote comes after the first paragraph
    for words in ("Sous embargo jusqu’au mardi 5 novembre, 6 h", "À propos", "Contact presse", "presse@exemple.fr"):
        assert words in text
    assert "Près de chez vous" not in text
    assert "Diffusion immédiate" in said(release(replace(PRESS, embargo="")).data)
    assert "Le lundi 4 novembre 2013" in said(release(replace(PRESS, town="")).data)


def test_a_local_version_says_whose_it_is_and_what_is_near():
    for kind in (KIT, RELEASE):
        text = said(build(kind, local(), Preset.SCREEN).data)
        assert "Édition locale : Saumur Val de Loire" in text
        assert "Près de chez vous À Saumur, rendez-vous à L’Échoppe solidaire." in text
    assert "Édition locale" not in said(kit().data)


def test_sections_without_what_they_show_are_left_out_and_said():
    bare = replace(PRESS, voices=(), figures=(), pictures=())
    built = kit(bare, shops=tuple(replace(one, activities=()) for one in busy(3)), partners=())
    text = said(built.data)
    for title in ("Paroles d’acteurs", "L’opération en chiffres", "Visuels", "Les partenaires", "Le programme"):
        assert title not in text
        assert any(one.startswith(title) and "n’est pas imprimée" in one for one in sayings(built.notices))
    assert "Le contexte" in text


def test_what_was_left_out_is_said_and_what_misses_blocks():
    press = replace(PRESS, notices=(("Citation de Bob", "pas encore validée."),), missing=(("Chapô", "vide."),))
    for built in (kit(press), release(press)):
        assert "Citation de Bob : pas encore validée." in sayings(built.notices)
        assert sayings(built.blocking) == ["Chapô : vide."]


def test_without_texts_there_is_no_press_kit():
    with pytest.raises(Refused, match="ne sont pas encore écrits"):
        build(KIT, campaign(), Preset.SCREEN)


# Pages


@pytest.mark.parametrize("count", [1, 3, 20, 60])
def test_the_page_numbers_of_the_table_of_contents_are_true(count):
    built = kit(count=count)
    pages = reading.texts(built.data)
    entries = outline(built.data)[1:]
    assert [title for title, _ in entries][-1] == "Contacts"
    for title, page in entries:
        assert f"{page} {title}" in pages[0]
        assert title in pages[page - 1]
    assert entries == sorted(entries, key=lambda one: one[1])


def test_links_of_the_table_of_contents_lead_to_the_pages():
    built = kit()
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        links = [one for one in pdf.pages[0].Annots if "/Dest" in one]
        assert [str(one.Contents) for one in links] == [
            f"{title}, page {page}" for title, page in outline(built.data)[1:]
        ]


def test_no_page_begins_or_ends_with_a_line_of_a_paragraph_alone():
    marked = [" ".join(f"p{rank}m{word}" for word in range(60)) for rank in range(60)]
    press = replace(PRESS, sections=(Section("bloc-1", "Long", read("\n\n".join(marked))),))
    lines = paragraph_lines(kit(press).data)
    assert len(lines) == 60
    for pages in lines.values():
        if len(pages) > 1:
            assert all(count >= 2 for count in pages.values())
    assert any(len(pages) > 1 for pages in lines.values())


def paragraph_lines(file: bytes) -> dict[str, dict[int, int]]:
    """Of each paragraph of marked words, how many lines on each page."""
    found: dict[str, dict[int, set[float]]] = {}
    for page, drawn in enumerate(pypdfium2.PdfDocument(io.BytesIO(file))):
        text = drawn.get_textpage()
        for index in range(text.count_rects()):
            box = text.get_rect(index)
            for word in text.get_text_bounded(*box).split():
                if word.startswith("p") and "m" in word and word[1 : word.index("m")].isdigit():
                    found.setdefault(word[: word.index("m")], {}).setdefault(page, set()).add(round(box[1]))
    return {name: {page: len(ys) for page, ys in pages.items()} for name, pages in found.items()}


def test_a_heading_is_never_alone_at_the_foot_of_a_page():
    for words in range(100, 420, 40):
        text = "\n\n".join(f"paragraphe {rank} " + "mot " * words for rank in range(3))
        press = replace(LOCAL, release=read(text), near_you=read("Ici même, voici la suite. " * 12))
        pages = reading.texts(kit(press).data)
        where = next(page for page in pages if "Près de chez vous" in page and "près de chez vous (" not in page)
        assert "Ici même" in where


def test_a_block_of_thirty_thousand_signs_goes_on_over_its_pages():
    words = "réutilisation " * 2143
    for text in (words, "W" * 30_000, "- un point\n" * 2700):
        built = kit(replace(PRESS, sections=(Section("bloc-1", "Sans fin", read(text)),)))
        assert built.pages > 8
        got = said(built.data).replace("-", "").replace(" ", "")
        sign, count = ("W", 30_000) if "W" in text else ("point", 2700) if "point" in text else ("tilisation", 2143)
        assert got.count(sign) >= count


def test_a_release_too_long_shrinks_then_blocks_naming_the_block_and_by_how_much():
    longer = release(replace(PRESS, release=read(f"{'Un mot de plus. ' * 60}\n\n" + "Et la suite ici. " * 40)))
    assert (longer.pages, longer.blocking) == (1, ())
    assert any("réduit de" in one for one in sayings(longer.notices))
    built = release(replace(PRESS, release=read("\n\n".join(["Un mot de plus. " * 40] * 8))))
    assert built.pages == 2
    (why,) = sayings(built.blocking)
    assert why.startswith("Le communiqué : trop long pour une page, d’environ ")
    over = int(why.split("d’environ ")[1].split(" signes")[0].replace(" ", ""))
    assert 300 < over < 5000
    assert said(built.data).count("Un mot de plus.") == 320


@pytest.mark.parametrize("times", [1, 6, 12])
def test_a_long_presentation_of_who_organises_stays_on_the_page(times):
    built = release(replace(LOCAL, about="Le Département conduit un plan de prévention des déchets. " * times))
    assert (built.pages, sayings(built.blocking)) == (1, [])
    assert said(built.data).count("conduit un plan de prévention") == times


# What breaks layouts


@pytest.mark.parametrize("kind", [KIT, RELEASE])
@pytest.mark.parametrize("preset", Preset)
def test_hostile_texts_are_shown_as_text(kind, preset):
    bad = HOSTILE
    press = replace(
        PRESS, title=bad, body=bad, local=bad, embargo=bad, town=bad, about=bad, lead=read(bad), release=read(bad),
        voices=(Voice(bad, bad, bad),), figures=(replace(FIGURES[0], value=bad, label=bad, source=bad),),
        contact=replace(PRESS.contact, name=bad, service=bad),
        sections=(*SECTIONS, Section("bloc-1", bad, read(bad))),
        pictures=(PressPicture(b"rien", bad, bad, bad),),
    )  # fmt: skip
    built = build(kind, with_press(press), preset)
    assert "<script>alert(1)</script>" in said(built.data).replace("</ ", "</").replace("s- c", "sc")
    assert any("signes que l’imprimerie ne connaît pas" in one for one in sayings(built.notices))


@pytest.mark.parametrize("voices", [0, 1, 12])
@pytest.mark.parametrize("count", [1, 2, 60])
def test_few_or_many_shops_and_quotes_make_a_kit(count, voices):
    press = replace(PRESS, voices=(VOICES * 4)[:voices])
    built = build(KIT, with_press(press, shops=busy(count, long=True)), Preset.SCREEN)
    assert [one for one in sayings(built.blocking) if "nom court" not in one] == []
    text = said(built.data)
    assert text.count("jamais poussé la porte") == (voices + 2) // 3 + (1 if voices else 0)  # one more in the release
    for shop in busy(count, long=True):
        assert shop.phone in text


def test_a_name_of_a_hundred_and_twenty_signs_holds_everywhere():
    shop = replace(busy(1)[0], name=LONGEST, short_name="Le Réemploi")
    for kind in (KIT, RELEASE):
        built = build(kind, with_press(replace(LOCAL, local=LONGEST), shops=(shop,), focus=shop), Preset.PRINTER)
        assert sayings(built.blocking) == []


def test_a_quote_too_long_for_any_card_is_set_as_a_text():
    built = kit(replace(PRESS, voices=(Voice("Un mot. " * 900, "Anne Leroy", "présidente"),)))
    assert said(built.data).count("Un mot.") >= 900
    assert any("mise en page comme un texte" in one for one in sayings(built.notices))


def test_pictures_that_cannot_be_printed_are_replaced_and_said():
    press = replace(
        PRESS, pictures=(PressPicture(photo(300, 200), "Petite", "Moi", "x"), PressPicture(b"?", "", "", ""))
    )
    printed = sayings(kit(press, Preset.PRINTER).notices)
    assert any("Visuel « Petite », image : " in one and "points par pouce" in one for one in printed)
    assert any("ne s’ouvre pas" in one for one in printed)
    assert not any("points par pouce" in one for one in sayings(kit(press).notices))


@given(st.lists(st.text(max_size=300), max_size=6), st.text(max_size=200))
@settings(max_examples=15, deadline=None)
def test_any_text_makes_a_release(paragraphs, title):
    built = release(replace(PRESS, title=title, release=read("\n\n".join(paragraphs))), count=2)
    assert built.pages >= 1


@given(st.integers(1, 40))
def test_cards_are_never_alone_on_a_row_when_there_are_several(count):
    rows = in_rows(count)
    assert sum(rows) == count
    assert max(rows) <= 3
    assert count == 1 or min(rows) >= 2


def test_quotes_keep_one_pair_of_guillemets():
    for typed in ("Oui.", "« Oui. »", '"Oui."', "“Oui.”"):
        assert quoted(typed) == "«\u00a0Oui.\u00a0»"
    assert quoted("« A » et « B »") == "«\u00a0« A » et « B »\u00a0»"


# Files


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("kind", [KIT, RELEASE])
def test_files_pass_every_check(kind, preset):
    logos = (Partner("Ville", logo(3000, 1200)), Partner("Réseau des ressourceries"))
    built = made(kind, with_press(replace(PRESS, pictures=visuals()), partners=logos), preset)
    assert [one.sentence for one in built.checks if one.verdict is not Verdict.GOOD] == []
    assert built.blocking == ()
    codes = next(one for one in built.checks if one.subject == "Codes QR")
    assert codes.detail.endswith(f": {ADDRESS}")


@pytest.mark.parametrize("preset", PRINTS)
def test_print_files_have_their_boxes_their_bleed_and_inks_only(preset):
    built = kit(preset=preset)
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(one) / reading.MM for one in page.trimbox)
            assert (right - left, top - bottom) == pytest.approx((210, 297), abs=0.01)
            assert left - float(page.bleedbox[0]) / reading.MM == pytest.approx(preset.finish.bleed, abs=0.01)
        assert "/StructTreeRoot" not in pdf.Root
    assert reading.colour_operators(built.data) <= {"k", "K", "g", "G"}


@pytest.mark.parametrize("kind", [KIT, RELEASE])
def test_readers_hear_it_in_order_and_checkers_find_no_error(kind):
    built = build(kind, with_press(replace(PRESS, pictures=visuals())), Preset.SCREEN)
    errors, _ = problems(built.data)
    assert errors == []
    heard = aloud(built.data)
    titles = [one.words for one in heard if one.kind in ("H1", "H2")]
    if kind == KIT:
        assert titles == ["Les bons jours de l’occasion, dossier de presse", "Le communiqué",
                          *(one.title for one in SECTIONS), "Contacts"]  # fmt: skip
        assert "Une étagère de vaisselle dépareillée" in [one.words for one in heard if one.kind == "Figure"]
    else:
        assert titles == [PRESS.title]
    items = [one.words for one in heard if one.kind == "LBody"]
    assert "atelier de réparation de vélos ;" in items
    assert any(one.kind == "Link" and one.words.startswith("le site") for one in heard)
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        assert pdf.Root.Lang == "fr-FR"
        assert str(pdf.docinfo["/Title"]).startswith("Dossier" if kind == KIT else "Communiqué")


def test_hostile_texts_leave_the_tags_without_error():
    press = replace(
        PRESS, title=HOSTILE, local=HOSTILE, sections=(*SECTIONS, Section("bloc-1", HOSTILE, read(HOSTILE)))
    )
    assert problems(kit(press).data)[0] == []


def test_a_paragraph_over_two_pages_is_one_paragraph():
    press = replace(PRESS, sections=(Section("bloc-1", "Long", read("mot " * 3000)),))
    heard = [one for one in aloud(kit(press).data) if one.kind == "P" and one.words.startswith("mot mot")]
    assert len(heard) == 1
    assert heard[0].words.count("mot") == 3000


@pytest.mark.parametrize("kind", [KIT, RELEASE])
@pytest.mark.parametrize("preset", Preset)
def test_the_same_data_make_the_same_bytes(kind, preset):
    content = with_press(replace(PRESS, pictures=visuals()))
    assert build(kind, content, preset).data == build(kind, content, preset).data
    later = replace(content, press=replace(PRESS, dated=date(2013, 11, 5)))
    assert build(kind, later, preset).data != build(kind, content, preset).data


def test_days_are_said_on_the_cover_and_on_the_last_page():
    heard = [one.words.replace("\u00a0", " ").replace("\u2060", "") for one in aloud(kit(days=DAYS).data)]
    assert "Mercredi 13 et samedi 16 novembre 2013" in heard
    assert "mercredi 13 novembre, 10 h – 18 h" in heard
