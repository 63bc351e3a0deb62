from articles.photos.metadata import PictureMetadata
from articles.wire.item_photos import (
    build_metadata,
    list_file_names,
    list_renditions,
    merge_metadata,
    rank_renditions,
)
from tests.tables import each_of

HOST = "https://pictures.agency.example"


def make_link(
    name: str, role: str = "", width: int | None = None, media_type: str = "image/jpeg", host: str = HOST
):
    return {"href": f"{host}/{name}", "role": role, "width": width, "media_type": media_type}


def test_the_largest_rendition_on_an_allowed_host_is_the_best() -> None:
    links = [
        make_link("view.jpg", "rend:viewImage", 450), make_link("base.jpg", "rend:baseImage", 800),
        make_link("filed.jpg", "rend:filedImage", 1500), make_link("other.jpg", "rend:main", 9000, host="https://x.example"),
        make_link("huge.jpg", "watermarked", 5000),
    ]  # fmt: skip

    ranked = rank_renditions(links, ["Pictures.Agency.example"])

    assert ranked == [f"{HOST}/filed.jpg", f"{HOST}/base.jpg", f"{HOST}/view.jpg"]


def test_a_preview_is_taken_only_if_there_is_nothing_else() -> None:
    links = [make_link("thumb.jpg", "thumbnail", 100), make_link("preview.jpg", "preview", 500)]

    assert rank_renditions(links, ["pictures.agency.example"]) == [f"{HOST}/preview.jpg", f"{HOST}/thumb.jpg"]
    assert rank_renditions([*links, make_link("main.jpg", "main")], ["pictures.agency.example"]) == [
        f"{HOST}/main.jpg"
    ]


def test_without_sizes_the_role_tells_the_best() -> None:
    links = [make_link("b.jpg", "web"), make_link("a.jpg", "original")]

    assert rank_renditions(links, ["pictures.agency.example"])[0] == f"{HOST}/a.jpg"


@each_of([[], ["agency.example"], ["pictures.agency.example.evil.example"]])
def test_no_host_is_allowed_by_itself(hosts: list[str]) -> None:
    assert rank_renditions([make_link("a.jpg")], hosts) == []


@each_of(["ftp://pictures.agency.example/a.jpg", "a.jpg", "https://[x/a.jpg", "javascript:x"])
def test_only_web_addresses_are_renditions_to_fetch(href: str) -> None:
    assert rank_renditions([{"href": href}], ["pictures.agency.example", ""]) == []


def test_videos_and_pages_are_no_renditions_of_a_picture() -> None:
    links = [
        make_link("a.mp4", media_type="video/mp4"), make_link("a.svg", media_type="image/svg+xml"),
        {"href": f"{HOST}/page.html"}, {"href": f"{HOST}/b.JPEG?x=1"}, make_link("c", width=3, media_type=""),
    ]  # fmt: skip

    assert [link["href"] for link in list_renditions({"links": links})] == [f"{HOST}/b.JPEG?x=1", f"{HOST}/c"]


def test_file_and_item_share_the_base_name_or_the_item_links_to_the_file() -> None:
    sidecar = {"links": [make_link("binary_NHV0001-BASEIMAGE")]}

    assert list_file_names({}, "NHV0001.xml") & list_file_names({}, "nhv0001.JPG")
    assert list_file_names({}, "NHV0001.jpg.xml") & list_file_names({}, "NHV0001.jpg")
    assert list_file_names(sidecar, "item.xml") & list_file_names({}, "binary_NHV0001-BASEIMAGE.jpg")
    assert not list_file_names(sidecar, "item.xml") & list_file_names({}, "NHV0002.jpg")
    assert list_file_names({}) == frozenset()


def test_the_file_comes_before_the_item_and_the_item_before_the_camera() -> None:
    file = PictureMetadata(
        caption="OLYMPUS", city="Nordhaven", taken="2026-03-01",
        origins={"caption": "EXIF ImageDescription", "city": "IIM 2:90", "taken": "EXIF DateTimeOriginal"},
    )  # fmt: skip
    item = build_metadata({
        "kind": "picture", "guid": "urn:1", "located": "Werft",
        "photo": {"caption": "Ein Kran.", "city": "Anderswo", "creator": "Jonna Ekvall", "instructions": "NO SALES"},
        "rights": {"terms": ["Nur redaktionell"], "notice": "(c) xyz"},
    })  # fmt: skip

    merged = merge_metadata(file, item)

    assert (merged.caption, merged.city, merged.taken) == ("Ein Kran.", "Nordhaven", "2026-03-01")
    assert (merged.creators, merged.instructions, merged.usage_terms) == (
        ("Jonna Ekvall",),
        "NO SALES",
        "Nur redaktionell",
    )
    assert (merged.origins["city"], merged.origins["creators"]) == ("IIM 2:90", "agency item")
    assert merged.picture_id == "urn:1"


@each_of([
        ("2026-03-02T10:00:00+01:00", "2026-03-02"), ("20260302", "2026-03-02"), ("20260302T101500Z", "2026-03-02"),
        ("2026", "2026"), ("2026-13", ""), ("2. März 2026", ""), ("", ""),
    ])  # fmt: skip
def test_a_day_is_read_from_the_forms_that_agencies_write(written: str, day: str) -> None:
    assert build_metadata({"photo": {"date_created": written}}).taken == day


def test_an_association_has_its_facts_without_a_photo() -> None:
    facts = build_metadata(
        {"guid": "urn:2", "caption": "Ein Kran.", "credit": "xyz", "creator": "Jonna Ekvall"}
    )

    assert (facts.caption, facts.credit, facts.creators) == ("Ein Kran.", "xyz", ("Jonna Ekvall",))
