"""Jinja2 with less between a value and its page: the same templates give the same text, sooner.

Of its own, Jinja2 makes a `Markup` of each value before it joins them all, asks of each call what it wants
to be told of the page, and makes an `Undefined` where nothing is to be said. Here everything escapes, always,
and nothing that a template calls wants more than its arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import CondExpr, Const, Expr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def said(value: object) -> str:
    """A value as HTML: what is neither a string nor HTML already, `escape` knows how to say."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class _Code(CodeGenerator):
    """The Python of a template, where each value is `said`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.said(")

    def visit_CondExpr(self, node: CondExpr, frame: Frame) -> None:  # noqa: N802  (Jinja's own name)
        node.expr2 = node.expr2 or Const("")
        super().visit_CondExpr(node, frame)


class _Context(Context):
    """What a template knows; it calls without telling of itself."""

    def call(
        self, called: Callable[..., object], /, *args: object, _loop_vars: object = None, **named: object
    ) -> object:
        if type(called) is Macro and not named and not called.caller:
            rest = called._argument_count - len(args)
            return str.__new__(Markup, called._func(*args, *[missing] * rest))
        return called(*args, **named)


class _Template(Template):
    """A template that another imports is made once: all have the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class SwiftEnvironment(Environment):
    """An environment that escapes all that it is given, whose globals ask for their arguments alone."""

    code_generator_class = _Code
    context_class = _Context
    template_class = _Template
    said: ClassVar[Callable[[object], str]] = staticmethod(said)
