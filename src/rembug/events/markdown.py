"""Minutes in Markdown, shown as HTML that is safe in a page.

Raw HTML and pictures are not taken: a picture from elsewhere would tell its owner who
reads the minutes.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
FIRST_HEADING = 3  # of a page: h1 is its title, h2 the section that holds the minutes

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable("image")


def tokens(text: str) -> list[Token]:
    """The parsed text, for whoever draws it elsewhere than in a page. The highest heading used becomes an h3."""
    parsed = _parser.parse(text)
    headings = [token for token in parsed if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + FIRST_HEADING, 6)}"
    return parsed


def to_html(text: str) -> SafeString:
    """The text as HTML of a few harmless tags; links leave without telling from where."""
    drawn = _parser.renderer.render(tokens(text), _parser.options, {})
    clean = nh3.clean(
        drawn,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)
