"""Registers of declared things: whatever a module declares is found by its id, without a second list."""

from types import ModuleType
from typing import Protocol, TypeVar


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """By which selections, exports and people name it."""
        ...


T = TypeVar("T", bound=Named)


def named(kind: type[T], *modules: ModuleType) -> dict[str, T]:
    """Everything of a kind that the modules declare, by id; ValueError if two have the same id."""
    found: dict[str, T] = {}
    for value in (value for module in modules for value in vars(module).values() if isinstance(value, kind)):
        if found.setdefault(value.id, value) is not value:
            raise ValueError(f"two are called {value.id!r}")
    return found
