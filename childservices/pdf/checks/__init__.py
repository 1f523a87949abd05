"""Our own check of a PDF's structure, beside the validator's: what goes wrong when tagged papers are merged.

Rule numbers are those of the Matterhorn Protocol 1.1 where it has one (`14-003`); `ST-…` are ours: the two ways between
a page's content and the structure tree must agree, which validators take on trust.
"""

from pikepdf import Name, Pdf

from childservices.pdf.checks.catalog import check_catalog
from childservices.pdf.checks.fonts import check_fonts
from childservices.pdf.checks.links import check_annotations
from childservices.pdf.checks.pages import ParentTree, check_pages
from childservices.pdf.checks.structure import StructureWalk
from childservices.pdf.checks.tables import check_table
from childservices.pdf.findings import Finding

__all__ = ["structural_findings"]


def structural_findings(pdf: Pdf) -> list[Finding]:
    """Will check an open PDF and give everything found, in no particular order."""
    findings = list(check_catalog(pdf))
    root = pdf.Root.get(Name.StructTreeRoot)
    if root is None:
        return [*findings, Finding("01-006", "The document carries no structure for screen readers.")]
    walk = StructureWalk(pdf, root)
    findings.extend(walk.run())
    for table in walk.tables:
        findings.extend(check_table(table, walk))
    parents = ParentTree(root)
    findings.extend(check_pages(pdf, walk, parents))
    findings.extend(check_annotations(pdf, walk, parents))
    findings.extend(parents.findings())
    findings.extend(check_fonts(pdf))
    return findings
