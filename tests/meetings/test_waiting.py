"""The dashboard says which meeting comes soon, and what the last one still waits for."""

from datetime import date

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.meetings.attending import everybody_came
from campaign.meetings.minuting import save_minutes, send_minutes
from campaign.meetings.preparing import cancel_meeting
from campaign.participation.meetings_waiting import meeting_tasks
from tests.meetings.conftest import paris


def said(scene, on: date, hour: int = 9) -> list[tuple[str, str, str]]:
    with clock.frozen(paris(on, hour)):
        found = meeting_tasks(scene.db, scene.officer, scene.edition_id)
    return [(one.text.replace("\u00a0", " "), one.verb, one.parameters["vue"]) for one in found]


def test_a_meeting_is_followed_from_its_invitations_to_its_minutes(scene, db, officer):
    assert said(scene, date(2026, 8, 20)) == []  # more than three weeks away
    soon = date(2026, 9, 1)
    assert said(scene, soon) == [("lundi 14 septembre à 14 h, invitations à envoyer", "Inviter", "invites")]
    scene.invite("felicie", "bruno")
    assert said(scene, soon) == [("lundi 14 septembre à 14 h : 0 oui, 2 sans réponse", "Suivre", "invites")]
    evening = paris(date(2026, 9, 14), 18)
    assert said(scene, date(2026, 9, 14), 18) == [
        ("présences du lundi 14 septembre à noter", "Noter", "presences")
    ]  # fmt: skip
    with clock.frozen(evening):
        everybody_came(db, officer, scene.meeting_id, new_operation())
        assert said(scene, date(2026, 9, 15)) == [
            ("compte rendu du lundi 14 septembre à écrire", "Écrire", "compte-rendu")
        ]
        save_minutes(db, officer, scene.meeting_id, 0, {"points": "Vu"}, new_operation())
        send_minutes(db, officer, scene.meeting_id, new_operation())
    assert said(scene, date(2026, 9, 16)) == []


def test_a_cancelled_meeting_asks_nothing(scene, db, officer):
    cancel_meeting(db, officer, scene.meeting_id, new_operation())
    assert said(scene, date(2026, 9, 10)) == []
