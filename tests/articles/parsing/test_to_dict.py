from articles.parsing.to_dict import parse_caption, parse_credit, parse_story, parse_tag


def test_an_empty_story_answers_with_nothing_found_instead_of_an_error():
    answer = parse_story(" \n ")

    assert answer["headline"] is None
    assert answer["body_paragraphs"] == 0


def test_a_story_carries_the_credit_of_its_lead_picture_in_parts():
    answer = parse_story(
        "Das Rathaus von Kiel am 3. Juni 2024. Foto: JO DOE/POOL/AFP via Getty Images\n\nDer Rat tagt. Er hat viel zu tun."
    )

    assert answer["credit"] == {
        "photographers": ["Jo Doe"], "agencies": ["afp"], "pool": True, "distributor": "Getty Images",
        "handout": False, "archive": False, "year": None, "copyright": False,
    }  # fmt: skip
    assert (answer["place"], answer["date"]) == ("Kiel", "2024-06-03")


def test_mentions_in_captions_are_not_counted_as_mentions_of_the_text():
    answer = parse_story(
        "Kanzler Rolf Steinbrecher in Kiel. Foto: Jo Doe/dpa\n\nKanzler Rolf Steinbrecher tagt. Mit Steinbrecher kamen viele."
    )

    assert answer["persons"] == [{"name": "Rolf Steinbrecher", "roles": ["Kanzler"], "mentions": 2}]


def test_markup_round_a_short_piece_of_copy_is_taken_off():
    assert parse_credit("<em>Foto: Jo Doe/dpa</em>")["agencies"] == ["dpa"]
    assert parse_tag("<p>Ende. (dpa/ab)</p>")["editors"] == ["ab"]
    assert parse_caption("<p>Das Rathaus. Foto: Jo&nbsp;Doe/dpa</p>")["caption"] == "Das Rathaus."
