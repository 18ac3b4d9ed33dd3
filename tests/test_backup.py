"""A backup made while people work comes back whole, on either database, or not at all."""

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings as product
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from rembug.areas.edition import tokens_of
from rembug.areas.models import Area, AreaToken
from rembug.base.backup import archive, rows
from rembug.files.models import StoredFile
from rembug.journal import chain, guard
from rembug.journal.models import Deed, record
from rembug.organizations.models import Organization
from rembug.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def full(fokuss, ani, budi, citra):
    """A database with something in it: people, an organization, deeds, and two files under three names."""
    for number in range(20):
        record("moved", fokuss, by=ani, number=number, words="Rapat – 日本 'x'")
    for name, content in (("a.txt", b"satu"), ("b.txt", b"dua"), ("c.txt", b"satu")):
        StoredFile.objects.store(SimpleUploadedFile(name, content))
    return fokuss


def everything() -> dict[str, list]:
    """All rows of all tables and the bytes of all stored files that rows name."""
    kept = {model._meta.label_lower: [json.loads(line) for lines in rows.lines_of(model) for line in lines]
            for model in rows.kept_models()}  # fmt: skip
    kept["bytes"] = sorted((one.sha256, Path(one.content.path).read_bytes()) for one in StoredFile.objects.all())
    return kept


def backup(path: Path) -> Path:
    call_command("backup", str(path), stdout=io.StringIO())
    return path


def restore(path: Path, *arguments: str) -> str:
    out = io.StringIO()
    call_command("restore", str(path), *arguments, stdout=out)
    return out.getvalue()


def wreck(media: Path) -> None:
    """What must not be left after a restore: other people, no files, a longer journal."""
    record("moved", Organization.objects.first())
    Person.objects.create_user(name="Dewi (contoh)")
    Person.objects.filter(name__startswith="Ani").update(name="Bukan Ani (contoh)")
    for path in media.glob("??/??/*"):
        path.unlink()


def test_what_is_restored_equals_what_was_backed_up_row_by_row_and_byte_by_byte(full, media, tmp_path):
    before = everything()
    assert (len(before["people.person"]), len(before["journal.deed"]), len(before["bytes"])) == (3, 20, 3)
    path = backup(tmp_path / "one.backup")
    wreck(media)
    text = restore(path, "--yes")
    assert everything() == before
    assert "The journal is whole: 20 deeds." in text
    assert guard.is_installed()
    assert backup(tmp_path / "two.backup").stat().st_size == path.stat().st_size


def test_after_a_restore_new_rows_get_new_numbers(full, media, tmp_path):
    path = backup(tmp_path / "one.backup")
    last = Person.objects.order_by("pk").last().pk
    restore(path, "--yes")
    assert Person.objects.create_user(name="Dewi (contoh)").pk > last
    assert record("moved", full).sequence == 21
    assert chain.verify().sequence == 21


def test_a_database_that_is_not_empty_is_kept_unless_one_insists(full, tmp_path):
    path = backup(tmp_path / "one.backup")
    before = everything()
    with pytest.raises(CommandError, match=r"not empty\. To replace everything in it, say --yes"):
        restore(path)
    assert everything() == before


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_half_done(full, tmp_path):
    path = backup(tmp_path / "one.backup")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir() if "backup" in each.name] == ["one.backup"]
    assert product.SECRET_KEY.encode() not in path.read_bytes()


def test_a_backup_that_cannot_be_written_leaves_the_one_before(full, tmp_path, monkeypatch):
    path = backup(tmp_path / "one.backup")
    whole = path.read_bytes()

    def full_disk(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "finish", full_disk)
    with pytest.raises(CommandError, match=r"No backup was written: .*No space left"):
        backup(path)
    assert path.read_bytes() == whole
    assert not path.with_name("one.backup.part").exists()


def test_a_file_that_is_missing_on_the_disk_is_named_and_the_rest_is_kept(full, media, tmp_path):
    one = StoredFile.objects.get(name="b.txt")
    Path(one.content.path).unlink()
    with pytest.raises(CommandError, match=f"1 stored files are not on the disk.*{one.sha256}"):
        backup(tmp_path / "one.backup")
    assert archive.check(tmp_path / "one.backup")["files"] == 1


def test_other_programs_can_open_a_backup(full, tmp_path):
    with tarfile.open(backup(tmp_path / "one.backup")) as tar:
        beginning = json.load(tar.extractfile("rembug-backup.json"))
        people = gzip.decompress(tar.extractfile("tables/people.person/000000.jsonl.gz").read()).splitlines()
    names = [json.loads(line)[beginning["tables"]["people.person"].index("name")] for line in people]
    assert sorted(names) == ["Ani (contoh)", "Budi (contoh)", "Citra (contoh)"]


class Damage:
    """Ways in which a file goes bad on its way."""

    def empty(self, content, chance):
        return b""

    def other_file(self, content, chance):
        return b"%PDF-1.7 " + content

    def text(self, content, chance):
        return b"sesuatu yang lain sama sekali\n" * 400

    def cut(self, content, chance):
        return content[: chance.randrange(1000, len(content) - 11_000)]

    def one_bit(self, content, chance):
        # Beyond the padding at the end, which holds nothing.
        place = chance.randrange(0, len(content.rstrip(b"\0")))
        return content[:place] + bytes([content[place] ^ (1 << chance.randrange(8))]) + content[place + 1 :]

    def member_lost(self, content, chance):
        return self._rebuilt(content, lambda members: [one for one in members if "person/" not in one[0].name])

    def members_swapped(self, content, chance):
        return self._rebuilt(content, lambda members: [members[0], members[2], members[1], *members[3:]])

    def stranger_added(self, content, chance):
        info = tarfile.TarInfo("files/../../gotcha")
        return self._rebuilt(content, lambda members: [*members[:-1], (info, b""), members[-1]])

    def _rebuilt(self, content, change):
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            members = [(info, tar.extractfile(info).read()) for info in tar]
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as tar:
            for info, each in change(members):
                tar.addfile(info, io.BytesIO(each))
        return out.getvalue()


@pytest.mark.parametrize("damage", [name for name in vars(Damage) if not name.startswith("_")])
def test_a_damaged_backup_is_refused_before_anything_is_touched(full, media, tmp_path, damage):
    content = backup(tmp_path / "one.backup").read_bytes()
    before = everything()
    chance = random.Random(damage)
    for turn in range(40 if damage in ("one_bit", "cut") else 1):
        bad = tmp_path / "bad.backup"
        bad.write_bytes(getattr(Damage(), damage)(content, chance))
        try:
            archive.check(bad)
        except archive.Damaged:
            pass
        else:
            # A bit that carries nothing, as in the owner's number of a tar header's padding: all content is whole.
            assert damage == "one_bit"
            continue
        if turn < 3:
            with pytest.raises(CommandError, match="Nothing was restored"):
                restore(bad, "--yes")
            assert everything() == before
    assert not (tmp_path / "gotcha").exists()


def test_a_backup_of_other_tables_is_refused_with_its_version(full, tmp_path, monkeypatch):
    from rembug.base.backup import saving

    monkeypatch.setattr(saving, "migrations", lambda: ["people.0999_of_the_future"])
    path = backup(tmp_path / "one.backup")
    monkeypatch.undo()
    before = everything()
    with pytest.raises(CommandError, match="whose tables differ"):
        restore(path, "--yes")
    assert everything() == before


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was restored\. .*No such file"):
        restore(tmp_path / "none.backup")


def test_a_restore_that_breaks_a_constraint_leaves_all_as_it_was(full, media, tmp_path, monkeypatch):
    path = backup(tmp_path / "one.backup")
    wreck(media)
    before = everything_but_bytes()
    insert = rows.Inserter.insert

    def lose_people(self, batch):
        insert(self, [] if "people_person" in self.sql else batch)

    monkeypatch.setattr(rows.Inserter, "insert", lose_people)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        restore(path, "--yes")
    monkeypatch.undo()
    assert everything_but_bytes() == before
    assert guard.is_installed()


def everything_but_bytes():
    return {model._meta.label_lower: list(model._base_manager.order_by("pk").values_list())
            for model in rows.kept_models()}  # fmt: skip


def test_a_backup_made_while_others_write_is_of_one_moment(full, tmp_path):
    """A writer adds a person and a deed in each transaction: the backup has as many of the ones as of the others."""
    stop = threading.Event()
    written = []

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    person = Person.objects.create_user(name=f"Orang {len(written)} (contoh)")
                    StoredFile.objects.store(SimpleUploadedFile("x.txt", str(person.pk).encode()))
                    record("joined", person)
                written.append(person.pk)
        finally:
            connection.close()

    add_areas(900)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        paths = [backup(tmp_path / f"{number}.backup") for number in range(4)]
    finally:
        stop.set()
        writer.join()
    counts = []
    for path in paths:
        end = archive.check(path)
        people, deeds = end["rows"]["people.person"] - 3, end["rows"]["journal.deed"] - 20
        assert (people, end["rows"]["files.storedfile"] - 3) == (deeds, deeds)
        assert end["files"] == 2 + deeds
        counts.append(deeds)
    assert counts == sorted(counts)
    assert len(written) > counts[0]
    restore(paths[-1], "--yes")
    assert Deed.objects.count() == 20 + counts[-1]


# Other databases than the test's own, each with a Rembug process of its own.


REMBUG = [sys.executable, "-c", "from rembug.config.command import main; main()"]


def rembug(database: dict, *words: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*REMBUG, *words],
        env={**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "rembug.config.settings", **database},
        capture_output=True,
        text=True,
        **options,
    )


@pytest.fixture
def sqlite_elsewhere(tmp_path):
    directory = tmp_path / "elsewhere"
    directory.mkdir()
    return {"REMBUG_DATA_DIR": str(directory), "DATABASE_URL": f"sqlite:///{directory}/rembug.sqlite3"}


def rows_in(path: Path) -> dict[str, bytes]:
    """Every member of a backup but those that tell its maker and moment."""
    with tarfile.open(path) as tar:
        return {
            info.name: gzip.decompress(tar.extractfile(info).read())
            if info.name.endswith(".gz")
            else tar.extractfile(info).read()
            for info in tar
            if info.name.startswith(("tables/", "files/"))
        }


def test_a_backup_moves_to_a_new_sqlite_and_back(full, tmp_path, sqlite_elsewhere, media):
    """From the test's database, PostgreSQL or SQLite, to a SQLite, back again: every row and byte is the same."""
    before = everything()
    first, second, third = (tmp_path / f"{name}.backup" for name in ("first", "second", "third"))
    backup(first)
    moved = rembug(sqlite_elsewhere, "restore", str(first))
    assert moved.returncode == 0, moved.stderr
    assert "The journal is whole: 20 deeds." in moved.stdout
    made = rembug(sqlite_elsewhere, "backup", str(second))
    assert made.returncode == 0, made.stderr
    assert archive.beginning_of(second)["database"] == "sqlite"
    wreck(media)
    restore(second, "--yes")
    assert everything() == before
    backup(third)
    assert rows_in(first) == rows_in(second) == rows_in(third)


@pytest.mark.kill
def test_a_restore_that_is_killed_leaves_the_old_or_the_new_and_nothing_between(full, media, tmp_path):
    """kill -9 at twenty moments of a restore: the database is as before or as the backup, and sound."""
    old = backup(tmp_path / "old.backup")
    add_areas(900)
    for number in range(300):
        record("moved", full, number=number)
    new = backup(tmp_path / "new.backup")
    states = [archive.check(path)["rows"] for path in (old, new)]
    started = time.monotonic()
    restore(old, "--yes")
    whole = time.monotonic() - started
    for turn in range(20):
        restore_and_be_killed(new, after=whole * (turn + 1) / 14)
        assert how_many_rows() in states
        assert guard.is_installed()
        assert sorted(stored.size for stored in StoredFile.objects.all()) == [3, 4, 4]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    restore(new, "--yes")
    assert how_many_rows() == states[1]
    assert chain.verify().sequence == 320


def restore_and_be_killed(path: Path, *, after: float) -> None:
    """Restore in a process of its own, and kill -9 that process after so many seconds."""
    connection.close()  # nothing of it may be shared with the child
    child = os.fork()
    if not child:
        try:
            restore(path, "--yes")
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def how_many_rows() -> dict[str, int]:
    return {model._meta.label_lower: model._base_manager.count() for model in rows.kept_models()}


def add_areas(number: int) -> None:
    """Enough invented areas that a backup and a restore take a while."""
    areas = [
        Area(
            code=f"33.02.19.{1000 + each}",
            name=f"Contoh {each}",
            path="Contoh",
            level=4,
            kind="ward",
            time_zone="Asia/Jakarta",
            valid_from="2025-04-25",
        )
        for each in range(number)
    ]
    Area.objects.bulk_create(areas)
    AreaToken.objects.bulk_create([token for area in areas for token in tokens_of(area)])
