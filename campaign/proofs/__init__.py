"""Proofs (BAT): what was approved, on which data, and what has become wrong on paper since."""
