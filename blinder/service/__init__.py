"""blinder for other programs: the folder gate."""
