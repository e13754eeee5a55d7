"""The hand-over kit: what an edition teaches, taken to another edition or another département, nobody named in it."""
