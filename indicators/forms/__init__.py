"""What the screens of performance ask for."""
