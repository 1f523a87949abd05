"""The kernel: accounts, audit, jobs, files, rich text, PDF and the shapes that screens share. It imports no app."""
