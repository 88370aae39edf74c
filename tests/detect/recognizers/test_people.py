"""People by a title, a role word, a signature or a motion: hits and near-misses."""

import pytest

from blinder.detect.recognizers.people import PeopleRecognizer, trim_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms. Quillfeather spoke.", ["Quillfeather"]),
        ("Mrs Quillfeather spoke.", ["Quillfeather"]),
        ("Dr. Ana M. de la Cruz, Ed.D., spoke.", ["Ana M. de la Cruz"]),
        ("Mx. O'Halloran-Reis spoke.", ["O'Halloran-Reis"]),
        ("won the Ana Quillfeather Memorial Prize", ["Ana Quillfeather"]),
        ("Mrs. Reading met Mr. Monday.", ["Reading", "Monday"]),
        ("Return to Ms. A by Friday.", ["A"]),
        ("Ask MR. T about it.", ["T"]),
        ("Madan Quillfeather ak Mesye Tan", ["Quillfeather", "Tan"]),
        ("Doña Quillfeather ayuda.", ["Quillfeather"]),
        ("Dr. T said so.", ["T"]),
        ("Nurse Sam called home.", ["Sam"]),
        ("Mr. Page's class", ["Page"]),
        ("pls ask miss tangerly", ["tangerly"]),
        ("MS. QUILLFEATHER", ["QUILLFEATHER"]),
        ("thanks to ms. quillfeather and all", ["quillfeather"]),
        ("Mr. and Mrs. Tangerly came.", ["Tangerly"]),
        ("Ms. Quillfeather and Mr. Tangerly came.", ["Quillfeather", "Tangerly"]),
        ("Ms. Quillfeather and I came. So did Dr. Tangerly and I.", ["Quillfeather", "Tangerly"]),
        ("Ms. Ngô Thị Đặng spoke.", ["Ngô Thị Đặng"]),
        ("The Tangerlys came late.", ["Tangerlys"]),
        ("Sincerely,\nAna Quillfeather\n", ["Ana Quillfeather"]),
        ("Motion to approve by Tangerly", ["Tangerly"]),
        ("See you there. B.\nI was late. “Not again.” G\nWe chose plan B.\nWhy? I\nwent.", ["B.", "G"]),
        ("Our principal, Ana Quillfeather, agreed.", ["Ana Quillfeather"]),
        ("Ana Quillfeather, school nurse, agreed.", ["Ana Quillfeather"]),
        ("Ana Quillfeather (grade 4 teacher) agreed.", ["Ana Quillfeather"]),
        ("Quillfeather (Teacher C) agreed.", ["Quillfeather"]),
        ("Quillfeather - Principal", ["Quillfeather"]),
        ("Ms. So and Mr. An met Mrs. Day.", ["So", "An", "Day"]),
        ("Kept by L. Si in May, with A. B. Quinby.", ["L. Si", "A. B. Quinby"]),
        ("Kept by C. O'Tangerly, with C. O’Quinby.", ["C. O'Tangerly", "C. O’Quinby"]),
        ("Mr. Dean and Mrs. Imam came.", ["Dean", "Imam"]),
        ("Mr. Quillfeather English 9", ["Quillfeather"]),
        ("SO VOTED. QUILL TANGERLY, TEACHER", ["QUILL TANGERLY"]),
        ("FIGURE 1: MR. TANGERLY WITH A CHART", ["TANGERLY"]),
        ("MS. ANA TANGERLY AND A CHART", ["ANA TANGERLY"]),
        ("After I met Ms. Tangerly I changed it.", ["Tangerly"]),
        ("RESPECTFULLY SUBMITTED, ANA TANGERLY", ["ANA TANGERLY"]),
        ("Warmly, Ana\n", ["Ana"]),
        ("Atenciosamente, Ana\n", ["Ana"]),
        ("Ask AP Tangerly or VP Quinby.", ["Tangerly", "Quinby"]),
        ("so dona tangerly came", ["tangerly"]),
        ("T.O'B. came with A.dR. and S.St.F.", ["T.O'B", "A.dR", "S.St.F."]),
        ("M-A. Tangerly came.", ["M-A. Tangerly"]),
        ('Then J. "Juju" Quillfeather read “Ana Bo”.', ['J. "Juju" Quillfeather']),
        ("All call her Fig. He goes by “Bat”, nicknamed Pip.", ["Fig", "Bat", "Pip"]),
        ("Call Dot at 413-555-0134 or ask for Bo Quinby on x12.", ["Dot", "Bo Quinby"]),
    ],
)
def test_people_are_found(find, text: str, names: list[str]) -> None:
    assert [surface for surface, _ in find(PeopleRecognizer, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was long and the mood was good.",
        "Dear Colleagues and Families,",
        "The principal met the coach in Room 12.",
        "The MS B schedule is out.",
        "a President, a Vice President, a Secretary and a Treasurer",
        "Minutes of the May 12 meeting; prepared by March 3.",
        "Teachers Present: all. Principal Report: none.",
        "Sincerely,\n\n",
        "Respectfully submitted,\n\nThe Equity Team\n",
        "Orchard Update - Teacher C\nOrchard Update / Teacher C",
        "The Orchard, Principal B, Nurse D",
        "They read Teacher C's Orchard.",
        "Students may miss their bus, miss the bell, or miss on the quiz; we miss lunch.",
        "Mr. Chairman, thank you.",
        "Call her Monday. She calls him Dad. It goes by the book. Call me ASAP. We call them Cognates.",
        "Best, worst and middle. Thanks, everyone\nLove, Fwd: P.S.",
        "Go from A. Then turn to B. Students follow, with K. K. and others.",
    ],
)
def test_papers_without_people_give_none(find, text: str) -> None:
    assert find(PeopleRecognizer, text) == []


@pytest.mark.parametrize(
    ("stretch", "left"),
    [
        ("Ms. Ana Quillfeather", "Ana Quillfeather"),
        ("Ana Quillfeather's", "Ana Quillfeather"),
        ("Ana Quillfeather, Ed.D.", "Ana Quillfeather"),
        ("Dear Ana Quillfeather", "Ana Quillfeather"),
        ("I'm Ana Quillfeather", "Ana Quillfeather"),
        ("² Quillfeather", "Quillfeather"),
        ("Dice Ana Quillfeather", "Ana Quillfeather"),
        ("Manman Quillfeather", "Quillfeather"),
        ("Konbit Lekòl Quill", "Konbit Lekòl Quill"),
        ("Ana Quillfeather.", "Ana Quillfeather"),
        ("Ana Q.", "Ana Q."),
        ("A.Q.", "A.Q."),
        ("Quillfeather Tu/Th", "Quillfeather"),
        ("Quillfeather MWF", "Quillfeather"),
        ("Ana M", "Ana M"),
        ("Quillfeather et al.", "Quillfeather"),
        ("quill the", "quill"),
        ("quill van to", "quill van to"),
        ("would Quillfeather", "Quillfeather"),
        ("DOB", None),
        ("de Quillfeather", "de Quillfeather"),
        ("cô Quillfeather", "Quillfeather"),
        ("Pay Ana Quillfeather", "Ana Quillfeather"),
        ("See Quillfeather", "See Quillfeather"),
        ("Ana na secretaria", "Ana"),
        ("Ana con Quillfeather", "Ana con Quillfeather"),
        ("Seu Quillfeather", "Quillfeather"),
        ("Students Present", None),
        ("Rm", None),
    ],
)
def test_a_name_is_trimmed_to_itself(stretch: str, left: str | None) -> None:
    place = trim_name(stretch, 0, len(stretch))
    assert (stretch[slice(*place)] if place else None) == left


@pytest.mark.parametrize(
    ("stretch", "by_form", "by_vote"),
    [
        ("An Tran", "Tran", "An Tran"),
        ("Tran, An", "Tran", "Tran, An"),
        ("He, Hongmei", "Hongmei", "He, Hongmei"),
        ("Her", None, "Her"),
        ("Ndeye Fall", "Ndeye", "Ndeye Fall"),
        ("Dean", None, "Dean"),
        ("Dean Quillfeather", "Quillfeather", "Quillfeather"),
        ("Ana A", "Ana", "Ana A"),
        ("Ana A.", "Ana A.", "Ana A."),
        ("A", None, None),
        ("Dear Ana", "Ana", "Ana"),
    ],
)
def test_a_word_that_is_also_a_name_stays_where_the_model_sees_one(
    stretch: str, by_form: str | None, by_vote: str | None
) -> None:
    for left, sure in ((by_form, 0), (by_vote, 9)):
        place = trim_name(stretch, 0, len(stretch), sure=sure)
        assert (stretch[slice(*place)] if place else None) == left


@pytest.mark.parametrize(("text", "name"), [("Ana I said", "Ana"), ("Ana I.", "Ana I."), ("Ana I", "Ana I")])
def test_a_last_initial_is_no_pronoun(text: str, name: str) -> None:
    place = trim_name(text, 0, len(text.removesuffix(" said")), sure=9)
    assert place and text[slice(*place)] == name


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Thu came.", True),
        ("Mon, Mar 3, 2025", False),
        ("Thu 3/4", False),
        ("Thu music, Fri STEM", False),
        ("Sun Li met Sun Bo", True),
    ],
)
def test_a_day_is_nobody(text: str, *, is_name: bool) -> None:
    assert bool(trim_name(text, 0, 3, sure=9)) == is_name
