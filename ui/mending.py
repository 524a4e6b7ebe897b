"""Which failures of a sync another answer in the form of the connection can mend.

A run of the history keeps nothing of its failure but the words, and those are always Chinese. Words that send whoever
reads them to the data page mean that form: nothing else there can help a sync.
"""

_THERE = "「数据」页"


def is_mended_by_answers(words: str) -> bool:
    """Whether the message of a failed run, or the Chinese next step of its error, sends to the form."""
    return _THERE in words
