"""Sentences that give somebody away, and sentences like them that do not."""

import pytest

from blinder.indirect import Kind, find_indirect
from blinder.label_map import read_label_map
from blinder.reading import read_text

HITS = [
    # Small groups
    (Kind.SMALL_GROUP, "Four students with disabilities met the goal."),
    (Kind.SMALL_GROUP, "We watched 3 of the 7 newcomers."),
    (Kind.SMALL_GROUP, "She has nine new ELs this year."),
    (Kind.SMALL_GROUP, "Two of her students from Laos use nothing else."),
    (Kind.SMALL_GROUP, "There are five Khmer-speaking families on the third floor."),
    (Kind.SMALL_GROUP, "Six Haitian students came in the winter."),
    (Kind.SMALL_GROUP, "Twenty-two students. 6 are multilingual learners."),
    (Kind.SMALL_GROUP, "Three have IEPs; a specialist pushes in."),
    (Kind.SMALL_GROUP, "Four of them are also English learners."),
    (Kind.SMALL_GROUP, "Three of these children live in poverty; two of them speak Khmer."),
    (Kind.SMALL_GROUP, "Only 5 of 12 EL students moved a level."),
    (Kind.SMALL_GROUP, "One of the fourteen students reached level 3."),
    (Kind.SMALL_GROUP, "Of 32 ELs in three classrooms, 21 shaded the bar and only 6 explained it."),
    (Kind.SMALL_GROUP, "On the post-task 17 of 31 ELs did so, compared with 6 of 32 (19%) before."),
    (Kind.SMALL_GROUP, "Grade 2 EL: too few to report (n = 9)."),
    (Kind.SMALL_GROUP, "We tested a small sample (n=4 students)."),
    (Kind.SMALL_GROUP, "At the end 12% of our 25 newcomers could do it."),
    # One student
    (Kind.SINGLE_STUDENT, "He is the only Khmer-speaking student in the building."),
    (Kind.SINGLE_STUDENT, "She is our only student who uses a wheelchair."),
    (Kind.SINGLE_STUDENT, "As the only newcomer he sat alone."),
    (Kind.SINGLE_STUDENT, "Student K, a grade 3 EL with an IEP, used it eight times."),
    (Kind.SINGLE_STUDENT, "Student L (who arrived from Guatemala in March) drew."),
    # Births
    (Kind.BIRTH, "DOB: 3/14/2015"),
    (Kind.BIRTH, "D.O.B. 03-14-15"),
    (Kind.BIRTH, "Date of birth: 2015-03-14"),
    (Kind.BIRTH, "He was born on March 14, 2015."),
    (Kind.BIRTH, "Her birthday is March 14th."),
    (Kind.BIRTH, "born 14 March 2015 in the city"),
    (Kind.BIRTH, "He turned nine on May 4."),
    (Kind.BIRTH, "Chronological age: 9 years, 4 months"),
    # Enrollment and the town
    (Kind.ENROLLMENT, "The school enrolls 412 students."),
    (Kind.ENROLLMENT, "We serve families of 412 students in grades K–5."),
    (Kind.ENROLLMENT, "Enrollment is 2,271."),
    (Kind.ENROLLMENT, "Enrollment as of October 1, 2024: 388"),
    (Kind.ENROLLMENT, "It has 241 students."),
    (Kind.ENROLLMENT, "Of 611 students at the school, a third speak Khmer."),
    (Kind.ENROLLMENT, "Three hundred and ninety-one children attend the school."),
    (Kind.ENROLLMENT, "School (N = 462)"),
    (Kind.TOWN_SIZE, "a town of 14,300 residents"),
    (Kind.TOWN_SIZE, "The population is 9,412."),
    (Kind.TOWN_SIZE, "the 14,312 inhabitants of the town"),
    # Unique standing
    (Kind.STANDING, "the only dual-language program in the county"),
    (Kind.STANDING, "We were the first district in Massachusetts to try it."),
    (Kind.STANDING, "first in the state in attendance"),
    (Kind.STANDING, "one of three schools in the state"),
    (Kind.STANDING, "We are one of only four regional academies."),
    (Kind.STANDING, "School A is the smallest of four elementary schools."),
    (Kind.STANDING, "the oldest public school in the city"),
    (Kind.STANDING, "the only school that opens at six"),
    (Kind.STANDING, "a studio, the only one of its kind"),
    (Kind.STANDING, "School A was on the turnaround list in 2014."),
    (Kind.STANDING, "the district went into receivership"),
    (Kind.STANDING, "a Level 4 school"),
    (Kind.STANDING, "the county's oldest high school"),
    # Awards
    (Kind.AWARD, "a National Blue Ribbon School in 2019"),
    (Kind.AWARD, "She received the Milken Educator Award."),
    (Kind.AWARD, "our Teacher of the Year"),
    (Kind.AWARD, "named a School of Recognition by the state"),
    (Kind.AWARD, "He won the Gracious Robot Prize."),
    (Kind.AWARD, "Our team won the regional science fair."),
    (Kind.AWARD, "the girls are state champions"),
    # People
    (Kind.UNIQUE_PERSON, "the first Somali principal"),
    (Kind.UNIQUE_PERSON, "the only male kindergarten teacher"),
    (Kind.UNIQUE_PERSON, "She was the first woman to lead the district."),
    (Kind.UNIQUE_PERSON, "the first girl from School C ever to place"),
    (Kind.UNIQUE_PERSON, "the longest-serving principal"),
    (Kind.UNIQUE_PERSON, "the only teacher of color on the staff"),
    # The past
    (Kind.HISTORY, "The school was founded in 1887."),
    (Kind.HISTORY, "Our building, built in 1927, has four floors."),
    (Kind.HISTORY, "The school opened its doors in 1962."),
    (Kind.HISTORY, "Founded in 1887, the school has four floors."),
    (Kind.HISTORY, "The school is named for Person Q, a weaver."),
    (Kind.HISTORY, "Our building carries the name of Person O."),
    (Kind.HISTORY, "at the school's 125th anniversary"),
    (Kind.HISTORY, "the man for whom our school is named"),
    (Kind.EVENT, "since the gas explosions of September 2018"),
    (Kind.EVENT, "after the 2011 tornado"),
]

MISSES = [
    "Four teachers of English learners asked for help.",
    "Seven of nine rooms the children visited were cold.",
    "We met with six students and three parents.",
    "In grade 4 ELs trailed the grade by 6 points; 9% of grade 4 ELs met expectations.",
    "Students at WIDA levels 2 and 3 newcomers aside gained.",
    "Read pages 3-5 students, please.",
    "In grades 3–4 students write more.",
    "Three of five members rated it 4; one of two visits was long.",
    "Two of us from refugee families became principals.",
    "Form results (n = 5). Mean (n = 7).",
    "Eleven students with disabilities write in the learning center.",
    "17 of 31 ELs explained it.",
    "At the end 55% of our 31 ELs could do it.",
    "Suppressed: n<10.",
    "Student N, who is not an EL, improved as well.",
    "The only student work we had was on paper.",
    "He is an only child.",
    "Abigail Adams was born on November 22, 1744.",
    "The hearing will be held on March 26.",
    "The hall will be dedicated on December 6.",
    "DOB on file. SASID and date of birth were removed.",
    "She has served 19 years, 3 months as a nurse.",
    "About 540 students attend the school.",
    "The school enrolls 400 students.",
    "Enrollment is open until March 14, 2025.",
    "ELs are 38.1% of enrollment.",
    "88 students in grade 7",
    "a town of about 14,000 residents",
    "the student population of 1,214",
    "the last school year in the district",
    "the first program meeting in the district",
    "Is Fundations the only program?",
    "one of the two classrooms in the building",
    "WIDA level 4 students",
    "by the end of the year",
    "The author won the Newbery Medal.",
    "The first Friday the principal meets parents.",
    "our first Assistant Principal visit",
    "I am the first in my family to finish college.",
    "the first teacher to arrive",
    "The School Committee established a goal in 2023.",
    "The school opened on September 3.",
    "The garden is named for a poet.",
    "in room 118, at 2:45, on January 15, 2025",
    "Love (2009) describes one of the best places to learn English.",
]


def kinds(text: str) -> set[Kind]:
    return {hint.kind for hint in find_indirect(read_text("A1", text), read_label_map())}


@pytest.mark.parametrize(("kind", "text"), HITS, ids=[text for _, text in HITS])
def test_this_gives_away(kind: Kind, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", MISSES)
def test_this_gives_nothing_away(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(("kind", "text"), HITS, ids=[text for _, text in HITS])
def test_a_line_that_wraps_changes_nothing(kind: Kind, text: str) -> None:
    middle = text.find(" ", len(text) // 2)
    if middle > 0 and text[middle + 1].islower():
        assert kind in kinds(f"{text[:middle]}\n{text[middle + 1 :]}")


def test_a_document_without_words_has_no_hints() -> None:
    assert find_indirect(read_text("A1", ""), read_label_map()) == ()


def test_a_place_and_kind_is_listed_once() -> None:
    text = "Four newcomers came. Five newcomers left. She is our Teacher of the Year."
    hints = find_indirect(read_text("A1", text), read_label_map())
    assert [(hint.place, hint.kind) for hint in hints] == [("text", Kind.AWARD), ("text", Kind.SMALL_GROUP)]
