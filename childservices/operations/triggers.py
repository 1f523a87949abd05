"""The database's own refusal to change or remove what the audit log holds."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("childservices_auditevent", "childservices_auditseal")
SENTENCE = "The audit log only grows: its rows are never changed or removed."

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION childservices_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def trigger_names(vendor: str) -> frozenset[str]:
    """Give the names of the triggers that must stand in a database of this kind."""
    kinds = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return frozenset(f"{table}_no_{kind}" for table in TABLES for kind in kinds)


def install_audit_triggers(*, connection: BaseDatabaseWrapper) -> None:
    """Will put the triggers in place anew, as is needed after every migrate; safe to repeat."""
    present = set(connection.introspection.table_names())
    statements = [] if connection.vendor == "sqlite" else [_POSTGRESQL_FUNCTION]
    for table in TABLES:
        if table in present:
            statements += _statements(table, connection.vendor)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove_audit_triggers(*, connection: BaseDatabaseWrapper) -> None:
    """Will take the triggers away; only the tests do, to empty their own database."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for kind in ("update", "delete", "truncate"):
                on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{kind}{on_table}")


def missing_audit_triggers(*, connection: BaseDatabaseWrapper) -> frozenset[str]:
    """Give the names of the triggers that should stand and do not."""
    if connection.vendor == "sqlite":
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        standing = {str(row[0]) for row in cursor.fetchall()}
    return trigger_names(connection.vendor) - standing


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            for kind in ("update", "delete")
        ]
    kinds = (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
    return [
        f"CREATE OR REPLACE TRIGGER {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION childservices_refuse_change()"
        for kind, each in kinds
    ]
