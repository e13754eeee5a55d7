"""A shop that stands at the centre of its commune, for want of a better point, says so to residents."""


def test_the_list_and_the_page_of_a_shop_say_when_the_point_is_the_communes(db, browser, campaign):
    for place_id in campaign.places[:2]:
        campaign.answer(place_id)
    first, second = campaign.places[:2]
    db.conn.execute("UPDATE places SET location_quality = CASE WHEN id = ? THEN 'commune' ELSE 'exact' END", [first])
    db.conn.commit()
    assert browser.get("/boutiques").text.count("(sur la carte : centre de la commune)") == 1
    slugs = dict(db.conn.execute("SELECT id, slug FROM places").fetchall())
    told = "Le point est celui de la commune"
    assert told in browser.get(f"/boutiques/{slugs[first]}").text
    assert told not in browser.get(f"/boutiques/{slugs[second]}").text
