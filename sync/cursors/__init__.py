"""The ways in which interfaces page, each built once for connectors to use. Pure: no HTTP, no clock of its own.

A connector returns a way's ``pages(...)`` from ``Source.pages``: it yields the ``RawPage`` of one round. ``ask`` is the
connector's: it turns a ``Question`` of the way into an ``Answer`` of the way, which holds the raw rows and the few
facts the walk needs. Times are UTC milliseconds; ``clocks`` is what this computer's and the shop's say
(``sync/clocks.py``).

- ``changes``: sorted by time of change, oldest first, found by "changed after T". WooCommerce, Vendure.
  ``pages(state, terms, ask)`` · ``Terms(step, size, overlap=OVERLAP)``
  · ``Question(after, before, page, size, .skip)``, both bounds exclusive · ``Answer(items, rows: [Row(id, changed_at)],
  total, clocks)``
- ``windows``: closed windows of time and page numbers, with caps. Youzan orders, refunds, customers.
  ``pages(state, clocks, terms, ask)`` · ``Terms(step, size, cap, span, opened, lag, overlap=OVERLAP, period=None)``
  · ``Question(start, end, page, size)`` · ``Answer(items, ids, total, moments)``
- ``backward``: from the newest by (moment, id). Youzan promoters' trades.
  ``pages(state, clocks, terms, ask)`` · ``Terms(overlap=OVERLAP, period=None)`` · a question is the
  ``Place(moment, id)`` to ask below, or None · ``Answer(items, highest, lowest: Place | None, more)``
- ``lookback``: found by creation only, by an offset of uncertain meaning, one call per record. 人人店.
  ``pages(state, clocks, terms, ask_list, ask_record)`` · ``Terms`` of ``windows``, its ``overlap`` the days to look
  back · ``Question(start, end, offset, size)`` · ``Listed(ids, total)`` · ``ask_record(id) -> Record | None`` ·
  ``Record(raw, created_at)``

An interface with an opaque mark needs nothing of this: ``sync/mark.py``. What all rest upon: pages of a set that moves
(``passes``), an answer sent twice (``standing``), windows that are heeded (``heeding``), reading everything again
(``everything``).
"""
