"""« Relisez votre rôle »: to those who have not, by e-mail; made when it leaves, and not at all once they have read."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from campaign.accounts.links import link_address, prepare_link
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, rows, transaction
from campaign.base.errors import EditionOver, NotSent, Refused
from campaign.base.french import day_in_words, typographic
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.editions.model import Edition, State
from campaign.editions.views import edition as edition_view
from campaign.identity.views import identity
from campaign.mail import addresses, html, outbox
from campaign.mail.message import Message
from campaign.participation.model import Presence
from campaign.participation.role_standing import RoleReader, readers_of
from campaign.participation.store import answer_of, invited_shops
from campaign.partners.store import contact_by_id
from campaign.planning.tasks import TaskState
from campaign.roles.model import ActorRole, Stand, Statement
from campaign.roles.views import statement

KIND = "role_remind"
ANSWERS = "answers"  # of the template of the backplan: « Répondre à l’invitation »
NO_SENDER = "ne-pas-repondre@localhost"
AGAIN_AFTER = timedelta(days=3)  # nobody is asked twice in the same days
_OVER = (State.OVER, State.ARCHIVED, State.CANCELLED)


@guarded
def remind_roles(db: Database, by: Actor, edition_id: int, roles: Collection[ActorRole], operation: str) -> int:
    """Ask for a message to each person of these roles who has not read theirs; how many. Those without an address, and
    those asked less than three days ago, get none.

    Raises:
        NotFound, EditionOver; Refused: nobody to write to.
    """
    edition = edition_view(db, edition_id)
    if edition.state(clock.today()) in _OVER:
        raise EditionOver()
    with transaction(db):
        if (done := operations.replay(db, operation, "remind_roles", edition_id)) is not None:
            return done["messages"]
        due = _due(db, edition_id, roles)
        if not due:
            raise Refused("Personne à relancer : tous ont lu, ou ont eu un message ces trois derniers jours, ou n’ont "
                          "pas d’adresse.")  # fmt: skip
        for one in due:
            about = {"edition_id": edition_id, "role": str(one.role), "contact_id": one.contact_id,
                     "member_id": one.member_id, "asked": operation}  # fmt: skip
            outbox.post(db, KIND, about, by.journal_name, service=True, batch=_batch(edition_id), recipient=_ref(one))
        details = {"messages": len(due)}
        journal.record(db, by.journal_name, "remind_roles", "edition", edition_id, operation, details)
        operations.remember(db, operation, "remind_roles", edition_id, {"messages": len(due)})
    return len(due)


@guarded
def remindable(db: Database, by: Actor, edition_id: int, roles: Collection[ActorRole]) -> tuple[RoleReader, ...]:
    """Who ``remind_roles`` would write to now.

    Raises:
        NotFound.
    """
    return tuple(_due(db, edition_id, roles))


@guarded
def render_role_remind(db: Database, by: Actor, parameters: Mapping[str, object]) -> Message:
    """The message, made when it leaves.

    Raises:
        NotSent: they have read since, they have gone, their address is dead, the edition is over.
    """
    edition = edition_view(db, int(str(parameters["edition_id"])))
    if edition.state(clock.today()) in _OVER:
        raise NotSent("édition terminée ou annulée", "over")
    who = (parameters["role"], parameters["contact_id"], parameters["member_id"])
    readers = readers_of(db, edition.id)
    one = next((one for one in readers if (str(one.role), one.contact_id, one.member_id) == who), None)
    if one is None or not one.email:
        raise NotSent("personne partie, ou sans adresse", "gone")
    if not one.waits:
        raise NotSent("a lu son rôle", "done")
    if addresses.is_bounced(db, one.email):
        raise NotSent("adresse qui ne reçoit plus", "dead")
    said, own = statement(db, by, edition.id, one.role), identity(db)
    subject, before, after, button = _words(edition, one, said, answered=_answered(db, edition.id, one))
    link, todo = _address(db, by, edition, one), tuple(typographic(line) for line in said.words.asked)
    why = typographic("Vous recevez ce message parce que vous avez un rôle dans cette édition.")
    signature = "\n".join(own.signature)
    listed = "\n".join(f"- {line}" for line in todo)
    blocks: list = [html.Paragraph(part) for part in before]
    blocks += [html.Items(todo), *(html.Paragraph(part) for part in after)]
    return Message(
        key=f"role:{edition.id}:{one.role}:{_ref(one)}:{parameters['asked']}",
        to=one.email,
        to_name=clean(one.name),
        subject=subject,
        text="\n\n".join([*before, listed, *after, *([link] if link else []), signature]).rstrip() + f"\n\n{why}\n",
        html=html.page(subject, [*blocks, *([html.Button(button, link)] if link else [])], signature, why),
        sender=own.sender or NO_SENDER,
        sender_name=own.body_name or "Les bons jours de l’occasion",
        reply_to=own.contact_email,
    )


def _words(
    edition: Edition, one: RoleReader, said: Statement, *, answered: bool
) -> tuple[str, list[str], list[str], str]:
    """Subject, what comes before and after the list of what is asked, the button."""
    again = one.stand is Stand.AGAIN
    days = f"{'les' if len(edition.days) > 1 else 'le'} {edition.days_text}"
    subject = f"{'À relire, votre rôle a changé' if again else 'À lire, votre rôle'} pour {edition.name} (1 minute)"
    begins = "Le texte de votre rôle a changé depuis que vous l’avez lu." if again else "Chacun a son rôle."
    before = [
        f"Bonjour {clean(one.name)},",
        f"Les bons jours de l’occasion ont lieu {days}. {begins}",
        f"Votre rôle : {said.words.brief}",
        "Ce que nous vous demandons :",
    ]
    after = []
    done = {ANSWERS} if answered else set()
    to_do = [one for one in said.tasks if one.task.state is not TaskState.DONE and one.task.code not in done]
    if dated := [one for one in to_do if one.deadline >= clock.today()]:
        first = dated[0]
        after.append(f"Votre prochaine date : {first.task.title}, au plus tard le {day_in_words(first.deadline)}.")
    if one.contact_id is not None:
        after.append("Vos dates, ce que vous recevez et qui appeler sont sur votre page. Dites-y que vous l’avez lu :")
    elif one.agent_id is not None:
        after.append("Vos dates et ce que vous recevez sont sur votre écran. Dites-y que vous l’avez lu :")
    else:
        after.append("Répondez « lu » à ce message, et nous le noterons pour vous.")
    button = "Lire mon rôle"
    return typographic(subject), [typographic(part) for part in before], [typographic(part) for part in after], button


def _answered(db: Database, edition_id: int, one: RoleReader) -> bool:
    """Whether a contact said yes or no for each of their shops: the task of answering is behind them."""
    contact = contact_by_id(db, one.contact_id) if one.contact_id is not None else None
    mine = set(contact.place_ids) & set(invited_shops(db, edition_id)) if contact else set()
    answers = [answer_of(db, edition_id, place_id) for place_id in mine]
    return bool(answers) and all(given and given.presence is not Presence.UNDECIDED for given in answers)


def _address(db: Database, by: Actor, edition: Edition, one: RoleReader) -> str:
    """Where they say that they have read: a contact's page, an agent's screen, nowhere for the others."""
    if one.contact_id is not None:
        link = prepare_link(db, by, one.contact_id, edition.id, edition.links_expire_on)
        return f"{link_address(db, by, link)}/role"
    return f"{settings().public_url}/qui-fait-quoi" if one.agent_id is not None else ""


def _due(db: Database, edition_id: int, roles: Collection[ActorRole]) -> list[RoleReader]:
    """Those who wait, whom a message can reach and did not reach these last days."""
    since = clock.stamp(clock.now() - AGAIN_AFTER)
    sql = (
        "SELECT recipient, json_extract(parameters, '$.role') AS role FROM outbox WHERE kind = ? AND batch = ? "
        "AND created_at >= ? AND state NOT IN ('failed', 'skipped', 'cancelled')"
    )
    lately = {(one["recipient"], one["role"]) for one in rows(db, sql, [KIND, _batch(edition_id), since])}
    _, dead = addresses.closed(db)
    return [
        one
        for one in readers_of(db, edition_id)
        if one.waits and one.role in roles and one.email and addresses.key_of(one.email) not in dead
        and (_ref(one), str(one.role)) not in lately
    ]  # fmt: skip


def _batch(edition_id: int) -> str:
    return f"roles:{edition_id}"


def _ref(one: RoleReader) -> str:
    return f"contact:{one.contact_id}" if one.contact_id is not None else f"member:{one.member_id}"
