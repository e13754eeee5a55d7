"""Speed and scale, measured: ``python -m benchmarks`` writes docs/mesures.md; with a name, one figure only."""
