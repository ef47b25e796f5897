"""`python -m generators.cli` is `maillage`."""

from generators.cli import main

raise SystemExit(main())
