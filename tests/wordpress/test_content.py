"""The invented news: enough of every kind, and each fact in one place, so that answers are sure."""

from __future__ import annotations

from tests.wordpress.content import DOCUMENTS, POSTS, SITE


def test_the_content_has_what_the_crawler_is_tested_on() -> None:
    public = [post for post in POSTS if post.is_public]
    assert len([post for post in public if post.language == "id"]) >= 36
    assert len([post for post in public if post.language == "en"]) >= 4
    assert {post.date[:4] for post in public} == {str(year) for year in range(2018, 2025)}
    assert {post.category for post in public} == {each["cat_name"] for each in SITE["categories"]}
    assert any(len(post.content) > 9_000 for post in public)


def test_every_fact_stands_in_one_place_only() -> None:
    places = [(post.slug, post.content) for post in POSTS]
    places += [(page["post_name"], page["post_content"]) for page in SITE["pages"]]
    places += [
        (f"{document.path}#{number}", text)
        for document in DOCUMENTS
        for number, text in enumerate(document.pages, start=1)
    ]
    facts = {post.slug: post.fact for post in POSTS}
    facts |= {f"{each.path}#{each.fact_page}": each.fact for each in DOCUMENTS}
    found = {
        place: [name for name, text in places if fact in text] for place, fact in facts.items()
    }
    assert found == {place: [place] for place in facts}
