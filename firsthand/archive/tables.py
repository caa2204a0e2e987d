"""The tables of an archive, as the migrations leave them. ``docs/archive.md`` describes every one of them."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("page", Text, nullable=False, index=True),
    Column("url", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text, index=True),
    Column("title", Text),
    Column("published", Text),
    Column("published_at", Float, index=True),
    Column("modified", Text),
    Column("captured", Text),
    Column("language", Text),
    Column("sha256", Text, ForeignKey("blobs.sha256"), nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("superseded_by", Integer, ForeignKey("reports.number")),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
    # Last, so that what lies before it is read without it.
    Column("record", LargeBinary, nullable=False),
)
_superseded = Index("ix_reports_superseded", reports.c.number, sqlite_where=reports.c.superseded_by.is_not(None))

captures = Table(
    "captures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False, index=True),
    Column("sha256", Text, ForeignKey("blobs.sha256"), nullable=False, index=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("file", Text),
    Column("how", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("version_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False, index=True),
    Column("model", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
    Column("model", Text, nullable=False),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
    Column("data", LargeBinary, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), nullable=False, index=True),
    Column("statement", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("stance", Text, nullable=False),
)
_by_source = Index("ix_statements_source", statements.c.source, statements.c.stance, statements.c.report)
_by_stance = Index("ix_statements_stance", statements.c.stance, statements.c.report)

places = Table(
    "places",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=False),
)
_by_name = Index("ix_places_name", places.c.name, places.c.report)
_by_country = Index("ix_places_country", places.c.country, places.c.report)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("decisions.number")),
    Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
)

pending = Table(
    "pending",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True, autoincrement=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("memory", Text, nullable=False),
)
