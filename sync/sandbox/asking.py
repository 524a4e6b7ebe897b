"""What a request asks for: the parameters of a list, and whose credentials it shows."""

import base64
import binascii

from msgspec import Struct
from starlette.datastructures import QueryParams
from starlette.requests import Request

from sync.sandbox.cursor import Place, read_cursor
from sync.sandbox.ids import row_of

DEFAULT_LIMIT = 500
MAX_LIMIT = 1000


class Question(Struct, frozen=True):
    """A list request after its parameters were read."""

    resource: str
    since: int
    after: Place | None
    limit: int


def question_of(resource: str, query: QueryParams) -> Question:
    """The parameters of a list request. Raises ValueError."""
    limit = int(query.get("limit", DEFAULT_LIMIT))
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"limit must lie between 1 and {MAX_LIMIT}")
    after = read_cursor(query["cursor"]) if query.get("cursor") else None
    if after is not None:
        row_of(resource, after.id)  # a cursor of another list is no place in this one
    return Question(resource, int(query.get("updated_since", 0)), after, limit)


def credentials_of(request: Request, form: dict[str, str]) -> tuple[str, str]:
    """Client id and secret, from the form or from the Authorization header."""
    basic = request.headers.get("authorization", "")
    if basic.startswith("Basic "):
        try:
            client_id, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return client_id, secret
    return form.get("client_id", ""), form.get("client_secret", "")
