"""`maillage serve`: the site in memory, made as it is asked for, and again when a file of it changes."""
