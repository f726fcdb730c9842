"""An answer, a comparison or a binder as a file, each sentence with its footnotes."""
