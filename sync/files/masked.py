"""What platforms hide: names and phones with asterisks, or as cipher text. Kept as it is, but it identifies nobody."""

import re

_CIPHER = re.compile(r"^(##|\$\$|~).+|^\$[A-Za-z0-9+/]+={0,2}\$\d+\$$|^[A-Za-z0-9+/]{32,}={0,2}$")
# The second form is Youzan's (youzan/open-sdk-php, OpenClientSecretServer): base64 and the number of the key.


def hides(text: str) -> bool:
    """Whether the text stands for something that the platform does not show."""
    return "*" in text or "＊" in text or _CIPHER.match(text) is not None


def person(text: object) -> str | None:
    """The text as something that tells one person from another; None for a mask, a cipher or nothing."""
    return text if isinstance(text, str) and text and not hides(text) else None
