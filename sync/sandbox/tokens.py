"""Access tokens of the sandbox: given for client credentials, worth nothing after their time."""

import secrets
import time


class Tokens:
    """Who may ask, and for how long."""

    def __init__(self, client_id: str, client_secret: str, lifetime: float) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self.lifetime = lifetime
        """Seconds a new token is good for."""
        self.issued = 0
        self._ends: dict[str, float] = {}

    def issue(self, client_id: str, client_secret: str) -> str | None:
        """A new token, or None for credentials that are not ours."""
        known = secrets.compare_digest(client_id.encode(), self.client_id.encode())
        if not (secrets.compare_digest(client_secret.encode(), self.client_secret.encode()) and known):
            return None
        token = secrets.token_urlsafe(24)
        self._ends[token] = time.monotonic() + self.lifetime
        self.issued += 1
        return token

    def good(self, token: str) -> bool:
        """Whether a token may still be used."""
        return time.monotonic() < self._ends.get(token, 0.0)

    def revoke(self, token: str) -> None:
        """End a token before its time."""
        self._ends.pop(token, None)
