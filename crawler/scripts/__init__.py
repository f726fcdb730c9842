"""Odd sites, each a file that names its pages; README.md in the folder above shows how."""
