"""A shop that stands at the centre of its commune, for want of a better point, says so to residents."""


def words(answer) -> str:
    """The page with ordinary spaces."""
    return answer.text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def test_the_list_and_the_page_of_a_shop_say_when_the_point_is_the_communes(db, browser, campaign):
    for place_id in campaign.places[:2]:
        campaign.answer(place_id)
    first, second = campaign.places[:2]
    db.conn.execute("UPDATE places SET location_quality = CASE WHEN id = ? THEN 'commune' ELSE 'exact' END", [first])
    db.conn.commit()
    listed = words(browser.get("/boutiques"))
    assert listed.count("(sur la carte : centre de la commune)") == 1
    slugs = dict(db.conn.execute("SELECT id, slug FROM places").fetchall())
    told = "Le point est celui de la commune"
    assert told in words(browser.get(f"/boutiques/{slugs[first]}"))
    assert told not in words(browser.get(f"/boutiques/{slugs[second]}"))
