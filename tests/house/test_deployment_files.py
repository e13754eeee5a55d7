"""The files of ``deploy/``: what can be tried without installing a service is tried here."""

import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.servers import ROOT, _free_port

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
TOKEN = "jeton-qui-ouvre-une-porte-et-ne-doit-pas-s-ecrire"
SEALS = ("User=bons-jours", "ProtectSystem=strict", "NoNewPrivileges=yes", "IPAddressDeny=any", "UMask=0077")
LINES = ('"GET /p/***" 502', '"GET /p/***/merci" 502', '"GET /t/***" 502', '"GET /p/renvoi" 502', '"GET /p/***" 301')
SERVICE_PYTHON = "/opt/bons-jours/actuelle/.venv/bin/python"


@pytest.mark.parametrize("script", ["backup.sh", "install.sh", "offline.sh", "bons-jours"])
def test_a_shell_script_is_well_formed_and_may_be_run(script):
    path = DEPLOY / script
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


@pytest.fixture
def installed(tmp_path):
    """A root folder with the units and what they run, as on a server."""
    binary = tmp_path / SERVICE_PYTHON.lstrip("/")
    backup = tmp_path / "opt/bons-jours/actuelle/deploy/backup.sh"
    for path in (binary, backup):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    for unit in UNITS:
        shutil.copy(unit, units)
    system = Path("/usr/lib/systemd/system")
    if system.is_dir():
        shutil.copytree(system, tmp_path / "usr/lib/systemd/system", symlinks=True)
    return tmp_path


@pytest.mark.parametrize("unit", [path.name for path in UNITS])
def test_systemd_finds_nothing_wrong_in_a_unit(installed, unit):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze n’est pas installé : cet essai ne peut pas tourner")
    command = ["systemd-analyze", "verify", "--man=no", f"--root={installed}", unit]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert [line for line in said.splitlines() if "bons-jours" in line] == []


def test_each_service_runs_as_the_same_account_and_writes_only_its_data():
    for unit in UNITS:
        if unit.suffix == ".service":
            text = unit.read_text("utf-8")
            for line in SEALS:
                assert f"\n{line}\n" in text, f"{unit.name} : {line}"


def test_only_the_worker_s_service_does_the_work():
    assert "Environment=CAMPAIGN_WORKER=none\n" in (DEPLOY / "systemd" / "bons-jours.service").read_text("utf-8")
    assert "-m campaign work\n" in (DEPLOY / "systemd" / "bons-jours-worker.service").read_text("utf-8")


def test_the_container_runs_without_privileges_and_knows_its_health():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert "\nUSER 10001:10001\n" in text
    assert "\nVOLUME /data\n" in text
    assert "/sante" in text
    for name in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE):
        for one in name.split():
            assert (ROOT / one).exists(), one


@pytest.fixture
def front(tmp_path):
    """nginx with our configuration on free ports, and nothing behind it: (http port, https port, log folder)."""
    if not (NGINX and shutil.which("openssl")):
        pytest.skip("nginx n’est pas installé : cet essai ne peut pas tourner (apt-get install nginx-light)")
    plain, secure, behind = _free_port(), _free_port(), _free_port()
    tmp_path.chmod(0o755)
    pages = shutil.copytree(DEPLOY / "nginx" / "pages", tmp_path / "pages")
    text = (DEPLOY / "nginx" / "bons-jours.conf").read_text("utf-8")
    for written, here in (
        ("/etc/ssl/bons-jours/", f"{tmp_path}/"),
        ("/var/log/nginx/", f"{tmp_path}/"),
        ("/opt/bons-jours/actuelle/deploy/nginx/pages/", f"{pages}/"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"),
        ("127.0.0.1:8501", f"127.0.0.1:{behind}"),
    ):
        assert written in text
        text = text.replace(written, here)
    (tmp_path / "site.conf").write_text(re.sub(r"\n *listen \[::\].*", "", text), "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    user = "user root;" if Path(tmp_path).owner() == "root" else ""
    main = tmp_path / "nginx.conf"
    main.write_text(
        f"{user} daemon off; pid {tmp_path}/pid; error_log {tmp_path}/main.log; events {{}} "
        f"http {{ {folders} include {tmp_path}/site.conf; }}",
        "utf-8",
    )
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bons-jours.exemple.fr",
         "-keyout", str(tmp_path / "cle.pem"), "-out", str(tmp_path / "certificat.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    checked = subprocess.run([NGINX, "-t", "-c", str(main)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen([NGINX, "-c", str(main)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(plain)
        yield plain, secure, tmp_path
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            tried.settimeout(0.1)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")


def _visitor(secure: int) -> httpx.Client:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    headers = {"Host": "bons-jours.exemple.fr"}
    return httpx.Client(base_url=f"https://127.0.0.1:{secure}", verify=trusting, headers=headers, timeout=30)


def test_nginx_never_writes_a_personal_link_in_its_logs(front):
    plain, secure, logs = front
    with _visitor(secure) as visitor:
        for path in (f"/p/{TOKEN}", f"/p/{TOKEN}/merci?x=1", f"/t/{TOKEN}", "/p/renvoi", "/carte"):
            visitor.get(path)
    httpx.get(f"http://127.0.0.1:{plain}/p/{TOKEN}", headers={"Host": "ailleurs.example"})
    written = {path.name: path.read_text("utf-8") for path in logs.glob("*.log")}
    assert [name for name, text in written.items() if TOKEN in text] == []
    for shown in LINES:
        assert shown in written["bons-jours.access.log"]


def test_nginx_refuses_a_heavy_file_and_a_burst_in_french(front):
    _, secure, _ = front
    with _visitor(secure) as visitor:
        away = visitor.get("/")
        heavy = visitor.post("/p/renvoi", content=b"x" * 6_500_000)
        burst = [visitor.get(f"/p/{TOKEN}") for _ in range(150)]
    assert away.status_code == 502
    assert "Le service redémarre" in away.text
    assert heavy.status_code == 413
    assert "Ce fichier est trop lourd" in heavy.text
    refused = [one for one in burst if one.status_code == 429]
    assert refused
    assert "Trop de demandes à la fois" in refused[0].text


def test_nginx_sends_to_https_without_believing_the_host_it_is_given(front):
    plain, _, _ = front
    answer = httpx.get(f"http://127.0.0.1:{plain}/carte", headers={"Host": "ailleurs.example"})
    assert answer.status_code == 301
    assert answer.headers["location"] == "https://bons-jours.exemple.fr/carte"
