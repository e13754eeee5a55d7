"""Proofs of what was done: existing or to be made, by whom, the file kept as it comes."""
