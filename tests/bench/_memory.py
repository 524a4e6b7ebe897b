"""Memory of this process in MB, read from the system: now, and at most since it was last forgotten."""

import resource
from pathlib import Path

_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


def forget_peak() -> float:
    """MB held now; where the system can, the peak counts from here."""
    if _CLEAR.exists():
        _CLEAR.write_text("5", encoding="ascii")
        return _field("VmRSS")
    return peak()


def peak() -> float:
    """MB held at most."""
    if _STATUS.exists():
        return _field("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _field(name: str) -> float:
    line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith(name))
    return int(line.split()[1]) / 2**10
