"""An answer or a comparison as a file: Markdown, Word, CSV, each sentence with its footnote."""
