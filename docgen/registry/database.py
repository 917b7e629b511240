"""Opens the database of a register: SQLite in one file, or PostgreSQL; brings its tables up to date; takes its lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError

from docgen.diagnostics import Wording, because
from docgen.errors import RegistryError

REVISION = "001"
"""The newest migration."""

_LOCK = 0x646F6367656E  # the name of our advisory lock in PostgreSQL: "docgen"
_PATIENCE = 60_000  # milliseconds that a clerk waits for another one's entry

_UNKNOWN = Wording("读不懂登记簿地址：{url}", "the address of the register cannot be read: {url}")
_ADDRESS = Wording(
    "写文件名，例如 register.sqlite；或者 postgresql://用户@主机/数据库",
    "give a file such as register.sqlite, or postgresql://user@host/database",
)
_NO_DRIVER = Wording("没有安装 PostgreSQL 的驱动", "the driver of PostgreSQL is not installed")
_INSTALL = Wording("请安装 alliance-docgen[postgres]", "install alliance-docgen[postgres]")
_FAILED = Wording("登记簿 {place} 用不了：{reason.zh}", "the register {place} cannot be used: {reason.en}")
_CHECK = Wording(
    "检查文件夹是否存在、能否写入，数据库是否在运行，地址和口令是否正确",
    "check that the folder exists and can be written, that the database runs, the address and the password",
)
_NONE = Wording("没有登记簿 {place}", "there is no register {place}")
_WHERE = Wording("用 --register 写明登记簿；第一次发证时自动建立", "name it with --register; the first issue makes it")
_TAKEN = Wording("登记簿拒绝了这次登记：编号已被占用", "the register refuses the entry: the number is taken")
_AGAIN = Wording("没有登记任何内容，请重新办理", "nothing was recorded: try again")
_NEWER = Wording(
    "登记簿 {place} 是较新版本的 docgen 建立的（{revision}）",
    "the register {place} was made by a newer docgen ({revision})",
)
_UPGRADE = Wording("请先升级 docgen", "upgrade docgen first")


class Database:
    """A register's database, open; reading sees one moment, writing is alone."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        self._engine = _engine(url)
        address = self._engine.url
        is_file = address.get_backend_name() == "sqlite"
        self.place = address.database or "" if is_file else address.render_as_string(hide_password=True)
        if self._engine.dialect.name == "sqlite" and not create and not Path(self.place).exists():
            raise RegistryError(_NONE.fill(place=self.place), _WHERE)
        try:
            with self.writing() as connection:
                self._bring_up_to_date(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the register as it is at one moment."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that no other writer disturbs; what is written holds together or not at all."""
        with self._told(), self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _bring_up_to_date(self, connection: Connection) -> None:
        known = sqlalchemy.inspect(connection).has_table("alembic_version")
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
        if revision == REVISION:
            return
        if revision is not None and revision > REVISION:
            raise RegistryError(_NEWER.fill(place=self.place, revision=revision), _UPGRADE)
        # Alembic takes a third of a second to import, and a register is up to date nearly always.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        command.upgrade(config, REVISION)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what the database refuses as something that a clerk can mend; a password is never shown."""
        try:
            yield
        except IntegrityError as error:
            raise RegistryError(_TAKEN, _AGAIN) from error
        except DatabaseError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            raise RegistryError(_FAILED.fill(place=self.place, reason=because(reason)), _CHECK) from error


def _engine(url: str) -> Engine:
    try:
        address = (
            sqlalchemy.make_url(url.replace("postgresql://", "postgresql+psycopg://", 1))
            if "://" in url
            else (
                sqlalchemy.URL.create("sqlite", database=url)  # a file's name is taken as it is, whatever is in it
            )
        )
        known = address.get_backend_name() in {"sqlite", "postgresql"}
        engine = sqlalchemy.create_engine(address) if known else None
    except ModuleNotFoundError as error:
        raise RegistryError(_NO_DRIVER, _INSTALL) from error
    except (ArgumentError, ValueError) as error:
        raise RegistryError(_UNKNOWN.fill(url=url.rpartition("@")[2]), _ADDRESS) from error
    if engine is None:
        raise RegistryError(_UNKNOWN.fill(url=url.rpartition("@")[2]), _ADDRESS)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, see below
    for pragma in (f"busy_timeout = {_PATIENCE}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin as a writer where one writes: a reader that turns into a writer may be refused at once."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
