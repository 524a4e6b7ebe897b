"""The ways in which interfaces page, each built once for connectors to use. Pure: no HTTP, no clock.

Each way has a ``pages(state, ..., ask)`` that yields the ``RawPage`` of one round: a connector returns it from
``Source.pages``. ``ask`` is the connector's: it turns a ``Question`` of the way into an ``Answer`` of the way, which
holds the raw rows and the few facts the walk needs. Times are UTC milliseconds.

- ``changes``: sorted by time of change, oldest first, found by "changed after T". WooCommerce, Vendure.
  ``pages(state: str | None, terms: Terms, ask: Callable[[Question], Answer]) -> Iterator[RawPage]``
  ``Terms(step, size, overlap=OVERLAP)`` · ``Question(after, before, page, size, .skip)``, both bounds exclusive
  · ``Answer(items, rows: [Row(id, changed_at)], total, now)``

An interface with an opaque mark needs nothing of this: ``sync/mark.py``.
"""
