"""`export plan` and `import plan.json`, as they are typed: from the manager's file into a rep's."""

from pathlib import Path

from tests.conftest import Cli


def test_from_the_manager_to_a_rep(cli: Cli, tmp_path: Path) -> None:
    boss, ann, plan = {"SALESCLI_DB": str(tmp_path / "boss.db")}, {"SALESCLI_DB": str(tmp_path / "ann.db")}, "plan.json"
    path = str(tmp_path / plan)
    cli("call", "Acme", **ann)
    cli("merge", str(tmp_path / "ann.db"), **boss)
    cli("target", "set", "calls", "40", "--per", "day", "--from", "2026-11-16", **boss)
    cli("target", "set", "calls", "30", "--per", "day", "--rep", "ann", "--from", "2026-11-16", **boss)
    cli("target", "set", "calls", "20", "--per", "day", "--rep", "Zoe", "--from", "2026-11-16", **boss)
    cli("metric", "add", "demos", "--channel", "video", **boss)
    cli("config", "set", "work-week", "mon-sat", **boss)
    done = cli("export", "plan", "-O", path, **boss)
    assert (done.out, done.err, done.code) == ("", "", 0)
    taken = cli("import", path, **ann)
    assert taken.out == "plan: targets 2 · metrics 1 · settings 1\n"
    assert taken.err == "left out, for nobody here is called so: targets of Zoe\n"
    assert taken.code == 0
    report = cli("report", "-f", "csv", "--metric", "calls", **ann).out.splitlines()[1].split(",")
    assert report[5:7] == ["1", "120"]  # he joined on a Wednesday
    assert cli("import", path, **ann).out == "plan: nothing new\n"
    assert cli("list", "-f", "csv", **ann).out.count("\n") == 2
    assert cli("doctor", **ann).code == 0
    passed = cli("undo", **ann)
    assert "passed over, since undo does not take it back: plan" in passed.out
    for words in (("export", "plan", "-f", "csv"), ("export", "plan", "--since", "2026-11-01"),
                  ("import", path, "--dry-run")):  # fmt: skip
        refused = cli(*words, **boss)
        assert (refused.out, refused.code, refused.err.count("\n")) == ("", 2, 1)
    Path(path).write_text(Path(path).read_text(encoding="utf-8")[:300], encoding="utf-8")
    refused = cli("import", path, **ann)
    assert (refused.out, refused.code) == ("", 2)
    assert "damaged plan" in refused.err
