"""blinder for other programs: the folder gate (`watch`), and the HTTP service (all the rest)."""
