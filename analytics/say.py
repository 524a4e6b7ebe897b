"""Numbers inside sentences: 1.23万, +12.3%, 11-20. Cells and cards are written by whoever draws them."""

from decimal import ROUND_HALF_UP, Decimal

from analytics.period import Period
from storage.shop import Shop
from storage.words import Words

_SYMBOLS = {"CNY": "¥", "GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "HKD": "HK$", "TWD": "NT$"}
_WAN, _YI = 10_000, 100_000_000


def plain_money(shop: Shop, amount: int) -> str:
    """¥12,345.60, or ¥50 where there is nothing after the point."""
    major = Decimal(amount).scaleb(-shop.exponent)
    whole = major == major.to_integral_value()
    return _signed(shop, f"{abs(major):,.{0 if whole else shop.exponent}f}", amount)


def money(shop: Shop, amount: int) -> Words:
    """An amount rounded as people say it, to four digits as on cards: ¥1.2万, ¥1,007万, ¥12,346."""
    major = abs(Decimal(amount).scaleb(-shop.exponent))
    if major < 1000:
        exact = plain_money(shop, amount)
        return Words(exact, exact)
    en = _signed(shop, f"{_rounded(major, 0):,}", amount)
    for unit, name in ((_YI, "亿"), (_WAN, "万")):
        if major >= unit:
            scaled = major / unit
            short = f"{_rounded(scaled, 2 if scaled < 100 else 1 if scaled < 1000 else 0):,f}"
            short = short.rstrip("0").rstrip(".") if "." in short else short
            return Words(_signed(shop, f"{short}{name}", amount), en)
    return Words(en, en)


def count(number: int) -> str:
    """12,345."""
    return f"{number:,}"


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


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _signed(shop: Shop, text: str, amount: int) -> str:
    symbol = _SYMBOLS.get(shop.currency, f"{shop.currency} ")
    return f"{'-' if amount < 0 else ''}{symbol}{text}"
