"""« Couverture »: three figures, communes left out, whom to call; « Placer sur la carte »: asked, followed, stopped."""

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.partners import placing
from campaign.partners.store import place_by_id
from campaign.territory.model import PointQuality
from campaign.worker import run_once
from tests.pages.conftest import bare, said


def words(at) -> str:
    return bare(said(at)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_coverage_is_told_in_three_figures_with_its_rule(enter, page, linked, answered, shop):
    edition_id, _, _, _ = linked
    answered(edition_id, shop("Tout repart", commune="Cholet", postcode="49300"))
    enter(Role.READER)
    at = page("coverage.py", edition=edition_id)
    assert [one.label for one in at.metric] == [f"des habitants à moins de {km} km" for km in (5, 10, 20)]
    shares = [int(one.value.split()[0]) for one in at.metric]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[2] < 100
    told = words(at)
    assert "de la mairie ou du centre de la commune à la boutique confirmée la plus proche" in told
    assert "1 boutique sans point précis compte au centre de sa commune" in told
    assert "Saumur" in told


def test_a_commune_left_out_names_the_shops_to_call(enter, page, linked, answered, shop):
    edition_id, _, _, _ = linked
    answered(edition_id, shop("Tout repart", commune="Cholet", postcode="49300"))
    near = shop("La Saumuroise", commune="Saumur", postcode="49400")
    enter(Role.COMMUNICATION)
    at = page("coverage.py", edition=edition_id)
    choice = next(one for one in at.selectbox if one.label == "Qui appeler autour de")
    assert "Saumur (1 boutique)" in [one.replace("\u00a0", " ") for one in choice.options]
    at = choice.set_value("49328").run()
    assert "La Saumuroise" in words(at)
    assert any(one.key == f"around-{near}" for one in at.button)
    at.button_group(key="left-out-km").set_value(20).run()
    assert not at.exception


def test_without_a_confirmed_shop_the_coverage_says_what_it_waits_for(enter, page, linked):
    enter(Role.OFFICER)
    assert "Aucune boutique confirmée pour l’instant" in words(page("coverage.py"))


def test_shops_are_placed_from_the_screen_by_the_worker(db, enter, page, shop):
    place_id = shop()
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL, location_quality = 'none'")
    db.conn.commit()
    enter(Role.COMMUNICATION)
    at = page("placing.py")
    assert "1 boutique sans point" in words(at)
    assert "Aucun service d’adresses n’est réglé" in words(at)
    at = at.button(key="primary").click().run()
    assert "Recherche en cours" in words(at)
    assert "Recherche en cours" in words(page("placing.py"))  # whoever comes back sees it
    run_once(db)
    at = page("placing.py")
    assert "1 boutique placée (1 à la commune)" in words(at)
    assert place_by_id(db, place_id).location_quality is PointQuality.COMMUNE
    assert "Placée au centre de la commune" in words(at)


def test_a_search_is_stopped_from_the_screen(db, enter, page, shop):
    shop()
    db.conn.execute("UPDATE places SET latitude = NULL, longitude = NULL, location_quality = 'none'")
    db.conn.commit()
    agent = enter(Role.OFFICER)
    job_id = placing.start_placing(db, agent, new_operation())
    page("placing.py").button(key=f"stop-placing-{job_id}").click().run()
    assert placing.placing_job(db, agent, job_id).state == "cancelled"
    assert "Recherche arrêtée" in words(page("placing.py"))


def test_a_doubtful_point_is_listed_with_its_reason(db, enter, page, shop):
    place_id = shop("La Remise")
    db.conn.execute("UPDATE places SET latitude = 47.06, longitude = -0.88, location_quality = 'exact', "
                    "location_source = 'file'")  # fmt: skip
    db.conn.commit()
    enter(Role.OFFICER)
    at = page("placing.py")
    assert "Le point est à 52 km de la commune (Angers)." in words(at)
    assert any(one.key == f"look-{place_id}" for one in at.button)
