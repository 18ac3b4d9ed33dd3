"""Everything that Rembug keeps, in one file that either database can take back.

A backup holds the rows of every model and the stored files, as one moment had them. It
holds nothing from outside the database and the directory of files: not the secret key,
not the settings. See docs/backup.md for the format.
"""
