"""What the cursor stands at on a line: a command, an option, a value of a kind. Nothing is looked up here."""

from typing import NamedTuple

from salescli.cli.completing_tree import TREE

COMMANDS, OPTIONS, CUSTOMERS, REPS, PERSONS, OUTCOMES, FILES = (
    "commands", "options", "customers", "reps", "persons", "outcomes", "files"
)  # fmt: skip
METRICS, OWN_METRICS, SETTINGS = "metrics", "own metrics", "settings"

_CHANNELS = ("call", "visit", "video", "email", "message", "other")
_FORMATS = ("table", "plain", "csv", "json", "jsonl", "md")
_TYPED = ("xlsx", "parquet")
_FOR_PROGRAMS = ("csv", "jsonl", "json", *_TYPED)
_VIEWS = ("", " conversion", " quality", " trend", " heat")
_FOCUSES = ("receptive", "dissatisfied", "power", "none")
_HELP = ("-h", "--help")

# the value of an option, by its long spelling, where it means the same with every command
_VALUES: dict[str, str | tuple[str, ...]] = {
    "--outcome": OUTCOMES,
    "--person": PERSONS,
    "--customer": CUSTOMERS,
    "--rep": REPS,
    "--metric": METRICS,
    "--channel": _CHANNELS,
    "--via": _CHANNELS,
    "--touch": ("first", "follow-up"),
    "--kind": ("direct", "agent"),
    "--focus": _FOCUSES,
    "--format": _FORMATS,
    "--per": ("day", "week", "month"),
    "--by": ("rep", "day", "week", "month", "customer", "channel", "outcome"),
    "--half": ("am", "pm"),
    "--output": FILES,
    "--rank": ("attainment", "actual", "improvement"),
    "--privacy": ("aggregate",),
}
_VALUES_OF: dict[tuple[str, str], str | tuple[str, ...]] = {
    ("customer merge", "--into"): CUSTOMERS,
    ("rep merge", "--into"): REPS,
    ("due move", "--from"): REPS,
    ("due move", "--to"): REPS,
    ("metric add", "--touch"): ("first", "follow-up", "attempt"),
    ("metric add", "--direction"): ("out", "in", "both"),
    ("metric add", "--distinct"): ("customers",),
    ("list", "--format"): (*_FORMATS, *_TYPED),
    ("export", "--format"): _FOR_PROGRAMS,
    **{(f"report{view}", "--format"): (*_FORMATS, *_TYPED) for view in _VIEWS},
    **{(f"export report{view}", "--format"): _FOR_PROGRAMS for view in _VIEWS},
}
_VERBS = ("call", "visit", "video", "email", "message", "first-contact", "follow-up")
# the words of a command, by its path
_WORDS: dict[str, str | tuple[str, ...]] = {
    **{path: CUSTOMERS for verb in _VERBS for path in (verb, f"log {verb}")},
    **{f"customer {name}": CUSTOMERS for name in ("show", "edit", "alias", "merge")},
    **{f"rep {name}": REPS for name in ("set", "rename", "merge")},
    **{f"config {name}": SETTINGS for name in ("get", "set", "unset")},
    **{f"target {name}": METRICS for name in ("set", "clear", "history")},
    "metric drop": OWN_METRICS,
    "edit": ("last",),
    "completion": ("bash", "zsh", "fish"),
    "import": FILES,
    "merge": FILES,
    "backup": FILES,
}
_PERIODS = ("day", "week", "month", "quarter", "year")
# the first word of a command some of whose first words are commands of their own
_BEFORE_CHILDREN = {
    "report": _PERIODS,
    "export": ("activities", "customers", "persons", "targets", "dues", "plan", "schedule"),
    "export report": _PERIODS,
}


class Place(NamedTuple):
    """`kind` is one of the constants, or the words that may stand there; `path` the command.

    `before` are the words that belong to the same name or value, `attached` is `--rep=` in `--rep=An`, and
    `customer` the name that the line has, for its persons.
    """

    kind: str | tuple[str, ...]
    path: str
    before: tuple[str, ...] = ()
    attached: str = ""
    customer: str = ""


def children(path: str) -> list[str]:
    """The subcommands of a command, or all commands for the empty path."""
    within = f"{path} " if path else ""
    names = (each[len(within) :] for each in TREE if each and each.startswith(within))
    return [name for name in names if " " not in name]


def spellings(path: str) -> list[str]:
    """All options of a command."""
    return [*(spelling for option in TREE[path] for spelling in option), *_HELP]


def place(words: list[str], current: str) -> Place | None:
    """What stands at the cursor after these words, the program's name not among them; None: unknown."""
    path, rest = _path(words)
    if children(path) and not rest and path not in _BEFORE_CHILDREN and _WORDS.get(path) != FILES:
        return Place(OPTIONS if current[:1] == "-" else COMMANDS, path)
    return _in_command(path, rest, current)


def _in_command(path: str, rest: list[str], current: str) -> Place | None:
    """What stands at the cursor after a command and these words of it."""
    spelled = {spelling: option for option in TREE[path] for spelling in option}
    read = _read(rest, path, spelled)
    if read is None:
        return None
    name, before, named = read
    customer = " ".join(named)
    start, equals, _rest = current.partition("=")
    must = name and (not before or current[:1] != "-")  # a value has to come, whatever it begins with
    if must:
        return _value(path, spelled[name], before, "", customer)
    if equals and start[:1] == "-" and start in spelled:
        return _value(path, spelled[start], (), f"{start}=", customer)
    if current[:1] == "-":
        return Place(OPTIONS, path)
    if path in _BEFORE_CHILDREN and not rest:
        return Place((*_BEFORE_CHILDREN[path], *children(path)), path)
    kind = None if _is_line(path) and len(named) < len(rest) else _WORDS.get(path)
    return Place(kind, path, tuple(named)) if kind else None


def _path(words: list[str]) -> tuple[str, list[str]]:
    """The command that the first words name, and the words after it."""
    path = ""
    rest = list(words)
    while rest:
        if not path and rest[0] in {"-q", "--quiet"}:
            rest.pop(0)
            continue
        longer = f"{path} {rest[0]}".strip()
        if longer not in TREE:
            break
        path = longer
        rest.pop(0)
    return path, rest


def _read(
    rest: list[str], path: str, spelled: dict[str, tuple[str, ...]]
) -> tuple[str, tuple[str, ...], list[str]] | None:
    """The option whose value the cursor is in ("" for none), the value's words so far, the words before any option.

    None after a word that no option is, or one that stands where none may.
    """
    named: list[str] = []
    name, seen = "", False
    value: list[str] = []
    for word in rest:
        start = word.split("=", 1)[0] if word[:1] == "-" else word
        takes = TREE[path][spelled[name]] if name else ""
        if takes == "one" or (takes == "words" and not value):
            value.append(word)
            name = name if takes == "words" else ""
        elif start in spelled:
            seen, value = True, []
            name = start if TREE[path][spelled[start]] != "none" and start == word else ""
        elif takes == "words":
            value.append(word)
        elif (len(word) > 1 and word[0] == "-" and not word[1].isdigit()) or (seen and _is_line(path)):
            return None
        else:
            named.append(word)
    return name, tuple(value), named


def _is_line(path: str) -> bool:
    """Whether the command's words all come before its options: those that take many words do."""
    return "words" in TREE[path].values()


def _value(path: str, option: tuple[str, ...], before: tuple[str, ...], attached: str, customer: str) -> Place | None:
    spelling = max(option, key=len)
    kind = _VALUES_OF.get((path, spelling)) or _VALUES.get(spelling)
    return Place(kind, path, before, attached, customer) if kind else None
