"""The table role × function: every action, view, page and route, and who may use it. A test fails on a missing one.

``@guarded`` reads it at each call, so that a hidden button is never the only protection. Functions open to everyone
(« public ») take no actor and need no guard. Screens are in ``menu.SCREENS``, with their roles. A contact's reach
(their own shops only) is checked with the data, in ``participation``.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from campaign.accounts.model import AGENT_ROLES, Actor, Role
from campaign.base.database import Database
from campaign.base.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")

NOBODY_BUT_US = frozenset({Role.SYSTEM})
OFFICER = frozenset({Role.OFFICER, Role.SYSTEM})
TEXTS = OFFICER | {Role.COMMUNICATION}
GOODS = OFFICER | {Role.LOGISTICS}
TEAM = OFFICER | {Role.COMMUNICATION, Role.LOGISTICS}
AGENTS = frozenset({*AGENT_ROLES, Role.SYSTEM})
LINKED = frozenset({Role.CONTACT})
LINKED_OR_TEAM = TEAM | LINKED
TEXTS_OR_LINKED = TEXTS | LINKED
AGENTS_OR_LINKED = AGENTS | LINKED
EVERYONE = frozenset(Role)

RIGHTS: dict[str, frozenset[Role]] = {
    # accounts
    "accounts.actions.add_agent": OFFICER,
    "accounts.actions.change_agent": OFFICER,
    "accounts.actions.disable_agent": OFFICER,
    "accounts.actions.enable_agent": OFFICER,
    "accounts.actions.reset_password": OFFICER,
    "accounts.actions.change_own_password": AGENTS,
    "accounts.actions.make_first_officer": NOBODY_BUT_US,
    "accounts.actions.prepare_demonstration_agents": NOBODY_BUT_US,
    "accounts.actions.sign_in": EVERYONE,
    "accounts.actions.sign_out": EVERYONE,
    "accounts.actions.note_presence": AGENTS,
    "accounts.links.prepare_link": TEAM,
    "accounts.links.renew_link": TEAM,
    "accounts.links.revoke_link": TEAM,
    "accounts.links.open_link": EVERYONE,
    "accounts.links.note_opening": LINKED,
    "accounts.links.link_address": TEAM,
    "accounts.views.agents": OFFICER,
    "accounts.views.agent_of_session": EVERYONE,
    "accounts.views.demonstration_accounts": EVERYONE,
    "accounts.views.is_demonstration": EVERYONE,
    "accounts.links.note_visit": EVERYONE,
    "accounts.views.names_of_agents": AGENTS,
    "accounts.views.journal": TEAM,
    # territory: public facts, read from assets
    "territory.views.commune": EVERYONE,
    "territory.views.communes_of": EVERYONE,
    "territory.views.epci": EVERYONE,
    "territory.views.epcis_of": EVERYONE,
    "territory.views.departement": EVERYONE,
    "territory.views.departements": EVERYONE,
    "territory.views.departement_outline": EVERYONE,
    "territory.views.epci_contours": EVERYONE,
    "territory.views.commune_contours": EVERYONE,
    "territory.views.commune_of_point": EVERYONE,
    "territory.views.search_communes": EVERYONE,
    # identity
    "identity.actions.change_identity": OFFICER,
    "identity.views.identity": EVERYONE,
    "identity.views.brand": EVERYONE,
    "identity.views.logos": EVERYONE,
    "identity.views.logo_picture": EVERYONE,
    "identity.branding.change_brand": TEXTS,
    "identity.branding.add_logo": TEXTS,
    "identity.branding.remove_logo": TEXTS,
    "identity.branding.move_logo": TEXTS,
    # partners
    "partners.actions.add_place": TEXTS,
    "partners.actions.change_place": TEXTS,
    "partners.actions.set_point": TEXTS,
    "partners.actions.archive_place": TEXTS,
    "partners.actions.restore_place": TEXTS,
    "partners.actions.settle_duplicate": TEXTS,
    "partners.contacts.add_contact": TEXTS,
    "partners.contacts.change_contact": TEXTS,
    "partners.contacts.archive_contact": TEXTS,
    "partners.contacts.restore_contact": TEXTS,
    "partners.views.places": AGENTS,
    "partners.views.place": TEAM,
    "partners.views.contacts": TEAM,
    "partners.views.contacts_of": TEAM,
    "partners.views.contact": TEAM,
    "partners.views.duplicates": AGENTS,
    "partners.views.counts": AGENTS,
    "partners.views.history": TEAM,
    "partners.views.similar_places": TEXTS,
    "partners.importing.plan.prepare_import": TEXTS,
    "partners.importing.apply.apply_import": TEXTS,
    "partners.importing.undo.undo_import": TEXTS,
    "partners.importing.undo.recent_imports": TEXTS,
    "partners.importing.queue.start_import": TEXTS,
    "partners.importing.queue.import_job": TEXTS,
    "partners.importing.queue.imports_under_way": TEXTS,
    "partners.importing.queue.run_import_job": NOBODY_BUT_US,
    "partners.exporting.shops_file": AGENTS,
    "partners.geocoding.place_shops": TEXTS,
    # editions
    "editions.actions.add_edition": OFFICER,
    "editions.actions.change_edition": OFFICER,
    "editions.actions.open_edition": OFFICER,
    "editions.actions.close_edition": OFFICER,
    "editions.actions.move_deadline": OFFICER,
    "editions.actions.archive_edition": OFFICER,
    "editions.actions.cancel_edition": OFFICER,
    "editions.actions.reinstate_edition": OFFICER,
    "editions.views.editions": AGENTS,
    "editions.views.edition": EVERYONE,
    "editions.views.current_edition": EVERYONE,
    "editions.views.working_edition": AGENTS,
    # participation
    "participation.actions.invite": OFFICER,
    "participation.actions.uninvite": OFFICER,
    "participation.actions.prepare_links": OFFICER,
    "participation.actions.confirm_participation": LINKED_OR_TEAM,
    "participation.actions.confirm_unchanged": LINKED_OR_TEAM,
    "participation.actions.copy_edition": OFFICER,
    "participation.corrections.suggest_corrections": LINKED,
    "participation.corrections.accept_suggestion": TEXTS,
    "participation.corrections.refuse_suggestion": TEXTS,
    "participation.link_again.ask_link_again": EVERYONE,
    "participation.link_again.link_message": NOBODY_BUT_US,
    "participation.freezing.freeze_sheets": NOBODY_BUT_US,
    "participation.decisions.decisions": AGENTS,
    "participation.views.participations": AGENTS,
    "participation.views.participation": AGENTS,
    "participation.views.funnel": AGENTS,
    "participation.views.contact_page": LINKED,
    "participation.views.link_rows": TEAM,
    "participation.views.suggestions": AGENTS,
    "participation.views.recent_answers": AGENTS,
    "participation.views.public_shops": EVERYONE,
    "participation.views.public_shop": EVERYONE,
    # press
    "press.views.material": AGENTS,
    "press.views.removed_blocks": AGENTS,
    "press.writing.change_block": TEXTS,
    "press.writing.set_lock": TEXTS,
    "press.writing.add_block": TEXTS,
    "press.writing.remove_block": TEXTS,
    "press.writing.restore_block": TEXTS,
    "press.writing.move_block": TEXTS,
    "press.adapting.change_local": TEXTS_OR_LINKED,
    "press.adapting.back_to_framework": TEXTS_OR_LINKED,
    "press.adapting.bring_back": TEXTS_OR_LINKED,
    "press.adapting.take_update": TEXTS_OR_LINKED,
    "press.adapting.differences": AGENTS_OR_LINKED,
    # communication
    "communication.content.read_source": AGENTS,
    "communication.content.content_of": AGENTS,
    "communication.building.build_piece": AGENTS,
    "communication.building.page_preview": AGENTS,
    "communication.building.pieces": AGENTS,
    "communication.building.audiences": AGENTS,
    "communication.public_directory.public_directory": EVERYONE,
    "communication.own_pieces.own_pieces": LINKED,
    "communication.own_pieces.own_file": LINKED,
    "communication.own_pieces.own_preview": LINKED,
    "communication.kit.start_kit": TEXTS,
    "communication.kit.cancel_kit": TEXTS,
    "communication.kit.kit_job": TEAM,
    "communication.kit.kits_under_way": AGENTS,
    "communication.kit.latest_kit": AGENTS,
    "communication.kit.run_kit_job": NOBODY_BUT_US,
    # proofs
    "proofs.actions.make_proof": TEXTS,
    "proofs.actions.decide_proof": TEXTS,
    "proofs.actions.withdraw_proof": TEXTS,
    "proofs.actions.note_copies": TEXTS,
    "proofs.actions.decide_difference": TEXTS,
    "proofs.views.proofs": AGENTS,
    "proofs.views.proof_file": AGENTS,
    "proofs.views.stamped_file": AGENTS,
    "proofs.views.wrong_on_paper": AGENTS,
    "proofs.lines.directory_lines": AGENTS,
    "proofs.lines.own_lines": LINKED,
    "proofs.lines.approve_own_line": LINKED,
    "proofs.lines.approve_line_for": TEXTS,
    # messages
    "messages.views.plan": AGENTS,
    "messages.views.audience": TEAM,
    "messages.views.log": TEAM,
    "messages.views.tasks": TEAM,
    "messages.views.relay_state": AGENTS,
    "messages.views.next_reminder": AGENTS,
    "messages.actions.send_step": OFFICER,
    "messages.actions.schedule_step": OFFICER,
    "messages.actions.pause_step": OFFICER,
    "messages.actions.resume_step": OFFICER,
    "messages.actions.cancel_step": OFFICER,
    "messages.actions.resend": OFFICER,
    "messages.actions.settle_uncertain": OFFICER,
    "messages.actions.retry_relay_now": OFFICER,
    "messages.actions.launch_due": NOBODY_BUT_US,
    "messages.texts.texts": TEAM,
    "messages.texts.change_text": TEXTS,
    "messages.texts.restore_text": TEXTS,
    "messages.texts.preview": TEAM,
    "messages.rendering.render_step": NOBODY_BUT_US,
    "messages.calls.call_list": TEAM,
    "messages.calls.note_call": TEAM,
    "messages.calls.undo_call": TEAM,
    "messages.paper.letters_due": TEAM,
    "messages.paper.letters_file": TEAM,
    "messages.paper.lacks_note": TEAM,
    "messages.paper.note_letters_posted": TEAM,
    "messages.paper.take_back_letters": TEAM,
    "messages.paper.waiting_for_a_sheet": TEAM,
    "messages.paper.answer_sheets_file": TEAM,
    "messages.paper.call_list_file": TEAM,
    "messages.paper.place_of_code": TEAM,
    "messages.bounces.read_bounces": OFFICER,
    "messages.bounces.read_folder": NOBODY_BUT_US,
    "messages.trial.send_trial": OFFICER,
    "messages.trial.last_trial": OFFICER,
    "messages.trial.render_trial": NOBODY_BUT_US,
    # the whole database
    "accounts.retention.past_retention": NOBODY_BUT_US,
    "accounts.retention.purge": NOBODY_BUT_US,
    "backups.verify": NOBODY_BUT_US,
    "backups.back_up": NOBODY_BUT_US,
    "backups.restore": NOBODY_BUT_US,
    "demonstration.filling.fill_demonstration": NOBODY_BUT_US,
    "demonstration.volume.fill_volume": NOBODY_BUT_US,
    # plain routes: « linked » needs a personal link, « agents » a session
    "GET /": EVERYONE,
    "GET /carte": EVERYONE,
    "GET /carte/contours.json": EVERYONE,
    "GET /carte/points.json": EVERYONE,
    "GET /carte/fond.svg": EVERYONE,
    "GET /boutiques": EVERYONE,
    "GET /boutiques/{slug}.ics": EVERYONE,
    "GET /boutiques/{slug}": EVERYONE,
    "GET /annuaire": EVERYONE,
    "GET /annuaire.pdf": EVERYONE,
    "GET /agenda.ics": EVERYONE,
    "GET /donnees/boutiques.geojson": EVERYONE,
    "GET /donnees/boutiques.csv": EVERYONE,
    "GET /connexion": EVERYONE,
    "POST /connexion": EVERYONE,
    "GET /deconnexion": EVERYONE,
    "POST /deconnexion": EVERYONE,
    "GET /mot-de-passe-oublie": EVERYONE,
    "GET /p/renvoi": EVERYONE,
    "POST /p/renvoi": EVERYONE,
    "GET /p/arret/{token}": EVERYONE,
    "POST /p/arret/{token}": EVERYONE,
    "POST /p/arret/{token}/reprise": EVERYONE,
    "GET /p": EVERYONE,
    "GET /p/{rest:path}": EVERYONE,
    "GET /mentions-legales": EVERYONE,
    "GET /donnees-personnelles": EVERYONE,
    "GET /accessibilite": EVERYONE,
    "GET /plan-du-site": EVERYONE,
    "GET /robots.txt": EVERYONE,
    "GET /sante": EVERYONE,
    "GET /ressources/{path:path}": EVERYONE,
    "GET /p/{token}": LINKED,
    "POST /p/{token}": LINKED,
    "GET /p/{token}/merci": LINKED,
    "POST /p/{token}/vu": LINKED,
    "GET /p/{token}/agenda.ics": LINKED,
    "GET /p/{token}/documents": LINKED,
    "GET /p/{token}/documents/{part}/{file}": LINKED,
    "GET /mot-de-passe": AGENTS,
    "POST /mot-de-passe": AGENTS,
}


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse the call unless ``RIGHTS`` gives this function (db, actor, …) to the actor's role.

    Raises:
        NotAllowed: at each call by another role. A function missing from the table fails at import.
    """
    name = f"{function.__module__.removeprefix('campaign.')}.{function.__name__}"
    allowed = RIGHTS[name]

    @wraps(function)
    def checked(db: Database, actor: Actor, *args: object, **kwargs: object) -> R:
        if actor is None or actor.role not in allowed:
            raise NotAllowed()
        return function(db, actor, *args, **kwargs)

    checked.guarded_as = name
    return checked
