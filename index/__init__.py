"""From Documents to Hits: split, tag, embed, store, search, rank."""
