"""The process: entry points, wiring, profiles and settings, export, logging, crash reports."""

__version__ = "0.1.0"

PROGRAM = f"掌柜 Zhanggui {__version__}"
