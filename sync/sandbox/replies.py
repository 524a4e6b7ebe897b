"""Replies of the sandbox on the wire: JSON, gzip, and the two that go wrong while they are being sent."""

import asyncio
import gzip
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_encode = msgspec.json.Encoder().encode


class LineLost(Exception):
    """Raised on purpose in the middle of a reply: the server closes the connection."""


class LostReply(Response):
    """Promises the whole body, sends half of it and hangs up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Break off on purpose."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body[: len(self.body) // 2])
        await send({"type": "http.response.body", "body": half, "more_body": True})
        raise LineLost


class SlowReply(Response):
    """Sends the body in drops."""

    pause: float = 0.02

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a twentieth, wait, and so on."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)
        size = max(1, len(body) // 20)
        for start in range(0, len(body), size):
            await send({"type": "http.response.body", "body": body[start : start + size], "more_body": True})
            await asyncio.sleep(self.pause)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def body_of(content: Any) -> bytes:
    """JSON."""
    return _encode(content)


Reply = TypeVar("Reply", bound=Response)


def reply(request: Request, body: bytes, kind: type[Reply] = Response) -> Reply:  # type: ignore[assignment]
    """A JSON reply, compressed where the client accepts it."""
    headers = {"vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=1)
        headers["content-encoding"] = "gzip"
    return kind(body, media_type="application/json", headers=headers)


def refusal(status: int, error: str, message: str, headers: dict[str, str] | None = None) -> Response:
    """An error as the contract words it."""
    return Response(_encode({"error": error, "message": message}), status, headers, "application/json")
