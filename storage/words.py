"""Text for people in the two languages of the program, kept beside the thing it names."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Language = Literal["zh", "en"]


class Words(Struct, frozen=True):
    """The same text in Chinese and in English."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The text in ``language``."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.zh

    def fill(self, **values: object) -> "Words":
        """Both texts with ``{name}`` replaced; by words in the language of the text."""
        return Words(self.zh.format(**_said(values, "zh")), self.en.format(**_said(values, "en")))


def _said(values: Mapping[str, object], language: Language) -> Mapping[str, object]:
    return {name: value.say(language) if isinstance(value, Words) else value for name, value in values.items()}
