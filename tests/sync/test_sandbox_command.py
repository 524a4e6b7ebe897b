"""``python -m sync.sandbox`` serves in the foreground and tells how to get in."""

import signal
import subprocess
import sys

import httpx2 as httpx

ARGUMENTS = [sys.executable, "-W", "error", "-m", "sync.sandbox", "--orders", "30", "--seed", "4"]


def test_the_command_prints_the_way_in_and_serves() -> None:
    with subprocess.Popen(
        [*ARGUMENTS, "--fault", "server_error=1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        told = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(3))
        form = {
            "grant_type": "client_credentials",
            "client_id": told["client_id"],
            "client_secret": told["client_secret"],
        }
        with httpx.Client(base_url=told["url"]) as client:
            token = client.post("/oauth/token", data=form).json()["access_token"]
            answer = client.get("/v1/shop", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 500  # the fault that was asked for
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
        assert process.stderr.read() == ""


def test_a_fault_that_is_none_is_named_in_the_usage() -> None:
    done = subprocess.run([*ARGUMENTS, "--fault", "gremlins"], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "lost_connection" in done.stderr


def test_a_port_in_use_ends_the_command() -> None:
    with subprocess.Popen(ARGUMENTS, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        port = first.stdout.readline().strip().rpartition(":")[2]
        second = subprocess.run([*ARGUMENTS, "--port", port], capture_output=True, text=True, timeout=30, check=False)
        first.send_signal(signal.SIGINT)
        first.wait(timeout=10)
    assert second.returncode != 0
