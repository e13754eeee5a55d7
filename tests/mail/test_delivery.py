"""The relay's address, the folder in its place, and what a strange server is taken for."""

import socket
import stat
import threading
from email import message_from_bytes, policy

import pytest

from campaign.base.errors import BadSetting, RelayRefusesUs, RelayUnavailable
from campaign.mail.delivery import way_out
from campaign.mail.folder import Folder
from campaign.mail.message import composed
from campaign.mail.replies import Outcome
from tests.mail.conftest import invitation
from tests.mail.smtp_relay import SmtpRelay

MAIL = composed(invitation({"to": "felicie@exemple.fr"}))


@pytest.mark.parametrize("url", ["relais", "http://relais", "smtp://", "smtp://relais:port", "smtp://relais:99999"])
def test_what_is_no_relay_address_is_refused_with_an_example(url, tmp_path):
    with pytest.raises(BadSetting, match="smtp://utilisateur"):
        way_out(url, tmp_path)


@pytest.mark.parametrize("url", [None, ""])
def test_without_a_relay_messages_go_to_the_folder(url, tmp_path):
    way = way_out(url, tmp_path / "courriels")
    assert (way.way, way.place) == ("folder", "courriels")


def test_the_password_is_not_the_place(tmp_path):
    way = way_out("smtp://compte:secret@relais.example:587", tmp_path)
    assert (way.way, way.place) == ("relay", "relais.example")


def test_the_folder_holds_whole_files_for_us_alone(tmp_path):
    folder = Folder(tmp_path / "courriels")
    folder.connect()
    for _ in range(3):
        assert folder.hand(MAIL).outcome is Outcome.ACCEPTED
    files = sorted((tmp_path / "courriels").iterdir())
    assert len(files) == 3
    assert all(one.suffix == ".eml" and not one.name.startswith(".") for one in files)
    assert stat.S_IMODE((tmp_path / "courriels").stat().st_mode) == 0o700
    assert message_from_bytes(files[0].read_bytes(), policy=policy.default)["Subject"] == MAIL["Subject"]


def test_a_folder_that_cannot_be_written_is_a_relay_that_is_away(tmp_path):
    (tmp_path / "courriels").write_text("un fichier")
    with pytest.raises(RelayUnavailable, match="ne peut pas être écrit"):
        Folder(tmp_path / "courriels").connect()


def test_one_connection_serves_many_messages(relay, tmp_path):
    way = way_out(relay.url, tmp_path)
    for _ in range(3):
        assert way.hand(MAIL).outcome is Outcome.ACCEPTED
    way.close()
    way.close()
    assert len(relay.accepted) == 3


def test_a_port_where_nobody_listens(relay, tmp_path):
    relay.stop()
    with pytest.raises(RelayUnavailable):
        way_out(relay.url, tmp_path).connect()


@pytest.fixture
def server():
    """A server that says one thing to whoever calls, then hangs up: (line) -> its address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def say(line: bytes) -> str:
        def answer() -> None:
            with listening.accept()[0] as caller:
                caller.sendall(line)

        threading.Thread(target=answer, daemon=True).start()
        return f"smtp://127.0.0.1:{listening.getsockname()[1]}"

    yield say
    listening.close()


@pytest.mark.parametrize(
    "line", [b"421 busy\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"\x00\xff\r\n", b"220 hello\r\n"]
)
def test_a_server_that_hangs_up_or_talks_nonsense_is_away(server, tmp_path, line):
    with pytest.raises(RelayUnavailable) as raised:
        way_out(server(line), tmp_path).connect()
    assert not isinstance(raised.value, RelayRefusesUs)


def test_a_server_that_turns_us_away_says_so(server, tmp_path):
    with pytest.raises(RelayRefusesUs, match=r"refuse de nous parler \(554\)"):
        way_out(server(b"554 no service here\r\n"), tmp_path).connect()


def test_an_account_for_a_relay_without_accounts_is_said(relay, tmp_path):
    with pytest.raises(RelayRefusesUs, match="n’accepte pas d’identifiant"):
        way_out(relay.url.replace("//", "//compte:secret@"), tmp_path).connect()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_an_accented_account_is_refused_with_a_sentence(tmp_path):
    with SmtpRelay(password="x") as closed, pytest.raises(RelayRefusesUs, match="sans accent"):
        way_out(closed.url.replace("//", "//%C3%A9l%C3%A9:%C3%A9@"), tmp_path).connect()
