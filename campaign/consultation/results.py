"""What the replies say: who answered in each EPCI, the sets in order, those that are equal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from campaign.base.errors import InvalidInput
from campaign.base.french import enumerate_in_words, plural
from campaign.consultation.model import NO_EPCI, DaySet
from campaign.consultation.votes import Choice, Reply, Voter, VoterKind

DEFAULT_QUORUM = 50


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of an EPCI's shops answered; ``quorum`` is the least share wanted, in percent."""

    epci_siren: str
    epci_name: str
    shops: int
    answered: int
    quorum: int

    @property
    def reached(self) -> bool:
        """Whether enough of its shops answered."""
        return 100 * self.answered >= self.quorum * self.shops

    @property
    def missing(self) -> int:
        """How many more answers the quorum wants, 0 once it is reached."""
        wanted = -(-self.quorum * self.shops // 100)
        return max(0, wanted - self.answered)

    @property
    def in_words(self) -> str:
        """« 2 boutiques sur 5 ont répondu : il en manque 1 »."""
        verb = "a" if self.answered < 2 else "ont"
        text = f"{plural(self.answered, 'boutique')} sur {self.shops} {verb} répondu"
        return f"{text} : quorum atteint" if self.reached else f"{text} : il en manque {self.missing}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Voices for one set; ``silent`` did not answer for it, whether or not they answered for others."""

    yes: int = 0
    if_needed: int = 0
    no: int = 0
    silent: int = 0

    @property
    def able(self) -> int:
        """Yes or if needed."""
        return self.yes + self.if_needed


@dataclass(frozen=True, slots=True)
class Remark:
    """What a voter wrote beside its choice."""

    voter: Voter
    choice: Choice | None
    text: str


@dataclass(frozen=True, slots=True)
class SetResult:
    """One set: its rank (1, 1, 3 when two are equal), its voices, who cannot.

    ``left_aside`` names the EPCI where no shop that answered can.
    """

    days: DaySet
    rank: int
    shops: Tally
    animators: Tally
    unable: tuple[Voter, ...]
    left_aside: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The sets, best first, and who is still awaited."""

    sets: tuple[SetResult, ...]
    turnout: tuple[Turnout, ...]
    awaited: tuple[Voter, ...]
    answered: int
    asked: int

    @property
    def quorum_reached(self) -> bool:
        """Whether every EPCI's is; never when no shop is asked."""
        return bool(self.turnout) and all(one.reached for one in self.turnout)

    @property
    def ties(self) -> tuple[tuple[DaySet, ...], ...]:
        """The sets that nothing tells apart, by rank."""
        by_rank: dict[int, list[DaySet]] = {}
        for one in self.sets:
            by_rank.setdefault(one.rank, []).append(one.days)
        return tuple(tuple(days) for days in by_rank.values() if len(days) > 1)

    @property
    def ties_in_words(self) -> tuple[str, ...]:
        """« À égalité : 13 et 16 novembre ; 20 et 23 novembre. », one sentence for each rank shared."""
        return tuple(f"À égalité : {' ; '.join(days.short for days in tied)}." for tied in self.ties)

    @property
    def quorum_in_words(self) -> str:
        """« Quorum atteint partout. », « Quorum pas encore atteint : Anjou Bleu (il manque 1 réponse). »."""
        short = [one for one in self.turnout if not one.reached]
        if not self.turnout:
            return "Aucune boutique n’est consultée."
        if not short:
            return "Quorum atteint dans tous les EPCI."
        named = [f"{one.epci_name} (il manque {plural(one.missing, 'réponse')})" for one in short]
        return f"Quorum pas encore atteint : {enumerate_in_words(named)}."


def check_quorum(quorum: int) -> int:
    """The least share of an EPCI's shops, in percent.

    Raises:
        InvalidInput: not a whole number from 1 to 100.
    """
    if type(quorum) is not int or not 1 <= quorum <= 100:
        raise InvalidInput("quorum", "Nombre entier entre 1 et 100.")
    return quorum


def results(
    proposed: Iterable[DaySet], voters: Sequence[Voter], replies: Iterable[Reply], quorum: int = DEFAULT_QUORUM
) -> Results:
    """What the voters say of the sets proposed; a reply from somebody who is no longer asked is left out.

    First the sets that most shops can do (yes or if needed), then most yes, then fewest EPCI left aside, then the same
    two counts of the animators. Equals share a rank and come by date.
    """
    check_quorum(quorum)
    asked = {voter.place_id for voter in voters}
    received = {reply.place_id: reply for reply in replies if reply.place_id in asked}
    shops = [voter for voter in voters if voter.kind is VoterKind.SHOP]
    animators = [voter for voter in voters if voter.kind is VoterKind.ANIMATOR]
    told = sorted(
        ((_merit(found := _told(days, shops, animators, received)), found) for days in sorted(set(proposed))),
        key=lambda one: one[0],
    )
    merits = [merit for merit, _ in told]
    ranked = tuple(replace(found, rank=1 + merits.index(merit)) for merit, found in told)
    return Results(
        ranked,
        _turnout(shops, received, quorum),
        tuple(voter for voter in voters if voter.place_id not in received),
        len(received),
        len(asked),
    )


def _merit(one: SetResult) -> tuple[int, ...]:
    """Smaller is better."""
    return -one.shops.able, -one.shops.yes, len(one.left_aside), -one.animators.able, -one.animators.yes


def _told(days: DaySet, shops: list[Voter], animators: list[Voter], received: dict[int, Reply]) -> SetResult:
    def choice(voter: Voter) -> Choice | None:
        reply = received.get(voter.place_id)
        return reply.choices.get(days) if reply else None

    by_epci: dict[str, list[Choice]] = {}
    for shop in shops:
        if said := choice(shop):
            by_epci.setdefault(shop.epci_name or NO_EPCI, []).append(said)
    everyone = [*shops, *animators]
    return SetResult(
        days,
        0,
        _tally(choice(shop) for shop in shops),
        _tally(choice(animator) for animator in animators),
        tuple(voter for voter in everyone if choice(voter) is Choice.NO),
        tuple(sorted(name for name, said in by_epci.items() if set(said) == {Choice.NO})),
        tuple(
            Remark(voter, choice(voter), text)
            for voter in everyone
            if (reply := received.get(voter.place_id)) and (text := reply.comments.get(days, ""))
        ),
    )


def _tally(choices: Iterable[Choice | None]) -> Tally:
    said = list(choices)
    return Tally(said.count(Choice.YES), said.count(Choice.IF_NEEDED), said.count(Choice.NO), said.count(None))


def _turnout(shops: list[Voter], received: dict[int, Reply], quorum: int) -> tuple[Turnout, ...]:
    by_epci: dict[tuple[str, str], list[bool]] = {}
    for shop in shops:
        key = (shop.epci_name or NO_EPCI, shop.epci_siren)
        by_epci.setdefault(key, []).append(shop.place_id in received)
    return tuple(
        Turnout(siren, name, len(answers), sum(answers), quorum) for (name, siren), answers in sorted(by_epci.items())
    )
