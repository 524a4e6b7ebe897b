"""Who owns which field of a row: "newer wins" per field, as pure functions over the layers of a row.

A layer is one write that still matters, and what it says. The best layer comes first: the one with the newest moment,
of equal moments the later one. The row shows, for each field, the first layer that has it. Only an import can be
undone, so a layer loses the fields that a lasting layer above it has, and those that a layer of its own import above it
has; an empty one goes. What lies beneath an import is thus kept, ready for its undo.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

EXISTS = ""
"""The field that every write carries: True for a record, False for a tombstone."""

Values = dict[str, Any]
Imports = Mapping[int, int]
"""Origin to the import it belongs to; lasting origins are absent."""


class Layer(Struct, frozen=True):
    """One write of one row."""

    origin: int
    as_of: int
    values: Values


Layers = list[Layer]


def shown(layers: Layers) -> Values:
    """What the row shows: each known field from the first layer that has it, ``EXISTS`` among them."""
    values: Values = {}
    for layer in reversed(layers):
        values |= layer.values
    return values


def write(layers: Layers, new: Layer, imports: Imports) -> Layers | None:
    """The layers after one more write; None if it says nothing that will ever be needed."""
    own = imports.get(new.origin)
    at = next((index for index, layer in enumerate(layers) if layer.as_of <= new.as_of), len(layers))
    above, below = layers[:at], layers[at:]
    values = new.values
    for layer in above:
        if imports.get(layer.origin) in (None, own):  # it will not go away before the new one does
            values = _without(values, layer.values)
    if not values or _repeats(below, values, new.as_of, imports):
        return None
    below = [
        Layer(layer.origin, layer.as_of, _without(layer.values, values))
        if own is None or imports.get(layer.origin) == own
        else layer
        for layer in below
    ]
    return [*above, Layer(new.origin, new.as_of, values), *(layer for layer in below if layer.values)]


def without(layers: Layers, undone: int, imports: Imports) -> Layers:
    """The layers as if the import ``undone`` had never been."""
    return [layer for layer in layers if imports.get(layer.origin) != undone]


def _repeats(below: Layers, values: Values, as_of: int, imports: Imports) -> bool:
    """Whether lasting layers of the same moment already say all of it."""
    left = values
    for layer in below:
        if layer.as_of < as_of:
            return False
        both = left.keys() & layer.values.keys()
        if both and (layer.origin in imports or any(left[field] != layer.values[field] for field in both)):
            return False
        left = _without(left, both)
        if not left:
            return True
    return False


def _without(values: Values, fields: Iterable[str]) -> Values:
    return {field: values[field] for field in values.keys() - fields} if values else values
