"""`python -m generators.cli` is `maillage`."""

from generators.cli import command

command()
