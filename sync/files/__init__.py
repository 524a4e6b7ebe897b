"""Files as a way in: what a file is, what importing it would do, the import itself, and taking it back.

``preview``, ``import_files`` and ``undo_import`` are the doors. Behind them: containers give lines of cells
(``containers``, ``text``, ``encoding``, ``quoting``), a preset recognises the header (``intake``, ``table``,
``header``), a first pass finds what must be known of the whole (``survey``, ``plan``), lines are read and gathered
(``lines``, ``values``, ``dates``, ``grouping``), the preset turns them into records (``preset``, ``presets``), and the
store takes them all in one transaction (``batching``, ``bringing``, ``importing``). Lines that were rejected can be
written to files, mended and imported again (``rejected``).
"""

from sync.files.importing import import_files, undo_import
from sync.files.plan import Choice
from sync.files.previewing import preview
from sync.files.rejected import RejectedLines, rejected_lines

__all__ = ["Choice", "RejectedLines", "import_files", "preview", "rejected_lines", "undo_import"]
