"""Deletions that no list shows: the source is asked whether the records that the store holds from it still exist.

Asking about every record at every sync would cost more than the sync, so for each kind that has to be checked

- the records that changed last are asked about **every time**, as many as fit into ``RECENT`` questions: what is taken
  back is mostly new. So are those that were missing on another day;
- all of them are asked about in a **round** by their ids, of which a run does no more than ``STRETCH`` questions and
  the next one goes on. A round begins a week after the last one began, and the first a week after the first sync, for
  what has just been listed is there. 1,000 records take one run, 100,000 orders at 100 per question 34 runs;
- what was **taken away** is asked about again at each sync for six weeks after the last of it, later once a week. What
  is found comes back at once, with all that hung on it; and as it may have changed while it was hidden, its list is
  read again from the beginning. So is the list of what was missing and is told again.

What is believed of the answers is in ``missing``; where lists are known to leave out what is there, nothing goes that
the source does not deny by its number (``Denying``), of ``ALONE`` records at a time. The others stay missing.

What is gone becomes a tombstone of the moment of its own row, not of this computer's clock: whatever the shop changes
later is newer and brings it back, and so does the same record if a list shows it. As the newest write it also covers
what a file said of the record, and undoing that import does not revive it. The place is kept in the transaction of the
tombstones, so that a sync that breaks off goes on there.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import structs

from storage import held, taken
from storage.held import Held
from storage.progress import Cancelled, StopAsked
from storage.records import Product
from storage.runs import Counts
from storage.store import Store, Transaction
from storage.taken import HANGS_ON, Taken
from storage.upsert import Tombstone
from storage.words import Words
from sync.bookmark import from_the_beginning
from sync.missing import ANOTHER_DAY, FEW, WEEK, Judged, Look, Place, is_long_ago, judged, spared
from sync.names import KIND_NAMES
from sync.source import Checked, Denying, Source
from sync.tally import Now, Tally

RECENT = 5
"""Questions about the newest records, each time; and about those taken away, if none of them is found."""
STRETCH = 30
"""Questions of a round, each time."""

ALONE = 50
"""Records that are asked for one by one, of the newest as well as of the others, each time."""

_AGAIN = 6 * WEEK


class Sweep:
    """One kind of record of one source."""

    def __init__(
        self, store: Store, shop_id: str, source: Checked, kind: str, tally: Tally, stop: StopAsked, now: Now
    ) -> None:
        self._store = store
        self._shop_id = shop_id
        self._source = source
        self._kind = kind
        self._beside = source.checks[kind] - 1
        """How many ids fit into a question beside the witness."""
        self._tally = tally
        self._stop = stop
        self._now = now
        self._alone = 0
        """How many more may be asked for one by one."""
        self._resource = f"sweep:{kind}"
        kept = store.cursor(shop_id, source.name, self._resource)
        self._place = Place(began=now()) if kept is None else msgspec.json.decode(kept, type=Place)

    def run(self) -> None:
        """Find what the source has deleted. Raises KnownError, and Cancelled on ``stop``; what was found stays."""
        name = KIND_NAMES[self._kind]
        self._tally.say(Words(f"已删除的{name.zh}", f"deleted {name.en}"))
        is_due = self._place.after is not None or is_long_ago(self._place.began, self._now(), WEEK)
        if self._place.took is not None and (is_due or not is_long_ago(self._place.took, self._now(), _AGAIN)):
            self._look_for_taken()
        # Where many are missing at once, the others are looked for as well.
        is_due |= self._look_at_newest() > FEW
        if self._place.silent is None or is_long_ago(self._place.silent, self._now(), WEEK):
            self._look_for_missing()
            if is_due:
                self._go_round()

    def _look_at_newest(self) -> int:
        """How many of them are missing now that were not before."""
        self._alone = ALONE
        newest = held.newest(*self._mine, RECENT * self._beside)
        looks = self._looks(newest)
        if len(newest) == RECENT * self._beside and not any(look.told for look in looks):
            elders = self._look(held.following(*self._mine, "", self._beside))
            if elders.told:  # among whom there is a witness
                self._settle(judged(self._place, [elders], self._now()))
                looks = self._looks(newest)
        found = judged(self._place, looks, self._now(), FEW)
        self._settle(found)
        return found.missing

    def _looks(self, asked: Sequence[Held]) -> list[Look]:
        chunks = -(-len(asked) // self._beside)
        # What is deleted together was often made together: each question holds some of all.
        return [self._look(asked[first::chunks]) for first in range(chunks)]

    def _look_for_missing(self) -> None:
        """What was missing on another day; what has gone otherwise meanwhile is missing no more."""
        now, self._alone = self._now(), ALONE  # whatever was missing among the newest: these have their turn
        by_age = sorted(self._place.missing.items(), key=lambda item: item[1])
        due = [each for each, since in by_age if is_long_ago(since, now, ANOTHER_DAY)]
        for start in range(0, len(due), self._beside):
            ids = due[start : start + self._beside]
            look = self._look(held.hanging(self._store, self._shop_id, self._kind, "id", ids))
            still = {each.id for each in look.asked}
            missing = {each: since for each, since in self._place.missing.items() if each in still or each not in ids}
            self._settle(judged(structs.replace(self._place, missing=missing), [look], now))

    def _go_round(self) -> None:
        if self._place.after is None:
            self._place = structs.replace(self._place, began=self._now(), after="")
        for _ in range(STRETCH):
            after = self._place.after
            # As many as can be looked for again in one run: the others wait until these are settled.
            if after is None or len(self._place.missing) >= STRETCH * self._beside:
                return
            look = self._look(held.following(*self._mine, after, self._beside))
            found = judged(self._place, [look], self._now())
            if look.asked and not look.told and not found.gone:
                return
            then = look.asked[-1].id if len(look.asked) == self._beside else None
            self._settle(structs.replace(found, place=structs.replace(found.place, after=then)))

    def _look_for_taken(self) -> None:
        """As long as some are found, and a few questions more."""
        questions = 0
        while questions < RECENT:
            asked = taken.taken_alone(*self._mine, self._place.again, self._beside)
            told = self._told([each.id for each in asked])
            found = [each for each in asked if each.id in told]
            again = asked[-1].id if len(asked) == self._beside else ""
            self._bring_back(found, structs.replace(self._place, again=again))
            if not again:
                return
            questions += not found

    @property
    def _mine(self) -> tuple[Store, str, str, str]:
        return self._store, self._shop_id, self._source.name, self._kind

    def _look(self, asked: Sequence[Held]) -> Look:
        return Look(asked, self._told([each.id for each in asked]))

    def _told(self, ids: Sequence[str]) -> frozenset[str]:
        """What is there when it is asked for some records, and the witness."""
        if self._stop():
            raise Cancelled
        if not ids:
            return frozenset()
        witness = () if self._place.witness is None else (self._place.witness,)
        asked = list(dict.fromkeys((*ids, *witness)))
        return frozenset(self._source.existing(self._kind, asked, self._stop))

    def _settle(self, found: Judged) -> None:
        """Take away what is gone with what hangs on it, and keep the place."""
        found = self._without_what_is_not_denied(found)
        stays_known = isinstance(self._source, Denying) and self._kind in self._source.stay_known
        withdrawn = [_off_sale(each) for each in found.gone] if stays_known else []
        tombstones = {} if stays_known else {self._kind: found.gone}
        for kind, field in HANGS_ON.get(self._kind, ()) if found.gone else ():
            tombstones[kind] = held.hanging(self._store, self._shop_id, kind, field, [each.id for each in found.gone])
        writer = taken.taker(self._source.name)
        with self._store.write() as tx:
            counts = {
                kind: tx.delete(self._shop_id, writer, kind, [Tombstone(each.id, each.as_of) for each in gone])
                for kind, gone in tombstones.items()
            }
            if withdrawn:
                counts[Product.KIND] = tx.upsert(self._shop_id, self._source.name, withdrawn)
            if found.found:
                read_again(tx, self._store, self._shop_id, self._source, self._kind)
            self._keep(tx, found.place)
        self._tally.add(counts, 0)
        self._tally.swept(self._kind, gone=len(found.gone), missing=found.missing)

    def _without_what_is_not_denied(self, found: Judged) -> Judged:
        """What is missing longest is asked for first: so everything has its turn."""
        source, since = self._source, self._place.missing
        if not found.gone or not isinstance(source, Denying):
            return found
        ids = [each.id for each in sorted(found.gone, key=lambda each: since.get(each.id, self._now()))]
        asked, later = ids[: self._alone], ids[self._alone :]
        self._alone -= len(asked)
        there = set(asked).difference(source.denied(self._kind, asked, self._stop))
        return spared(found, self._place, later, there, self._now())

    def _bring_back(self, found: Sequence[Taken], place: Place) -> None:
        """Revive what is there after all and what hung on it, and have its list read again; keep the place."""
        back = {self._kind: found}
        for kind, field in HANGS_ON.get(self._kind, ()) if found else ():
            back[kind] = taken.taken_with(*self._mine[:3], kind, field, [each.id for each in found])
        with self._store.write() as tx:
            counts = {kind: self._revive(tx, kind, records) for kind, records in back.items()}
            if found:
                read_again(tx, self._store, self._shop_id, self._source, self._kind)
            self._keep(tx, place)
        self._tally.add(counts, 0)
        self._tally.swept(self._kind, back=len(found))

    def _revive(self, tx: Transaction, kind: str, found: Sequence[Taken]) -> Counts:
        by_source: dict[str, dict[str, int]] = {}
        for each in found:
            by_source.setdefault(each.source, {})[each.id] = each.as_of
        counts = (tx.revive(self._shop_id, source, kind, moments) for source, moments in by_source.items())
        return sum(counts, Counts())

    def _keep(self, tx: Transaction, place: Place) -> None:
        tx.set_cursor(self._shop_id, self._source.name, self._resource, msgspec.json.encode(place).decode())
        self._place = place


def read_again(tx: Transaction, store: Store, shop_id: str, source: Source, kind: str) -> None:
    """Let the next sync read the lists from which records of a kind come from their beginning."""
    for resource in resources_of(kind, source.resources):
        kept = store.cursor(shop_id, source.name, resource)
        if kept is not None:
            tx.set_cursor(shop_id, source.name, resource, from_the_beginning(kept))


def _off_sale(product: Held) -> Product:
    return Product(id=product.id, updated_at=product.as_of, status="off_sale")


def resources_of(kind: str, resources: Mapping[str, Words]) -> Sequence[str]:
    """Those from which records of a kind come: called as it is, or as what it hangs on; all of them if none is."""
    names = {kind, *(parent for parent, parts in HANGS_ON.items() for part, _ in parts if part == kind)}
    return [resource for resource in resources if resource in names] or list(resources)
