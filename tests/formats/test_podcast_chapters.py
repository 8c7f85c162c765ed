import json

from explorer.formats import podcast_chapters
from explorer.formats.podcast_chapters import Chapter
from explorer.parsers.shapes import podcast_chapters as parser

PARTS = [
    Chapter(63.5, None, "On scale", "https://debate.example/#2"),
    Chapter(0, 63.5, "Introduction", "https://debate.example/#1"),
    Chapter(90, 90, "The end", "https://debate.example/#3"),
]


def test_chapters_are_in_the_order_of_their_times_with_what_is_known():
    assert podcast_chapters.build_chapters(PARTS, title="A talk", podcast="", description="By somebody.") == {
        "version": "1.2.0",
        "title": "A talk",
        "description": "By somebody.",
        "chapters": [
            {
                "startTime": 0,
                "endTime": 63.5,
                "title": "Introduction",
                "url": "https://debate.example/#1",
                "toc": True,
            },
            {"startTime": 63.5, "title": "On scale", "url": "https://debate.example/#2", "toc": True},
            {"startTime": 90, "title": "The end", "url": "https://debate.example/#3", "toc": True},
        ],
    }


def test_what_was_written_can_be_imported_again():
    written = json.dumps(podcast_chapters.build_chapters(PARTS, title="A talk", podcast="Talks", description=""))

    parsed = parser.parse(written)

    assert parsed.title == "A talk"
    assert parsed.warnings == ()
    assert [(one.text, one.start_time, one.end_time) for one in parsed.passages] == [
        ("Introduction", 0.0, 63.5),
        ("On scale", 63.5, None),
        ("The end", 90.0, None),
    ]
