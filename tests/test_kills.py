import pytest

from tests.kills import kill_again_and_again


@pytest.mark.kill
def test_what_was_acknowledged_survives_sigkill_once():
    report = kill_again_and_again(kills=5, seed=3, messages=2_000)
    assert report.problems == []
    assert report.imports > 0
    assert report.tasks > 0
    assert report.killed.total() > 0
