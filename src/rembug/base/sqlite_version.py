"""Which SQLite is sound. Apart from the check that uses it, because the settings need it before Django starts."""

# 3.7.0 to 3.51.2 can corrupt a WAL database that several processes write.
OLDEST_SOUND_VERSION = (3, 51, 3)
