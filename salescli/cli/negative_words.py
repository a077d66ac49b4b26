"""A Typer command that takes `-2h` and `-5` as words of its arguments, where Typer sees options."""

from typing import Any

from typer.core import TyperCommand


class NegativeWords(TyperCommand):
    """Sorts the options before a `--` and the arguments behind it, in their order; the rest is Typer's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  its class moved between releases
        """Let a word that begins with `-` and a digit through; one after an option that takes a value is its value."""
        taking = {
            spelling
            for parameter in self.params
            if parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
            for spelling in parameter.opts
        }
        options: list[str] = []
        words: list[str] = []
        rest = list(args)
        while rest:
            word = rest.pop(0)
            if word == "--":
                words += rest
                break
            if word[:1] != "-" or word == "-" or word[1].isdigit():
                words.append(word)
                continue
            options.append(word)
            if word in taking and rest:
                options.append(rest.pop(0))
        return super().parse_args(ctx, [*options, "--", *words])
