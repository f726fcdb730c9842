"""A real WordPress for the tests to crawl, with the news of a regency that does not exist."""

from tests.wordpress.packages import missing_packages, require_packages
from tests.wordpress.site import WordPressSite

__all__ = ["WordPressSite", "missing_packages", "require_packages"]
