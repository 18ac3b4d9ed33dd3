"""The worker's round over all series."""

from rembug.events.models import Series


def plan_all() -> bool:
    """Let every running series plan ahead and invite. Whether any event came of it."""
    planned = 0
    for series in Series.objects.running():
        planned += len(series.plan_ahead())
    return planned > 0
