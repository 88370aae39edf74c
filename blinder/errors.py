"""One tree of errors: each class knows its exit code and the user's next step, and never carries text of a document."""

import os
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process says when it ends; the gravest outcome of all files decides."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREAD = 3
    BUG = 70
    INTERRUPTED = 130


class BlinderError(Exception):
    """Base of all errors that blinder raises on purpose.

    Args:
        message: what is wrong, without any text of a document.
        place: where ("word/document.xml", "p. 3"), "" when the whole file is meant.
        hint: what the user can do next.
    """

    exit_code = ExitCode.UNREAD
    default_hint = ""

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        self.message, self.place, self.hint = message, place, hint or self.default_hint
        said = f"{place}: {message}" if place else message
        super().__init__(f"{said.rstrip('.')}. {self.hint}" if self.hint else said)


class UsageError(BlinderError):
    """The call itself is wrong: a flag, a path, a roster."""

    exit_code = ExitCode.USAGE


class RosterError(UsageError):
    """The roster cannot be used as it is."""


class KeyFileError(UsageError):
    """The key file cannot be read, written or opened with this passphrase."""


class UnreadableFile(BlinderError):
    """The file as a whole cannot be read."""

    default_hint = "Open it in the program that made it and save it again."


class EncryptedFile(UnreadableFile):
    """The file asks for a password."""

    default_hint = "Save a copy without a password, then run blinder again."


class SignedFile(UnreadableFile):
    """The file carries a digital signature that blinding would break."""

    default_hint = "Save a copy without the signature, then run blinder again."


class WrongExtension(UnreadableFile):
    """The content is not what the extension says."""

    default_hint = "Give the file the extension of what it is, or save it again in that format."


class TooLarge(UnreadableFile):
    """The file unpacks to more than blinder is willing to hold."""

    default_hint = "Save it again; if it really is that large, split it."


class TookTooLong(UnreadableFile):
    """Reading or writing it did not end in time."""

    default_hint = "Save it again or split it; if you trust it, raise timeout_s in blinder.toml."


class Defeated(UnreadableFile):
    """A reader failed on it in a way that nobody foresaw."""

    default_hint = "Open it in the program that made it and save it again; if that does not help, please report it."


class MissingProgram(BlinderError):
    """A program that this format needs is not on the machine."""


class PluginError(BlinderError):
    """A plugin cannot be loaded, failed, or broke a promise; names its distribution."""

    default_hint = "Update it, or uninstall it; blinder itself works without."


class NotExamined(BlinderError):
    """The file holds parts that were not examined, and the user has not accepted that."""

    default_hint = "Remove these parts, or accept them with --accept-unseen."


class LeakFound(BlinderError):
    """The finished copy still holds a name; it was not written."""

    default_hint = "Please report this. The name's place is in the audit."


class OutputError(BlinderError):
    """The output cannot be written."""

    default_hint = "Check free space and permissions of the output folder."


def bug_line(error: Exception) -> str:
    """A crash in one line: its kind and place in blinder, without its message, for that may quote a document."""
    at, places = error.__traceback__, list[str]()
    while at:
        code = at.tb_frame.f_code
        if "blinder" in code.co_filename:
            places.append(f"{code.co_filename.rpartition('blinder')[2].lstrip('/')}:{at.tb_lineno}")
        at = at.tb_next
    return f"a bug of ours ({type(error).__name__} at {places[-1] if places else 'start'}). Please report this line"


def refusal_line(error: OSError) -> str:
    """What the system refused, without the name of the file."""
    return f"the system refused: {os.strerror(error.errno or 0)}"
