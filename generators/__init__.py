"""Maillage: the directory, agenda, library and newsletter of a network, from YAML records.

The stages stand in one row, and each imports only what stands before it::

    records ─▶ network ─▶ pages, letter, exchange, forms ─▶ publish, mkdocs ─▶ cli
"""
