from tests.things import EVERYONE, Expected

# Public: the official hierarchy, no person's data.
NO_POST = (405,) * 7
ADDRESSES = {
    "areas:list": Expected(EVERYONE, NO_POST),
    "areas:search": Expected(EVERYONE, NO_POST),
    "areas:area": Expected(EVERYONE, NO_POST, lambda things: {"code": "33.02.19"}),
}
