"""Names, titles and places read like those of a real Chinese shop."""

import re

import numpy as np
import pytest

from sync.sandbox.names import masked, nickname, phone, real_name
from sync.sandbox.places import load_places
from tests.sync.simulations import columns, frame, simulated

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_titles_are_different_and_chinese() -> None:
    titles = frame(simulated(2000), "products")["title"]
    assert titles.is_unique
    assert all(HAN.search(title) for title in titles)


def test_a_large_shop_finds_enough_titles() -> None:
    from sync.sandbox.catalogue import catalogue_of
    from sync.sandbox.plan import plan_for

    catalogue = catalogue_of(plan_for(1_000_000, 1, 1_790_000_000_000, None))
    assert len(set(catalogue.titles)) == 5000
    assert len(set(catalogue.category.tolist())) == 12


def test_every_category_is_on_sale_even_in_a_small_shop() -> None:
    assert frame(simulated(30), "products")["category"].nunique() == 12


def test_nicknames_are_of_all_kinds() -> None:
    names = frame(simulated(2000), "customers")["name"]
    said = names.dropna()
    assert 0 < names.isna().sum() < 20
    assert (said.str.len() > 40).any()
    assert (said == ".").any()
    assert said.str.contains("🌸|🍉|👩‍👧|✨", regex=True).any()
    assert said.str.contains("[A-Za-z]", regex=True).any()
    assert said.nunique() > len(said) / 2


def test_most_phones_are_masked() -> None:
    phones = frame(simulated(2000), "customers")["phone"].dropna()
    assert phones.str.fullmatch(r"1\d{2}(\d{8}|\*{4}\d{4})").all()
    assert 0.85 < phones.str.contains("*", regex=False).mean() < 0.99


def test_receivers_are_masked_like_on_the_platforms() -> None:
    receivers = frame(simulated(2000), "orders")["receiver_name"]
    assert receivers.str.fullmatch(r"[\u4e00-\u9fff]\*{1,3}").all()


@pytest.mark.parametrize("salt", [0, 1, 211, 2**31, 2**32 - 1])
def test_the_same_number_gives_the_same_person(salt: int) -> None:
    assert (nickname(salt), real_name(salt), phone(salt)) == (nickname(salt), real_name(salt), phone(salt))
    assert masked("欧阳婷婷") == "欧***"


def test_places_belong_together() -> None:
    places = load_places()
    assert len(places.provinces) == 31
    assert np.isclose(places.weight.sum(), 1)
    city = dict(zip(places.cities, places.province.tolist(), strict=True))
    orders = columns(simulated(2000), "orders", "province", "city", "district")
    assert all(places.provinces[city[row.city]] == row.province for row in orders.itertuples())
    districts = {name: set(places.districts[i]) for i, name in enumerate(places.cities)}
    assert all(row.district in districts[row.city] for row in orders.dropna().itertuples())


def test_a_brand_stands_in_the_title() -> None:
    products = frame(simulated(2000), "products").dropna(subset=["brand"])
    assert all(row.brand in row.title for row in products.itertuples())


def test_some_buyers_leave_a_message() -> None:
    notes = frame(simulated(2000), "orders")["buyer_note"]
    assert 0.04 < notes.notna().mean() < 0.15
