"""What the world does to us, told in plain words: what happened, why, and what to do next.

A ``KnownError`` is caught where it can be shown. Anything else is our own mistake and must reach the crash report.
"""

from storage.words import Language, Words


class KnownError(Exception):
    """Something outside the program went wrong: no network, disk full, a bad file, a wrong password."""

    def __init__(self, what: Words, next_step: Words, detail: str = "") -> None:
        super().__init__(f"{what.en} {next_step.en}" + (f" [{detail}]" if detail else ""))
        self.what = what
        self.next_step = next_step
        self.detail = detail

    def say(self, language: Language) -> str:
        """What happened and the next step, as shown to people."""
        return f"{self.what.say(language)}{' ' if language == 'en' else ''}{self.next_step.say(language)}"
