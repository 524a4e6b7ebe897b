"""Decoding that no side issue stops: what is optional and cannot be read is as if it had not been told.

Shops differ: a phone comes as a number, a flag as 0, a nested object as an empty list. An order is too much to lose
over that. So what does not fit at once is looked through field by field: a value that plainly means the same is taken
for it, and an optional field that still does not fit is left out. What weighs is never left out: whatever has no
default, and whatever is marked ``ESSENTIAL`` though it may be missing, such as amounts and moments.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct, inspect, structs

T = TypeVar("T", bound=Struct)

ESSENTIAL = Meta(extra={"essential": True})
"""Beside the type of a field that may be missing, but may not be misread."""

_FLAGS: Mapping[object, bool] = {0: False, 1: True, "0": False, "1": True, "false": False, "true": True}


def forgiving(of: type[T]) -> Callable[[bytes | Raw], T]:
    """A decoder of JSON. It raises ValidationError for what weighs, DecodeError for what is no JSON."""
    strict = msgspec.json.Decoder(of).decode

    def decode(told: bytes | Raw) -> T:
        try:
            return strict(told)
        except msgspec.ValidationError:
            return msgspec.convert(_mended(msgspec.json.decode(told), _shape(of)), of)

    return decode


def fitted(told: Any, of: type[T]) -> T:
    """The same of what is decoded already."""
    try:
        return msgspec.convert(told, of)
    except msgspec.ValidationError:
        return msgspec.convert(_mended(told, _shape(of)), of)


@cache
def _shape(of: Any) -> inspect.Type:
    return inspect.type_info(of)


def _mended(told: Any, shape: inspect.Type) -> Any:
    """What was told in the form that is wanted, where it plainly means that; otherwise as it is."""
    if isinstance(shape, inspect.Metadata):
        return _mended(told, shape.type)
    if isinstance(shape, inspect.UnionType):
        return _mended_as_one_of(told, shape.types)
    if isinstance(shape, inspect.StructType):
        return _mended_fields(told, shape)
    if isinstance(shape, inspect.ListType):
        told = [] if told == {} else told
        return [_mended(each, shape.item_type) for each in told] if isinstance(told, list) else told
    return _mended_scalar(told, shape)


def _mended_as_one_of(told: Any, shapes: tuple[inspect.Type, ...]) -> Any:
    if told is None and any(isinstance(shape, inspect.NoneType) for shape in shapes):
        return None
    as_it_is = [shape for shape in shapes if _fits(told, shape)]
    mended = ((_mended(told, shape), shape) for shape in as_it_is or shapes)
    return next((each for each, shape in mended if _fits(each, shape)), told)


def _mended_fields(told: Any, shape: inspect.StructType) -> Any:
    """An object without the fields that do not matter and cannot be read. PHP writes an empty one as a list."""
    if told == []:
        return {}
    if not isinstance(told, dict):
        return told
    types = {field.encode_name: field.type for field in structs.fields(shape.cls)}
    mended = {}
    for field in shape.fields:
        name = field.encode_name
        if name in told:
            value = _mended(told[name], field.type)
            if _weighs(field) or _converts(value, types[name]):
                mended[name] = value
    return mended


def _mended_scalar(told: Any, shape: inspect.Type) -> Any:
    is_number = isinstance(told, (int, float)) and not isinstance(told, bool)
    if isinstance(shape, inspect.StrType) and is_number:
        return str(told)
    if isinstance(shape, inspect.BoolType) and isinstance(told, (int, str)):
        return _FLAGS.get(told.lower() if isinstance(told, str) else told, told)
    if isinstance(shape, inspect.IntType) and isinstance(told, (str, float)):
        return _whole(told)
    return told


def _whole(told: str | float) -> Any:
    """A whole number told as text or as 2.0."""
    if isinstance(told, float):
        return int(told) if told.is_integer() else told
    bare = told.strip().removeprefix("-")
    return int(told) if bare.isascii() and bare.isdecimal() and len(bare) < 20 else told


def _fits(value: Any, shape: inspect.Type) -> bool:
    if isinstance(shape, inspect.Metadata):
        return _fits(value, shape.type)
    wanted: Mapping[type, tuple[type, ...]] = {
        inspect.StrType: (str,),
        inspect.IntType: (int,),
        inspect.FloatType: (int, float),
        inspect.BoolType: (bool,),
        inspect.StructType: (dict,),
        inspect.ListType: (list,),
        inspect.DateTimeType: (str,),
    }
    is_flag = isinstance(value, bool) and not isinstance(shape, inspect.BoolType)
    return not is_flag and isinstance(value, wanted.get(type(shape), ()))


def _weighs(field: inspect.Field) -> bool:
    """Whether it, or anything within it, may not be left out."""
    return field.required or _holds_essentials(field.type)


def _holds_essentials(shape: inspect.Type) -> bool:
    if isinstance(shape, inspect.Metadata):
        return bool((shape.extra or {}).get("essential")) or _holds_essentials(shape.type)
    if isinstance(shape, inspect.UnionType):
        return any(map(_holds_essentials, shape.types))
    if isinstance(shape, inspect.StructType):
        return any(map(_weighs, shape.fields))
    return isinstance(shape, inspect.ListType) and _holds_essentials(shape.item_type)


def _converts(value: Any, of: Any) -> bool:
    try:
        msgspec.convert(value, of)
    except msgspec.ValidationError:
        return False
    return True
