"""Why a record does not fit, from the decoder's English message to words for people."""

import re

from storage.words import Words

_TYPES = {
    "int": "整数",
    "float": "小数",
    "str": "文字",
    "bool": "是或否",
    "null": "空值",
    "array": "列表",
    "object": "一条记录",
}
_WRONG_TYPE = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]+)`")
_WHERE = re.compile(r" - at `\$\.?(?P<field>[^`]*)`$")
_CHOICE = re.compile(r"Invalid enum value (?P<got>'.*')")
_TOO_SHORT = re.compile(r"Expected `str` of length >= ")

BROKEN = Words("这条数据的文字编码坏了", "The text of this record is damaged")


def reason_of(error: Exception) -> Words:
    """The reason in both languages; the English one keeps the decoder's own words where they say more."""
    message = str(error)
    where = _WHERE.search(message)
    field = where["field"] if where else ""
    place = f"「{field}」" if field else "这条数据"
    if missing := _MISSING.search(message):
        return Words(f"缺少「{missing['field']}」", f"{missing['field']} is missing")
    if wrong := _WRONG_TYPE.search(message):
        return Words(f"{place}应为{_types(wrong['wanted'])}，收到的是{_types(wrong['got'])}", message)
    if choice := _CHOICE.search(message):
        return Words(f"{place}的值 {choice['got']} 不在约定的选项里", message)
    if _TOO_SHORT.search(message):
        return Words(f"{place}是空的", message)
    return Words(f"{place}的值不合约定", message)


def _types(names: str) -> str:
    return "或".join(_TYPES.get(name.strip(), name.strip()) for name in names.split("|"))
