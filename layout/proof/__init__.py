"""Page pictures of a written PDF."""
