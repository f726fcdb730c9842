"""Telling a developer how a search came to its hits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.embedder import Reading
from index.fusion import WORD_WEIGHT
from index.glossary import expansions
from index.hit import Explanation, Highlight, Hit
from index.named import Named
from index.terms import tokens as words_of
from index.tokenmatches import TokenMatches
from index.tokens import TokenStore

_MIN_COSINE = 0.45  # of a match that is worth showing
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def explain(
    query: str, named: Named, asked: Reading, hits: Sequence[Hit], tokens: TokenStore
) -> Explanation:
    """Explain the hits that are shown."""
    matches = tokens.matches(asked.tokens, [hit.passage.id for hit in hits])
    return Explanation(
        formula=f"score = maxsim + {WORD_WEIGHT} x BM25 + boosts; "
        "hits about as good as the best then take turns between languages, and between the "
        "regions that the question names",
        named=(*_named(named), *_expanded(query)),
        highlights=tuple(
            highlights(query, asked, hit.passage.text, matches.get(hit.passage.id)) for hit in hits
        ),
    )


def highlights(
    query: str, asked: Reading, text: str, match: TokenMatches | None
) -> tuple[Highlight, ...]:
    """Return the words of a passage that match words of the question, in the text's order."""
    found: dict[tuple[int, int], Highlight] = {}
    places = match.best() if match else []
    for (start, end, cosine), span in zip(places, asked.spans.tolist(), strict=False):
        word, question_word = _word_at(text, start, end), _word_at(query, *span)
        if word is None or question_word is None or cosine < _MIN_COSINE:
            continue
        known = found.get(word)
        if known is None or known.cosine < cosine:
            asked_text = query[question_word[0] : question_word[1]]
            told = text[word[0] : word[1]]
            found[word] = Highlight(*word, told, asked_text, round(cosine, 3))
    return tuple(found[word] for word in sorted(found))


def _word_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole word that holds a token, which may be a part of it."""
    reach = 40  # characters; longer than any word
    for word in _WORD.finditer(text, max(start - reach, 0), min(end + reach, len(text))):
        if word.start() < end and start < word.end():
            return word.span()
    return None


def _named(named: Named) -> Iterator[str]:
    for key in named.regulations:
        yield f"The question names the regulation {key}: passages of it and about it are lifted."
    for phrase in named.phrases:
        yield f'The question quotes "{phrase}": passages that hold it word for word are lifted.'
    for place in named.places:
        yield f"The question names {place.name}: passages about it are lifted, others stay."


def _expanded(query: str) -> Iterator[str]:
    for term in expansions(words_of(query)):
        others = ", ".join(f'"{other}"' for other in term.others)
        yield f'The question says "{term.asked}": the words of {others} are looked for too.'
