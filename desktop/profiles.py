"""Profiles: one folder with one database each; the demo has its own, so invented sales never mix with real ones."""

from pathlib import Path

from desktop.places import profiles_folder
from storage.errors import KnownError
from storage.words import Words
from ui.doors import Profile

DEFAULT = "default"
DEMO = "demo"
_DATABASE = "shop.db"


def profile_named(name_or_folder: str) -> Profile:
    """A profile by its name, or by a folder: anything with a separator, such as ``./shop``.

    A bare name never means a folder of the working directory: ``demo`` would empty whatever is called so there.
    """
    if not any(separator in name_or_folder for separator in "/\\") and name_or_folder not in ("", ".", ".."):
        return Profile(name_or_folder, profiles_folder() / name_or_folder, _is_demo(name_or_folder))
    folder = Path(name_or_folder).resolve()
    return Profile(folder.name, folder, folder.parent == profiles_folder().resolve() and _is_demo(folder.name))


def _is_demo(name: str) -> bool:
    return name.lower() == DEMO  # Windows tells no difference between Demo and demo


def existing(profile: Profile) -> Profile:
    """The profile if it has a database; otherwise a KnownError that says how to get one."""
    if (profile.folder / _DATABASE).exists():
        return profile
    raise KnownError(
        Words(f"还没有名为「{profile.name}」的账本。", f"There is no profile named {profile.name} yet."),
        Words("请先同步或导入数据，或运行 zhanggui demo。", "Sync or import first, or run: zhanggui demo"),
        str(profile.folder),
    )


def own(profile: Profile) -> Profile:
    """The profile if a merchant's own data may go into it; the demo takes none, for it is made anew at will."""
    if not profile.demo:
        return profile
    raise KnownError(
        Words("示例账本只放示例数据。", "The demo profile holds demo data only."),
        Words("请先离开示例，再导入文件或连接店铺。", "Leave the demo first, then import files or connect a shop."),
    )


def profiles() -> list[Profile]:
    """Every profile of this computer, the default first, the demo last; the default always exists."""
    found = {path.parent.name for path in profiles_folder().glob(f"*/{_DATABASE}")} | {DEFAULT}
    order = sorted(found, key=lambda name: (name == DEMO, name != DEFAULT, name))
    return [profile_named(name) for name in order]
