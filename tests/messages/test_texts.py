"""The texts of the steps: what leaves by default, what an agent may change, and what is refused."""

import re

import pytest

from campaign.base import clock
from campaign.base.errors import Conflict, InvalidInput, NotAllowed, NotFound
from campaign.base.french import typographic
from campaign.base.operations import new_operation
from campaign.identity.actions import change_identity
from campaign.messages.composing import LONGEST_SUBJECT
from campaign.messages.default_texts import DEFAULT_TEXTS
from campaign.messages.facts import _VALUES
from campaign.messages.model import AWAITING_ANSWER, REMINDERS, TEXT_STATES, Progress, Step
from campaign.messages.texts import VARIABLES, change_text, checked_text, preview, restore_text, texts

ONE, NOTHING = Step.INVITATION, Progress.NOTHING
BODY = "Bonjour {{nom}},\n\n{{lien}}"
HOSTILE = ("{{7*7}}", "{% for x in y %}", "<b>gras</b>", "<script>alert(1)</script>", "=HYPERLINK(1)",
           "Emmaüs & Fils « L'Écho » 🎉",
           "{{lien}}", "- une liste", "[clic](https://evil.example)")  # fmt: skip


def kept(db, by, step=ONE, progress=NOTHING):
    return next(one for one in texts(db, by) if (one.step, one.progress) == (step, progress))


def change(db, by, subject="À faire : {{nom}}", body=BODY, step=ONE, progress=NOTHING, version=0, operation=None):
    change_text(db, by, step, progress, version, subject, body, operation or new_operation())


def seen(db, by, linked, step=ONE, **values):
    return preview(db, by, linked[0], step, linked[2].id, **values)


def test_reminders_have_three_texts_and_every_other_step_one(db, officer):
    listed = [(one.step, one.progress) for one in texts(db, officer)]
    expected = [(step, state) for step in Step for state in (TEXT_STATES if step in REMINDERS else (NOTHING,))]
    assert listed == expected
    assert len(listed) == 15
    assert all(one.is_default and one.version == 0 for one in texts(db, officer))


@pytest.mark.parametrize(("step", "progress"), DEFAULT_TEXTS)
def test_each_original_text_would_be_accepted_from_an_agent(step, progress):
    subject, body = DEFAULT_TEXTS[step, progress]
    assert checked_text(step, subject, body) == (subject, body)
    assert len(body.split("\n\n")) >= 4


@pytest.mark.parametrize(("step", "progress"), DEFAULT_TEXTS)
def test_each_original_text_is_in_plain_typographic_french(step, progress):
    said = "\n".join(DEFAULT_TEXTS[step, progress])
    assert "'" not in said
    assert '"' not in said
    assert "…" not in said
    assert not re.search(
        r"\b(token|mail|e-mail|cliquez|merci de bien vouloir|soumettre|valider)\b", said, re.IGNORECASE
    )
    assert said.count("!") <= 1


@pytest.mark.parametrize(("step", "progress"), [one for one in DEFAULT_TEXTS if one[0] in AWAITING_ANSWER])
def test_a_subject_that_asks_for_an_answer_begins_with_the_action_and_its_date(step, progress):
    assert re.match(
        r"À (faire|terminer|compléter) avant le \{\{date_limite_courte\}\}", DEFAULT_TEXTS[step, progress][0]
    )


def test_every_variable_has_a_label_an_example_and_a_value():
    assert VARIABLES.keys() == _VALUES.keys()
    assert all(one.label and one.example for one in VARIABLES.values())
    assert all(re.fullmatch(r"[a-z_]+", name) for name in VARIABLES)


def test_a_changed_text_replaces_the_original_until_it_is_put_back(db, communication):
    change(db, communication, "À faire : écrivez-nous", BODY)
    assert (kept(db, communication).subject, kept(db, communication).is_default) == ("À faire : écrivez-nous", False)
    restore_text(db, communication, ONE, NOTHING, new_operation())
    assert (kept(db, communication).subject, kept(db, communication).is_default) == (
        DEFAULT_TEXTS[ONE, NOTHING][0],
        True,
    )


def test_two_agents_at_once_the_second_is_shown_what_the_first_wrote(db, officer, communication):
    change(db, communication, "À faire : la version de la communication")
    with pytest.raises(Conflict) as refused:
        change(db, officer, "À faire : la mienne")
    assert refused.value.who == communication.name
    assert refused.value.theirs["Objet"] == "À faire : la version de la communication"
    change(db, officer, "À faire : la mienne", version=1)


def test_a_text_put_back_meanwhile_is_a_conflict_too(db, officer, communication):
    change(db, officer, "À faire : un")
    restore_text(db, communication, ONE, NOTHING, new_operation())
    with pytest.raises(Conflict):
        change(db, officer, "À faire : deux", version=1)
    change(db, officer, "À faire : deux", version=2)


def test_a_double_click_changes_the_text_once(db, officer):
    operation = new_operation()
    for _ in range(2):
        change(db, officer, operation=operation)
    assert kept(db, officer).version == 1


@pytest.mark.parametrize(("subject", "body", "field", "message"), [
    ("Bonjour {{prenon}}", BODY, "subject", "Variable inconnue : prenon."),
    ("À faire", "{{lienn}}", "body", "Variable inconnue : lienn. Vouliez-vous lien ?"),
    ("À faire {", BODY, "subject", "Accolade seule"),
    ("À faire", BODY + " } ", "body", "Accolade seule"),
    ("À faire", BODY + " [ici](javascript:alert(1))", "body", "Lien refusé"),
    ("À faire", BODY + " data:text/html,x", "body", "Lien refusé"),
    ("", BODY, "subject", "Indiquez l’objet du message."),
    ("\u200b\x00", BODY, "subject", "L’objet du message est vide ou illisible."),
    ("À faire", "  ", "body", "Indiquez le texte du message."),
    ("x" * 121, BODY, "subject", "120 caractères au plus"),
    ("À faire", BODY + "x" * 4000, "body", "4\u202f000 caractères au plus"),
    ("À faire {{lien}}", BODY, "subject", "Le lien personnel ne va pas dans l’objet"),
    ("À faire", "Bonjour, sans lien", "body", "Gardez {{lien}}"),
])  # fmt: skip
def test_a_text_that_could_not_leave_well_is_refused_with_what_to_do(db, officer, subject, body, field, message):
    with pytest.raises(InvalidInput) as refused:
        change(db, officer, subject, body)
    assert refused.value.field == field
    assert refused.value.message.startswith(message)
    assert kept(db, officer).is_default


def test_a_subject_stays_on_one_line_without_invisible_signs(db, officer):
    change(db, officer, "À faire\r\nBcc: x@y.z\u202e : \u200b{{nom}}")
    assert kept(db, officer).subject == "À faire Bcc: x@y.z : {{nom}}"


def test_a_step_without_answer_to_give_needs_no_link(db, officer):
    change(db, officer, "Merci {{nom}}", "Merci pour tout.", step=Step.THANKS)
    assert kept(db, officer, Step.THANKS).body == "Merci pour tout."


def test_a_single_text_step_has_no_text_for_another_state(db, officer):
    with pytest.raises(NotFound):
        change(db, officer, step=ONE, progress=Progress.BEGUN)


def test_logistics_reads_the_texts_but_does_not_write_them(db, logistics):
    assert texts(db, logistics)
    with pytest.raises(NotAllowed):
        change(db, logistics)


def test_a_preview_shows_what_is_being_typed_to_a_real_person(db, officer, linked):
    shown = seen(db, officer, linked, subject="À faire : {{boutiques}}", body="Bonjour {{nom}} !\n\n{{lien}}")
    assert (shown.to_name, shown.to) == ("Félicie Martin", "felicie@exemple.fr")
    assert shown.subject == "À faire\u00a0: La Malle à Félicie"
    assert shown.text.startswith("Bonjour Félicie Martin\u00a0!\n\nhttp://localhost:8501/p/lien-de-la-personne\n")
    assert "Je réponds" in shown.html


def test_a_preview_holds_neither_the_personal_link_nor_the_way_out_of_somebody(db, officer, linked):
    from campaign.accounts.links import token_of
    from campaign.mail import addresses

    shown = seen(db, officer, linked)
    for secret in (token_of(linked[3]), addresses.token_of("felicie@exemple.fr")):
        assert secret not in shown.text + shown.html


def test_a_preview_of_a_wrong_text_is_refused_with_the_same_words(db, officer, linked):
    with pytest.raises(InvalidInput, match="Vouliez-vous nom"):
        seen(db, officer, linked, body="{{nomm}} {{lien}}")


def test_a_preview_writes_nothing(db, officer, linked):
    before = db.conn.total_changes
    for step in Step:
        seen(db, officer, linked, step=step, note="Jeudi 24 octobre")
    assert db.conn.total_changes == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_is_and_never_read_again(db, officer, shop, contact, edition, name):
    from campaign.participation import actions as participation

    edition_id, place_id = edition(), shop(name)
    person = contact([place_id], name=name)
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    shown = preview(db, officer, edition_id, ONE, person.id)
    expected = typographic(name)
    assert f"Bonjour {expected}," in shown.text
    assert f"avec {expected}." in shown.text
    assert shown.text.count("/p/lien-de-la-personne") == 1
    assert "<script" not in shown.html
    assert "<b>gras" not in shown.html
    assert 'href="https://evil' not in shown.html or name.startswith("[clic]")


def test_a_note_the_text_does_not_place_ends_it(db, officer, linked):
    shown = seen(db, officer, linked, note="Parking fermé ce jour-là.\n\n- entrée rue du Port")
    assert "Parking fermé ce jour-là.\n\n- entrée rue du Port" in shown.text
    assert shown.text.index("Parking") > shown.text.index("Une question")


def test_a_very_long_subject_is_cut_with_an_ellipsis(db, officer, linked):
    shown = seen(db, officer, linked, step=Step.DELIVERY, note="mot " * 100)
    assert len(shown.subject) == LONGEST_SUBJECT
    assert shown.subject.endswith("…")


def test_who_to_call_follows_the_settings_and_never_leaves_a_hole(db, officer, linked):
    assert "appelez le service prévention des déchets" in seen(db, officer, linked).text
    change_identity(db, officer, 1, {"contact_phone": "02 41 00 00 00"}, new_operation())
    assert "appelez le 02\u00a041\u00a000\u00a000\u00a000." in seen(db, officer, linked).text
    change_identity(db, officer, 2, {"contact_name": "Camille Moreau"}, new_operation())
    assert "appelez Camille Moreau, 02\u00a041\u00a000\u00a000\u00a000." in seen(db, officer, linked).text


def test_the_days_are_written_with_their_article_and_their_months(db, officer, shop, contact, edition):
    from datetime import UTC, date, datetime

    from campaign.participation import actions as participation

    said = "{{les_jours}} | {{des_jours}} | {{date_limite_courte}}\n\n{{lien}}"
    expected = {
        (date(2026, 12, 2),): "le mercredi 2 décembre | du 2 décembre | 1er novembre",
        (date(2026, 11, 30), date(2026, 12, 2)): "les lundi 30 novembre et mercredi 2 décembre | "
        "des 30 novembre et 2 décembre | 1er novembre",
    }
    with clock.frozen(datetime(2026, 10, 1, 9, 0, tzinfo=UTC)):
        person = contact([shop()])
        for days, words in expected.items():
            edition_id = edition(days=list(days), answer_deadline=date(2026, 11, 1))
            participation.invite(db, officer, edition_id, [1], new_operation())
            assert preview(db, officer, edition_id, ONE, person.id, body=said).text.startswith(words)


def test_typography_never_touches_a_web_address(db, officer, linked):
    address = "https://exemple.fr/p/a4h-7h30?l'an=10h"
    shown = seen(db, officer, linked, body=f"À 10h : {address}\n\n{{{{lien}}}}")
    assert shown.text.startswith(f"À 10\u00a0h\u00a0: {address}\n")
