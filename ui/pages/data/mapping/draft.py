"""What somebody has told of a table so far: values, and how they change. Nothing of the window is in here."""

from collections.abc import Mapping

from msgspec import Struct, structs

from storage.mapping import Sample, TableKind, TableMapping
from storage.shop import Shop

NEW = ""
"""Id of a shop that the import makes."""

Told = Mapping[TableKind, Mapping[str, str]]


class Draft(Struct, frozen=True):
    """What was proposed, remembered or told. What belongs to a kind of table stays while another one is looked at."""

    table: TableKind
    columns: Told
    """For each kind of table, targets to columns."""
    states: Told
    """For each kind of table, words to states; "" where a word was told to mean none."""
    name: str
    shop_id: str
    shop_name: str
    currency: str
    timezone: str


def first_draft(sample: Sample, name: str, new_shop: str, shop: Shop | None) -> Draft:
    """What was remembered of the table, else what is proposed; people of the ``shop`` that is there are its own."""
    known = sample.remembered
    if known is not None:
        return Draft(
            known.table,
            {**sample.proposals, known.table: known.columns},
            {known.table: known.states},
            known.name,
            known.shop_id,
            known.shop_name,
            known.currency,
            known.timezone,
        )
    # Orders may be in twice if they join those of an interface: theirs is a shop of its own until somebody says so.
    found = shop if sample.table != "orders" else None
    made = Shop(id=NEW, name=new_shop)
    return in_shop(Draft(sample.table, sample.proposals, {}, name, NEW, "", "", ""), found or made)


def in_shop(draft: Draft, shop: Shop) -> Draft:
    """The table belongs to this shop: it is in its currency, and in its time zone until that is told otherwise."""
    return structs.replace(draft, shop_id=shop.id, shop_name=shop.name, currency=shop.currency, timezone=shop.timezone)


def target_of(draft: Draft, column: str) -> str:
    """What the column means, "" for nothing."""
    return next((target for target, named in draft.columns[draft.table].items() if named == column), "")


def means(draft: Draft, column: str, target: str) -> Draft:
    """The column means the target, and no other column does."""
    kept = {each: named for each, named in draft.columns[draft.table].items() if each != target and named != column}
    chosen = {**kept, target: column} if target else kept
    return structs.replace(draft, columns={**draft.columns, draft.table: chosen})


def stands_for(draft: Draft, word: str, state: str) -> Draft:
    """The word of the column of states stands for the state, or for none."""
    told = {**states_of(draft), word: state}
    return structs.replace(draft, states={**draft.states, draft.table: told})


def states_of(draft: Draft) -> Mapping[str, str]:
    """What the words of its column of states were told to stand for."""
    return draft.states.get(draft.table, {})


def mapping_of(draft: Draft, sample: Sample) -> TableMapping:
    """The draft as it would be remembered."""
    return TableMapping(
        name=draft.name.strip() or draft.shop_name.strip(),
        table=draft.table,
        signature=sample.signature,
        columns=dict(draft.columns[draft.table]),
        states={word: state for word, state in states_of(draft).items() if state},
        shop_name=draft.shop_name.strip(),
        shop_id=draft.shop_id,
        currency=draft.currency,
        timezone=draft.timezone,
    )
