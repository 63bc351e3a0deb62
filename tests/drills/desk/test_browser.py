from tests.drills.desk.browser import read_conflicts, read_form, read_offered_drafts

PAGE = """
<form id="other"><input name="lost" value="1"></form>
<form id="article_form">
  <input type="hidden" name="based_on" value="7"><input name="_save" type="submit" value="x">
  <textarea name="body">
&lt;p&gt;Der Kran&lt;/p&gt;</textarea>
  <select name="section"><option value="1">A</option><option value="2" selected>B</option></select>
  <input type="checkbox" name="own_rewriting"><input type="checkbox" name="decorative" checked>
  <input type="radio" name="merge-dek-a1" value="typed" checked><input type="radio" name="merge-dek-a1" value="saved-b2">
  <input name="mentions-__prefix__-name" value="">
</form>
<button name="_take_up" value="12"></button>
"""


def test_a_form_is_read_as_a_browser_would_send_it():
    assert read_form(PAGE, "article_form") == {
        "based_on": "7",
        "body": "<p>Der Kran</p>",
        "section": "2",
        "decorative": "on",
        "merge-dek-a1": "typed",
    }


def test_drafts_on_offer_and_clashing_fields_are_seen():
    assert (read_offered_drafts(PAGE), read_conflicts(PAGE)) == (
        ["12"],
        {"merge-dek-a1": ["typed", "saved-b2"]},
    )
