"""The environment of the pages: what Jinja2 says, it says."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, UndefinedError
from markupsafe import Markup, escape

from generators.pages.frame.swift import SwiftEnvironment, said
from generators.records.values.phones import Telephone

HOSTILE = "</p><script>alert('é & \"è\"')</script>"
MACROS = """
{% macro mot(texte, gras=false, suite="") %}
{% if gras %}<b>{{ texte }}</b>{% else %}{{ texte }}{% endif %}{{ suite }}
{% endmacro %}
{% macro cadre(titre) %}<div>{{ titre }} {{ caller() }}</div>{% endmacro %}
{% macro connu() %}{{ reseau }}{% endmacro %}
"""
PAGES = {
    "values": "{{ texte }} {{ html }} {{ nombre }} {{ rien }} {{ [texte, html] }} {{ texte ~ html }}",
    "filters": "{{ texte | upper }} {{ texte | safe }} {{ [texte, html] | join(' ') }}",
    "conditions": "{{ texte if nombre }}{{ texte if rien }}{{ texte if rien else html }}",
    "joined conditions": "{{ 'a' ~ (1 if rien) }}{% if (html if rien) %}oui{% endif %}",
    "macros": "{{ m.mot(texte) }}{{ m.mot(texte, true, html) }}{{ m.mot(texte, suite=html) }}{{ m.connu() }}",
    "calls": "{% call m.cadre(texte) %}{{ html }}{{ texte }}{{ m.mot(html) }}{% endcall %}",
    "loops": "{% for un in [texte, html] %}{{ loop.index }}{{ m.mot(un) }}{{ dit(un) }}{% endfor %}",
    "blocks": "{% set tout %}<i>{{ texte }}</i>{% endset %}{{ tout }}",
}


def rendered(kind: type[Environment], body: str) -> str:
    pages = {"m": MACROS, "page": f"{{% import 'm' as m %}}{body}"}
    environment = kind(loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(reseau=HOSTILE, dit=lambda text: f"«{text}»")
    values = {"texte": HOSTILE, "html": Markup("<i>&amp;</i>"), "nombre": 3, "rien": None}
    return environment.get_template("page").render(values)


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_template_gives_the_same_text(body: str) -> None:
    assert rendered(SwiftEnvironment, body) == rendered(Environment, body)


@pytest.mark.parametrize(
    "body", ["{{ inconnu }}", "{{ m.mot() }}", "{{ nombre.rien }}", "{{ m.mot(inconnu) }}"]
)
def test_what_is_not_known_is_an_error(body: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(SwiftEnvironment, body)


def test_an_argument_too_many_is_an_error() -> None:
    with pytest.raises((TypeError, TemplateError)):
        rendered(SwiftEnvironment, "{{ m.mot(1, 2, 3, 4) }}")


@pytest.mark.parametrize(
    "value", [HOSTILE, Markup("<b>"), 5, None, Telephone("01 99 00 42 46"), [HOSTILE], "", "é"], ids=repr
)
def test_a_value_is_said_as_it_is_escaped(value: object) -> None:
    assert said(value) == escape(value)
