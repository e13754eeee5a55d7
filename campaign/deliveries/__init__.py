"""Slips, what was really left and taken back, what is settled by hand, and what is still owed."""
