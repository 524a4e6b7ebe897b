"""``zhanggui sandbox``: a simulated shop served on this computer until Ctrl+C."""

import argparse

from sync.sandbox.server import serve_forever


def sandbox(options: argparse.Namespace) -> int:
    """Serve; prints address and credentials."""
    serve_forever(options.port, options.orders, options.seed, options.fault)
    return 0
