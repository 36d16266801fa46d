"""A meter for finished pages: fifteen qualities of Chinese setting, measured on the PDF."""
