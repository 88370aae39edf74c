"""Fidelity: outside replacements nothing changes. Run `python -m benchmarks.fidelity`; README.md has the figures."""
