"""Certificates from order to record: a number is reserved, the paper made, and only then is the register written.

A crash at any moment leaves a register in which every recorded number has its paper; a number without one stays
reserved for its unit, and issuing again takes it up.
"""

from docgen.certificates.adopting import adopt
from docgen.certificates.issuing import issue, issue_all
from docgen.certificates.look import Look
from docgen.certificates.marks import Marks
from docgen.certificates.order import Made, Order
from docgen.certificates.recalling import Recall
from docgen.certificates.renewing import expire, renew, revoke

__all__ = ["Look", "Made", "Marks", "Order", "Recall", "adopt", "expire", "issue", "issue_all", "renew", "revoke"]
