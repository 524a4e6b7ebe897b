"""Long sums on one core: the window and other programs need the others, and waiting threads burn them."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_core() -> Iterator[None]:
    """While it lasts, matrix routines of numpy, scipy and scikit-learn run on the core that called them."""
    from threadpoolctl import threadpool_limits  # looks through all loaded libraries

    with threadpool_limits(1):
        yield
