"""Whether a set was read whole, told from the outside and known from the inside."""

from hypothesis import given
from hypothesis import strategies as st

from sync.cursors.passes import Paging, Verdict, is_there, judge, turn

SIZE = 3


@given(st.integers(0, 12), st.lists(st.lists(st.integers(0, 11), max_size=2), max_size=5), st.randoms())
def test_what_is_called_whole_was_seen_whole_whatever_left_and_in_whatever_order(
    rows: int, leaving: list[list[int]], draw: object
) -> None:
    there, seen, paging = list(range(rows)), set[int](), Paging()
    for gone in [*leaving, *[[]] * 5]:
        page = there[paging.page * SIZE :][:SIZE]
        seen |= set(page)
        verdict = judge(paging, SIZE, len(there), len(seen), goes_on=False)
        if verdict is not Verdict.MORE:
            break
        paging = turn(paging, len(there))
        there = [row for row in there if row not in gone]
        draw.shuffle(there)  # type: ignore[attr-defined]
    assert verdict is not Verdict.WHOLE or seen >= set(there)


def test_a_set_that_stands_still_is_read_whole() -> None:
    for rows in range(10):
        paging = Paging()
        while judge(paging, SIZE, rows, min((paging.page + 1) * SIZE, rows), goes_on=False) is Verdict.MORE:
            paging = turn(paging, rows)
        assert paging.page == max(0, -(-rows // SIZE) - 1)
        assert judge(paging, SIZE, rows, rows, goes_on=False) is Verdict.WHOLE


def test_one_page_is_whole_even_if_the_count_says_more() -> None:
    assert judge(Paging(), SIZE, 2, 1, goes_on=False) is Verdict.WHOLE


def test_only_beyond_its_end_a_set_has_empty_pages() -> None:
    assert [is_there(page, SIZE, 4, 0) for page in (0, 1, 2)] == [False, False, True]
    assert is_there(0, SIZE, 0, 0)
