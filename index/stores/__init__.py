"""Where vectors and words are kept: in the data folder, on a Chroma server, or in Milvus."""
