"""``python -m sync.contract``: write the contract and the data dictionary anew."""

from sync.contract.dictionary import DICTIONARY_FILE, as_markdown
from sync.contract.generate import OPENAPI_FILE, as_yaml

OPENAPI_FILE.write_text(as_yaml(), encoding="utf-8", newline="\n")
DICTIONARY_FILE.write_text(as_markdown(), encoding="utf-8", newline="\n")
