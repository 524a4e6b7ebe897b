"""The HTTP side of the sandbox: token, shop, and one list per kind of record, with the faults on the way out."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from storage.records import KINDS
from sync.sandbox.asking import Question, credentials_of, question_of
from sync.sandbox.cursor import write_cursor
from sync.sandbox.faults import Fault, Faults
from sync.sandbox.log import Asked, Log
from sync.sandbox.replies import LostReply, SlowReply, body_of, refusal, reply
from sync.sandbox.state import Page, State
from sync.sandbox.tokens import Tokens


class Shopfront:
    """Answers requests out of a state."""

    def __init__(self, state: State, tokens: Tokens, faults: Faults) -> None:
        self.state = state
        self.tokens = tokens
        self.faults = faults
        self.log = Log()
        self._before: dict[str, Question] = {}

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/oauth/token", self._logged(self._token), methods=["POST"]),
                Route("/v1/shop", self._logged(self._shop)),
                Route("/v1/{resource}", self._logged(self._list)),
            ]
        )

    def _logged(self, answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer_and_note(request: Request) -> Response:
            response = await answer(request)
            query = dict(request.query_params)
            size = len(response.body)
            self.log.requests.append(Asked(request.method, request.url.path, query, response.status_code, size))
            return response

        return answer_and_note

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        if form.get("grant_type") != "client_credentials":
            return refusal(400, "unsupported_grant_type", "grant_type must be client_credentials")
        client_id, client_secret = credentials_of(request, form)
        token = self.tokens.issue(client_id, client_secret)
        if token is None:
            return refusal(401, "invalid_client", "client id or secret is wrong")
        return reply(
            request,
            body_of({"access_token": token, "token_type": "Bearer", "expires_in": int(self.tokens.lifetime)}),
        )

    async def _shop(self, request: Request) -> Response:
        return self._refused(request, "shop") or reply(request, body_of(self.state.simulated.shop))

    async def _list(self, request: Request) -> Response:
        resource = request.path_params["resource"]
        if resource not in KINDS:
            return refusal(404, "not_found", f"there is no resource {resource}")
        refused = self._refused(request, resource)
        if refused is not None:
            return refused
        try:
            question = question_of(resource, request.query_params)
        except ValueError as error:
            return refusal(400, "bad_request", str(error))
        return self._send(request, question, self._page_body(question))

    def _refused(self, request: Request, resource: str) -> Response | None:
        """Why the request gets nothing, if so."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self.faults.strikes(Fault.EXPIRED_TOKEN, resource):
            self.tokens.revoke(token)
        if not self.tokens.good(token):
            bearer = {"www-authenticate": 'Bearer error="invalid_token"'}
            return refusal(401, "invalid_token", "the access token is missing or has expired", bearer)
        if self.faults.strikes(Fault.TOO_MANY_REQUESTS, resource):
            wait = {"retry-after": str(self.faults.retry_after)}
            return refusal(429, "too_many_requests", "slow down", wait)
        if self.faults.strikes(Fault.SERVER_ERROR, resource):
            return Response("<html><h1>500 Internal Server Error</h1></html>", 500, media_type="text/html")
        return None

    def _page_body(self, question: Question) -> bytes:
        before = self._before.get(question.resource)
        if before is not None and before != question and self.faults.strikes(Fault.REPEATED_PAGE, question.resource):
            page = Page(self._page(before).items, question.after, has_more=True)
        else:
            page = self._page(question)
            self._before[question.resource] = question
        items = self.faults.spoil(question.resource, page.items)
        self.log.items[question.resource] += len(items)
        cursor = page.last or question.after
        content = {
            "items": items,
            "next_cursor": write_cursor(cursor) if cursor else None,
            "has_more": page.has_more,
            "server_time": self.state.clock,
        }
        return body_of(content)

    def _page(self, question: Question) -> Page:
        return self.state.page(question.resource, question.since, question.after, question.limit)

    def _send(self, request: Request, question: Question, body: bytes) -> Response:
        if self.faults.strikes(Fault.TRUNCATED_JSON, question.resource):
            body = body[: len(body) * 2 // 3]
        if self.faults.strikes(Fault.LOST_CONNECTION, question.resource):
            return reply(request, body, LostReply)
        if self.faults.strikes(Fault.SLOW_BYTES, question.resource):
            slow = reply(request, body, SlowReply)
            if self.faults.pause is not None:
                slow.pause = self.faults.pause
            return slow
        return reply(request, body)
