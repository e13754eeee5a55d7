"""« Choisir les jours »: from the search to the decision, bad inputs said under their field, readers only read."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import date_in_figures, day_in_words
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.deciding import decide
from campaign.consultation.diary import days_calendar
from campaign.consultation.model import Weights, day_set
from campaign.consultation.preparing import add_rival, propose, save_search
from campaign.consultation.replying import reply
from campaign.consultation.school_holidays import last_known
from campaign.consultation.views import consultation, results_of
from campaign.consultation.votes import Choice
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox
from campaign.planning.backplan import begin_plan
from campaign.planning.plan_views import moved
from tests.pages.conftest import bare, said

SCREEN = "dates.py"
# Screens run in a thread of their own, on the real clock: mid-November of next year, when nothing is a holiday.
YEAR = clock.today().year + 1
WEDNESDAY = next(day for n in range(12, 19) if (day := date(YEAR, 11, n)).weekday() == 2)
THREE, WEEK = timedelta(days=3), timedelta(days=7)
PAIR, LATER = day_set([WEDNESDAY, WEDNESDAY + THREE]), day_set([WEDNESDAY + WEEK, WEDNESDAY + WEEK + THREE])
FIRST, SECOND = PAIR.code, LATER.code
OWN_DAY = date(YEAR + 1, 11, 25)
TYPED = {"first": f"12/11/{YEAR}", "last": f"28/11/{YEAR}", "day_count": "2", "gap": "3"}
CLOSES = clock.today() + timedelta(days=10)
NOT_LEAP = next(year for year in range(YEAR, YEAR + 4) if not isleap(year))
OPEN_WEEK, NO_WEDNESDAY = "mer. et sam. 10 h – 18 h", "sam. 10 h – 18 h"


@pytest.fixture
def told(db, officer, edition, shop, contact) -> int:
    """Three shops, one closed on Wednesdays and one whose hours nobody knows, and an EPCI; an edition to date."""
    edition_id = edition(opened=False, days=[OWN_DAY], answer_deadline=OWN_DAY - timedelta(days=60))
    malle = shop("La Malle à Félicie", opening_hours_text=OPEN_WEEK)
    shop("La Remise", opening_hours_text=NO_WEDNESDAY)
    shop("Le Grenier")
    shop("CA Cholet Agglomération", kind="epci", commune="Cholet", postcode="49300")
    contact([malle], name="Lise Martin", email="lise@exemple.fr")
    return edition_id


@pytest.fixture
def sought(db, officer, told) -> int:
    """The Wednesdays and Saturdays of November."""
    save_search(db, officer, told, TYPED, [2, 5], new_operation())
    return told


@pytest.fixture
def asked(db, officer, sought) -> int:
    """Two sets proposed, everybody asked two days ago; La Malle answered."""
    propose(db, officer, sought, [FIRST, SECOND], new_operation())
    everybody = [row[0] for row in db.conn.execute("SELECT id FROM places")]
    with clock.frozen(clock.now() - timedelta(days=2)):
        open_consultation(db, officer, sought, CLOSES, 50, everybody, new_operation())
    malle = next(one for one in consultation(db, officer, sought).voters if "Malle" in one.name)
    form = {f"choice-{FIRST}": "yes", f"choice-{SECOND}": "no", f"comment-{SECOND}": "Inventaire **ce** samedi"}
    reply(db, officer, sought, malle.place_id, form, new_operation())
    return sought


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(one.value) for one in at.subheader), *(bare(one.label) for one in at.expander)]
    return "\n".join([*parts, *(bare(one.value.to_csv()) for one in at.table)]).replace("\u00a0", " ")


def keys(at) -> set[str]:
    return {one.key for one in at.button}


def press(at, key: str):
    return at.button(key=key).click().run()


def test_without_an_edition_the_screen_says_what_to_do(enter, page):
    enter(Role.OFFICER)
    assert "Préparer une édition" in {one.label for one in page(SCREEN).button}


def test_a_past_edition_is_not_dated_any_more(edition, enter, page):
    edition(days=[date(2013, 11, 13)], answer_deadline=date(2013, 10, 25), opened=False)
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "Cette édition est terminée." in shown(at)
    assert not at.text_input


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("first", f"31/02/{YEAR}", "Le 31 février n’existe pas."),
        ("first", f"29/02/{NOT_LEAP}", f"Le 29 février n’existe pas en {NOT_LEAP}."),
        ("first", f"04/05/{YEAR % 100:02d}", f"soit **{day_in_words(date(YEAR, 5, 4))}**"),
        ("first", f"{YEAR}-05-04", f"soit **{day_in_words(date(YEAR, 5, 4))}**"),
        ("first", date_in_figures(clock.today()), "La période commence après aujourd’hui"),
        ("last", f"11/11/{YEAR}", "La fin précède le début."),
        ("gap", "loin", "Nombre entier entre 1 et 31."),
        ("first", "<b>x</b>", "Date illisible"),
    ],
)
def test_what_was_typed_is_said_back_or_refused_under_its_field(told, enter, page, field, typed, sentence):
    enter(Role.OFFICER)
    at = page(SCREEN)
    form = f"dates-search-{told}"
    for name in ("first", "last"):
        at.text_input(key=f"{form}-{name}").set_value(TYPED[name])
    at.segmented_control(key=f"{form}-count").set_value(2)
    at = at.text_input(key=f"{form}-{field}").set_value(typed).run()
    assert not at.exception
    assert sentence in shown(at)
    assert at.text_input(key=f"{form}-{field}").value == typed


def test_a_refused_search_keeps_nothing_and_a_good_one_finds_sets(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    form = f"dates-search-{told}"
    at.text_input(key=f"{form}-last").set_value("31/02/2031")
    at = press(at, f"{form}-save")
    assert "Rien n’est enregistré" in at.error[0].value
    assert consultation(db, officer, told).search is None
    for field in ("first", "last"):
        at.text_input(key=f"{form}-{field}").set_value(TYPED[field])
    at.segmented_control(key=f"{form}-count").set_value(2)
    at.text_input(key=f"{form}-gap").set_value("3")
    at.pills(key=f"{form}-weekdays").set_value([2, 5])
    at = press(at, f"{form}-save")
    assert not at.exception
    assert consultation(db, officer, told).search.weekdays == (2, 5)
    assert f"propose-{FIRST}" in keys(at)


def test_a_set_says_how_it_is_scored_and_who_it_leaves_out(sought, enter, page):
    enter(Role.OFFICER)
    text = shown(page(SCREEN))
    assert "1 ouverte − 1 exclue = 0" in text
    assert "Fermées l’un des jours : **La Remise**." in text
    assert "1 boutique n’a pas d’horaires lisibles : ni comptées ouvertes, ni exclues. Le Grenier." in text
    alone = f"1 le mercredi {WEDNESDAY.day} seul et 2 le samedi {(WEDNESDAY + THREE).day} seul."
    assert f"1 boutique ouverte les deux jours ; {alone}" in text


def test_weights_typed_beside_change_the_order_and_come_back(db, officer, sought, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    form = f"dates-weights-{sought}"
    at.text_input(key=f"{form}-excluded_shop").set_value("douze")
    at = press(at, f"{form}-save")
    assert "Point perdu par boutique exclue" in at.error[0].value
    at.text_input(key=f"{form}-excluded_shop").set_value("12")
    at = press(at, f"{form}-save")
    assert consultation(db, officer, sought).weights == Weights(excluded_shop=12)
    assert "1 ouverte − 1 exclue × 12 = −11" in shown(at)
    press(at, f"{form}-usual")
    assert consultation(db, officer, sought).weights == Weights()


def test_a_rival_event_counts_and_is_taken_back(db, officer, sought, enter, page, dialog):
    enter(Role.OFFICER)
    at = dialog("dates_weights.new_rival", sought)
    form = f"dates-rival-{sought}"
    at.text_input(key=f"{form}-name").set_value("Foire *de* la Saint-Martin")
    at.text_input(key=f"{form}-first").set_value("31/02/2031")
    at = press(at, f"{form}-save")
    assert "Le 31 février n’existe pas." in shown(at)
    at.text_input(key=f"{form}-first").set_value(date_in_figures(PAIR.last))
    at = press(at, f"{form}-save")
    (rival,) = consultation(db, officer, sought).rivals
    assert (rival.event.first, rival.event.last) == (PAIR.last, PAIR.last)
    at = page(SCREEN)
    assert "− 2 pour 1 événement = −2" in shown(at)
    at = press(at, f"remove-rival-{rival.id}")
    assert consultation(db, officer, sought).rivals == ()
    press(at, f"undo-consultation-rival-{rival.id}")
    assert len(consultation(db, officer, sought).rivals) == 1


def test_sets_are_proposed_with_a_sentence_then_asked_after_a_confirmation(db, officer, sought, enter, page, dialog):
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert "Proposez d’abord de deux à cinq jeux" in shown(at)
    at = press(at, f"propose-{FIRST}")
    assert "Un seul jeu" in shown(at)
    at = press(at, f"propose-{SECOND}")
    at = at.text_input(key=f"dates-note-{sought}-{FIRST}").set_value("Avant les vacances  d’hiver").run()
    kept = consultation(db, officer, sought)
    assert [one.days.code for one in kept.proposed] == [FIRST, SECOND]
    assert kept.proposal(FIRST).note == "Avant les vacances d’hiver"
    text = shown(at)
    assert "**3 boutiques et 1 animateur d’EPCI** seront consultés." in text
    assert "À appeler, sans adresse qui fonctionne : 3 lieux" in text
    at = at.text_input(key=f"dates-ask-{sought}-until").set_value("31/02/2031").run()
    at = press(at, "dates-ask")
    assert "Corrigez la date de fin" in shown(at)
    assert kept.opened_at is None
    everybody = tuple(row[0] for row in db.conn.execute("SELECT id FROM places"))
    at = dialog("dates_asking.confirm_ask", sought, CLOSES.isoformat(), 60, everybody)
    assert "1 personne recevra un message." in shown(at)
    assert day_in_words(CLOSES) in shown(at)
    assert outbox.recent(db) == []
    press(at, "dates-ask-confirm")
    asked = consultation(db, officer, sought)
    assert (asked.closes_on, asked.quorum, len(asked.voters)) == (CLOSES, 60, 4)
    assert [one.kind for one in outbox.recent(db)] == ["dates_ask"]


def test_a_place_left_aside_is_not_counted_and_comes_back(sought, db, officer, enter, page):
    propose(db, officer, sought, [FIRST, SECOND], new_operation())
    enter(Role.OFFICER)
    at = page(SCREEN)
    grenier = db.conn.execute("SELECT id FROM places WHERE name = 'Le Grenier'").fetchone()[0]
    at = at.selectbox(key="dates-leave-0").set_value(grenier).run()
    assert "**2 boutiques et 1 animateur d’EPCI**" in shown(at)
    at = press(at, f"dates-back-{grenier}")
    assert "**3 boutiques et 1 animateur d’EPCI**" in shown(at)


def test_answers_are_followed_and_the_closing_day_moves(db, officer, asked, enter, page, dialog):
    enter(Role.OFFICER)
    at = page(SCREEN)
    text = shown(at)
    assert "1 réponse sur 4" in text
    assert "La Remise :orange-badge[:material/call: à appeler]" in text
    assert "Personne à qui écrire : appelez" in text
    assert "dates-remind" not in keys(at)
    assert "Inventaire **ce** samedi" in text.replace("\\", "")
    assert not [one for one in at.markdown if "Inventaire **ce**" in str(one.value)]  # escaped: never bold
    at = dialog("dates_follow.change_closing", asked)
    at.text_input(key=f"dates-closing-{asked}").set_value(date_in_figures(clock.today() - WEEK))
    at = press(at, "dates-closing-save")
    assert "Ce jour est passé" in shown(at)
    at.text_input(key=f"dates-closing-{asked}").set_value(day_in_words(CLOSES + WEEK)).run()
    press(at, "dates-closing-save")
    assert consultation(db, officer, asked).closes_on == CLOSES + WEEK


def test_those_who_did_not_answer_are_reminded_once_a_day(db, officer, asked, contact, enter, page, dialog):
    remise = next(one.place_id for one in consultation(db, officer, asked).voters if one.name == "La Remise")
    contact([remise], name="Paul Roy", email="paul@exemple.fr")
    enter(Role.OFFICER)
    assert "dates-remind" in keys(page(SCREEN))
    at = dialog("dates_follow.confirm_remind", asked)
    assert "3 réponses manquent encore. 1 personne recevra un message." in shown(at)
    press(at, "dates-remind-confirm")
    assert [one.kind for one in outbox.recent(db)].count("dates_remind") == 1
    at = page(SCREEN)
    assert "dates-remind" not in keys(at)
    assert "attendez demain" in shown(at)


def test_an_answer_on_the_telephone_is_noted_by_communication_too(db, officer, asked, enter, dialog):
    enter(Role.COMMUNICATION)
    at = dialog("dates_reply.note_reply", asked)
    voter = next(one for one in consultation(db, officer, asked).voters if one.name == "La Remise")
    at = at.selectbox(key=f"dates-reply-{asked}-who").set_value(voter).run()
    form = f"dates-reply-{asked}-{voter.place_id}"
    at = press(at, f"{form}-save")
    assert "Répondez oui, si besoin ou non à au moins une proposition." in shown(at)
    at.segmented_control(key=f"{form}-{FIRST}").set_value(Choice.IF_NEEDED)
    at.text_input(key=f"{form}-said").set_value("Paul")
    press(at, f"{form}-save")
    first = next(one for one in results_of(db, officer, asked).sets if one.days.code == FIRST)
    assert (first.shops.yes, first.shops.if_needed) == (1, 1)


def test_deciding_says_what_it_will_do_then_does_it(db, officer, asked, enter, page, dialog):
    begin_plan(db, officer, asked, new_operation())
    enter(Role.OFFICER)
    at = dialog("dates_deciding.confirm_decide", asked, FIRST)
    text = shown(at)
    assert f"**{PAIR.in_words}**, au lieu de {day_in_words(OWN_DAY)}" in text
    assert "1 personne recevra un message." in text
    assert "3 lieux n’ont pas répondu" in text
    assert "Ce que cela fait au rétroplanning" in text
    assert edition_view(db, asked).days == (OWN_DAY,)
    form = f"dates-decide-{asked}-{FIRST}"
    at.text_input(key=f"{form}-until").set_value("31/02/2031")
    at = press(at, f"{form}-save")
    assert "Le 31 février n’existe pas." in shown(at)
    at.text_input(key=f"{form}-until").set_value(f"15/10/{YEAR}")
    press(at, f"{form}-save")
    edition = edition_view(db, asked)
    assert (edition.days, edition.answer_deadline) == (PAIR.days, date(YEAR, 10, 15))
    at = page(SCREEN)
    assert "Les jours sont choisis" in [one.value for one in at.header]
    assert "Les réponses" in [one.value for one in at.header]
    assert not {one for one in keys(at) if one.startswith(("decide-", "propose-", "dates-re", "dates-cl"))}


def test_moving_the_days_near_names_the_tasks_that_become_impossible(db, officer, asked, enter, dialog):
    begin_plan(db, officer, asked, new_operation())
    near = clock.today() + timedelta(days=40)
    typed = {"first": date_in_figures(near), "last": date_in_figures(near), "day_count": "1", "gap": ""}
    save_search(db, officer, asked, typed, range(7), new_operation())
    propose(db, officer, asked, [near.isoformat()], new_operation())
    enter(Role.OFFICER)
    text = shown(dialog("dates_deciding.confirm_decide", asked, near.isoformat()))
    assert "deviennent impossibles**" in text
    impossible = moved(db, officer, asked, [near]).impossible
    assert bare(impossible[0].words).replace("\u00a0", " ") in text


def test_the_days_decided_go_to_a_diary(db, officer, asked, enter, page):
    decide(db, officer, asked, FIRST, "", date(YEAR, 10, 15), new_operation())
    enter(Role.READER)
    at = page(SCREEN)
    assert "Ajouter à mon agenda" in {one.proto.label for one in at.get("download_button")}
    read = Calendar.from_ical(days_calendar(asked, edition_view(db, asked).days))
    assert [one.decoded("dtstart") for one in read.walk("VEVENT")] == list(PAIR.days)
    assert bare(consultation(db, officer, asked).why).replace("\u00a0", " ") in shown(at)


@pytest.mark.parametrize("role", [Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_others_read_the_search_the_weights_and_the_voices_and_change_nothing(asked, enter, page, role):
    enter(role)
    at = page(SCREEN)
    assert not at.exception
    at = at.toggle(key="dates-search-again").set_value(True).run()
    assert not at.exception
    allowed = {"dates-reply"} if role is Role.COMMUNICATION else set()
    verbs = {one for one in keys(at) if one and one.startswith(("dates-", "propose", "decide", "add-", "remove-"))}
    assert verbs - {"dates-more"} == allowed
    assert not at.text_input
    text = shown(at)
    assert "Points perdus par jour férié" in text
    assert ("Inventaire" in text) is (role is not Role.READER)
    assert ("La Remise" in text.split("Chercher et comparer")[0]) or role is Role.READER


def test_names_that_look_like_markdown_stay_text(db, officer, sought, shop, enter, page):
    shop("**Gras** ![](//x) :red[non]", opening_hours_text=NO_WEDNESDAY)
    add_rival(db, officer, sought, "[clic](javascript:1)", PAIR.last, None, new_operation())
    enter(Role.OFFICER)
    at = page(SCREEN)
    values = [str(one.value) for one in (*at.markdown, *at.info)]
    assert not [one for one in values if "**Gras**" in one or "[clic](" in one or "![](" in one]


def test_a_year_nobody_published_says_so(db, officer, told, enter, page):
    year = max(last_known().year, YEAR) + 2
    typed = {**TYPED, "first": f"3/11/{year}", "last": f"28/11/{year}"}
    save_search(db, officer, told, typed, [2, 5], new_operation())
    enter(Role.OFFICER)
    assert f"vacances scolaires non connues en novembre {year}" in shown(page(SCREEN))


def test_a_period_that_holds_no_set_says_what_to_change(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    form = f"dates-search-{told}"
    day = date_in_figures(WEDNESDAY + timedelta(days=1))
    for field in ("first", "last"):
        at.text_input(key=f"{form}-{field}").set_value(day)
    at.pills(key=f"{form}-weekdays").set_value([0])
    at = press(at, f"{form}-save")
    assert "Aucun jeu de jours ne tient dans cette période" in shown(at)
    assert consultation(db, officer, told).search is None


def test_the_card_of_an_edition_in_preparation_leads_there(told, edition, enter, page):
    opened = edition()
    enter(Role.READER)
    shown_keys = keys(page("editions.py"))
    assert f"days-{told}" in shown_keys
    assert f"days-{opened}" not in shown_keys


def test_the_dashboard_says_that_answers_are_awaited(asked, enter, page):
    enter(Role.OFFICER)
    at = page("dashboard.py")
    assert not at.exception
    text = shown(at)
    assert "2 jeux de jours proposés" in text
    assert f"1 réponse sur 4, jusqu’au {day_in_words(CLOSES, year=False)}" in text
