"""``prepare``: what ``make run`` calls before serving."""


def test_a_new_database_gets_the_demonstration_once(answer):
    assert answer("prepare") == {"editions": 3, "shops": 20}
    assert answer("prepare") == {"ready": True}
    assert answer("verify")["agents"] == 4


def test_an_empty_start_gives_one_officer_a_password_shown_once(answer):
    first = answer("prepare", "--empty")
    assert "@" in first["email"]
    assert len(first["password"]) >= 12
    assert answer("prepare", "--empty") == {"ready": True}
    assert [(one["email"], one["role"]) for one in answer("users", "list")] == [(first["email"], "officer")]


def test_another_departement_starts_empty(answer, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "53")
    assert "password" in answer("prepare")
    assert answer("verify")["shops"] == 0
