"""Where the next round begins."""

from hypothesis import given
from hypothesis import strategies as st

from sync.mark import OVERLAP, Mark, advance, finish, read_mark, write_mark

moments = st.integers(0, 2**45)
marks = st.builds(Mark, since=st.none() | moments, cursor=st.none() | st.text(), newest=st.none() | moments)


def test_a_round_that_saw_nothing_changes_nothing() -> None:
    assert finish(advance(Mark(since=7), None, None)) == Mark(since=7)


def test_the_next_round_begins_an_overlap_before_the_newest() -> None:
    mark = advance(advance(Mark(), "a", 50 * OVERLAP), "b", 40 * OVERLAP)
    assert mark == Mark(cursor="b", newest=50 * OVERLAP), "pages may come in any order"
    assert finish(mark) == Mark(since=49 * OVERLAP)


def test_a_shop_where_nothing_happens_is_read_from_the_same_moment_each_time() -> None:
    mark = finish(Mark(newest=9 * OVERLAP))
    for _ in range(3):
        mark = finish(advance(mark, None, 9 * OVERLAP))
    assert mark == Mark(since=8 * OVERLAP)


@given(marks, st.lists(st.none() | moments))
def test_a_round_never_begins_before_the_last_one(mark: Mark, pages: list[int | None]) -> None:
    for newest in pages:
        mark = advance(mark, "c", newest)
    after = finish(mark)
    assert after.cursor is None
    assert after.newest is None
    if mark.since is not None:
        assert after.since is not None
        assert after.since >= mark.since


@given(marks)
def test_a_mark_is_kept_as_text(mark: Mark) -> None:
    assert read_mark(write_mark(mark)) == mark


def test_the_very_beginning() -> None:
    assert read_mark(None) == Mark()
