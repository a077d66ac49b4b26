"""The command tree as completion knows it, read off the real one.

Run it to write salescli/cli/completing_tree.py anew.
"""

from pathlib import Path
from typing import Any

from salescli.cli import line_grammar
from salescli.cli.app import COMMANDS, app
from salescli.cli.line_meaning import STATED, VERBS

Options = dict[tuple[str, ...], str]
FILE = Path(__file__).parents[2] / "salescli" / "cli" / "completing_tree.py"


def real_tree() -> dict[str, Options]:
    """Every command by its path (`customer add`, the empty one for the root), its options, what they take."""
    import typer

    root = typer.main.get_command(app)
    tree = {"": _options(root)}
    for name in COMMANDS:
        if name == "edit":  # parsed before Typer loads, as the log lines are
            tree[name] = _of_line(line_grammar.EDIT)
        else:
            _walk(name, root.get_command(None, name), tree)  # type: ignore[attr-defined]
    return tree


def _walk(path: str, command: Any, tree: dict[str, Options]) -> None:
    verb = path.removeprefix("log ")
    if verb in VERBS:
        tree[path] = _of_line(line_grammar.LOG_STATED if verb in STATED else line_grammar.LOG)
    elif hasattr(command, "line"):
        tree[path] = _of_line(command.line.options)
    else:
        tree[path] = _options(command)
    for name, child in getattr(command, "commands", {}).items():
        _walk(f"{path} {name}", child, tree)


def _of_line(options: tuple[line_grammar.Option, ...]) -> Options:
    return {option.spellings: option.takes for option in options}


def _options(command: Any) -> Options:
    return {
        (*option.opts, *option.secondary_opts): "none" if option.is_flag else "one"
        for option in command.params
        if option.param_type_name == "option" and not option.hidden and option.name != "help"
    }


def source() -> str:
    """The module's text."""
    lines = [
        '"""Commands and their options as completion knows them, without importing Typer.',
        "",
        "Written by `python tests/cli/completion_tree.py`; a test compares it with the real tree.",
        '"""',
        "",
        "# path -> {spellings of an option: what it takes: none, one word, or words up to the next option}",
        "TREE: dict[str, dict[tuple[str, ...], str]] = {",
    ]
    for path, options in real_tree().items():
        pairs = "".join(f"        {_tuple(names)}: {takes!r},\n".replace("'", '"') for names, takes in options.items())
        lines.append(f'    "{path}": {{\n{pairs}    }},' if pairs else f'    "{path}": {{}},')
    return "\n".join([*lines, "}", ""])


def _tuple(names: tuple[str, ...]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ("," if len(names) == 1 else "") + ")"


if __name__ == "__main__":
    FILE.write_text(source(), encoding="utf-8")
