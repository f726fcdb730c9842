"""A PageBudget: how many pages and PDFs one crawl of a source may ask for."""

from __future__ import annotations

from crawler.fetched import BudgetSpentError


class PageBudget:
    """Counts what is asked for.

    :param most: pages and PDFs that one crawl may ask for.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._asked = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be asked for."""
        return self._asked >= self.most

    @property
    def words(self) -> str:
        """What a report says of a budget that is spent."""
        return f"The budget of {self.most} pages is used up"

    def spend(self) -> None:
        """Count one more.

        :raises BudgetSpentError: when it is one too many.
        """
        if self.is_spent:
            raise BudgetSpentError(self.words)
        self._asked += 1
