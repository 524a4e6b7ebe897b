"""What things are called: items by how alike their titles are to those a user took. It knows items nobody took yet.

Titles are vectors of pairs of neighbouring characters, weighted by how rare each pair is (TF-IDF): no word list is
needed, so Chinese does as well as English.
"""

from collections.abc import Sequence

import numpy as np

from analytics.recommend.matrix import Known, scaled
from analytics.recommend.product import Product


def content(known: Known, texts: Sequence[str]) -> Product | None:
    """By the mean title of what a user took; None where there are no titles of two characters."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # scikit-learn takes its time to import

    titles = [text.strip().lower() for text in texts]
    if all(len(title) < 2 for title in titles):
        return None
    terms = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), dtype=np.float32).fit_transform(titles)
    mean = scaled(known.taken, rows=1 / np.maximum(known.depth, 1)) @ terms
    return Product(mean, terms.T.tocsr(), np.ones(known.log.items))
