"""Styled articles → galleys → frames → pages."""
