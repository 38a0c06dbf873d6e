"""Fakes and guards that every test may use. No test reaches the network."""

import socket
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs without network; loopback stays, for the browser."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"a test tried to reach {address}: tests run without network")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_directories(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A user's translation memory and vector store are neither read nor written. Converted models are kept for the
    whole run (they are derived from the bundled weights alone)."""
    monkeypatch.setenv("AMANA_DATA_DIR", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development sets beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: development sets lie beside a developer's checkout only")
    return SHARED
