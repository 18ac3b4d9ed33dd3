from tests.things import SIGNED_IN, Expected

ADDRESSES = {
    "home": Expected(SIGNED_IN, SIGNED_IN),
    "search": Expected(SIGNED_IN),
}
