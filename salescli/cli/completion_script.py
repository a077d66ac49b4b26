"""`completion bash|zsh|fish`: print the shell's own script, which asks `salescli _complete` on TAB."""

from typing import Annotated

import typer

from salescli.cli import session
from salescli.i18n import _
from salescli.model.errors import Misuse

SHELLS = ("bash", "zsh", "fish")

app = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    help=_(
        "Print the completion script of a shell: commands, options, names and outcomes on TAB."
        "\n\nExample: salescli completion zsh"
        "\n\nbash: salescli completion bash > ~/.local/share/bash-completion/completions/salescli"
        "\n\nzsh: salescli completion zsh > a file named _salescli in a folder of $fpath"
        "\n\nfish: salescli completion fish > ~/.config/fish/completions/salescli.fish"
    )
)
def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help=_("Whose script."))],
) -> None:
    """Print the script. Raises Misuse for another shell."""
    if shell not in SHELLS:
        from salescli.model.vocabulary import ascii_safe

        message = _("no script for {shell}; there are {shells}")
        raise Misuse(message.format(shell=ascii_safe(shell), shells=", ".join(SHELLS)))
    from importlib.resources import files

    session.emit((files("salescli.cli") / "completion_scripts" / f"salescli.{shell}").read_text("utf-8"))
