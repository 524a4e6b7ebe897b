"""``zhanggui sandbox``: a simulated shop served on this computer until Ctrl+C."""

import argparse
import sys

from sync.sandbox.server import serve_forever


def sandbox(options: argparse.Namespace) -> int:
    """Serve; prints address and credentials."""
    try:
        serve_forever(options.port, options.orders, options.seed, options.fault)
    except ValueError as error:  # a fault that there is not
        print(error, file=sys.stderr)
        return 2
    return 0
