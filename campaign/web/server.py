"""What the door hands to Streamlit's server: our routes, the gate, and what lives as long as the process."""

import asyncio
import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Route

from campaign.accounts.actions import make_first_officer
from campaign.accounts.model import SYSTEM
from campaign.base.errors import CampaignError
from campaign.base.settings import settings
from campaign.schema import open_database
from campaign.web import (
    access_log,
    agents_print,
    answer,
    coverage_print,
    data_page,
    debrief_page,
    debrief_photos,
    directory_page,
    driver,
    driver_code,
    legal,
    open_data,
    own_dates,
    own_documents,
    own_games,
    own_line,
    own_meetings,
    own_report,
    own_role,
    personal_link,
    poster_spots,
    press_editor,
    press_page,
    public,
    quote_page,
    role_calendar,
    shop_delivery,
    shop_mistake,
    shop_pictures,
    sign_in,
    unsubscribe,
)
from campaign.web.assets import all_assets
from campaign.web.endpoints import Work, handled, serve_asset
from campaign.web.gate import Gate
from campaign.web.health import health
from campaign.web.rendering import environment
from campaign.web.uploads import MANY_PHOTOS, ONE_PHOTO
from campaign.web.visit import LONG_TEXTS
from campaign.web.worker_child import keep_worker

log = logging.getLogger(__name__)
GC_SECONDS = 60


def _page(path: str, work: Work) -> Route:
    return Route(path, handled(work), methods=["GET"])


def _drawn(path: str, work: Work) -> Route:
    return Route(path, handled(work, draws=True), methods=["GET"])


def _form(path: str, work: Work) -> Route:
    return Route(path, handled(work, writes=True), methods=["GET", "POST"])


def _written(path: str, work: Work, *, draws: bool = False) -> Route:
    """What is sent while somebody types, to be looked at."""
    return Route(path, handled(work, draws=draws, most=LONG_TEXTS), methods=["POST"])


ROUTES: list[Route] = [
    _page("/", public.home),
    _page("/carte", public.map_page),
    _page("/carte/contours.json", public.contours_data),
    _page("/carte/points.json", public.points_data),
    _page("/carte/fond.svg", public.drawn_map),
    _page("/boutiques", public.list_page),
    _page("/boutiques/{slug}.ics", open_data.shop_ics),
    _page("/boutiques/{slug}", public.shop),
    _page("/boutiques/{slug}/photo/{number}.jpg", shop_pictures.shop_picture),
    _form("/boutiques/{slug}/erreur", shop_mistake.mistake),
    _page("/annuaire", directory_page.directory),
    _drawn("/annuaire.pdf", directory_page.booklet),
    *(
        route
        for base in ("/presse", "/p/presse/{token}")  # open to all; the address sent to the press under embargo
        for route in (
            _drawn(base, press_page.press),
            _drawn(f"{base}/dossier", press_page.kit),
            _page(f"{base}/visuels/{{number}}", press_page.visual),
            _drawn(f"{base}/affiches/{{kind}}.png", press_page.poster),
            _drawn(f"{base}/{{file}}", press_page.file),
        )
    ),
    _page("/agenda.ics", open_data.edition_ics),
    _page("/donnees", data_page.data_page),
    _page("/donnees/boutiques.geojson", open_data.geojson),
    _page("/donnees/boutiques.csv", open_data.table),
    _form("/connexion", sign_in.sign_in),
    _form("/deconnexion", sign_in.leave),
    _form("/mot-de-passe", sign_in.change_password),
    _page("/mot-de-passe-oublie", sign_in.forgotten),
    _page("/imprimer/boutiques", agents_print.shops_list),
    _page("/imprimer/couverture", coverage_print.coverage_page),
    _page("/imprimer/fiches/{number}", agents_print.shop_sheet),
    Route("/trame", handled(press_editor.framework, writes=True, most=LONG_TEXTS), methods=["GET", "POST"]),
    _written("/trame/apercu", press_editor.framework_preview),
    _written("/trame/page", press_editor.framework_page, draws=True),
    _form("/p/renvoi", personal_link.send_again),
    Route(
        "/p/arret/{token}",
        handled(unsubscribe.unsubscribe, writes=True, reads_form=False),
        methods=["GET", "POST"],
    ),
    Route(
        "/p/arret/{token}/reprise",
        handled(unsubscribe.subscribe_again, writes=True, reads_form=False),
        methods=["POST"],
    ),
    _form("/p/citation/{token}", quote_page.quote_page),
    _form("/p/reunion/{token}", own_meetings.invitation),
    _page("/p/reunion/{token}/agenda.ics", own_meetings.invitation_diary),
    Route(
        "/p/affiche/{token}",
        handled(poster_spots.poster_spot, writes=True, uploads=ONE_PHOTO),
        methods=["GET", "POST"],
    ),
    _form("/p/{token}", answer.answer),
    _page("/p/{token}/merci", answer.thanks),
    Route("/p/{token}/vu", handled(answer.seen, writes=True), methods=["POST"]),
    _page("/p/{token}/agenda.ics", answer.diary),
    _form("/p/{token}/annuaire", own_line.own_line),
    _form("/p/{token}/reunions", own_meetings.meetings),
    _page("/p/{token}/reunions/{number}.ics", own_meetings.diary),
    _form("/p/{token}/role", own_role.own_role),
    _drawn("/p/{token}/role/{role}.pdf", own_role.own_role_file),
    _form("/p/{token}/livraison", shop_delivery.delivery),
    _form("/p/{token}/jeux", own_games.games),
    _form("/p/{token}/dates", own_dates.dates),
    _page("/p/{token}/dates.ics", own_dates.dates_file),
    Route("/p/{token}/bilan", handled(debrief_page.debrief, writes=True, most=LONG_TEXTS), methods=["GET", "POST"]),
    Route(
        "/p/{token}/bilan/photos",
        handled(debrief_page.debrief, writes=True, uploads=ONE_PHOTO),
        methods=["GET", "POST"],
    ),
    _drawn("/p/{token}/bilan/photos/{number}", debrief_photos.picture),
    _page("/p/{token}/retour", own_report.own_report),
    _drawn("/p/{token}/retour.pdf", own_report.own_report_file),
    _drawn("/p/{token}/documents", own_documents.documents),
    _drawn("/p/{token}/documents/{part}/{file}", own_documents.document),
    Route("/p/{token}/presse", handled(press_editor.own, writes=True, most=LONG_TEXTS), methods=["GET", "POST"]),
    _written("/p/{token}/presse/apercu", press_editor.own_preview),
    _written("/p/{token}/presse/page", press_editor.own_page, draws=True),
    _page("/p", personal_link.unknown_link),
    _page("/p/{rest:path}", personal_link.unknown_link),
    _page("/t/sw.js", driver.service_worker),
    _page("/t/{token}", driver.round_page),
    Route(
        "/t/{token}/{number}",
        driver.for_scripts(handled(driver.stop_page, writes=True, uploads=MANY_PHOTOS)),
        methods=["GET", "POST"],
    ),
    _page("/t", driver.unknown_round),
    _page("/t/{rest:path}", driver.unknown_round),
    _page("/c/{token}.ics", role_calendar.role_calendar),
    _page("/c", role_calendar.unknown_calendar),
    _page("/c/{rest:path}", role_calendar.unknown_calendar),
    _page("/b/{number}", driver_code.code),
    _page("/mentions-legales", legal.legal_notice),
    _page("/donnees-personnelles", legal.personal_data),
    _page("/accessibilite", legal.accessibility),
    _page("/plan-du-site", legal.site_map),
    _page("/robots.txt", legal.robots),
    Route("/sante", health, methods=["GET"]),
    Route("/ressources/{path:path}", serve_asset, methods=["GET"]),
]
MIDDLEWARE: list[Middleware] = [Middleware(Gate, routes=ROUTES)]


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Prepare the process, run the worker and the periodic collection, stop both at the end."""
    access_log.install()
    await run_in_threadpool(_first_start)
    tasks = [asyncio.create_task(run_in_threadpool(_preload)), asyncio.create_task(_collect_garbage())]
    if settings().worker == "child":
        tasks.append(asyncio.create_task(keep_worker()))
    try:
        yield
    finally:
        for task in tasks[1:]:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


def _first_start() -> None:
    """On an empty database, one officer whose password is shown in the terminal, once."""
    try:
        db = open_database()
    except CampaignError as error:
        log.error("%s", error.message)  # /sante says the same, and pages answer 503
        return
    try:
        made = make_first_officer(db, SYSTEM)
    except CampaignError as error:
        log.error("%s", error.message)
        return
    finally:
        db.close()
    if made:
        email, password = made
        print(  # noqa: T201 - the one place where this password is ever shown
            f"\n  Premier démarrage. Connectez-vous sur {settings().public_url}/connexion\n"
            f"  Adresse : {email}\n  Mot de passe (à changer aussitôt) : {password}\n",
            flush=True,
        )


def _preload() -> None:
    # Templates and files first: the first visitor may be a resident.
    environment()
    all_assets()
    for heavy in ("pandas", "folium"):
        with suppress(ImportError):
            importlib.import_module(heavy)
    gc.collect()
    gc.freeze()


async def _collect_garbage() -> None:
    # Streamlit's own collection after each rerun is off (docs/architecture.md); this one is enough.
    while True:
        await asyncio.sleep(GC_SECONDS)
        await run_in_threadpool(gc.collect)
