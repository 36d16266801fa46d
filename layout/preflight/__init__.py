"""Print preflight: an issue, or any PDF, looked at before it goes to the press."""
