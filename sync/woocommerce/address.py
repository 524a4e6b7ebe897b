"""The address of a shop as a merchant types it, made into the address of the site that WordPress runs on."""

from urllib.parse import urlsplit

from sync import messages

_BELOW = ("/wp-json", "/wp-admin", "/wp-login.php", "/index.php")
"""What merchants copy along with the address of their site."""
IN_THE_MIDDLE = "/index.php"
"""Where a server cannot rewrite addresses, WordPress has this in all of them but that of the home page."""


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
    """The folder that WordPress lies in, empty for most sites; with ``IN_THE_MIDDLE`` where the interface has it."""
    before, told, _ = path.partition(f"{IN_THE_MIDDLE}/wp-json")
    if told:
        return before + IN_THE_MIDDLE
    for below in _BELOW:
        at = path.find(below)
        if at >= 0 and path[at + len(below) :][:1] in ("", "/"):
            path = path[:at]
    return path.rstrip("/")
