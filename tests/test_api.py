"""The public API: texts in memory, and folders of text files."""

import json
from pathlib import Path

import pytest

import blinder
from blinder import EntityType, ExitCode, Settings, UsageError

TEXT = "Ms. Quillfeather teaches at Brackenmoor Elementary School. Write to quill@example.net.\n"
ROSTER = [("Ana Quillfeather", "Teacher"), ("Brackenmoor Elementary School", "School")]
PASSPHRASE = "four quiet words here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission of two texts and a roster."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "Quillfeather_Memo.txt").write_text(TEXT, encoding="utf-8")
    (made / "Notes.txt").write_text("Then Quillfeather agreed.\n", encoding="utf-8")
    (made / "roster.csv").write_text("name,role\nAna Quillfeather,Teacher\n", encoding="utf-8")
    return made


def everything(folder: Path) -> str:
    """Names and content of all files under a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join(str(path.relative_to(folder)) + path.read_bytes().decode("utf-8", "replace") for path in files)


# ── Texts ──


def test_scan_finds_people_places_and_data() -> None:
    scan = blinder.scan_texts({"A1": TEXT}, ROSTER)
    found = {(mention.text, mention.entity_type, mention.role) for mention in scan.mentions}
    assert found == {
        ("Quillfeather", EntityType.PERSON, "Teacher"),
        ("Brackenmoor Elementary School", EntityType.SCHOOL, "School"),
        ("quill@example.net", EntityType.EMAIL_ADDRESS, "Email"),
    }


def test_a_mention_tells_its_place_and_its_entity() -> None:
    scan = blinder.scan_texts({"A1": TEXT}, ROSTER)
    entities = {entity.id: entity for entity in scan.entities}
    for mention in scan.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention in entities[mention.entity_id].mentions
        assert entities[mention.entity_id].label == mention.label
        assert 0 < mention.score <= 1
        assert mention.recognizer


def test_blind_gives_every_text_back() -> None:
    done = blinder.blind_texts({"A1": TEXT, "A2": "", "A3": "Then Quillfeather agreed."}, ROSTER)
    assert done.texts == {
        "A1": "Teacher A teaches at School B. Write to Email 1.\n",
        "A2": "",
        "A3": "Then Teacher A agreed.",
    }


def test_each_scheme_has_its_letters() -> None:
    done = blinder.blind_texts({"A1": TEXT}, ROSTER, scheme="per-role")
    assert done.texts["A1"] == "Teacher A teaches at School A. Write to Email 1.\n"


def test_no_texts_give_nothing() -> None:
    assert blinder.blind_texts({}).texts == {}
    assert blinder.scan_texts({"A1": " \n"}).mentions == ()


def test_a_roster_file_serves_as_rows_do(folder: Path) -> None:
    rows = blinder.blind_texts({"A1": TEXT}, [("Ana Quillfeather", "Teacher")])
    assert blinder.blind_texts({"A1": TEXT}, folder / "roster.csv") == rows


def test_no_name_stands_in_a_repr() -> None:
    scan = blinder.scan_texts({"A1": TEXT}, ROSTER)
    assert scan.mentions
    assert "uillfeather" not in repr(scan)
    assert "rackenmoor" not in repr(scan)


def test_what_is_exported_is_there() -> None:
    assert all(getattr(blinder, name) for name in blinder.__all__)
    with pytest.raises(AttributeError):
        _ = blinder.no_such_thing


# ── Files ──


def test_a_folder_is_blinded_into_another(folder: Path, tmp_path: Path) -> None:
    before = everything(folder)
    outcome = blinder.blind([folder], out=tmp_path / "out")
    out = tmp_path / "out"
    assert (out / "Memo.txt").read_text("utf-8") == "Teacher A teaches at School B. Write to Email 1.\n"
    assert (out / "Notes.txt").read_text("utf-8") == "Then Teacher A agreed.\n"
    assert not (out / "roster.csv").exists()
    assert "uillfeather" not in everything(out)
    assert outcome.exit_code in (ExitCode.CLEAN, ExitCode.FINDINGS)
    assert everything(folder) == before


def test_scan_of_files_writes_nothing(folder: Path, tmp_path: Path) -> None:
    outcome = blinder.scan([folder])
    assert {mention.label for mention in outcome.scan.mentions} >= {"Teacher A", "School B"}
    assert list(tmp_path.iterdir()) == [folder]


def test_blinding_what_is_blinded_changes_no_text(folder: Path, tmp_path: Path) -> None:
    blinder.blind([folder], out=tmp_path / "out")
    blinder.blind([tmp_path / "out"], out=tmp_path / "again")
    for name in ("Memo.txt", "Notes.txt"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_the_same_call_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        blinder.blind([folder], out=tmp_path / name)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_verify_finds_a_listed_name_and_says_no_name(folder: Path, tmp_path: Path) -> None:
    outcome = blinder.verify([folder / "Notes.txt"], roster=folder / "roster.csv")
    assert outcome.exit_code is ExitCode.FINDINGS
    assert "uillfeather" not in repr(outcome)
    blinder.blind([folder], out=tmp_path / "out")
    assert blinder.verify([tmp_path / "out"], roster=folder / "roster.csv").exit_code is ExitCode.CLEAN


def test_the_key_continues_its_labels_and_restores_the_names(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "private.key"
    blinder.blind([folder], out=tmp_path / "out", key=key, passphrase=PASSPHRASE)
    (tmp_path / "next.txt").write_text("Dr. Abernathy met Ms. Quillfeather.\n", encoding="utf-8")
    blinder.blind([tmp_path / "next.txt"], out=tmp_path / "next", key=key, passphrase=PASSPHRASE)
    assert (tmp_path / "next" / "next.txt").read_text("utf-8") == "Person C met Teacher A.\n"
    blinder.restore([tmp_path / "out" / "Notes.txt"], key=key, passphrase=PASSPHRASE, out=tmp_path / "back")
    assert (tmp_path / "back" / "Notes.txt").read_text("utf-8") == "Then Ana Quillfeather agreed.\n"


def test_without_a_key_nothing_links_labels_to_names(folder: Path, tmp_path: Path) -> None:
    blinder.blind([folder], out=tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    audit = json.loads((tmp_path / "out" / "audit" / "audit.json").read_text("utf-8"))
    assert "uillfeather" not in json.dumps(audit)


@pytest.mark.parametrize("place", ["in/out", "in", "full", "file"])
def test_a_wrong_output_folder_is_refused(folder: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = everything(tmp_path)
    with pytest.raises(UsageError):
        blinder.blind([folder], out=tmp_path / place)
    assert everything(tmp_path) == before


def test_a_key_inside_the_output_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="key"):
        blinder.blind([folder], out=tmp_path / "out", key=tmp_path / "out" / "key", passphrase=PASSPHRASE)
    assert not (tmp_path / "out").exists()


def test_a_folder_without_documents_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no documents"):
        blinder.scan([tmp_path])


def test_an_unknown_kind_is_not_examined_and_the_others_are_done(folder: Path, tmp_path: Path) -> None:
    (folder / "Quillfeather.xyz").write_bytes(b"\0\1")
    outcome = blinder.blind([folder], out=tmp_path / "out")
    assert outcome.exit_code is ExitCode.UNREAD
    assert (tmp_path / "out" / "Memo.txt").exists()
    assert "uillfeather" not in everything(tmp_path / "out")


def test_an_empty_file_is_named_by_a_number_and_the_others_are_done(folder: Path, tmp_path: Path) -> None:
    (folder / "Quillfeather.docx").write_bytes(b"")
    outcome = blinder.blind([folder], out=tmp_path / "out", settings=Settings(accept_unseen=True))
    assert outcome.exit_code is ExitCode.UNREAD
    assert all("uillfeather" not in file.name for file in outcome.files)
    assert (tmp_path / "out" / "Memo.txt").exists()


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Memo.txt").write_text(TEXT, encoding="utf-8")
    blinder.blind([tmp_path / "one", tmp_path / "two"], out=tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.txt")) == ["Memo (2).txt", "Memo.txt"]


def test_progress_is_told_by_stage(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    blinder.scan([folder], progress=lambda *step: told.append(step))
    assert ("reading", 0, 2) in told
    assert {stage for stage, _, _ in told} == {"reading", "finding names"}
