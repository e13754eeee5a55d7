"""Who tells the demonstration: the agents, and the story each keeps through the three editions."""

from dataclasses import dataclass

from campaign.accounts.model import Actor, Role
from campaign.accounts.store import all_agents
from campaign.base.database import Database
from campaign.demonstration.debriefs_told import DebriefStory
from campaign.demonstration.goods_told import GoodsStory
from campaign.demonstration.papers_told import PaperStory
from campaign.demonstration.press_told import PressStory
from campaign.demonstration.registry import Registry
from campaign.demonstration.taking_part import TakingPart


@dataclass(frozen=True, slots=True)
class Cast:
    """The officer, the communication team (``writer``) and the machine, with what each story remembers."""

    db: Database
    system: Actor
    officer: Actor
    writer: Actor
    registry: Registry
    taking_part: TakingPart
    goods: GoodsStory
    press: PressStory
    papers: PaperStory
    debriefs: DebriefStory


def cast_of(db: Database, system: Actor) -> Cast:
    """Everyone, once the demonstration's agents are there."""
    agents = {agent.role: agent for agent in all_agents(db)}
    officer, writer = agents[Role.OFFICER], agents[Role.COMMUNICATION]
    registry = Registry(db, officer)
    return Cast(
        db=db,
        system=system,
        officer=officer,
        writer=writer,
        registry=registry,
        taking_part=TakingPart(db, officer, registry),
        goods=GoodsStory(db, agents[Role.LOGISTICS], system),
        press=PressStory(db, writer, system),
        papers=PaperStory(db, writer),
        debriefs=DebriefStory(db, officer, registry),
    )
