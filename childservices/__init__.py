"""The kernel: accounts, audit, jobs, files, rich text, PDF and the shapes that every screen shares. It imports no app."""
