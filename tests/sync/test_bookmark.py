"""Which pages are asked for once more."""

from sync.bookmark import TIMES, Bookmark, Doubt, look_again, read_bookmark, turn, write_bookmark


def test_a_readable_page_only_turns_the_page() -> None:
    assert turn(Bookmark("a"), "b", readable=True) == Bookmark("b")


def test_an_unreadable_page_leaves_a_doubt_that_leads_back_to_it() -> None:
    first = turn(Bookmark(), "a", readable=False)
    assert first == Bookmark("a", (Doubt(None),))
    assert turn(first, "b", readable=False) == Bookmark("b", (Doubt(None), Doubt("a")))


def test_the_same_page_is_doubted_once() -> None:
    bookmark = Bookmark("a", (Doubt("a", 1),))
    assert turn(bookmark, "a", readable=False) == bookmark


def test_a_doubt_ends_when_the_page_is_readable_or_was_asked_for_often_enough() -> None:
    bookmark = Bookmark("z", (Doubt("a"), Doubt("b")))
    assert look_again(bookmark, Doubt("a"), readable=True) == Bookmark("z", (Doubt("b"),))
    for asked in range(TIMES):
        bookmark = look_again(bookmark, Doubt("a", asked), readable=False)
    assert bookmark == Bookmark("z", (Doubt("b"),))


def test_doubts_are_bounded() -> None:
    bookmark = Bookmark()
    for page in range(1000):
        bookmark = turn(bookmark, str(page), readable=False)
    assert bookmark.state == "999"
    assert len(bookmark.doubts) == 100


def test_a_bookmark_is_kept_as_text() -> None:
    for bookmark in (Bookmark(), Bookmark("a"), Bookmark("a", (Doubt(None), Doubt("b", 2)))):
        assert read_bookmark(write_bookmark(bookmark)) == bookmark
    assert read_bookmark(None) == Bookmark()
