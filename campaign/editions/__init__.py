"""Editions: name, theme, one to four days, answer deadline, objectives, and the frozen sheets of past ones."""
