"""All papers of an alliance agree: a printed value is traced to its place in the data, finished files are read back.

The papers are made again in memory, as the manifest says that they were made; a finished file is read as any reader
reads it, and whatever it says otherwise is told with the place of the value in the data.
"""

from docgen.consistency.auditing import Audit, audit
from docgen.consistency.tracing import Print, Traced, trace

__all__ = ["Audit", "Print", "Traced", "audit", "trace"]
