"""Tells what a run did: `Audit` is the JSON truth, every renderer reads it alone.

Nothing here ever sees an original text; what is not in the audit is in no report.
"""

from blinder.report.audit import (
    Audit,
    AuditCount,
    AuditEntity,
    AuditFile,
    AuditIndirect,
    AuditPlace,
    Channels,
    FileStatus,
    audit_dict,
    audit_json,
    audit_schema,
)
from blinder.report.text import summary_lines
from blinder.report.write import write_reports

__all__ = [
    "Audit",
    "AuditCount",
    "AuditEntity",
    "AuditFile",
    "AuditIndirect",
    "AuditPlace",
    "Channels",
    "FileStatus",
    "audit_dict",
    "audit_json",
    "audit_schema",
    "summary_lines",
    "write_reports",
]
