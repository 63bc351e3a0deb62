from articles.parsing.story.word_stems import split_stems


def test_forms_of_a_word_have_the_same_stem():
    assert not split_stems("Talstation") & split_stems("Talente")
    assert split_stems("Talstation") == split_stems("Talstationen")


def test_a_long_word_has_one_stem():
    assert split_stems("Die Bürgermeisterin") == {"bürger"}
