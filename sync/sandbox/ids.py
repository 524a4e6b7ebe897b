"""How the simulated shop writes ids: long opaque text whose order is the order of the rows."""

_FORMS: dict[str, tuple[str, int, int]] = {
    # Prefix, first number, step. 19 digits overflow a spreadsheet and a double: ids are text or they are wrong.
    "products": ("", 1_480_000_000_000_100_007, 7_919),
    "skus": ("", 1_481_000_000_000_200_011, 613),
    "customers": ("u", 5_200_000_000_013, 37),
    "visitors": ("w", 8_100_000_000_029, 11),
    "referrals": ("rel", 7_000_000_000_041, 3),
    "campaigns": ("act", 30_000_017, 71),
    "contents": ("c", 60_000_031, 23),
    "shares": ("sh", 9_300_000_000_007, 19),
    "visits": ("", 1_600_000_000_000_000_003, 17),
    "orders": ("E", 2_019_031_210_541_504_740, 97),
    "order_lines": ("", 1_533_766_114_261_606_211, 13),
    "coupon_claims": ("q", 4_400_000_000_019, 29),
    "group_campaigns": ("gc", 70_000_051, 53),
    "groups": ("g", 6_600_000_000_023, 31),
    "group_members": ("gm", 6_700_000_000_027, 7),
    "refunds": ("R", 2_019_100_000_000_000_043, 101),
    "commissions": ("y", 3_300_000_000_047, 5),
    "settlements": ("", 4_200_000_000_000_000_061, 3),
    "ad_spend": ("ad", 10_000_019, 1),
    "daily_traffic": ("t", 20_000_023, 1),
}


def id_of(kind: str, row: int) -> str:
    """The id of the row ``row`` of ``kind`` (a kind, or "visitors")."""
    prefix, first, step = _FORMS[kind]
    return f"{prefix}{first + row * step}"


def ids_of(kind: str, rows: list[int]) -> list[str | None]:
    """The ids of many rows; None where the row is negative, which stands for "refers to nothing"."""
    prefix, first, step = _FORMS[kind]
    return [f"{prefix}{first + row * step}" if row >= 0 else None for row in rows]


def row_of(kind: str, text: str) -> int:
    """The row that ``text`` is the id of. Raises ValueError for text that is no id of the kind."""
    prefix, first, step = _FORMS[kind]
    row, rest = divmod(int(text.removeprefix(prefix)) - first, step)
    if rest or row < 0:
        raise ValueError(f"{text!r} is no id of {kind}")
    return row
