"""What was typed names nothing in the data: a mistake of usage, exit code 2 as for an option that does not exist."""

from storage.errors import KnownError


class UsageError(KnownError):
    """Told like every other known error."""
