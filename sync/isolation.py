"""One list that cannot be read does not keep the others from being read.

What concerns the whole connection (offline, a wrong key, no calls left) ends a run at once: it would be the same at the
next list. So does a second list in a row of a server that fails in passing, for then it is the server.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from storage.errors import KnownError
from sync.messages import NotLetIn, OfOneList, Refused, TryAgain

Part = Callable[[], AbstractContextManager[None]]


@contextmanager
def all_the_same() -> Iterator[Part]:
    """Yields what to put around each part of a run. At the end the first error of a part is raised."""
    errors: list[KnownError] = []
    failing = 0

    @contextmanager
    def part() -> Iterator[None]:
        nonlocal failing
        try:
            yield
        except KnownError as error:
            failing = failing + 1 if _is_passing(error) else 0
            if not concerns_one_list(error) or failing == 2:
                raise
            errors.append(error)
        else:
            failing = 0

    yield part
    if errors:
        raise errors[0]


def concerns_one_list(error: KnownError) -> bool:
    """Whether other lists may be readable all the same."""
    if isinstance(error, TryAgain):
        return isinstance(error.known, OfOneList)
    return isinstance(error, (OfOneList, Refused))


def _is_passing(error: KnownError) -> bool:
    return isinstance(error, TryAgain) and not isinstance(error, NotLetIn)
