"""Alignment: sentence beads, word links, and what they show about fidelity."""
