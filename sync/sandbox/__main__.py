"""``python -m sync.sandbox``: serve a simulated shop until Ctrl+C."""

import argparse

from sync.sandbox.faults import Fault, Faults
from sync.sandbox.server import serve_forever


def fault(text: str) -> str:
    """The text, if it switches on a fault."""
    try:
        Faults().on_as_told(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


parser = argparse.ArgumentParser(prog="python -m sync.sandbox", description=__doc__)
parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
parser.add_argument("--orders", type=int, default=2000)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--fault", type=fault, action="append", default=[], metavar="NAME[=P]", help=", ".join(Fault))
options = parser.parse_args()
serve_forever(options.port, options.orders, options.seed, options.fault)
