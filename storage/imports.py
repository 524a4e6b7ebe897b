"""Files that were let in, and how one is taken back as if it had never been.

An import writes under a source of its own. Rows that only it has written vanish; fields that it took over go back to
the value and owner beneath them; fields that someone else has taken over since stay as they are.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from storage import layers, rewrite
from storage.clock import now_ms
from storage.driver import Connection
from storage.origins import Origins, source_of
from storage.records import KINDS
from storage.rewrite import Row
from storage.runs import Counts

_COLUMNS = "id, shop_id, family, file_name, sha256, preset, imported_at, undone_at, header"
_PAGE = 2000


class Import(Struct, frozen=True):
    """One file that was let in. Times in UTC milliseconds."""

    id: int
    shop_id: str
    family: str
    """What kind of source the file came from, as the importer names it."""
    file_name: str
    sha256: str
    preset: str
    imported_at: int
    undone_at: int | None
    header: str = ""
    """The line with the names of the columns, as it stands in the file."""

    @property
    def source(self) -> str:
        """The source under which its records are written."""
        return source_of(self.id)


def begin(
    connection: Connection, shop_id: str, family: str, file_name: str, sha256: str, preset: str, header: str = ""
) -> Import:
    """Note a new import."""
    number = connection.execute(
        "INSERT INTO imports (shop_id, family, file_name, sha256, preset, imported_at, header) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (shop_id, family, file_name, sha256, preset, now_ms(), header),
    ).lastrowid
    noted = _one(connection, "id = ?", number)
    assert noted is not None
    return noted


def same_file(connection: Connection, shop_id: str, sha256: str) -> Import | None:
    """The last import that brought the same bytes into the shop and still stands."""
    return _one(connection, "shop_id = ? AND sha256 = ? AND undone_at IS NULL ORDER BY id DESC", shop_id, sha256)


def get(connection: Connection, import_id: int) -> Import | None:
    """One import, undone or not."""
    return _one(connection, "id = ?", import_id)


def of_shop(connection: Connection, shop_id: str) -> list[Import]:
    """Every import of a shop, newest first."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM imports WHERE shop_id = ? ORDER BY id DESC", (shop_id,))
    return [Import(*row) for row in found]


def _one(connection: Connection, where: str, *values: object) -> Import | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM imports WHERE {where}", values).fetchone()
    return Import(*row) if row else None


def undo(connection: Connection, undone: Import) -> Iterator[tuple[str, Counts, list[str]]]:
    """Take an import back kind by kind; yields what became of its rows and which ids it had touched, page by page."""
    for kind in KINDS:
        origins = Origins(connection, undone.shop_id, kind)
        mine = [number for number, imported in origins.imports.items() if imported == undone.id]
        if mine:
            for counts, ids in _undo_kind(connection, origins, kind, undone, mine):
                yield kind, counts, ids
            connection.execute(f"DELETE FROM origins WHERE id IN ({_marks(mine)})", mine)
    for table in ("quarantine", "sync_state"):
        connection.execute(f"DELETE FROM {table} WHERE shop_id = ? AND source = ?", (undone.shop_id, undone.source))
    connection.execute("UPDATE quarantine SET mended_by = NULL WHERE mended_by = ?", (undone.id,))
    connection.execute("UPDATE imports SET undone_at = ? WHERE id = ?", (now_ms(), undone.id))
    connection.execute(
        "UPDATE runs SET undone = 1 WHERE shop_id = ? AND source = ? AND kind = 'import'",
        (undone.shop_id, undone.source),
    )


def _undo_kind(
    connection: Connection, origins: Origins, kind: str, undone: Import, mine: list[int]
) -> Iterator[tuple[Counts, list[str]]]:
    yield _remove_own(connection, kind, undone.shop_id, mine)
    touched = _touched(connection, kind, undone.shop_id, mine)
    imports = origins.imports
    for start in range(0, len(touched), _PAGE):
        before = list(rewrite.load(connection, origins, kind, touched[start : start + _PAGE]))
        after = [Row(row.number, row.id, layers.without(row.layers, undone.id, imports)) for row in before]
        changed = [(old, new) for old, new in zip(before, after, strict=True) if len(old.layers) > len(new.layers)]
        rewrite.save(connection, origins, kind, [new for _, new in changed])
        counts = Counts()
        for old, new in changed:
            counts += rewrite.seen(old, new) or Counts()
        yield counts, [new.id for _, new in changed]


def _remove_own(connection: Connection, kind: str, shop_id: str, mine: list[int]) -> tuple[Counts, list[str]]:
    """Delete what only the import has written: nearly always all of it."""
    own = f"shop_id = ? AND origin IN ({_marks(mine)}) AND stamps IS NULL"
    found = connection.execute(f'DELETE FROM "{kind}" WHERE {own} RETURNING id, deleted', (shop_id, *mine)).fetchall()
    ids = [record_id for record_id, deleted in found if not deleted]
    return Counts(deleted=len(ids)), ids


def _touched(connection: Connection, kind: str, shop_id: str, mine: list[int]) -> list[int]:
    """Rows with more than one layer, of which one may be the import's."""
    found = connection.execute(
        f'SELECT row FROM "{kind}" WHERE shop_id = ? AND stamps IS NOT NULL '
        f"AND (origin IN ({_marks(mine)}) OR EXISTS (SELECT 1 FROM json_each(stamps) "
        f"WHERE value ->> 0 IN ({_marks(mine)})))",
        (shop_id, *mine, *mine),
    )
    return [number for (number,) in found]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
