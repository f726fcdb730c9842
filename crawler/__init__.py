"""From a source to Documents: discover, fetch politely, extract, detect change, report."""
