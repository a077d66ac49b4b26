"""Commands whose words need no quotes, inside Typer's tree: help by Typer, parsing by the line grammar.

Typer reads a command's options off a function's signature; here the signature is made from the grammar's table.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand

from salescli.cli.line_grammar import NONE, ONE, Line, Option, asks_for_help, parse
from salescli.i18n import _

SETTINGS = {"help_option_names": ["-h", "--help"]}
FORMAT = Option("format", ("-f", "--format"), ONE, _("table, plain, csv, json, jsonl or md."), "FORMAT")
OUTPUT = Option("output", ("-O", "--output"), ONE, _("Into this file; its ending chooses the format."), "FILE")


class LineCommand(NamedTuple):
    """A command that takes words and options of the line grammar, and hands the parsed line to `work`.

    `words` is what comes before the options, for the help, as is `text` with its example. With `anywhere`, words that
    are no name may come after options too.
    """

    name: str
    options: tuple[Option, ...]
    work: Callable[[Line], None]
    words: str
    text: str
    example: str
    anywhere: bool = False


class _LineParsing(TyperCommand):
    """Typer's command with its parser left out: the words go to the line grammar as they were typed."""

    line: LineCommand

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  its class moved between releases
        """Keep the words for `invoke`, unless an option asks for help."""
        if asks_for_help(args, self.line.options):
            return super().parse_args(ctx, ["--help"])
        ctx.args = args
        return args

    def invoke(self, ctx: Any) -> None:  # noqa: ANN401  as above
        """Parse the line and do the work."""
        self.line.work(parse(ctx.args, self.line.options, anywhere=self.line.anywhere))


def single(command: LineCommand) -> Any:  # noqa: ANN401  as above
    """A command of its own."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    _add(app, command)
    return typer.main.get_command(app)


def group(name: str, text: str, example: str, *commands: LineCommand) -> Any:  # noqa: ANN401  as above
    """A command with subcommands."""
    told = f"{text}\n\n" + _("Example: {line}").format(line=example)
    app = typer.Typer(name=name, help=told, add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    app.callback()(lambda: None)
    for command in commands:
        _add(app, command)
    return typer.main.get_command(app)


def _add(app: typer.Typer, command: LineCommand) -> None:
    def shown() -> None:
        """Show the options to Typer; the work is done by `invoke`."""

    parameters = [_parameter(option) for option in command.options]
    shown.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what Typer reads
    shown.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(
        command.name,
        cls=type("LineParsing", (_LineParsing,), {"line": command}),
        help=f"{command.text}\n\n" + _("Example: {line}").format(line=command.example),
        options_metavar=f"{command.words} [OPTIONS]".strip(),
        context_settings=SETTINGS,
    )(shown)


def _parameter(option: Option) -> inspect.Parameter:
    kind: Any = bool if option.takes == NONE else (list[str] if option.many else str) | None
    shown = typer.Option(*option.spellings, help=option.help, metavar=option.metavar or None, show_default=False)
    name = "option_" + option.name.replace("-", "_")  # an option may be called --from
    default = False if kind is bool else None
    annotation = Annotated[kind, shown]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
