"""The picture as a file: taken as it is seen now, painted and written in a worker."""

from collections.abc import Callable
from pathlib import Path

from storage.errors import KnownError
from storage.words import Words
from ui import theme
from ui.widgets.network import export
from ui.widgets.network.canvas import NetworkCanvas


def save_picture(canvas: NetworkCanvas, path: Path) -> Callable[[], Path]:
    """What writes the picture of this moment to ``path``, by its ending; raises KnownError."""
    scene, sight, marked, tokens = canvas.scene, canvas.sight, canvas.marked, theme.current()

    def write() -> Path:
        try:
            if scene is None:
                raise OSError("there is no picture")
            if path.suffix.lower() == ".svg":
                path.write_text(export.svg(scene.people, scene.shown, sight, marked, tokens), encoding="utf-8")
            else:
                export.write_png(path, export.image(scene.people, scene.shown, sight, marked, tokens))
        except OSError as error:
            raise KnownError(
                Words(f"图片没能存到 {path}。", f"The picture could not be saved to {path}."),
                Words("换个文件夹，或先关掉打开着这个文件的程序。", "Choose another folder, or close the file first."),
            ) from error
        return path

    return write
