"""On a terminal: the question about a near name, and the prompt of a bare log."""

import os
import sys

import pexpect

from tests.conftest import Cli


def on_a_terminal(*words: str) -> "pexpect.spawn[str]":
    """A command on a pseudo-terminal of 80 columns."""
    environment = {**os.environ, "TERM": "xterm"}
    command = [sys.executable, "-m", "salescli", *words]
    return pexpect.spawn(command[0], command[1:], env=environment, encoding="utf-8", timeout=20, dimensions=(24, 200))


def test_the_known_name_is_chosen_and_what_was_typed_becomes_its_alias(cli: Cli) -> None:
    cli("call", "Acme", "Corp")
    asked = on_a_terminal("call", "Acme", "Crop")
    asked.expect("1  Acme Corp")
    asked.sendline("1")
    asked.expect("#2 call · Acme Corp · follow-up")
    asked.expect(pexpect.EOF)
    assert cli("call", "acme crop").out.startswith("#3 call · Acme Corp · follow-up")


def test_any_other_answer_writes_nothing(cli: Cli) -> None:
    cli("call", "Acme", "Corp")
    for reply in ("", "2", "Acme Corp", "n"):
        asked = on_a_terminal("call", "Acme", "Crop")
        asked.expect("1  Acme Corp")
        asked.sendline(reply)
        asked.expect("nothing was written")
        asked.expect(pexpect.EOF)
        asked.close()
        assert asked.exitstatus == 2
    assert cli("call", "Acme", "Corp").out.startswith("#2 ")


def test_an_outcome_at_the_end_of_a_name_is_asked_about(cli: Cli) -> None:
    asked = on_a_terminal("log", "call", "Acme", "no-answer", "-n", "asked", "for", "Bob")
    asked.expect("1  Acme, with -o no-answer")
    asked.sendline("1")
    asked.expect("#1 call · Acme · attempt · no-answer · 15:04 · “asked for Bob”")
    asked.expect(pexpect.EOF)
    assert cli("call", "Acme", "no-answer").code == 2


def test_a_number_with_a_minus_stays_in_the_name(cli: Cli) -> None:
    asked = on_a_terminal("log", "call", "Studio", "-5", "no-answer")
    asked.expect("1  Studio -5, with -o no-answer")
    asked.sendline("1")
    asked.expect("#1 call · Studio -5 · attempt")
    asked.expect(pexpect.EOF)
    assert cli("list").out.count("Studio") == 1


def test_the_prompt_takes_line_after_line(cli: Cli) -> None:
    prompt = on_a_terminal("log")
    prompt.expect("salescli log> ")
    for line, answer in (
        ("call AT&T -o na", "#1 call · AT&T · attempt · no-answer"),
        ("call Acme -o nonsense", "error: no such outcome: nonsense"),
        ("visit O'Brien -n don't know $(touch x)", "#2 visit · O'Brien · first contact"),
    ):
        prompt.sendline(line)
        prompt.expect(answer)
        prompt.expect("salescli log> ")
    prompt.sendeof()
    prompt.expect(pexpect.EOF)
    prompt.close()
    assert prompt.exitstatus == 0
    assert cli("call", "AT&T").out.startswith("#3 call · AT&T · first contact")


def test_tab_completes_names_at_the_prompt(cli: Cli) -> None:
    cli("call", "Acme", "Corp")
    prompt = on_a_terminal("log")
    prompt.expect("salescli log> ")
    prompt.send("call ac\t")
    prompt.sendline(" -o vo\t")
    prompt.expect("#2 call · Acme Corp · attempt · voicemail")
    prompt.expect("salescli log> ")
    prompt.sendline("quit")
    prompt.expect(pexpect.EOF)


def test_a_bare_log_without_a_terminal_says_what_to_type(cli: Cli) -> None:
    refused = cli("log")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: log what? salescli log call Acme, or salescli log - for lines on stdin\n"


def test_the_prompt_goes_on_after_ctrl_c_and_takes_back(cli: Cli) -> None:
    prompt = on_a_terminal("log")
    prompt.expect("salescli log> ")
    prompt.send("call Half ty")
    prompt.expect("Half ty")
    prompt.sendintr()
    prompt.expect("salescli log> ")
    for line, answer in (
        ("call Acme", "#1 call · Acme · first contact"),
        ("undo", "undone log: #1"),
        ("redo", "redone log: #1"),
        ("redo", "error: "),
        ("undo 99", "error: "),
        ("help", "first-contact"),
        ("?", "Ctrl-D ends"),
        ('call "Open', "error: the quote before Open is not closed"),
        ("-", "error: log what"),
        ("call Acme -h", "error: "),
        ("# a comment", ""),
        ("call Beta -q", ""),
        ("call Acme", "#3 call · Acme · follow-up"),
    ):
        prompt.sendline(line)
        prompt.expect_exact(answer)
        prompt.expect("salescli log> ")
    prompt.sendeof()
    prompt.expect(pexpect.EOF)
    prompt.close()
    assert prompt.exitstatus == 0


def test_tab_lists_several_names(cli: Cli) -> None:
    cli("call", "Acme", "Corp")
    cli("call", "Acme", "Trading", "--new")
    prompt = on_a_terminal("log")
    prompt.expect("salescli log> ")
    prompt.send("call Ac\t")
    prompt.expect("call Acme Corp .*call Acme Trading")
    prompt.sendline("Corp")
    prompt.expect("#3 call · Acme Corp")
    prompt.expect("salescli log> ")
    prompt.sendeof()
    prompt.expect(pexpect.EOF)
