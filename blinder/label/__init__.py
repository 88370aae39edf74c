"""The labelling room: entities → labels, and the key that links labels to names."""
