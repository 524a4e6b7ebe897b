"""Profiles by name and by folder, and what is kept beside them."""

from pathlib import Path

import pytest

from desktop import connections, secrets
from desktop.connections import Address
from desktop.profiles import existing, own, profile_named, profiles
from storage.errors import KnownError
from storage.store import open_store

A = Address("api", {"url": "https://a.example", "client_id": "id-1"})
B = Address("woocommerce", {"url": "https://b.example", "key": "ck_2"})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path / "家 目录"))
    return tmp_path / "家 目录"


def test_a_name_lives_below_the_home_and_a_path_where_it_is(home: Path, tmp_path: Path) -> None:
    assert profile_named("二店").folder == home / "profiles" / "二店"
    assert profile_named(str(tmp_path / "usb")).folder == tmp_path / "usb"
    assert profile_named("demo").demo
    assert not profile_named("default").demo


def test_a_bare_name_never_means_a_folder_of_the_working_directory(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demo empties its profile: a folder that happens to have its name must be safe."""
    open_store(tmp_path / "demo").close()
    monkeypatch.chdir(tmp_path)
    assert profile_named("demo").folder == home / "profiles" / "demo"
    assert profile_named("./demo").folder == tmp_path / "demo"
    assert not profile_named("./demo").demo
    assert profile_named("Demo").demo


def test_the_default_profile_is_always_offered_and_the_demo_comes_last() -> None:
    assert [profile.name for profile in profiles()] == ["default"]
    for name in ("demo", "二店"):
        open_store(profile_named(name).folder).close()
    assert [profile.name for profile in profiles()] == ["default", "二店", "demo"]


def test_a_profile_never_made_is_told_with_the_next_step() -> None:
    with pytest.raises(KnownError, match="demo"):
        existing(profile_named("never"))


def test_addresses_are_kept_per_shop_and_hold_no_secret(home: Path) -> None:
    folder = profile_named("default").folder
    assert connections.load(folder) == {}
    connections.save(folder, "s1", A)
    connections.save(folder, "s2", B)
    secrets.keep("id-1@https://a.example", "s3cret-value")
    assert connections.load(folder)["s1"] == A
    assert connections.load(folder) == {"s1": A, "s2": B}
    assert all(b"s3cret-value" not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_file_from_before_there_were_kinds_means_the_neutral_contract() -> None:
    folder = profile_named("default").folder
    folder.mkdir(parents=True)
    old = '{"s1": {"url": "https://a.example", "client_id": "id-1"}}'
    (folder / "connections.json").write_text(old, "utf-8")
    assert connections.load(folder) == {"s1": A}
    connections.save(folder, "s2", B)
    assert connections.load(folder) == {"s1": A, "s2": B}


def test_a_secret_lasts_at_least_for_the_session_and_can_be_forgotten() -> None:
    secrets.keep("x@y", "value")
    assert secrets.recall("x@y") == "value"
    secrets.forget("x@y")
    secrets.forget("x@y")
    assert secrets.recall("x@y") is None


def test_the_demo_takes_no_data_of_the_merchant() -> None:
    with pytest.raises(KnownError, match="demo"):
        own(profile_named("demo"))
    assert own(profile_named("default")).name == "default"


def test_damaged_connections_are_set_aside_and_told_once(home: Path) -> None:
    folder = profile_named("default").folder
    connections.save(folder, "s1", A)
    (folder / "connections.json").write_text('{"s1":', "utf-8")
    with pytest.raises(KnownError, match="Connect the shop again"):
        connections.load(folder)
    assert (folder / "connections.json.damaged").read_text("utf-8") == '{"s1":'
    assert connections.load(folder) == {}
