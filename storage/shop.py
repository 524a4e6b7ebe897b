"""A shop of the profile: what its numbers are measured in."""

from zoneinfo import ZoneInfo

from msgspec import Struct


class Shop(Struct, frozen=True, kw_only=True):
    """Currency, minor units and local days of one shop."""

    id: str
    name: str
    currency: str = "CNY"
    exponent: int = 2
    """Digits after the point: 2 means amounts are stored in hundredths."""
    timezone: str = "Asia/Shanghai"
    demo: bool = False
    """Simulated data, to be marked as such wherever it is shown."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose midnights bound the shop's days."""
        return ZoneInfo(self.timezone)
