"""Provinces, cities and districts of the simulated people, and how group-buying goes in each province."""

import csv
from importlib.resources import files

import numpy as np
from msgspec import Struct

from sync.sandbox.columns import Floats, Ints

HOME = {"广东": 1.9}
"""The shop's own province is over-represented."""


class Places(Struct, frozen=True):
    """All cities; ``province`` is a position in ``provinces``."""

    provinces: tuple[str, ...]
    cities: tuple[str, ...]
    districts: tuple[tuple[str, ...], ...]
    province: Ints
    weight: Floats
    """Share of the people who live in each city."""


def load_places() -> Places:
    """The table that comes with the program."""
    text = (files("sync.sandbox") / "data" / "cities.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    provinces = tuple(dict.fromkeys(row["province"] for row in rows))
    province = np.array([provinces.index(row["province"]) for row in rows])
    within = np.array([float(row["city_weight"]) for row in rows])
    of_province = np.array([float(row["province_weight"]) * HOME.get(row["province"], 1.0) for row in rows])
    weight = within / np.bincount(province, within)[province] * of_province
    return Places(
        provinces=provinces,
        cities=tuple(row["city"] for row in rows),
        districts=tuple(tuple(row["districts"].split()) for row in rows),
        province=province,
        weight=weight / weight.sum(),
    )
