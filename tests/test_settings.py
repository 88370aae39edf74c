"""Settings: defaults < blinder.toml < flags."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from blinder.errors import ExitCode, UsageError
from blinder.settings import Settings, read_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_the_file_wins_over_defaults_and_a_flag_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "blinder.toml").write_text('scheme = "per-role"\nkeep_comments = true\n', encoding="utf-8")
    assert read_settings(tmp_path, keep_comments=False, keep_changes=None) == Settings(scheme="per-role")


@pytest.mark.parametrize(
    "content",
    [
        "scheme =",
        "colour = 1",
        "scheme = 7",
        'pictures = "blur"',
        'keep_comments = "yes"',
        'scheme = "letters"',
        b"\xff\xfe\x00",
    ],
)
def test_a_wrong_file_is_a_usage_error(tmp_path: Path, content: str | bytes) -> None:
    (tmp_path / "blinder.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=r"blinder\.toml") as error:
        read_settings(tmp_path)
    assert error.value.exit_code is ExitCode.USAGE


def test_a_whole_number_is_a_time_too(tmp_path: Path) -> None:
    (tmp_path / "blinder.toml").write_text("timeout_s = 30\n", encoding="utf-8")
    assert read_settings(tmp_path).timeout_s == 30


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().scheme = "per-role"  # type: ignore[misc]
