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
    assert "passed over, since undo does not take it back: import" in passed.out
    assert "salescli import undo 1" in passed.out
    for words in (("export", "plan", "-f", "csv"), ("export", "plan", "--since", "2026-11-01"),
                  ("import", path, "--dry-run")):  # fmt: skip
        refused = cli(*words, **boss)
        assert (refused.out, refused.code, refused.err.count("\n")) == ("", 2, 1)
    Path(path).write_text(Path(path).read_text(encoding="utf-8")[:300], encoding="utf-8")
    refused = cli("import", path, **ann)
    assert (refused.out, refused.code) == ("", 2)
    assert "damaged plan" in refused.err


def test_a_plan_is_listed_and_taken_back(cli: Cli, tmp_path: Path) -> None:
    boss, ann = {"SALESCLI_DB": str(tmp_path / "boss.db")}, {"SALESCLI_DB": str(tmp_path / "ann.db")}
    path = str(tmp_path / "plan.json")
    cli("metric", "add", "demos", "--channel", "video", **boss)
    cli("target", "set", "demos", "2", "--per", "day", "--from", "2026-11-16", **boss)
    cli("config", "set", "work-week", "mon-sat", **boss)
    assert cli("export", "plan", "-O", path, **boss).code == 0
    assert cli("import", path, **ann).out == "plan: targets 1 · metrics 1 · settings 1\n"
    listed = cli("import", "list", "-f", "csv", **ann).out.splitlines()[1].split(",")
    assert [listed[0], *listed[2:]] == ["1", "plan", path, "3", "3", "0", "0", "0", "0", ""]
    assert (
        cli("undo", **ann).err == "error: there is nothing to undo; an import is taken back by salescli import undo 1\n"
    )
    cli("target", "set", "demos", "3", "--per", "day", **ann)
    done = cli("import", "undo", "1", **ann)
    assert (done.code, done.out) == (0, f"import 1 taken back: the plan {path}: targets 1 · settings 1\n")
    assert done.err == "changed or in use since, and so stay: metrics 1\n"
    assert cli("import", "undo", "1", **ann).code == 1
    assert cli("import", path, **ann).out == "plan: targets 1 · settings 1\n"
    assert cli("doctor", **ann).code == 0


def test_kept_mappings_travel_and_are_dropped(cli: Cli, tmp_path: Path) -> None:
    boss, ann = {"SALESCLI_DB": str(tmp_path / "boss.db")}, {"SALESCLI_DB": str(tmp_path / "ann.db")}
    path, calls = str(tmp_path / "plan.json"), tmp_path / "calls.csv"
    calls.write_text("Wann;Wer\n02.11.2026 10:00;Acme\n", encoding="utf-8")
    kept = cli("import", str(calls), "--map", "at=Wann", "--map", "customer=Wer", "--save-as", "ours", **boss)
    assert kept.code == 0, kept.err
    assert cli("export", "plan", "-O", path, **boss).code == 0
    assert cli("import", path, **ann).out == "plan: mappings 1\n"
    assert "\nours\t" in cli("import", "--formats", **ann).out
    assert cli("import", str(calls), "--as", "ours", **ann).out.startswith("read 1 = new 1 ")
    dropped = cli("import", "forget", "OURS", **ann)
    assert (dropped.code, dropped.out) == (0, "mapping dropped: ours\n")
    assert "\nours\t" not in cli("import", "--formats", **ann).out
    again = cli("import", "forget", "ours", **ann)
    assert (again.code, again.err) == (3, "error: no mapping is kept as ours; there are: none\n")
    undone = cli("undo", **ann)
    assert undone.out.startswith("undone import forget: mapping gone → ours"), undone.out
    assert cli("redo", **ann).code == 0
    assert cli("undo", **ann).code == 0
    assert cli("import", str(calls), "--as", "ours", **ann).out.startswith("read 1 = new 0 + same 1")
    assert cli("import", "forget", "ours", **ann).code == 0
    assert cli("import", str(calls), "--as", "ours", **ann).code == 2
    assert cli("import", path, **ann).out == "plan: mappings 1\n"
    assert cli("doctor", **ann).code == 0
