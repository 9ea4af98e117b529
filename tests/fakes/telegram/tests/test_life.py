"""The fake outlives the bot: a process that is killed, and the next one."""

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.tests.life import begun


async def _heard(fake: FakeTelegram, confirmed: int) -> list[str]:
    """What a process hears that is killed after so many updates, in the middle of the next."""
    process = await begun(f"{fake.base_url}{fake.token}")
    assert process.stdin
    assert process.stdout
    heard = [await process.stdout.readline()]
    for _ in range(confirmed):
        process.stdin.write(b"\n")
        heard.append(await process.stdout.readline())
    process.kill()
    await process.communicate()
    return [one.decode().strip() for one in heard]


async def test_what_a_killed_process_did_not_confirm_comes_to_the_next_one(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    for number in range(3):
        ann.say(ann.dm, str(number))
    assert [await _heard(fake, confirmed) for confirmed in (1, 0, 1)] == [["0", "1"], ["1"], ["1", "2"]]
