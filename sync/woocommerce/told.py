"""Values as WooCommerce tells them: moments, counts, names and texts."""

import html
from datetime import UTC, datetime

from sync import persons
from sync.unfit import no_moment
from sync.woocommerce.bodies import Address, OrderHead

_LONGEST = 2000


def moment(text: str) -> int:
    """UTC milliseconds of a time in one of the ``..._gmt`` fields, which name no zone. Raises Unfit."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise no_moment(text) from None
    return int((told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp() * 1000)


def moment_or_none(text: str | None) -> int | None:
    """The same where the field may be empty."""
    return moment(text) if text else None


def changed(order: OrderHead) -> int:
    """When an order was changed, UTC milliseconds; one of which that is not told was as it was made."""
    return moment(order.date_modified_gmt or order.date_created_gmt or "")


def pieces(count: int | float | None) -> int | None:
    """A count of whole things; None for goods sold by the metre, of which we cannot say how many pieces they are."""
    return int(count) if count is not None and count == int(count) else None


def plain(text: str | int | None) -> str | None:
    """Text as people read it: WordPress keeps ``&`` and quotes as entities. None for an empty one."""
    return html.unescape("" if text is None else str(text)).strip()[:_LONGEST] or None


def full_name(address: Address) -> str | None:
    """The name of whoever has the address; None where it gives none."""
    return plain(persons.full_name(address.first_name or "", address.last_name or ""))
