"""Uploaded files as papers hold them: inside the paper, behind it, and beside it."""

from collections.abc import Iterable
from pathlib import PurePath

from childservices.models import CleanedUpload, StoredFile
from childservices.pdf import Insert
from childservices.uploads import UploadKind
from childservices.uploads.pictures import data_address
from reports.models import Appendix
from reports.papers.contents import FileContents, ReportContents, UploadContents

ENDINGS = {"application/pdf": ".pdf", "text/csv": ".csv", "image/png": ".png", "image/jpeg": ".jpg"}


def upload_contents(appendix: Appendix) -> UploadContents | None:
    """What readers get of an appendix's file; of one that was never checked, nothing but that it is there."""
    if appendix.file_id is None:
        return None
    cleaned = appendix.cleaned
    if cleaned is None:
        return UploadContents()
    is_picture = cleaned.kind == UploadKind.PICTURE
    return UploadContents(
        kind=cleaned.kind,
        html=cleaned.html_text(),
        picture=picture_address(cleaned) if is_picture else "",
        description=appendix.picture_description,
        pages=cleaned.pages,
        verdict=cleaned.verdict() if cleaned.pages else None,
        file=_file(appendix, cleaned.file),
    )


def picture_address(cleaned: CleanedUpload) -> str:
    """The address by which HTML carries a picture in itself."""
    return data_address(cleaned.file.read(), cleaned.file.media_type) if cleaned.file else ""


def readers_name(name: str, file: StoredFile) -> str:
    """The name of an upload with the ending of what readers get of it."""
    return f"{PurePath(name).stem}{ENDINGS[file.media_type]}"


def inserts_of(reports: Iterable[ReportContents], *, key: str) -> tuple[Insert, ...]:
    """The pages of PDFs that follow those of the reports themselves, each under the name of its appendix."""
    return tuple(
        Insert(
            key=f"{key}-{appendix.id}",
            title=f"Appendix {appendix.letter}: {appendix.title}",
            pdf=StoredFile(sha256=appendix.file.sha256).read(),
            pages=appendix.upload.pages,
            verdict=appendix.upload.verdict,
        )
        for report in reports
        for appendix in report.appendices
        if appendix.upload and appendix.upload.pages and appendix.file
    )


def _file(appendix: Appendix, file: StoredFile | None) -> FileContents | None:
    if file is None:
        return None
    name = readers_name(appendix.file_name, file)
    return FileContents(appendix.pk, name, file.media_type, file.size, file.sha256)
