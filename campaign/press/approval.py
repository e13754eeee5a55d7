"""What the author of a quote decides, on a link of their own: these words, others, or none."""

from dataclasses import dataclass, replace

from campaign.accounts.model import PUBLIC, Actor, clean_token
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, insert, row, transaction
from campaign.base.errors import EditionOver, InvalidInput, LinkNotValid, LinkReplaced, NotSent, Refused
from campaign.base.french import typographic
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.identity.store import load as load_identity
from campaign.mail import html, outbox
from campaign.mail.message import Message
from campaign.mail.outbox import Posted
from campaign.press.audiences import audience_name
from campaign.press.model import COMMON, Quote, QuoteState
from campaign.press.quoting import again_to_approve, checked_words
from campaign.press.reach import live_edition
from campaign.press.store import known_quote, quote_by_id

KIND = "quote"
MAX_REMARK = 500
APPROVE, CORRECT, REFUSE = "valider", "corriger", "refuser"
NO_SENDER = "ne-pas-repondre@localhost"
_CHANGED = "Ces mots ont changé, ou ne paraîtront pas : ce lien ne sert plus. Vous en recevrez un autre s’il le faut."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a link shows; ``token`` is the clean one, ``over`` tells why nothing can be decided any more."""

    token: str
    quote: Quote
    edition: Edition
    place: str
    over: str = ""


@guarded
def ask_author(db: Database, by: Actor, quote_id: int, operation: str, *, by_email: bool = False) -> str:
    """Ask a quote's author to approve it: the address to hand over; ``by_email`` also sends it, once an operation.

    Asked twice, the address is the same.

    Raises:
        NotFound; Refused: approved already, or no address to write to; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "ask_author", quote_id) is not None:
            return author_address(db, by, known_quote(db, quote_id))
        quote = known_quote(db, quote_id)
        live_edition(db, quote.edition_id)
        if quote.state is QuoteState.APPROVED:
            raise Refused(f"{quote.author} a déjà validé ces mots.")
        if by_email and not quote.email:
            raise Refused(f"Aucune adresse pour {quote.author} : écrivez-la, ou copiez le lien.")
        if quote.state is not QuoteState.ASKED:
            _make_link(db, quote)
            quote = known_quote(db, quote_id)
        if by_email:
            asked = {"quote_id": quote.id, "generation": quote.generation, "key": operation}
            outbox.post(db, KIND, asked, by.journal_name, service=True, recipient=recipient(quote.id))
        details = {"audience": quote.audience, "by_email": by_email}
        journal.record(db, by.journal_name, "ask_author", "quote", quote_id, operation, details)
        operations.remember(db, operation, "ask_author", quote_id)
    return author_address(db, by, quote)


@guarded
def close_link(db: Database, by: Actor, quote_id: int, operation: str) -> None:
    """The link stops opening, and the quote is to be approved again through another one.

    Raises:
        NotFound; Refused: no link was made.
    """
    with transaction(db):
        if operations.replay(db, operation, "close_quote_link", quote_id) is not None:
            return
        quote = known_quote(db, quote_id)
        if quote.state is QuoteState.DRAFT:
            raise Refused("Aucun lien n’a été remis pour cette citation.")
        _set(db, quote_id, again_to_approve(quote))
        journal.record(db, by.journal_name, "close_quote_link", "quote", quote_id, operation)
        operations.remember(db, operation, "close_quote_link", quote_id)


@guarded
def author_address(db: Database, by: Actor, quote: Quote) -> str:
    """The address of a quote's link, under the configured public address."""
    return f"{settings().public_url.rstrip('/')}/p/citation/{token_of(quote)}"


@guarded
def last_message(db: Database, by: Actor, quote: Quote) -> Posted | None:
    """The latest message to a quote's author, with what became of it."""
    return next((one for one in outbox.messages_to(db, recipient(quote.id)) if one.kind == KIND), None)


def token_of(quote: Quote) -> str:
    """The token of a quote's link, computed from the secret outside the database."""
    return derived("quote", quote.id, quote.generation)


def recipient(quote_id: int) -> str:
    """How the outbox names whoever is asked."""
    return f"quote:{quote_id}"


def open_quote(db: Database, received: str) -> Asked:
    """The quote behind a link. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut. LinkReplaced: the words changed since, or the quote was removed.
    """
    given = clean_token(received)
    sql = "SELECT quote_id, generation FROM press_quote_links WHERE fingerprint = ?"
    found = row(db, sql, [fingerprint(given)]) if given else None
    if found is None:
        raise LinkNotValid("Ce lien n’est pas valable. Reprenez-le dans votre message, ou demandez-en un autre.")
    quote = quote_by_id(db, found["quote_id"])
    if quote is None or found["generation"] != quote.generation or quote.state is QuoteState.DRAFT:
        raise LinkReplaced(_CHANGED)
    return Asked(
        given, quote, edition_view(db, quote.edition_id), audience_name(db, quote.audience), _over(db, quote.edition_id)
    )


def decide_quote(db: Database, received: str, decision: str, words: str, remark: str, operation: str) -> None:
    """What the author says, once an operation; while the link opens, they may change their mind.

    Raises:
        LinkNotValid and its kinds; InvalidInput: no decision, no words, too long; EditionOver; OperationReused.
    """
    asked = open_quote(db, received)
    if decision not in (APPROVE, CORRECT, REFUSE):
        raise InvalidInput("decision", "Dites ce que vous décidez : touchez un des trois boutons.")
    text = checked_words(words) if decision == CORRECT else asked.quote.asked
    said = clean(remark, multiline=True)
    if len(said) > MAX_REMARK:
        raise InvalidInput("remark", f"{MAX_REMARK} signes au plus pour votre remarque.")
    with transaction(db):
        if operations.replay(db, operation, "decide_quote", asked.quote.id) is not None:
            return
        quote = open_quote(db, received).quote  # read again under the lock: nobody approves words they did not see
        live_edition(db, quote.edition_id)
        state = QuoteState.REFUSED if decision == REFUSE else QuoteState.APPROVED
        columns = {"state": str(state), "text": text, "decided_at": clock.stamp()}
        _set(db, quote.id, {**columns, "remark": said if decision == REFUSE else ""})
        details = {"audience": quote.audience, "state": str(state), "by_author": text != quote.asked}
        journal.record(db, PUBLIC.journal_name, "decide_quote", "quote", quote.id, operation, details)
        operations.remember(db, operation, "decide_quote", quote.id)


@guarded
def render_quote(db: Database, by: Actor, parameters: dict[str, object]) -> Message:
    """The message that asks an author, made when it leaves.

    Raises:
        NotSent: removed, changed or decided since, no address any more, edition cancelled or over.
    """
    quote = quote_by_id(db, int(str(parameters["quote_id"])))
    if quote is None:
        raise NotSent("citation retirée", "gone")
    if quote.generation != parameters["generation"] or quote.state is QuoteState.DRAFT:
        raise NotSent("citation changée depuis", "changed")
    if quote.state is not QuoteState.ASKED:
        raise NotSent("citation déjà décidée par son auteur", "decided")
    if not quote.email:
        raise NotSent("plus d’adresse pour l’auteur", "gone")
    if _over(db, quote.edition_id):
        raise NotSent("édition annulée ou terminée", "over")
    edition, identity = edition_view(db, quote.edition_id), load_identity(db)
    link = author_address(db, by, quote)
    whose = "" if quote.audience == COMMON else f", version de {audience_name(db, quote.audience)}"
    body = identity.body_name or "Le Département"
    before = (
        f"Bonjour {quote.author},\n\n"
        f"{body} prépare le dossier de presse des bons jours de l’occasion, {edition.days_text}{whose}. "
        "Nous aimerions vous y citer ainsi :"
    )
    after = "Rien ne s’imprime sans votre accord. Cette page est à vous : validez ces mots, corrigez-les, ou refusez :"
    subject = typographic("Vos mots dans le dossier de presse : les validez-vous ?")
    why = "Vous recevez ce message parce qu’une citation à votre nom attend votre accord. Il ne vous en coûte rien."
    quoted = f"« {quote.text} »"
    signature = "\n".join(identity.signature)
    said = [typographic(part) for part in (before, quoted, after)]
    blocks = [html.Paragraph(part) for part in "\n\n".join(said).split("\n\n")]
    return Message(
        key=f"quote:{quote.id}:{quote.generation}:{parameters.get('key', '')}",
        to=quote.email,
        to_name=quote.author,
        subject=subject,
        text="\n\n".join([*said, link, signature]).rstrip() + f"\n\n{why}\n",
        html=html.page(subject, [*blocks, html.Button("Lire et décider", link)], signature, why),
        sender=identity.sender or NO_SENDER,
        sender_name=identity.body_name or "Les bons jours de l’occasion",
        reply_to=identity.contact_email,
    )


def _make_link(db: Database, quote: Quote) -> None:
    """A fresh link for the words as they are now; a refused quote may be asked for again."""
    fresh = replace(quote, generation=quote.generation + 1)
    _set(
        db,
        quote.id,
        {
            "state": str(QuoteState.ASKED), "asked": quote.text, "asked_at": clock.stamp(), "decided_at": None,
            "remark": "", "generation": fresh.generation,
        },
    )  # fmt: skip
    link = {"fingerprint": fingerprint(token_of(fresh)), "quote_id": quote.id, "generation": fresh.generation}
    insert(db, "press_quote_links", link)


def _set(db: Database, quote_id: int, columns: Row) -> None:
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    sql = f"UPDATE press_quotes SET {changes}, version = version + 1 WHERE id = :_id"  # noqa: S608 - our own names
    db.conn.execute(sql, {**columns, "_id": quote_id})


def _over(db: Database, edition_id: int) -> str:
    try:
        live_edition(db, edition_id)
    except EditionOver as refusal:
        return refusal.message
    return ""
