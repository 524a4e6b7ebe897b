"""Files as a way in: what a file is, what importing it would do, the import itself, and taking it back.

``preview``, ``import_file`` and ``undo_import`` are the doors. Behind them: a container gives lines of cells
(``containers``, ``text``, ``encoding``, ``quoting``), a preset recognises the header and turns rows into records
(``table``, ``header``, ``preset``, ``presets``, ``values``, ``dates``), and the store takes them in one transaction.
"""

from sync.files.importing import import_file, undo_import
from sync.files.plan import Choice
from sync.files.previewing import preview

__all__ = ["Choice", "import_file", "preview", "undo_import"]
