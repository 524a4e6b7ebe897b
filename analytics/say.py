"""Numbers inside sentences: 1.23万, +12.3%, 11-20. Cells and cards are written by whoever draws them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from analytics.period import Period
from storage.shop import Shop
from storage.words import Words

MINUS = "\u2212"
"""As wide as a plus sign: the one minus sign, in cells as in sentences."""

_SYMBOLS = {
    "CNY": "¥", "JPY": "¥", "GBP": "£", "USD": "$", "EUR": "€", "HKD": "HK$", "TWD": "NT$", "MOP": "MOP$",
    "KRW": "₩", "SGD": "S$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "THB": "฿", "VND": "₫", "INR": "₹",
}  # fmt: skip
_STEPS = ((10_000, "万"), (100_000_000, "亿"))


def symbol(currency: str) -> str:
    """The sign of a currency, or its code and a narrow gap."""
    return _SYMBOLS.get(currency, f"{currency}\u202f")


def plain_money(shop: Shop, amount: int) -> str:
    """¥12,345.60, or ¥50 where there is nothing after the point."""
    major = Decimal(amount).scaleb(-shop.exponent)
    whole = major == major.to_integral_value()
    return _signed(shop, f"{abs(major):,.{0 if whole else shop.exponent}f}", amount)


def money(shop: Shop, amount: int) -> Words:
    """An amount rounded as people say it, to four digits as on cards: ¥1.2万, ¥20万, ¥1,007万, ¥12,346."""
    major = abs(Decimal(amount).scaleb(-shop.exponent))
    if major < 1000:
        exact = plain_money(shop, amount)
        return Words(exact, exact)
    en = _signed(shop, f"{_rounded(major, 0):,}", amount)
    zh = scaled(major, _STEPS, 10_000) if major >= _STEPS[0][0] else f"{_rounded(major, 0):,}"
    return Words(_signed(shop, zh, amount), en)


def scaled(number: Decimal, steps: Sequence[tuple[int, str]], most: int) -> str:
    """A large number in four digits and a step's name, without zeros at the end: 1.23万, 20万, 1,007万.

    What rounds up to ``most`` of a step takes the name of the next one: 1亿, not 10,000万.
    """
    parts = [(_four_digits(number / unit), name) for unit, name in steps]
    part, name = next((each for each in parts if abs(each[0]) < most), parts[-1])
    text = f"{part:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + name


def count(number: int) -> str:
    """12,345."""
    return f"{number:,}"


def counted(number: int, one: str, several: str = "") -> Words:
    """How many things: in Chinese the bare number, in English with their name, "1 order", "1,234 orders"."""
    text = count(number)
    return Words(text, f"{text} {one if number == 1 else several or one + 's'}")


def percent(ratio: float) -> str:
    """12.3%, without a sign."""
    return f"{abs(ratio) * 100:.1f}%"


def days(period: Period) -> str:
    """11-01 – 11-30, with the years where they are not one and the same."""
    if period.first == period.last:
        return f"{period.first:%m-%d}"
    if period.first.year == period.last.year:
        return f"{period.first:%m-%d} – {period.last:%m-%d}"
    return f"{period.first} – {period.last}"


def as_words(label: str | Words) -> Words:
    """A label as words: names of the data read the same in both languages."""
    return Words(label, label) if isinstance(label, str) else label


def _four_digits(number: Decimal) -> Decimal:
    return _rounded(number, 2 if abs(number) < 100 else 1 if abs(number) < 1000 else 0)


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _signed(shop: Shop, text: str, amount: int) -> str:
    return f"{MINUS if amount < 0 else ''}{symbol(shop.currency)}{text}"
