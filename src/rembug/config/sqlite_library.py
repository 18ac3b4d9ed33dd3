"""A sound SQLite under Django.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that several processes write
(fixed in 3.51.3), and the systems Rembug runs on ship such versions. The
dependency ``pysqlite3`` carries a newer one; it takes the place of the standard
module before Django's backend imports it.
"""

import sqlite3
import sys

from rembug.base.sqlite_version import OLDEST_SOUND_VERSION


def use_sound_sqlite() -> None:
    """Let ``import sqlite3`` give ``pysqlite3`` where the system's SQLite is too old and a newer one is at hand."""
    if sqlite3.sqlite_version_info >= OLDEST_SOUND_VERSION:
        return
    try:
        import pysqlite3  # noqa: PLC0415 -- has no wheel on every platform; the system check then speaks
    except ImportError:
        return
    if pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
