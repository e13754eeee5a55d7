"""Meetings: who is invited, who comes, what was said, what each one committed to."""
