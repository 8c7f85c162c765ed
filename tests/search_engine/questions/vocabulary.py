"""People, terms and questions by which the tests read what is asked."""

from explorer.search_engine.lexicon import KnownName, Lexicon, SynonymTerms
from explorer.search_engine.questions.matching import KnownQuestion, QuestionIndex, QuestionKey
from explorer.search_engine.questions.people_names import PeopleNames
from explorer.search_engine.types import Facet

PEOPLE = [
    KnownName(Facet.SPEAKER, slug, names)
    for slug, *names in (
        ("yann-lecun", "Yann LeCun", "LeCun"),
        ("juergen-schmidhuber", "Jürgen Schmidhuber", "Jurgen Schmidhuber"),
        ("yoshua-bengio", "Yoshua Bengio"),
        ("blake-richards", "Blake Richards"),
        ("richard-sutton", "Richard Sutton"),
        ("richard-naud", "Richard Naud"),
        ("lex-fridman", "Lex Fridman"),
    )
]
NAMES = PeopleNames.gather(PEOPLE)
LEXICON = Lexicon(
    PEOPLE,
    [
        SynonymTerms(("artificial general intelligence", "AGI")),
        SynonymTerms(("artificial intelligence", "AI")),
        SynonymTerms(("symbolic AI", "GOFAI")),
        SynonymTerms(("deep learning",), ("deep network",)),
        SynonymTerms(("no free lunch theorem", "no free lunch")),
    ],
)
QUESTIONS = QuestionIndex(
    [
        KnownQuestion(
            QuestionKey("scaling"),
            "Is scale all you need?",
            ("Scale is not the answer", "Scale is all you need"),
            ("Bigger models are a dead end.", "More of the same is enough."),
        ),
        KnownQuestion(QuestionKey("scaling", "advances"), "Have bigger networks brought real advances?"),
        KnownQuestion(QuestionKey("agi"), "Is AGI a coherent concept?", ("Not coherent", "A coherent goal")),
        KnownQuestion(QuestionKey("agi", "defining"), "Can intelligence itself be defined?"),
        KnownQuestion(QuestionKey("agi", "lunch"), "Does the no-free-lunch theorem rule it out?"),
        KnownQuestion(QuestionKey("bodies"), "Does intelligence need a body, or grounding?", ("Neither", "A body")),
        KnownQuestion(QuestionKey("minds"), "Do machines come with inner lives?", ("Impossible", "Part of them")),
        KnownQuestion(QuestionKey("minds", "emerges"), "Does consciousness emerge in machines?"),
        KnownQuestion(QuestionKey("minds", "what"), "Can it be said what consciousness is?"),
        KnownQuestion(
            QuestionKey("memory"), "Does a machine need a memory of its own?", ("State is enough", "A memory")
        ),
    ]
)
