"""Names, nicknames, phones and messages of people, made up from a number: the same number gives the same name."""

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from sync.sandbox.columns import Ints


class Words(Struct, frozen=True):
    """The vocabulary in ``data/words.json``."""

    surnames: str
    rare_surnames: tuple[str, ...]
    given: tuple[str, ...]
    nicknames: tuple[str, ...]
    emoji: tuple[str, ...]
    trades: tuple[str, ...]
    long_nickname: str
    phone_starts: tuple[int, ...]
    notes: tuple[str, ...]
    content_titles: tuple[str, ...]


@cache
def words() -> Words:
    """The vocabulary, read once."""
    return msgspec.json.decode((files("sync.sandbox") / "data" / "words.json").read_bytes(), type=Words)


def real_name(salt: int) -> str:
    """A name as on a parcel."""
    said = words()
    surname = said.rare_surnames[salt % 6] if salt % 211 == 0 else said.surnames[salt // 7 % len(said.surnames)]
    return surname + said.given[salt // 1009 % len(said.given)]


def nickname(salt: int) -> str:
    """A nickname as in a chat: plain, with emoji, a real name, now and then very long or very short."""
    style, said = salt % 40, words()
    sweet = said.nicknames[salt // 41 % len(said.nicknames)]
    trade = said.trades[salt // 8191 % len(said.trades)]
    smile = said.emoji[salt // 521 % len(said.emoji)]
    if style < 14:
        return f"{sweet}{salt // 4099 % 1000 if style % 2 else ''}"
    if style < 22:
        return f"{sweet}{smile}"
    if style < 33:
        return real_name(salt)
    odd = {
        36: said.long_nickname.format(name=sweet, city="老城区", trade=trade),
        37: ".",
        38: f"{smile}{said.emoji[salt // 77 % len(said.emoji)]}",
        39: f"wx_{salt:08x}",
    }
    return odd.get(style, f"A{trade}-{real_name(salt)}")


def phone(salt: int) -> str:
    """A phone, masked as platforms hand it out; one in sixteen is plain."""
    starts = words().phone_starts
    start, rest = starts[salt // 3 % len(starts)], salt // 13 % 100_000_000
    if salt % 16 == 0:
        return f"{start}{rest:08d}"
    return f"{start}****{rest % 10_000:04d}"


def masked(name: str) -> str:
    """A receiver's name as platforms show it: the first character and asterisks."""
    return name[0] + "*" * (len(name) - 1)


def nicknames(salts: Ints) -> list[str | None]:
    """Nicknames of many people; one in 300 never gave one."""
    return [None if salt % 300 == 0 else nickname(salt) for salt in salts.tolist()]


def phones(salts: Ints) -> list[str | None]:
    """Phones of many people; some never gave one."""
    return [None if salt % 5 == 1 else phone(salt) for salt in salts.tolist()]


def notes(rows: Ints, salts: Ints) -> list[str | None]:
    """Messages of buyers; one order in twelve carries one."""
    said = words().notes
    mixed = (rows * 2_654_435_761 + salts).tolist()
    return [said[m // 12 % len(said)] if m % 12 == 0 else None for m in mixed]
