"""A real shop, the UCI Online Retail file: where it lies, and its lines as pandas reads them.

What pandas reads shares nothing with the program: it takes the text itself and multiplies in whole thousandths.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).parents[2] / "shared" / "data"))
FILE = DATA / "online_retail" / "onlineretail.csv.gz"
SHOP = "online_retail"

needs_file = pytest.mark.skipif(not FILE.exists(), reason=f"the Online Retail file is not at {FILE}")


@cache
def lines() -> Any:
    """Sales and refunds, a row each, with pieces, pence, day and whether it is a refund; no debts, nothing free."""
    import pandas

    lines = pandas.read_csv(FILE, dtype=str, keep_default_na=False)
    price = _parts(lines.UnitPrice, r"^(-?)(\d+)\.(\d{1,3})$")
    assert not price.isna().any().any()
    thousandths = price[1].astype("int64") * 1000 + price[2].str.ljust(3, "0").astype("int64")
    lines["pieces"] = _parts(lines.Quantity, r"^(-?\d+)\.0$")[0].astype("int64")
    size = (lines.pieces.abs() * thousandths + 5) // 10
    lines["pence"] = size.where(lines.pieces > 0, -size)
    lines["day"] = lines.InvoiceDate.str[:10]
    lines["is_refund"] = lines.InvoiceNo.str.startswith("C")
    known = ["InvoiceNo", "StockCode", "CustomerID", "Country", "pieces", "pence", "day", "is_refund"]
    return lines[(thousandths != 0) & ~lines.InvoiceNo.str.startswith("A")][known]


def _parts(texts: Any, pattern: str) -> Any:
    """What the pattern finds in each text, a column per group; every spelling is looked at once."""
    import pandas

    which, spellings = pandas.factorize(texts)
    return pandas.Series(spellings).str.extract(pattern).iloc[which].reset_index(drop=True)
