"""The file of the workspace, opened for one question or one change, then closed, so that several programs may share it."""

import itertools
import os
import re
import secrets
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb

from impact import errors
from impact.store.migrations import known, migrate, version

#: One thread of this program at a time: a second connection to a file would share the first one's lock.
_THREADS = threading.Lock()
#: How long another one's lock is waited for. [s]
PATIENCE = 5.0
#: Nothing but the file itself is read or loaded, whatever it holds.
CONFIG = {"threads": 1, "enable_external_access": False, "autoload_known_extensions": False, "autoinstall_known_extensions": False}

_LOCKED = r"Could not set lock|used by another process"
_UNWRITTEN = r"Permission denied|Access is denied|Read-only|No space|File too large|Could not write|Is a directory|Cannot open file"


@contextmanager
def opened(file: Path, migrations: Path, write: bool):
    """Connection to a workspace within one transaction, committed at the end.

    A file that is not there is made only to be written; to be read, it is as if it were empty. An older one is migrated.
    Raises WorkspaceNotWritten, WorkspaceBusy, WorkspaceDamaged, WorkspaceNewer, MigrationFailed.
    """
    if not _THREADS.acquire(timeout=2 * PATIENCE):
        raise errors.WorkspaceBusy(str(file))
    try:
        with _explained(file):
            connection = _current(file, known(migrations), write)
            try:
                connection.begin()
                yield connection
                connection.commit()
            finally:
                connection.close()  # what was not committed is undone
    finally:
        _THREADS.release()


@contextmanager
def _explained(file: Path):
    """What system and database say, as errors of the workspace. A broken rule is left as it is: it is a defect of the program."""
    try:
        yield
    except OSError as problem:
        raise errors.WorkspaceNotWritten(str(file), problem.strerror or str(problem)) from problem
    except (duckdb.IntegrityError, duckdb.DataError, duckdb.ProgrammingError, duckdb.NotSupportedError, duckdb.InterruptException):
        raise
    except duckdb.Error as problem:
        said = str(problem)
        if re.search(_LOCKED, said):
            raise errors.WorkspaceBusy(str(file)) from problem
        if re.search(_UNWRITTEN, said) or isinstance(problem, duckdb.OutOfMemoryException):
            raise errors.WorkspaceNotWritten(str(file), said.splitlines()[0].rsplit(": ", 1)[-1]) from problem
        if isinstance(problem, duckdb.TransactionException):
            raise
        raise errors.WorkspaceDamaged(str(file)) from problem


def _current(file: Path, steps: dict[int, str], write: bool) -> duckdb.DuckDBPyConnection:
    """Connection to a file that has had every migration."""
    if not file.exists():
        if not write:
            connection = duckdb.connect(":memory:", config=CONFIG)
            migrate(connection, steps)
            return connection
        _make(file, steps)
    connection = _connected(file, write)
    found, newest = version(connection), max(steps)
    if found == newest:
        return connection
    connection.close()
    if found == 0:
        raise errors.WorkspaceDamaged(str(file))
    if found > newest:
        raise errors.WorkspaceNewer(str(file), found, newest)
    _upgrade(file, steps, found)
    return _connected(file, write)


def _connected(file: Path, write: bool) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return duckdb.connect(str(file), read_only=not write, config=CONFIG)
        except duckdb.IOException as problem:
            if not re.search(_LOCKED, str(problem)) or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _make(file: Path, steps: dict[int, str]):
    """An empty workspace, there at once and whole, and never in the place of another one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.stem}.{secrets.token_hex(4)}.new")
    try:
        with duckdb.connect(str(fresh), config=CONFIG) as connection:
            connection.begin()
            migrate(connection, steps)
            connection.commit()
            connection.execute("CHECKPOINT")  # into the file, which is all that is linked
        try:
            os.link(fresh, file)
        except FileExistsError:  # another program was faster
            pass
        except OSError:  # a file system without links
            fresh.rename(file)
    finally:
        for leftover in (fresh, fresh.with_name(f"{fresh.name}.wal")):
            leftover.unlink(missing_ok=True)


def _upgrade(file: Path, steps: dict[int, str], found: int):
    """Bring an older file up, all or nothing, with a copy of it beside."""
    _connected(file, write=True).close()  # takes in what is still in its log
    copy = _copied(file, found)
    connection = _connected(file, write=True)
    try:
        found = version(connection)  # another program may have been faster
        connection.begin()
        migrate(connection, steps, found)
        connection.commit()
    except duckdb.Error as problem:
        copy.unlink()
        raise errors.MigrationFailed(str(file), max(steps), str(problem).splitlines()[0]) from problem
    finally:
        connection.close()


def _copied(file: Path, found: int) -> Path:
    """Copy of a file of version `found`, under a name that nothing has yet."""
    names = itertools.chain([f"{file.stem}.{found}"], (f"{file.stem}.{found}-{n}" for n in itertools.count(2)))
    copy = next(path for path in (file.with_name(f"{name}{file.suffix}") for name in names) if not path.exists())
    shutil.copy2(file, copy)
    return copy
