"""PDFs whose text is known page by page."""
