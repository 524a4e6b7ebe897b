"""Columns and texts as BLOBs: integers as narrow as their values allow, a column of one value as that value."""

from collections.abc import Sequence

import msgspec
import numpy as np

from storage.columns import Array

_NARROW = (np.int8, np.int16, np.int32)

_encode = msgspec.msgpack.Encoder().encode
_texts = msgspec.msgpack.Decoder(list[str]).decode
_labels = msgspec.msgpack.Decoder(list[str | None]).decode


def pack(values: Array) -> tuple[str, bytes]:
    """dtype and bytes of a non-empty column."""
    if (values == values[0]).all():
        values = values[:1]
    if values.dtype.kind == "i":
        values = _narrow(values)
    return values.dtype.newbyteorder("<").str, values.tobytes()


def unpack_into(target: Array, dtype: str, data: bytes) -> None:
    """Fill a stretch of a column; a single packed value fills all of it."""
    target[:] = np.frombuffer(data, dtype)


def pack_texts(texts: Sequence[str | None]) -> bytes:
    """Texts, or labels of which some are None."""
    return _encode(texts)


def unpack_texts(data: bytes) -> list[str]:
    """What ``pack_texts`` made of texts."""
    return _texts(data)


def unpack_labels(data: bytes) -> list[str | None]:
    """What ``pack_texts`` made of labels."""
    return _labels(data)


def _narrow(values: Array) -> Array:
    least, most = values.min(), values.max()
    for narrow in _NARROW:
        limits = np.iinfo(narrow)
        if limits.min <= least and most <= limits.max:
            return values.astype(narrow, copy=False)
    return values
