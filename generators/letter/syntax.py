"""The letter's templates as a browser reads them: Jinja's own syntax tree, as lists.

A node is its name and its fields, in Jinja's order; `site/scripts/forms/gabarit.js` draws by them what Jinja
draws here, so that a letter has one template wherever it is drawn. What the browser does not know of Jinja's
language stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, nodes

#: The nodes and the filters that the browser knows.
NODES = frozenset(
    "Template Output TemplateData Name Getattr Getitem Const If For CondExpr And Or Not Compare Operand "
    "Filter Call CallBlock Macro Assign FromImport Include Concat FloorDiv Keyword".split()
)
FILTERS = frozenset({"batch", "join", "length"})


class UnknownSyntax(Exception):
    """A template says what the browser could not draw."""


def trees(templates: Mapping[str, str], environment: Environment) -> dict[str, Any]:
    """File name → its tree; those of MJML alone."""
    letters = {name: text for name, text in templates.items() if name.endswith(".mjml.j2")}
    return {name: _tree(environment.parse(text, name)) for name, text in sorted(letters.items())}


def _tree(value: Any) -> Any:  # noqa: ANN401 (a node, a list of them, or a constant)
    if isinstance(value, (list, tuple)):
        return [_tree(each) for each in value]
    if not isinstance(value, nodes.Node):
        return value
    name = type(value).__name__
    if name not in NODES or (isinstance(value, nodes.Filter) and value.name not in FILTERS):
        raise UnknownSyntax(f"l’atelier ne sait pas dessiner « {name} » (ligne {value.lineno} d’un gabarit)")
    return [name, *(_tree(getattr(value, field)) for field in value.fields)]
