import json
import logging

import pytest

from rembug.base.logs import JsonLines

pytestmark = pytest.mark.django_db


def test_the_log_holds_the_pattern_of_an_address_and_no_token(client, caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        client.get("/organizations/join/rahasia-sekali/")
        client.get("/tidak-ada/rahasia-sekali/")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert len(lines) == 2
    assert [json.loads(line)["message"].split()[0] for line in lines] == ["404", "404"]
    assert "rahasia-sekali" not in "".join(lines)
