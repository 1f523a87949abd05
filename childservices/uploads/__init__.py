"""Files that people upload, told by their structure, made harmless, and turned into what papers can hold.

`clean_upload` does it, in a child process with limits. It opens the bytes there as what they are (`kinds`) and makes of
them the HTML that stands in the paper (`word`, `spreadsheets`), the file that readers get instead of the one that was
uploaded (`childservices.pdf.clean`, `pictures`, `spreadsheets`), and sentences for the author.
"""

from childservices.uploads.cleaning import CLEANER, CleanedFile, clean_upload
from childservices.uploads.kinds import UploadKind

__all__ = ["CLEANER", "CleanedFile", "UploadKind", "clean_upload"]
