"""What is prescribed: session files, read into frozen values."""
