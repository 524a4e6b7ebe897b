"""The address of a shop as a merchant types it, made into the address of the site that WordPress runs on."""

from urllib.parse import urlsplit

from sync import messages

_BELOW = ("/wp-json", "/wp-admin", "/wp-login.php", "/index.php")
"""What merchants copy along with the address of their site."""


def site_of(typed: str) -> str:
    """``https://shop.example`` or ``https://shop.example/folder``, without a slash at its end.

    The scheme is https where none was typed; a page of the site, a query and a port-less host are all understood.
    Raises KnownError for what is no address.
    """
    text = typed.strip().strip("\"'<>").replace("：//", "://")
    if "://" not in text:
        text = "https://" + text.lstrip("/")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise messages.BAD_ADDRESS.known(url=typed) from error
    if not host or parts.scheme not in ("http", "https") or any(sign in host for sign in " ，。"):
        raise messages.BAD_ADDRESS.known(url=typed)
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{_folder(parts.path)}"


def _folder(path: str) -> str:
    """The folder that WordPress lies in; empty for most sites."""
    for below in _BELOW:
        at = path.find(below)
        if at >= 0 and path[at + len(below) :][:1] in ("", "/"):
            path = path[:at]
    return path.rstrip("/")
