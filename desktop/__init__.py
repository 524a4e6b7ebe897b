"""The process: entry points, wiring, profiles and settings, export, logging, crash reports."""

import os

__version__ = "0.1.0"

PROGRAM = f"掌柜 Zhanggui {__version__}"

# Our matrices are small: to hand them to the threads of OpenBLAS costs more than to multiply them. It is read when
# numpy is first imported, so it stands before every other module of the program.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
