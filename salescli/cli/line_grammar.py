"""The grammar of a line in loose words, `call Acme Corp -n asked for a quote -o cb`: no quotes needed.

The words before the first option belong together (a customer's name). `-n`, `--at`, `--next` and `-p` take the next
word whatever it begins with, then every word up to the next option that the command knows; every other option takes one
word, and a word left over is an error. The tables below are the only place that names the options of such commands:
parsing, help and completion read them.
"""

from typing import NamedTuple

from salescli.i18n import _
from salescli.model.errors import Misuse
from salescli.model.vocabulary import ascii_safe

WORDS, ONE, NONE = "words", "one", "none"


class Option(NamedTuple):
    """An option of a line: its name in the code, its spellings, what it takes, whether it may come again."""

    name: str
    spellings: tuple[str, ...]
    takes: str
    help: str
    metavar: str = ""
    many: bool = False


class Line(NamedTuple):
    """A parsed line: the words before any option, and the options' values (True for one that takes nothing)."""

    words: tuple[str, ...]
    options: dict[str, str]
    persons: tuple[str, ...]


OUTCOME = Option("outcome", ("-o", "--outcome"), ONE, _("What came of it: a word, its code or its beginning."), "WORD")
NOTE = Option("note", ("-n", "--note"), WORDS, _("A note; takes every word up to the next option."), "TEXT")
DURATION = Option("duration", ("-d", "--duration"), ONE, _("How long: 12m, 1h05, 90s."), "TIME")
AT = Option("at", ("--at",), WORDS, _("When it was: yesterday 3pm, -2h, 昨天下午3点; now if not given."), "WHEN")
PERSON = Option("person", ("-p", "--person"), WORDS, _("With whom; may come again."), "NAME", many=True)
INCOMING = Option("incoming", ("--incoming",), NONE, _("They reached out; kept, and counted nowhere."))
NEXT = Option("next", ("--next",), WORDS, _("When to get back to them: fri 10am, in 3 days."), "WHEN")
TOUCH = Option("touch", ("--touch",), ONE, _("State it: first or follow-up."), "first|follow-up")
NUMBER = Option("number", ("--number",), ONE, _("The telephone number."), "NUMBER")
NEW = Option("new", ("--new",), NONE, _("The customer or rep is new, however near the name is to a known one."))
REP = Option("rep", ("--rep",), ONE, _("Who acted."), "NAME")
VIA = Option("via", ("--via",), ONE, _("By which channel; phone unless said."), "CHANNEL")
QUIET = Option("quiet", ("-q", "--quiet"), NONE, _("No answer when all went well."))
HELP = Option("help", ("-h", "--help"), NONE, _("Show this."))  # known everywhere; Typer adds it to the help itself

LOG = (OUTCOME, NOTE, DURATION, AT, PERSON, INCOMING, NEXT, TOUCH, NUMBER, NEW, REP, QUIET)
LOG_STATED = (OUTCOME, NOTE, DURATION, AT, PERSON, INCOMING, NEXT, VIA, NUMBER, NEW, REP, QUIET)

EDIT = (
    *(option for option in LOG if option is not INCOMING),
    Option("customer", ("--customer",), ONE, _("The customer it really was."), "NAME"),
    Option("channel", ("--channel",), ONE, _("The channel it really was."), "CHANNEL"),
    INCOMING,
    Option("outgoing", ("--outgoing",), NONE, _("The rep reached out, after all.")),
    Option("no-outcome", ("--no-outcome",), NONE, _("Clear the outcome.")),
    Option("no-note", ("--no-note",), NONE, _("Clear the note.")),
    Option("no-duration", ("--no-duration",), NONE, _("Clear the duration.")),
    Option("no-person", ("--no-person",), NONE, _("Clear the persons.")),
    Option("no-next", ("--no-next",), NONE, _("Clear the due that it asked for.")),
    Option("no-touch", ("--no-touch",), NONE, _("State no touch; derive it.")),
    Option("no-number", ("--no-number",), NONE, _("Clear the number.")),
)


def parse(words: list[str], options: tuple[Option, ...], *, anywhere: bool = False) -> Line:
    """Split a line into its words and options. With `anywhere`, words may follow an option that takes one or none.

    Raises Misuse for an unknown option, a word left over after an option, an option without its value or given twice.
    """
    spelled = _spelled(options)
    cut = _end_of_options(words, spelled)
    if cut is not None:
        return Line(tuple(words[:cut] + words[cut + 1 :]), {}, ())
    start = next((at for at, word in enumerate(words) if begins_option(word)), len(words))
    values: dict[str, str] = {}
    persons: list[str] = []
    loose = list(words[:start])
    at = start
    while at < len(words):
        if anywhere and not begins_option(words[at]):
            loose.append(words[at])
            at += 1
            continue
        option, attached = _recognised(words[at], spelled)
        value, at = _value(option, attached, words, at + 1, spelled)
        if option.many:
            persons.append(value)
        elif option.name in values and option.takes != NONE:
            raise Misuse(_("{option} is given twice").format(option=option.spellings[-1]))
        else:
            values[option.name] = value
    return Line(tuple(loose), values, tuple(persons))


def asks_for_help(words: list[str], options: tuple[Option, ...]) -> bool:
    """Whether -h or --help stands where an option may; what an option takes as its first word is text."""
    spelled = _spelled(options)
    if _end_of_options(words, spelled) is not None:
        return False
    at = 0
    while at < len(words):
        option = _option_of(words[at], spelled)
        if option is HELP:
            return True
        takes_next = option is not None and option.takes != NONE and "=" not in words[at]
        at += 2 if takes_next else 1
    return False


def _spelled(options: tuple[Option, ...]) -> dict[str, Option]:
    return {spelling: option for option in (*options, HELP) for spelling in option.spellings}


def _end_of_options(words: list[str], spelled: dict[str, Option]) -> int | None:
    """Where a `--` stands before any option, so that all words are a name's; None for nowhere."""
    if "--" not in words:
        return None
    cut = words.index("--")
    return None if any(_option_of(word, spelled) for word in words[:cut]) else cut


def begins_option(word: str) -> bool:
    """Whether a word among a customer's is an option: `-x` and `--xyz` are, a lone `-` and `-5` are part of a name."""
    return len(word) > 1 and word[0] == "-" and not word[1].isdigit()


def _option_of(word: str, spelled: dict[str, Option]) -> Option | None:
    """The option that a word is, alone or with its value behind `=`."""
    return spelled.get(word.split("=", 1)[0] if word[:1] == "-" else word)


def _recognised(word: str, spelled: dict[str, Option]) -> tuple[Option, str | None]:
    option = _option_of(word, spelled)
    if option:
        return option, word.split("=", 1)[1] if "=" in word else None
    if not begins_option(word):
        raise Misuse(_("what is {word}? Words of a name come before the options").format(word=ascii_safe(word)))
    option = spelled.get(word[:2])
    if option and option.takes != NONE and not word.startswith("--"):
        return option, word[2:]
    raise Misuse(_unknown(word, spelled))


def _unknown(word: str, spelled: dict[str, Option]) -> str:
    start = word.split("=", 1)[0]
    if start == "--touch" and "--via" in spelled:
        return _("the verb states the touch already: leave --touch out, or log call with --touch")
    if start == "--via" and "--touch" in spelled and "--channel" not in spelled:
        return _("--via goes with first-contact and follow-up; here the verb says the channel: leave --via out")
    meant = [each for each in spelled if each.startswith("--") and each.startswith(start)]
    if not meant and word.startswith("--"):
        from difflib import get_close_matches

        meant = get_close_matches(word, [each for each in spelled if each.startswith("--")], 1)
    if meant:
        return _("no such option: {word}; did you mean {meant}?").format(word=ascii_safe(word), meant=meant[0])
    return _("no such option: {word}; there are {all}").format(word=ascii_safe(word), all=" ".join(spelled))


def _value(
    option: Option, attached: str | None, words: list[str], at: int, spelled: dict[str, Option]
) -> tuple[str, int]:
    """The option's value, and where the words go on."""
    name = option.spellings[-1]
    if option.takes == NONE:
        if attached is not None:
            raise Misuse(_("{option} takes no value").format(option=name))
        return "yes", at
    if attached is None:
        if at == len(words):
            raise Misuse(_("{option} needs a value: {option} {metavar}").format(option=name, metavar=option.metavar))
        attached, at = words[at], at + 1
    if option.takes == ONE:
        return attached, at
    taken = [attached]
    while at < len(words) and not _option_of(words[at], spelled):
        taken.append(words[at])
        at += 1
    return " ".join(taken), at


def split(text: str) -> list[str]:
    """The words of a line typed at the prompt. Quotes count only around a whole word: O'Brien and don't are words.

    Raises Misuse for a word that begins with a double quote which nothing closes.
    """
    words: list[str] = []
    rest = text.strip()
    while rest:
        quote = rest[0]
        end = rest.find(quote, 1) if quote in "\"'" else -1
        if end > 0 and (end + 1 == len(rest) or rest[end + 1].isspace()):
            words.append(rest[1:end])
            rest = rest[end + 1 :].lstrip()
            continue
        if quote == '"' and end < 0:
            raise Misuse(
                _("the quote before {words} is not closed; type its end, or leave it out").format(
                    words=ascii_safe(rest[1:])
                )
            )
        word = rest.split(None, 1)
        words.append(word[0])
        rest = word[1] if len(word) > 1 else ""
    return words
