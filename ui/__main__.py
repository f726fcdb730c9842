"""`python -m ui` is `pilar`."""

from ui.cli import main

main()
