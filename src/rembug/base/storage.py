"""Static files under names that carry their hash, so that a phone keeps them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashes also what one script module imports from another."""

    support_js_module_import_aggregation = True
