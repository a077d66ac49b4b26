"""A command of its own arguments whose first word may name another command instead: `report trend`, `import list`."""

from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand


def or_command(modules: Mapping[str, str], before: Callable[[Any], None] | None = None) -> type[TyperCommand]:
    """The class of a command that hands over to others: the first word -> the module in salescli.cli.

    `before` is given the context, whose options are read, of whichever runs.
    """

    class OrCommand(TyperCommand):
        @property
        def commands(self) -> dict[str, Any]:
            """The others by name, imported now."""
            return {name: _imported(name, module) for name, module in modules.items()}

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  its class moved between releases
            """Leave another command's words to it."""
            if args and args[0] in modules:
                ctx.args = args
                return args
            return super().parse_args(ctx, args)

        def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  as above
            """Hand over, or run. The other's usage is of two words: a child's would have our argument too."""
            if ctx.args and ctx.args[0] in modules:
                name, *rest = ctx.args
                other = _imported(name, modules[name])
                with other.make_context(f"{ctx.info_name} {name}", rest, parent=ctx.parent) as within:
                    if before:
                        before(within)
                    return other.invoke(within)
            if before:
                before(ctx)
            return super().invoke(ctx)

    return OrCommand


def _imported(name: str, module: str) -> Any:  # noqa: ANN401  as above
    from importlib import import_module

    command = typer.main.get_command(import_module(f"salescli.cli.{module}").app)
    command.name = name
    return command
