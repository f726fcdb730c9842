"""The nouns of Enam Pilar, the catalogue and raw files that hold them, and the seed digests."""
