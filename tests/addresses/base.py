from tests.things import EVERYONE, Expected

NEVER = (405,) * 7
ADDRESSES = {
    "language": Expected(NEVER, (302,) * 7),
    "health": Expected(EVERYONE, NEVER),
    "manifest": Expected(EVERYONE, NEVER),
    "service_worker": Expected(EVERYONE, NEVER),
    "offline": Expected(EVERYONE, NEVER),
}
