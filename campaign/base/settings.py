"""Settings, read from the environment, then from one file (``campaign.env``: NAME=value lines)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from campaign.base.errors import BadSetting

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the IT department chooses; the names are those of docs/contract.md."""

    database: Path
    files: Path
    secret_file: Path
    secret: str | None
    departement: str
    public_url: str
    smtp_url: str | None
    bounces: Path | None
    geocoder_url: str | None
    tiles_url: str
    routing_url: str | None
    worker: str
    host: str
    port: int
    trusted_proxies: tuple[str, ...]

    @property
    def is_https(self) -> bool:
        """Whether visitors come through HTTPS: decides the cookie's name and its ``Secure`` mark."""
        return self.public_url.startswith("https://")

    @property
    def mail_folder(self) -> Path:
        """Where messages lie when there is no relay."""
        return self.database.parent / "courriels"


# Checked against public uses of the Géoplateforme; never asked for by the tests (no network there).
IGN_TILES = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from ``environ``, completed by the file named in ``CAMPAIGN_SETTINGS`` (default ``campaign.env``).

    Raises:
        BadSetting: a value that cannot be used, named in the sentence.
    """
    values = {**_file_values(Path(environ.get("CAMPAIGN_SETTINGS", "campaign.env"))), **environ}
    database = Path(values.get("CAMPAIGN_DB") or ROOT / "var" / "campaign.db").absolute()
    port = values.get("PORT") or "8501"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise BadSetting(f"PORT doit être un nombre entre 1 et 65535 (lu : {port}).")
    worker = values.get("CAMPAIGN_WORKER") or "child"
    if worker not in ("child", "none"):
        raise BadSetting(f"CAMPAIGN_WORKER vaut « child » ou « none » (lu : {worker}).")
    host = values.get("HOST") or "127.0.0.1"
    public_url = (values.get("CAMPAIGN_PUBLIC_URL") or f"http://localhost:{port}").rstrip("/")
    if not public_url.startswith(("http://", "https://")):
        raise BadSetting(f"CAMPAIGN_PUBLIC_URL doit commencer par https:// (lu : {public_url}).")
    return Settings(
        database=database,
        files=Path(values.get("CAMPAIGN_FILES") or database.parent / "files").absolute(),
        secret_file=database.parent / "secret",
        secret=values.get("CAMPAIGN_SECRET") or None,
        departement=(values.get("CAMPAIGN_DEPARTEMENT") or "49").strip().upper(),
        public_url=public_url,
        smtp_url=values.get("CAMPAIGN_SMTP_URL") or None,
        bounces=Path(folder).absolute() if (folder := values.get("CAMPAIGN_BOUNCES")) else None,
        geocoder_url=values.get("CAMPAIGN_GEOCODER_URL") or None,
        tiles_url=values.get("CAMPAIGN_TILES_URL", IGN_TILES),
        routing_url=values.get("CAMPAIGN_ROUTING_URL") or None,
        worker=worker,
        host=host,
        port=int(port),
        trusted_proxies=tuple((values.get("CAMPAIGN_TRUSTED_PROXIES") or "").split()),
    )


def _file_values(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return read_settings(os.environ)
