"""Random HTML for properties: tags of every kind, opened and closed as they come."""

from hypothesis import strategies as st

TAGS = (
    "p div span b i strong em u sub sup a data br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote table caption thead tbody "
    "tfoot tr th td script style img button pre s del font o:p svg template select option form dl dt dd figure"
).split()
ATTRIBUTES = [
    "",
    ' style="mso-list:l0 level1 lfo1"',
    ' style="mso-list:l0 level3 lfo1"',
    ' style="mso-list:Ignore"',
    ' style="font-weight:normal;color:red"',
    ' id="b-000000000001"',
    ' id="b-000000000002"',
    ' id="x"',
    ' href="https://example.org/?a=1&b=2"',
    ' href="javascript:alert(1)"',
    ' href="#part"',
    ' value="58.56"',
    ' colspan="3"',
    ' rowspan="2"',
    ' rowspan="1000"',
    ' scope="row"',
    ' start="4"',
    ' type="a"',
    " onclick=x()",
    ' data-caption="Totals"',
]
WORDS = [
    "one",
    " ",
    "two three",
    "1. ",
    "a) ",
    "· ",
    "&nbsp;",
    "\n",
    "\n\n",
    "&amp;",
    "<",
    "&lt;b&gt;",
    "[table a-b]",
    "£",
]

opening = st.builds(
    lambda tag, attribute: f"<{tag}{attribute}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)
)
closing = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
words = st.sampled_from(WORDS) | st.text(max_size=6)
soup = st.lists(opening | closing | words, max_size=40).map("".join)
"""Tag soup."""


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, attribute, inner: f"<{tag}{attribute}>{''.join(inner)}</{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(children, max_size=4),
    )


nested = st.lists(st.recursive(words, _element, max_leaves=25), max_size=5).map("".join)
"""Elements inside each other, all closed."""
any_html = soup | nested
