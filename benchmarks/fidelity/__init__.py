"""Fidelity: outside replacements nothing changes. Run it by `python -m benchmarks.fidelity`; README.md has the figures."""
