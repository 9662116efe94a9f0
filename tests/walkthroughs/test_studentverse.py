"""StudentVerse, Database Migrations: models of several modules, autogenerate, review, apply, roll back; the common tasks;
out of sync."""

from walk import Walk

BASE = """
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass
"""
USERS = """
from datetime import datetime
from typing import Optional

from sqlalchemy import String, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True, index=True)
    name: Mapped[Optional[str]]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    entitlements = relationship("Entitlement", back_populates="user")
"""
OFFERS = """
import enum
from decimal import Decimal

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base


class Status(enum.Enum):
    draft = "draft"
    live = "live"


class Offer(Base):
    __tablename__ = "offers"
    __table_args__ = (CheckConstraint("price >= 0", name="ck_offers_price"), Index("idx_offers_status", "status"))

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2), default=0)
    status: Mapped[Status] = mapped_column(Enum(Status, name="offer_status"), server_default="draft")


class Entitlement(Base):
    __tablename__ = "entitlements"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), primary_key=True)

    user = relationship("User", back_populates="entitlements")
"""


def project(walk):
    walk.write("app/__init__.py", "")
    walk.write("app/database.py", BASE)
    walk.write("app/modules/__init__.py", "")
    for module, text in (("users", USERS), ("offers", OFFERS)):
        walk.write(f"app/modules/{module}/__init__.py", "")
        walk.write(f"app/modules/{module}/models.py", text)
    walk.shell("alembic init migrations")
    walk.edit("alembic.ini", "driver://user:pass@localhost/dbname", walk.url)
    walk.edit("migrations/env.py", "target_metadata = None",
              "from app.database import Base\nfrom app.modules.offers import models as offers  # noqa\n"
              "from app.modules.users import models as users  # noqa\n\ntarget_metadata = Base.metadata")


def test_setup_and_workflow(tool, folder, server):
    walk = Walk(tool, folder, server)

    walk.title("Setup, and the initial schema: users, offers, entitlements with indexes and constraints")
    project(walk)
    walk.shell('alembic revision --autogenerate -m "Initial schema"')
    path, text = walk.only_revision("migrations/versions", "initial_schema")
    for wanted in ("op.create_table('users'", "op.create_table('offers'", "op.create_table('entitlements'",
                   "sa.Enum('draft', 'live', name='offer_status')", "ondelete='CASCADE'",
                   "op.create_index('idx_offers_status', 'offers', ['status'], unique=False)",
                   "op.create_index(op.f('ix_users_email'), 'users', ['email'], unique=True)"):
        walk.expect_in(wanted, text)
    walk.shell("alembic upgrade head")
    walk.expect(walk.tables() == ["entitlements", "offers", "users"], str(walk.tables()))
    walk.expect_in("No new upgrade operations detected.", walk.shell("alembic check"))
    first = walk.dump()

    walk.title("Development 1-4: modify models, generate, review, apply")
    walk.edit("app/modules/users/models.py", "    name: Mapped[Optional[str]]\n",
              "    name: Mapped[Optional[str]]\n    phone_number: Mapped[Optional[str]]\n")
    walk.expect_in("add_column", walk.shell("alembic check", status=255))
    walk.shell('alembic revision --autogenerate -m "Add field"')
    path, text = walk.only_revision("migrations/versions", "add_field")
    walk.expect_in("op.add_column('users', sa.Column('phone_number', sa.String(), nullable=True))", text)
    walk.expect_in("op.drop_column('users', 'phone_number')", text)
    walk.shell("alembic upgrade head")
    walk.expect("phone_number" in walk.columns("users"), "there is no column phone_number")
    second = walk.revision_id("migrations/versions", "add_field")

    walk.title("Downgrade one revision; upgrade to a specific revision")
    walk.shell("alembic downgrade -1")
    walk.expect(walk.dump() == first, "the downgrade does not lead back")
    walk.shell(f"alembic upgrade {second}")
    walk.expect("phone_number" in walk.columns("users"), "there is no column phone_number")


def test_common_tasks(tool, folder, server):
    walk = Walk(tool, folder, server)
    project(walk)
    walk.shell('alembic revision --autogenerate -m "Initial schema"\nalembic upgrade head')

    walk.title("Common tasks: adding a table, a column, an index, by hand")
    for words, up, down in (
            ("a table", "op.create_table('table_name', sa.Column('id', sa.String(), nullable=False), "
             "sa.Column('name', sa.String(), nullable=False), sa.Column('created_at', sa.DateTime(), "
             "server_default=sa.func.now()), sa.PrimaryKeyConstraint('id'))", "op.drop_table('table_name')"),
            ("a column", "op.add_column('users', sa.Column('phone_number', sa.String(), nullable=True))",
             "op.drop_column('users', 'phone_number')"),
            ("an index", "op.create_index('idx_users_email', 'users', ['email'])",
             "op.drop_index('idx_users_email', 'users')")):
        before = walk.dump()
        walk.shell(f'alembic revision -m "Description of changes: {words}"')
        path, text = walk.only_revision("migrations/versions", words.replace(" ", "_"))
        path.write_text(text.replace("    pass", "    " + up, 1).replace("    pass", "    " + down, 1))
        walk.shell("alembic upgrade head")
        walk.expect(walk.dump() != before, f"{words}: nothing has changed")
        walk.shell("alembic downgrade -1")
        walk.expect(walk.dump() == before, f"{words}: the downgrade does not lead back")
        walk.shell("alembic upgrade head")

    walk.title("Out of sync: stamp the current state")
    walk.rows("DELETE FROM alembic_version")
    walk.shell("alembic stamp head")
    walk.expect_in("(head)", walk.shell("alembic current"))

    walk.title("Out of sync: start fresh")
    everything = walk.dump()
    walk.shell("alembic downgrade base")
    walk.expect(walk.tables() == [], f"tables are left: {walk.tables()}")
    if tool.name != "alembic":  # Alembic leaves the type behind, and its next upgrade fails on it
        walk.expect(walk.rows("SELECT 1 FROM pg_type WHERE typname = 'offer_status'") == [], "the enum type is left")
    else:
        walk.rows("DROP TYPE offer_status")
    walk.shell("alembic upgrade head")
    walk.expect(walk.dump() == everything, "the fresh start differs")
