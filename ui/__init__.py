"""The two doors people use: the chat page and the `pilar` command."""
