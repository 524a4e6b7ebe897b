"""The code that two shops share: a slip is noticed, however it is typed the same keys come of it."""

import pytest

from analytics.cooperation.agreement import agreement_of, new_code
from storage.errors import KnownError

CODE = new_code(bytes(range(16)))


def test_a_code_is_read_out_in_blocks_of_four_digits() -> None:
    blocks = CODE.split("-")
    assert [len(block) for block in blocks] == [4] * 7
    assert "".join(blocks).isdecimal()


def test_every_draw_is_another_code_and_another_agreement() -> None:
    codes = [new_code(bytes([number]) * 16) for number in range(5)]
    made = [agreement_of(code) for code in codes]
    assert len({one.id for one in made}) == len({one.key for one in made}) == 5
    assert not any(one.id in one.key.hex() for one in made)


@pytest.mark.parametrize(
    "typed", [CODE, CODE.replace("-", ""), f"  {CODE.replace('-', ' ')}\n", CODE.replace("-", "－")]
)
def test_dashes_blanks_and_wide_digits_make_no_difference(typed: str) -> None:
    assert agreement_of(typed) == agreement_of(CODE)


def test_each_wrong_digit_and_each_exchange_of_neighbours_is_noticed() -> None:
    digits = CODE.replace("-", "")
    wrong = {digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :] for at in range(len(digits))}
    wrong |= {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)} - {digits}
    for typed in wrong:
        with pytest.raises(KnownError, match="a digit may be wrong"):
            agreement_of(typed)


@pytest.mark.parametrize("typed", ["", "1234", "password", CODE + "1", "٣" * 28])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(KnownError) as refused:
        agreement_of(typed)
    assert refused.value.what.zh == "合作码不对，可能有一位输错了。"
