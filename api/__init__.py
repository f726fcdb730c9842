"""From a question to an Answer, and the HTTP around it."""
