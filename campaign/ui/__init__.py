"""What several agents' screens share: who is signed in, the menu, errors in French, forms, cards, drawings."""
