"""Commands whose words need no quotes, inside Typer's tree: help by Typer, parsing by the line grammar."""

from collections.abc import Callable
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from salescli.cli.line import NONE, ONE, Line, Option, parse
from salescli.i18n import _

SETTINGS = {"help_option_names": ["-h", "--help"]}
FORMAT = Option("format", ("-f", "--format"), ONE, _("table, plain, csv, json, jsonl or md."), "FORMAT")


class LineCommand(TyperCommand):
    """A command that takes words and options of the line grammar, and hands the parsed line to `work`."""

    def __init__(
        self,
        name: str,
        options: tuple[Option, ...],
        work: Callable[[Line], None],
        *,
        words: str,
        text: str,
        example: str,
    ) -> None:
        """`words` is what comes before the options, for the help, as is `text` with its example."""
        super().__init__(
            name=name,
            params=[_shown(option) for option in options],
            help=f"{text}\n\n" + _("Example: {line}").format(line=example),
            options_metavar=f"{words} [OPTIONS]".strip(),
            context_settings=SETTINGS,
            rich_markup_mode=None,
        )
        self.options = options
        self.work = work

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  its class moved between releases
        """Keep the words for `invoke`, unless the first option asks for help."""
        if (
            next((word for word in args if word[:1] == "-" and len(word) > 1), "")
            in SETTINGS["help_option_names"]
        ):
            return super().parse_args(ctx, ["--help"])
        ctx.args = args
        return args

    def invoke(self, ctx: Any) -> None:  # noqa: ANN401  as above
        """Parse the line and do the work."""
        self.work(parse(ctx.args, self.options))


def group(name: str, text: str, example: str, *commands: LineCommand) -> TyperGroup:
    """A command with subcommands."""
    return TyperGroup(
        name=name,
        commands={str(command.name): command for command in commands},
        help=f"{text}\n\n" + _("Example: {line}").format(line=example),
        context_settings=SETTINGS,
        rich_markup_mode=None,
    )


def _shown(option: Option) -> TyperOption:
    return TyperOption(
        param_decls=[*option.spellings, option.name.replace("-", "_")],
        help=option.help,
        metavar=option.metavar or None,
        is_flag=option.takes == NONE,
        multiple=option.many,
    )
