"""The table role × function, by topic: one line for every action, view and plain address, and who may use it."""

from campaign.accounts.model import Role
from campaign.accounts.rights_table.addresses import ADDRESSES
from campaign.accounts.rights_table.goods import GOODS
from campaign.accounts.rights_table.learning import LEARNING
from campaign.accounts.rights_table.network import NETWORK
from campaign.accounts.rights_table.papers import PAPERS
from campaign.accounts.rights_table.preparing import PREPARING

TOPICS = (NETWORK, PREPARING, GOODS, PAPERS, LEARNING, ADDRESSES)
RIGHTS: dict[str, frozenset[Role]] = {name: roles for topic in TOPICS for name, roles in topic.items()}
