"""What takes long to learn from a shop is learnt once per state of its data, away from pages, and kept with the facts.

A lesson learns from nothing, or goes on from what was kept of an earlier state of the same shop. What it yields is a
struct of plain values and numpy arrays, kept as msgpack.
"""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from storage.errors import KnownError
from storage.facts import Facts
from storage.progress import Report, StopAsked, ignore, never

T = TypeVar("T", bound=Struct)


class Lesson(Struct, Generic[T], frozen=True):
    """Something to be learnt."""

    name: str
    form: int
    """Raised when what is kept changes its meaning: what was kept in another form is not read."""
    kind: type[T]
    learn: Callable[[Facts, T | None, Report, StopAsked], T]
    """From facts, and what was learnt from an earlier state of them; raises Cancelled."""


class _Kept(Struct, array_like=True):
    version: int
    form: int
    data: msgspec.Raw


def learnt(facts: Facts, lesson: Lesson[T], report: Report = ignore, stop: StopAsked = never) -> T:
    """What the lesson yields of these facts: at once where it was learnt before. Raises Cancelled."""
    return facts.derived(_key(lesson), lambda facts: _learnt(facts, lesson, report, stop), stop)


def known(facts: Facts, lesson: Lesson[T]) -> T | None:
    """What was learnt of just these facts before; None where it would have to be learnt now."""
    if not facts.has_derived(_key(lesson)):
        kept = _kept(facts, lesson)
        if kept is None or kept.version != facts.version:
            return None
    return learnt(facts, lesson)


def _key(lesson: Lesson[T]) -> str:
    return f"lesson {lesson.name}"


def _learnt(facts: Facts, lesson: Lesson[T], report: Report, stop: StopAsked) -> T:
    kept = _kept(facts, lesson)
    before = None if kept is None else _decoded(kept, lesson)
    if kept is not None and before is not None and kept.version == facts.version:
        return before
    made = lesson.learn(facts, before, report, stop)
    data = msgspec.msgpack.encode(_Kept(facts.version, lesson.form, msgspec.Raw(_encode(made))))
    with suppress(KnownError):  # a full disk or a busy file: what was learnt is used now, and learnt again next time
        facts.keep(lesson.name, data)
    return made


def _kept(facts: Facts, lesson: Lesson[T]) -> _Kept | None:
    """What was kept in this form; None also where it is damaged or cannot be read now: it is learnt anew."""
    try:
        data = facts.recall(lesson.name)
        kept = None if data is None else msgspec.msgpack.decode(data, type=_Kept)
    except (KnownError, msgspec.DecodeError):
        return None
    return kept if kept is not None and kept.form == lesson.form else None


def _decoded(kept: _Kept, lesson: Lesson[T]) -> T | None:
    try:
        return msgspec.msgpack.decode(kept.data, type=lesson.kind, dec_hook=_array)
    except (msgspec.DecodeError, ValueError):  # ValueError: an array cut short
        return None


_encode = msgspec.msgpack.Encoder(enc_hook=lambda value: _bytes(value)).encode


def _bytes(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    if not isinstance(value, np.ndarray):
        raise NotImplementedError(type(value))
    written = BytesIO()
    np.save(written, value, allow_pickle=False)
    return written.getvalue()


def _array(_kind: Any, data: Any) -> Any:
    return np.load(BytesIO(data), allow_pickle=False)
