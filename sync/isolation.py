"""One list that cannot be read does not keep the others from being read.

What concerns the whole connection (offline, a wrong key, no calls left) ends a run at once: it would be the same at the
next list. Many a failure may be either: a page in place of data, "no such thing", a server that fails. Such a one is
the list's as soon as any other list is answered, and the connection's if a second one fails before that. Where some
were answered, as many as ``_IN_A_ROW`` have to fail in a row before it is the server that went away.

A list that the shop does not have is no failure: it is noted.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from storage.errors import KnownError
from storage.words import Words
from sync.messages import LIST_CLOSED, NotLetIn, OfOneList, PerhapsOfOneList, Refused, SwitchedOff, TryAgain

Part = Callable[[Words], AbstractContextManager[None]]
"""What to put around the reading of a list, by its name."""

_BEFORE_ANY = 2
_IN_A_ROW = 4
"""The lists of orders, or of goods, are several under one address: more than those fail."""


@contextmanager
def all_the_same(note: Callable[[Words], None]) -> Iterator[Part]:
    """Yields what to put around each part of a run. At the end the first error of a part is raised.

    ``note`` is told what is not there, where that is no failure.
    """
    parts = _Parts(note)
    yield parts.part
    if parts.failed:
        raise parts.first


class _Parts:
    """The parts of a run so far."""

    def __init__(self, note: Callable[[Words], None]) -> None:
        self.failed: list[tuple[Words, KnownError]] = []
        self._note = note
        self._failing = 0
        self._answered = False

    @contextmanager
    def part(self, name: Words) -> Iterator[None]:
        try:
            yield
        except SwitchedOff as error:
            self._note(error.what)
        except KnownError as error:
            self._fail(name, error)
        else:
            self._answered, self._failing = True, 0

    def _fail(self, name: Words, error: KnownError) -> None:
        if not concerns_one_list(error):
            raise error
        if _is_answer(error):
            self._answered, self._failing = True, 0
        else:
            self._failing += 1
            if self._failing == (_IN_A_ROW if self._answered else _BEFORE_ANY):
                raise error
        self.failed.append((name, error))

    @property
    def first(self) -> KnownError:
        """The first error, in words of the list alone where others were answered."""
        name, error = self.failed[0]
        if self._answered and isinstance(_meant(error), PerhapsOfOneList):
            return LIST_CLOSED.known(error.detail, list=name)
        return error


def concerns_one_list(error: KnownError) -> bool:
    """Whether other lists may be readable all the same."""
    return isinstance(_meant(error), (OfOneList, PerhapsOfOneList, Refused))


def _is_answer(error: KnownError) -> bool:
    """Whether an error shows that the interface is there and knows us."""
    if isinstance(_meant(error), PerhapsOfOneList):
        return False
    return isinstance(error, NotLetIn) or not isinstance(error, TryAgain)


def _meant(error: KnownError) -> KnownError:
    return error.known if isinstance(error, TryAgain) else error
