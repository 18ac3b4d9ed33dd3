"""Where messages stand within their minute. Pure: no database."""

from collections.abc import Sequence

# Between two neighbours: room for messages that another phone's export knows of.
STEP = 1024


def positions(order: Sequence[int | None]) -> list[int]:
    """Positions, rising, for the messages of a minute in their order; None stands for a message that has none yet.

    Those that have a position keep it while there is room between them; else all are numbered anew.
    """
    placed: list[int] = []
    i = 0
    before = 0
    while i < len(order):
        position = order[i]
        if position is not None:
            placed.append(position)
            before = position
            i += 1
            continue
        run = i
        while run < len(order) and order[run] is None:
            run += 1
        missing = run - i
        following = order[run] if run < len(order) else None
        after = before + STEP * (missing + 1) if following is None else following
        step = (after - before) // (missing + 1)
        if step < 1:
            return [STEP * place for place in range(1, len(order) + 1)]
        placed += [before + step * (k + 1) for k in range(missing)]
        i = run
    return placed
