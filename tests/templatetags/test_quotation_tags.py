from explorer.quotations.matches import RedlinePiece
from explorer.templatetags.quotation_tags import redlined


def test_what_goes_and_what_comes_is_marked_and_all_is_escaped():
    pieces = [RedlinePiece("a <b> "), RedlinePiece("not", "del"), RedlinePiece(" <so>", "ins")]
    assert redlined(pieces) == "a &lt;b&gt; <del>not</del><ins> &lt;so&gt;</ins>"
