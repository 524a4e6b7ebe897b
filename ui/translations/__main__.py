"""Collect, compile, and name what is not translated yet; 1 if anything is."""

import sys

from ui.translations.collect import COMPILED, TEXTS, collect, compile_texts, untranslated

collect(TEXTS)
compile_texts(TEXTS, COMPILED)
left = untranslated(TEXTS)
sys.stdout.write("\n".join(left) + "\n" if left else "")
sys.exit(1 if left else 0)
