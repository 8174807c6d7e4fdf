"""Every answer: headers that keep a page to itself, and errors as words, on the page and not in the terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, MutableMapping
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from pluggy import HookimplMarker

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    Message = MutableMapping[str, Any]
    Send = Callable[[Message], Awaitable[None]]
    Receive = Callable[[], Awaitable[Message]]
    Application = Callable[[Message, Receive, Send], Awaitable[None]]

hookimpl = HookimplMarker("datasette")

HEADERS = {
    # No page of ours holds an inline script or style; data: is for small pictures in style sheets.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

IN_WORDS = {
    "Table not found": "There is no such table or query. 没有这张表，也没有这个查询。",
    "Record not found": "There is no such row. 没有这一行。",
    "Database not found": "There is no such page. 没有这个页面。",
    "404": "There is no such page. 没有这个页面。",
}
"""What Datasette says in English only."""

TOO_LONG = "The query took too long and was stopped. Ask for less, for instance of one paper. 查询耗时过久，已中止；请缩小范围。"


@hookimpl
def asgi_wrapper() -> Callable[[Application], Application]:
    """Send the headers with every answer, files and errors too."""
    ours = {name.lower().encode(): value.encode() for name, value in HEADERS.items()}

    def wrap(application: Application) -> Application:
        async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    others = [header for header in message.get("headers", []) if header[0].lower() not in ours]
                    message = {**message, "headers": [*others, *ours.items()]}
                await send(message)

            await application(scope, receive, send_with_headers)

        return wrapped

    return wrap


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[object], list[object]]:
    """Answer a request that cannot be met, in Datasette's stead: it would print the whole stack for a mistyped word."""
    answers = yield
    if isinstance(exception, DatasetteError):
        status, title = exception.status, exception.title
        message = TOO_LONG if exception.message_is_html else exception.message
    elif isinstance(exception, Base400):
        status, title, message = exception.status, None, IN_WORDS.get(str(exception), str(exception))
    else:
        return answers

    async def answer() -> Response:
        found = {"ok": False, "error": message, "status": status, "title": title}
        if request.path.endswith(".json"):
            return Response.json(found, status=status)
        return Response.html(await datasette.render_template("error.html", found, request=request), status=status)

    return [answer]
