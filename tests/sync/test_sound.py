"""Answers with one bad letter or number in them: everything else arrives."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.sound import sound

decode = msgspec.json.Decoder().decode


@pytest.mark.parametrize(
    ("body", "meaning"),
    [
        (rb'["half \ud83d", 1]', ["half \ufffd", 1]),
        (rb'["\ude00 the other half"]', ["\ufffd the other half"]),
        (rb'["\ude00\ud83d in a wrong order"]', ["\ufffd\ufffd in a wrong order"]),
        (rb'["\ud83d\ud83d\uDE00"]', ["\ufffd😀"]),
        (rb'["\ud83d\u4e2d"]', ["\ufffd中"]),
        (rb'["C:\\ud83d", "half \ud83d"]', ["C:\\ud83d", "half \ufffd"]),
        (rb'["whole \ud83d\ude00"]', ["whole 😀"]),
        (b'["\xd6\xd0\xce\xc4 of GBK"]', ["\ufffd\ufffd\ufffd\ufffd of GBK"]),
        (b'["cut \xf0\x9f\x98"]', ["cut \ufffd"]),
        (rb'["a\u0000b", "\\u0000"]', ["a\ufffdb", "\\u0000"]),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'["two\nlines\tand\x00more"]', ["two lines and more"]),
        (b'{"a": 1}\x00\x00', {"a": 1}),
        (b'[NaN, -Infinity, Infinity, "NaN", 1E400, -1e999, 1e-400, 3.5e2]', [None] * 3 + ["NaN", None, None, 0, 350]),
        (b"[" + b"9" * 400 + b", 7]", [None, 7]),
        (b"[" + b"9" * 5000 + b", 7]", [None, 7]),
        (rb'{"said": "\"NaN\" and Infinity", "is": NaN}', {"said": '"NaN" and Infinity', "is": None}),
    ],
)
def test_what_cannot_be_told_is_left_out_and_the_rest_is_there(body: bytes, meaning: Any) -> None:
    assert decode(sound(body)) == meaning
    assert sound(sound(body)) == sound(body)


@pytest.mark.parametrize("body", [b"", b'{"fine": ', b"[1, 2", b"['a']", b"<html>NaN</html>", b"[1..2]", b'["open'])
def test_what_is_no_json_at_all_stays_none(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(sound(body))


letters = st.text(st.sampled_from('\ud83d\ude00\0\\"uN') | st.characters(exclude_categories=()), max_size=8)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | letters,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(anything)
def test_whatever_python_writes_is_read_as_python_meant_it(value: Any) -> None:
    """The standard library writes lone halves, NaN and integers of any length; it is the twin to be held against."""
    assert decode(sound(json.dumps(value).encode())) == as_it_can_be_told(value)


def as_it_can_be_told(value: Any) -> Any:
    if isinstance(value, dict):
        return {as_it_can_be_told(name): as_it_can_be_told(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_it_can_be_told(each) for each in value]
    if isinstance(value, str):
        joined = value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # halves that met are whole
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" or each == "\0" else each for each in joined)
    if isinstance(value, float):
        return None if value != value or value in (float("inf"), float("-inf")) else value
    return value
