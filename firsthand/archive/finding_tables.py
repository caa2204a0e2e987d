"""The tables of what linking finds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Float, Index, Integer, LargeBinary, MetaData, Table, Text, delete, or_

from firsthand.archive.migrations import Migration

metadata = MetaData()

link_keys = Table(
    "link_keys",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
_keys_of = Index("ix_link_keys_report", link_keys.c.report)

gists = Table(
    "gists",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

reuses = Table(
    "reuses",
    metadata,
    Column("later", Integer, primary_key=True, autoincrement=False),
    Column("earlier", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
_reused = Index("ix_reuses_earlier", reuses.c.earlier)

derivations = Table(
    "derivations",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_derived = Index("ix_derivations_source", derivations.c.source)

ties = Table(
    "ties",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("proposition", Integer, primary_key=True, autoincrement=False),
    Column("other_report", Integer, primary_key=True, autoincrement=False),
    Column("other_proposition", Integer, primary_key=True, autoincrement=False),
    Column("same", Float, nullable=False),
    Column("clash", Float, nullable=False),
    sqlite_with_rowid=False,
)
_tied = Index("ix_ties_other", ties.c.other_report)

members = Table(
    "claim_members",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("proposition", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, index=True),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sources", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("channels", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_by_weight = Index("ix_claims_weight", claims.c.reports, claims.c.sources)

claim_origins = Table(
    "claim_origins",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("claim", Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
_contradicted = Index("ix_conflicts_b", conflicts.c.b)

identities = Table(
    "identities",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("identity", Text, nullable=False, index=True),
    Column("appearance", LargeBinary, nullable=False),
)

identity_keys = Table(
    "identity_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    sqlite_with_rowid=False,
)
_identity_keys_of = Index("ix_identity_keys_report", identity_keys.c.report)

identity_links = Table(
    "identity_links",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("other_report", Integer, primary_key=True, autoincrement=False),
    Column("other_source", Text, primary_key=True),
    sqlite_with_rowid=False,
)
_identity_linked = Index("ix_identity_links_other", identity_links.c.other_report)

_OF_REPORT: tuple[tuple[Table, tuple[Column[Any], ...]], ...] = (
    (link_keys, (link_keys.c.report,)),
    (gists, (gists.c.report,)),
    (reuses, (reuses.c.later, reuses.c.earlier)),
    (derivations, (derivations.c.report, derivations.c.source)),
    (ties, (ties.c.report, ties.c.other_report)),
    (members, (members.c.report,)),
    (identities, (identities.c.report,)),
    (identity_keys, (identity_keys.c.report,)),
    (identity_links, (identity_links.c.report, identity_links.c.other_report)),
)


def make_tables(connection: Connection) -> None:
    """The step of the migrations that brings these tables."""
    metadata.create_all(connection, checkfirst=False)


MIGRATION = Migration(2, "what linking finds", make_tables)


def forget(connection: Connection, report: int) -> None:
    """Takes out everything that was found about a report, before it is linked anew or because it is current no more."""
    for table, columns in _OF_REPORT:
        connection.execute(delete(table).where(or_(*(column == report for column in columns))))
