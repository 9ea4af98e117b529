"""A language as operators name it: en, de, pt-BR."""

from typing import Any

import click


class Language(click.ParamType[str]):
    """An argument that is a language tag, in its usual form."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The tag as the store has it; wrong use where it is none."""
        from core.domain.errors import TaskRequestInvalid
        from core.service.account import check_language

        try:
            return check_language(str(value))
        except TaskRequestInvalid:
            self.fail(f"{value!r} is not the tag of a language: write one like en, de or pt-BR.", param, ctx)
