"""Made school papers: attendance lists, rosters, forms, signatures, file names, citations, with names of all origins.

They teach layout: marked texts teach what people write, these teach where names stand when nothing is written around
them. A slot in braces is filled from the cast; `{f1}` is person 1 in full, and so on (see `Cast.fill`).
"""

from __future__ import annotations

import random
import re

from models.train import names
from models.train.data import Piece, Text, bits, hint

O = bits("O")  # noqa: E741 -- the label's own name
SLOT = re.compile(r"\{([a-zA-Z]+?)(\d*)\}")
ROLES = (
    "Principal", "Assistant Principal", "grade 3 teacher", "Special Educator", "math coach", "parent", "School Nurse",
    "counselor",
    "paraprofessional", "ELA teacher", "Superintendent", "librarian", "custodian", "ESL teacher",
    "Instructional Coach", "Gr. 5", "K",
    "School Council co-chair", "PTO president", "department head", "community member", "student", "BCBA", "SLP",
    "office", "parent rep",
)  # fmt: skip
TITLES = (
    "Mr.",
    "Ms.",
    "Mrs.",
    "Dr.",
    "Mr",
    "Ms",
    "Mrs",
    "Miss",
    "Mx.",
    "Sra.",
    "Coach",
    "Nurse",
    "Principal",
    "Superintendent",
)
CURRICULA = (
    "Illustrative Mathematics", "Fundations", "Wit & Wisdom", "EL Education", "Eureka Math", "Responsive Classroom",
    "Lexia", "i-Ready",
    "DIBELS", "STAR", "Second Step", "OpenSciEd", "Heggerty", "Wilson Reading System", "Open Circle", "Lucy Calkins",
    "Orton-Gillingham",
    "Fountas & Pinnell", "Bloom's Taxonomy", "Danielson Framework", "Marzano", "Zones of Regulation", "Bridges",
    "Desmos", "Leveled Literacy",
)  # fmt: skip
STATE = (
    "DESE", "MCAS", "ACCESS", "Massachusetts Department of Elementary and Secondary Education", "MTEL", "WIDA",
    "NAEP", "MTSS", "ASCD",
    "U.S. Department of Education", "NCTM", "Massachusetts", "ISTE", "NAESP", "MSAA", "CASEL",
)  # fmt: skip
PUBLIC = (
    "Martin Luther King Jr.", "Rosa Parks", "Frederick Douglass", "Harriet Tubman", "Ruby Bridges", "Abraham Lincoln",
    "Jane Goodall",
    "Sonia Sotomayor", "Cesar Chavez", "Jacqueline Woodson", "Dr. Seuss", "Phillis Wheatley", "John Adams",
    "Eric Carle", "Mo Willems",
    "Amanda Gorman", "Malala Yousafzai", "Albert Einstein", "Langston Hughes", "Shakespeare", "Toni Morrison",
    "Grace Lin", "Kwame Alexander",
)  # fmt: skip
JOURNALS = (
    "Educational Leadership", "Harvard Educational Review", "Phi Delta Kappan", "Review of Educational Research",
    "The Reading Teacher",
    "Corwin", "Jossey-Bass", "Teachers College Press", "Harvard Education Press", "Heinemann", "Solution Tree",
    "ASCD", "Routledge", "Scholastic",
)  # fmt: skip
TOPICS = (
    "reading fluency", "instructional rounds", "family engagement", "exit slips", "the number talk routine",
    "attendance", "co-teaching",
    "restorative practice", "student discourse", "lesson study", "data protocols", "equity", "the bus schedule",
    "professional learning",
)  # fmt: skip
PLAIN = (
    "Students will determine the main idea of a text and cite evidence.", "Agenda and norms were reviewed.",
    "Grade 4 ELA block, 60 minutes.",
    "Meeting adjourned at 4:15.", "Next steps: look at student work, choose a strategy, try it, report back.",
    "Fall | Winter | Spring",
    "Goal | Strategy | Evidence | Owner | Due", "Strongly agree | Agree | Disagree",
    "Percent Meeting or Exceeding | 41 | 38 | 52",
    "School Improvement Plan", "Professional Learning Community", "Special Education Parent Advisory Council",
    "Principal's Update",
    "Instructional Leadership Team Meeting", "Will we have time in May? Hope so.",
    "Reading, Writing, Math, Science, Social Studies",
    "Early Release Day", "Back to School Night", "Art | Music | PE | Library",
    "Read Aloud. Mark the text. Turn and talk. Rich task, page 12.",
    "The English Learner subgroup grew by 6 points.",
    "High Needs | Economically Disadvantaged | English Learners | Students with Disabilities",
    "April vacation, no school", "Pre-Observation Conference", "Standard 3.NF.A.1", "Social Emotional Learning",
    "Grade Level Team",
    "The Assistant Principal and the Special Education teacher met with families.",
    "Monday Tuesday Wednesday Thursday Friday",
    "A Block B Block C Block Lunch", "Summer Reading", "Winter Concert and Art Show", "Family Literacy Night",
    "New Teacher Mentor Program",
)  # fmt: skip
LINES = (
    "{n1} asked about {topic}.", "{g1} shared that {topic} went well this week.", "{f1}, {role}",
    "{f1}, {role}; {f2}, {role}; {f3}, {role}",
    "Motion by {l1}, second by {l2}. Approved.", "Moved: {g1} {l1}  Seconded: {l2}",
    "{i1} to send the notes to {i2} by Friday.",
    "{j1} will bring {topic} data; {j2} will take minutes.", "{d1} and {d2} worked with {n3} at the back table.",
    "Speaker: {f1}",
    "Name: {f1}", "Name: {c1}", "Student: {f1}   Grade: 4   Teacher: {l2}", "Student: {c1}  DOB: 4/2/2014",
    "Teacher: {n1}", "Signed, {f1}",
    "Sincerely,\n{f1}\n{role}", "Respectfully submitted,\n{f1}, {role}", "Thank you,\n{g1}", "Warmly,\n{n1}",
    "Best, {g1}", "- {g1}",
    "Evaluator: {f1}, {role}", "Educator: {c1}", "Observer {i1}", "Prepared by {f1} and {f2}", "Submitted by: {f1}",
    "Author: {f1}",
    "Facilitator: {g1} | Recorder: {g2} | Timekeeper: {g3}", "Present: {g1}, {g2}, {g3}, {g4}", "Absent: {l1}, {l2}",
    "cc: {f1}, {f2}",
    "From: {c1}\nTo: {c2}; {c3}\nSubject: {topic}", "From: {f1} <{e1}>", "To: {f2}\nCc: {g3} {l3}",
    "{g1} {l1} <{e1}>", "@{g1} can you check?",
    "Room 12 {l1}", "{l1}'s class", "{n1}'s students and the {l2} family", "the {l1} twins, {g1} and {g2}",
    "{g1}'s mother, {f2}, called.",
    "Sub for {l1}: {f2}", "{l1}/{l2}", "{g1}/{g2}/{g3}", "{f1} - {role}", "{f1}-Interim {role}", "{l1}, {role}",
    "{role} {f1}", "{role} {l1}",
    "{role}: {f1}", "{role} - {l1}", "{f1} ({role})", "{f1} (she/her)", "({g1})", "\"{g1}\"",
    "{g1}: I think {topic} matters.", "{i1}: agreed.",
    "{l1}: What did you notice about {topic}?", "Interviewer: Tell me about {topic}.\n{g1}: We tried it in {m}.",
    "Dear {n1},", "Hi {g1},",
    "Dear {g1} and {g2},", "Good morning {s} families!",
    "Welcome {f1}, our new {role}, who comes to us from {s2} in {t}.", "{f1} Signature: ______",
    "Roll call: {l1} yes, {l2} yes, {l3} no, {l4} abstain.", "{l1} - aye\n{l2} - aye\n{l3} - nay", "{u1}",
    "{u1}, {role}", "{cu1}",
    "Happy birthday {g1} {l1}!", "Congratulations to {f1}, {f2} and {f3}.", "Student of the month: {f1} ({l2})",
    "{g1} and {g2} are co-teaching {topic}.",
    "adapted from {n1}", "adapted from {f1}, {s}", "Developed by: {f1}, {f2}, {f3}",
    "Participants: {f1}, {f2}, {f3}, {f4}, {f5}", "Team: {l1}, {l2}, {l3}",
    "Committee members: {g1} {l1}, {g2} {l2}, {j3}", "In attendance: {i1}, {i2}, {i3}, {g4}",
    "Attendees\n{f1}\n{f2}\n{f3}\n{f4}", "{f1}\n{role}\n{s}\n{D}",
    "{f1}\n{s}\n{a}\n{p}", "Call {g1} at {p}.", "Contact {f1}, {e1} or {p}.", "Join: {w}", "Meeting link {w}",
    "{f1}, {a}, spoke about {topic}.",
    "{f1} of {t} asked the committee to reconsider {topic}.", "the late {f1}, who taught at {s} for 31 years", "{s}",
    "{su}", "{s} | {D}", "{D}",
    "{ss} school improvement plan", "{ss} staff meeting", "at {ss}, {topic} comes first", "{sa} staff",
    "{sa} PLC agenda", "the {sa} team", "{s} ({sa})",
    "{ss}, {ss2} and {ss3} Schools", "students from {ss} and {ss2}", "{s} in {t}, Massachusetts",
    "the {D} School Committee", "City of {t}", "Town of {t}",
    "{t}, MA", "families who live in {t}", "a graduate of {U}", "Practicum, {U}", "{f1}, {U}", "{U} supervisor: {f1}",
    "Go {M}!", "the {ss} {M}",
    "Home of the {M}", "{M} of the month", "the {mx} Way", "{mx} Time", "Be a {mx}!", "{da} strategic plan",
    "the {da} calendar", "across {da}", "{D} ({da})", "{M} Pride", "{g1} showed the class a chart.",
    "{g1} answered before {g2} did.", "{g1} will read; {l2} will listen.", "{g1} read to {g2}.",
    "the {l1}s came to every game", "The {l1}s and the {l2}s", "a {l1}-style seminar", "{l1}, {l2} and {l3} met.",
    "Ask {l1}.", "{l1} | 17 | 20", "{l1} and {g2} will mark the tests.", "{f1}, the {S} liaison",
    "{g1} {l1}, author of our handbook", "thanks to {org}", "{org} will donate backpacks.",
    "{org}, {org2} and {g1}'s family", "Photo by {f1}", "{w}", "{e1}",
    "{g1}_{l1}_PreObs.docx", "{l1}{g1}_Artifact3.pdf", "{l1}_Commentary_final.docx", "{sa}_Minutes_Oct16.pdf",
    "{ss}Plan2024.docx", "{g1} edits v2.docx",
    "File: {l1} observation {m} 4.pdf", "Title I {s}", "Nominee: {f1}", "Bus 14 - {l1}",
    "Parent/Guardian: {f1} & {f2}", "Emergency contact: {f1} (aunt)",
    "{l1}, {g1}, Jr.", "{l1}, {g1} {I}.", "{g1} {I}. {l1}", "{f1}, Ed.D.", "{f1}, M.Ed.", "Dr. {f1}, {role}",
    "Dr. {I}", "Mr. {I}.", "Mrs. {g1}", "Miss {g1}",
    "So {g1} said and then {g2} was like no way", "i asked {g1} and {n2} about {topic} yesterday",
    "ok so um {g1} you were saying about {topic}",
    "Yesterday {g1} was absent; {g2} and {d3} finished {topic}.",
    "{g1} needs: fidgets, breaks. {g2} needs: preferential seating.", "{g1}'s IEP",
    "Re: {c1}, 504 plan", "Case manager {l1}", "{g1} (gr 2), {g2} (gr 4)", "siblings {g1}, {g2}, and {g3} {l1}",
    "{f1} seconded the motion made by {f2}.",
"did {v1} sign in yet", "is {v1} subbing today or is it {v2}", "thx {vg1} has the cart",
    "lol tell {vg1} we moved to the gym", "pls remind {v1} re {topic}",
    "{vg1} said shes out tmrw so {v2} covers", "idk maybe {v1} knows", "can u cc {v1} and {vg2}",
    "who has {v1} for homeroom", "{v1} forgot the key again", "saw {v1} at the bus loop w {vg2}",
    "NOTES ON {u1}", "PRE-CONFERENCE WITH {u1}, {m} 4", "CLASSROOM VISIT: {u1}", "{u1} AND {u2} PRESENT",
    "FILE OF {cu1}", "Notes by {j1}.", "Room of {j1}, second floor", "Copied to {j1} before lunch",
    "Timed by {j1} and {j2}", "With {n1} after the last bell", "Give the key to {n1} at noon.",
)  # fmt: skip
KEPT_LINES = (
    "({k1}, {year})", "({k1} & {k2}, {year})", "({k1}, {k2}, & {k3}, {year}, p. {page})",
    "{k1} et al. ({year}) found that {topic} matters.",
    "As {k1} and {k2} ({year}) argue, {topic} changes practice.", "{k1}'s ({year}) work on {topic}",
    "{k1}, {kI}. ({year}). On {topic}. {journal}.",
    "{k1}, {kI}., & {k2}, {kI}. ({year}). Leading {topic}. {journal}, 77(2), {page}-98.",
    "{k1}, {kI}., {k2}, {kI}., & {k3}, {kI}. ({year}). {journal}.",
    "Research ({k1}, {year}; {k2}, {year}) supports {topic}.",
    "according to {k1} ({year}), and we agree, {topic} takes time",
    "References\n{k1}, {kI}. ({year}). The case for {topic}. {journal}.\n{k2}, {kI}. ({year}). {topic}. {journal}.",
    "We read {k1} ({year}) and {n1} led the talk about {topic}.",
    "{n1} shared {k1} ({year}); {g2} asked about {topic}.", "We use {B} in grade 3.",
    "{B} and {B2} | grades K-2", "The {S} report came out in {m}.", "{S} scores rose. {n1} will share them.",
    "Our {B} pilot with {g1} and {g2}",
    "Students studied {P} and {P2}.", "Biography wall: {P}, {P2}", "{f1} read aloud a book by {P}.",
    "students chose {P}; {g1} chose {P2}",
    "{kJ} {k1}, {journal}, {year}", "{kF} {k1} ({year}), The Power of {topic}", "book study: {kF} {k1}, {journal}",
)  # fmt: skip


STREETS = ("Street", "St.", "Avenue", "Road", "Rd", "Lane", "Drive", "Way")
AMBIGUOUS_FIRST = (
    "April", "May", "June", "Will", "Mark", "Joy", "Hope", "Grace", "Faith", "Rose", "Dawn", "Rich", "Bill", "Pat",
    "Drew", "Chase", "Grant",
    "Miles", "Sky", "Summer", "Autumn", "Christian", "Angel", "Star", "Patience", "Charity", "Art", "Gene", "Jack",
    "Frank", "Ray", "Rob", "Sue",
    "An", "My", "So", "In", "Long", "Son", "Sang", "Kim", "Mai", "Lan", "Dung", "Sok", "Noun", "Chan", "Pen", "Sun",
    "Yes", "Or", "Bo", "Eve",
    "Ken", "Hunter", "Mason", "Carter", "Taylor", "Jordan", "Paris", "Austin", "Boston", "Justice", "Destiny",
    "Precious", "Prince", "Major",
    "Melody", "Harmony", "Olive", "Ginger", "Ivy", "Violet", "Daisy", "Amber", "Ruby", "Pearl", "Crystal", "Victor",
    "Earnest", "Noble",
)  # fmt: skip
AMBIGUOUS_LAST = (
    "Hall", "Page", "Gold", "Black", "White", "Brown", "Green", "Gray", "Young", "Long", "Short", "Rich", "Small",
    "Little", "Best", "Wise", "Good",
    "Strong", "Sharp", "Swift", "Bright", "Read", "Word", "Books", "Story", "Pen", "Marks", "Day", "Week", "Weeks",
    "May", "March", "Winter",
    "Summers", "Snow", "Frost", "Rain", "Field", "Fields", "Park", "Lake", "Rivers", "Brook", "Wood", "Woods",
    "Stone", "Hill", "Banks", "Street",
    "Church", "Temple", "House", "Chambers", "Price", "Cash", "Bill", "Case", "Law", "Judge", "Bishop", "Pope",
    "King", "Prince", "Knight",
    "Baker", "Cook", "Farmer", "Fisher", "Hunter", "Mason", "Miller", "Porter", "Potter", "Shepherd", "Smith",
    "Taylor", "Turner", "Walker",
    "Lincoln", "Franklin", "Lawrence", "Warren", "Douglas", "Sharon", "Beverly", "Reading", "Orange", "Ware", "Lee",
    "Dover", "Adams", "Boston",
    "So", "An", "Do", "To", "In", "Ho", "Ma", "Sun", "Song", "Wu", "He", "You", "Man", "Son", "Sin", "Chin", "Kang",
    "Pen", "Long", "Tang", "Om",
    "Love", "Hope", "Grace", "Pride", "Power", "Powers", "Friend", "English", "French", "Major", "Sargent", "Bond",
    "Rose", "Moody", "Savage",
    "Drew", "Grant", "Chase", "Cross", "Rush", "Pace", "Race", "Ball", "Bell", "Horn", "Bass", "Harp", "Singer",
    "Sellers", "Early", "Close",
)  # fmt: skip
ORDINARY = (
    "April showers kept recess inside.", "In May we will read again.", "Will you bring the chart?",
    "Mark your answer on page 12.", "Hope to see you.",
    "The hall was quiet. Young readers need books.", "A rich task, a short answer, a long pause.",
    "An answer is not enough.", "So we tried again.",
    "My class will read. Grace period ends Friday.", "Hall pass, page 20, gold star.", "Hall | 17 | 20",
    "Page | 4 | 5", "Gold | Silver | Bronze",
    "Black ink only. White board. Green folder. Brown bag lunch.", "Read the case and the word problem.",
    "In the park by the lake there was snow.",
    "Summer reading and winter break", "English and French classes", "Students with faith in their work",
    "Grant money pays for the early bus.",
    "Chase the main idea; drew a picture; rob no one of time.", "The prince and the king in the story",
    "A major change in price", "Bill the district.",
    "Orange cones at the field; reading block at nine.", "He or she", "To do: song, sun map, pen pals",
    "Rose from 41 to 53 percent", "The best day of the week",
    "Frank talk about power and love", "Sharp pencils, bright rooms, wise choices",
    "the church hall, the house, the street", "Close reading", "Do now",
)  # fmt: skip


class Cast:
    """The people and places of one made paper, and the words for its slots."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        one = names.draw_origin(rng)
        self.people = [
            (names.draw_first(rng, one), names.draw_last(rng, one)) if rng.random() < 0.4 else names.draw_person(rng)
            for _ in range(14)
        ]
        for i in rng.sample(range(14), rng.choice((0, 0, 1, 2, 3))):
            first, last = self.people[i]
            self.people[i] = rng.choice(((rng.choice(AMBIGUOUS_FIRST), last), (first, rng.choice(AMBIGUOUS_LAST))))
        self.cores = [names.draw_school_core(rng) for _ in range(3)]
        self.kinds = [rng.choice(names.SCHOOL_KINDS) for _ in range(3)]
        self.town = rng.choice(names.TOWNS)
        self.cited = [names.draw_person(rng) for _ in range(4)]
        self.domain = (
            f"{self.town.lower().replace(' ', '')}{rng.choice(('schools.org', 'ps.org', '.k12.ma.us', 'rsd.net'))}"
        )

    def shuffle(self) -> None:
        """Other people come first from now on."""
        self.rng.shuffle(self.people)
        self.rng.shuffle(self.cited)

    def fill(self, template: str) -> list[Piece]:
        """Pieces of one template with its slots filled."""
        pieces: list[Piece] = []
        at = 0
        for slot in SLOT.finditer(template):
            pieces.append(Piece(template[at : slot.start()], O))
            pieces += self.slot(slot.group(1), int(slot.group(2) or 1) - 1)
            at = slot.end()
        return [*pieces, Piece(template[at:], O)]

    def slot(self, name: str, i: int) -> list[Piece]:
        """Pieces of one slot: a mark, or a title and a mark, or plain words."""
        rng, (first, last) = self.rng, self.people[i % len(self.people)]
        other = self.cited[i % len(self.cited)]
        person = {
            "f": f"{first} {last}",
            "g": first,
            "l": last,
            "c": f"{last}, {first}",
            "i": self.initials(first, last),
            "d": f"{first} {last[0]}.",
            "j": f"{first[0]}. {last}",
            "u": f"{first} {last}".upper(),
            "cu": f"{last}, {first}".upper(),
            "v": f"{first} {last}".lower(),
            "vg": first.lower(),
            "I": rng.choice("ABCDEFGHJKLMNPRSTVW"),
        }
        kept = {
            "k": other[1],
            "kF": other[0],
            "kI": ". ".join(rng.sample("ABCDEFGHJKLMNPRSTVW", rng.choice((1, 1, 2)))),
            "kJ": f"{other[0][0]}.",
            "B": rng.choice(CURRICULA),
            "S": rng.choice(STATE),
            "P": rng.choice(PUBLIC),
        }
        if name in person:
            return [Piece(person[name], bits("PERSON"), "PERSON")]
        if name in kept:
            return [
                Piece(kept[name], bits("KEEP") | hint("ORGANIZATION" if name in "BS" else "PERSON"), "KEEP", "cited")
            ]
        if name == "n":
            title = rng.choice(TITLES)
            return [Piece(f"{title} ", O), Piece(first if rng.random() < 0.15 else last, bits("PERSON"), "PERSON")]
        return self.place_slot(name, i)

    def place_slot(self, name: str, i: int) -> list[Piece]:
        """Pieces of a slot that names no person."""
        rng = self.rng
        core, kind = self.cores[i % 3], self.kinds[i % 3]
        school = f"{core} {kind}"
        acronym = "".join(word[0] for word in re.findall(r"\w+", school)).upper()
        short = core if rng.random() < 0.6 else core.split()[-1]
        contact = {
            "e": self.email(i),
            "p": f"{rng.choice((413, 508, 617, 781, 978, 774))}-555-{rng.randint(1000, 9999)}",
            "w": self.link(),
            "a": f"{rng.randint(1, 400)} {rng.choice(names.PLACES)} {rng.choice(STREETS)}",
        }
        org_core = rng.choice(
            (rng.choice(names.TOWNS), f"{rng.choice(names.PLACES)} {rng.choice(names.PLACE_ENDS)}", self.people[i][1])
        )
        marked = {
            "s": (school, "SCHOOL"),
            "su": (school.upper(), "SCHOOL"),
            "ss": (short, "SCHOOL"),
            "sa": (acronym, "SCHOOL"),
            "D": (f"{self.town} {rng.choice(names.DISTRICT_KINDS)}", "DISTRICT"),
            "t": (self.town if rng.random() < 0.5 else rng.choice(names.TOWNS), "LOCATION"),
            "U": (rng.choice(names.UNIVERSITIES), "UNIVERSITY"),
            "M": (rng.choice(names.MASCOTS), "MASCOT"),
            "mx": (rng.choice(names.MASCOTS).removesuffix("s"), "MASCOT"),
            "da": ("".join(w[0] for w in self.town.split()) + "PS", "DISTRICT"),
            "org": (f"{org_core} {rng.choice(names.ORG_HEADS)}", "ORGANIZATION"),
        }
        if name in contact:
            return [Piece(contact[name], bits("CONTACT"), "CONTACT")]
        if name in marked:
            return [Piece(marked[name][0], bits(marked[name][1]), marked[name][1])]
        plain = {
            "role": rng.choice(ROLES),
            "topic": rng.choice(TOPICS),
            "year": str(rng.randint(1978, 2024)),
            "page": str(rng.randint(2, 90)),
            "journal": rng.choice(JOURNALS),
            "m": rng.choice(("October", "May", "March", "April", "June", "August")),
        }
        return [Piece(plain[name], bits("O", "KEEP") if name == "journal" else O)]

    def initials(self, first: str, last: str) -> str:
        """ "JR", "J.R.", now and then with a middle letter."""
        letters = [first[0], last[0]]
        if self.rng.random() < 0.2:
            letters.insert(1, self.rng.choice("ABCEFJLMR"))
        return "".join(f"{c}." for c in letters) if self.rng.random() < 0.3 else "".join(letters).upper()

    def email(self, i: int) -> str:
        """An address in one of the usual forms."""
        first, last = (re.sub(r"\W", "", word).lower() for word in self.people[i % len(self.people)])
        return (
            self.rng.choice((f"{first[0]}{last}", f"{first}.{last}", f"{last}{first[0]}", f"{first}_{last}"))
            + "@"
            + self.domain
        )

    def link(self) -> str:
        """A web address of the school, a folder or a meeting."""
        number = "".join(self.rng.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=10))
        return self.rng.choice(
            (
                f"https://www.{self.domain}/{number[:5]}",
                f"{self.domain}",
                f"https://zoom.us/j/{self.rng.randint(10**9, 10**10)}",
                f"https://docs.google.com/document/d/{number}",
                f"https://meet.google.com/{number[:3]}-{number[3:7]}-{number[7:]}",
                f"bit.ly/{number[:7]}",
            )
        )


def numbered(template: str, number: int) -> str:
    """The template with its slots meant for person `number`."""
    return SLOT.sub(lambda slot: f"{{{slot.group(1)}{number}}}", template)


def table(cast: Cast, rng: random.Random) -> list[Piece]:
    """A table: name column in one form, columns around it of roles, grades, scores, schools."""
    form = rng.choice(("{f}", "{f}", "{c}", "{g}", "{d}", "{l}", "{j}", "{n}", "{g} | {l}", "{l} | {g}", "{u}", "{i}"))
    columns = [
        rng.choice(("{role}", "P", "Gr {page}", "{page} | {page}", "{m}", "yes", "{ss}", "{e}", "x", "{p}", "{topic}"))
        for _ in range(rng.randint(0, 3))
    ]
    columns.insert(rng.choice((0, 0, 0, len(columns))), form)
    bar = rng.choice((" | ", " | ", "   ", "\t", " - ", ", ", "          "))
    pieces: list[Piece] = []
    if rng.random() < 0.5:
        head = bar.join(
            rng.choice(("Name", "Role", "Student", "Teacher", "Present", "Notes", "Staff Member", "Grade", "Score"))
            for _ in columns
        )
        pieces.append(Piece(head + "\n", O))
    for row in range(rng.randint(2, 9)):
        line = bar.join(columns)
        pieces += cast.fill(numbered(line, row + 1))
        pieces.append(Piece("\n", O))
    return pieces


def listing(cast: Cast, rng: random.Random) -> list[Piece]:
    """People in a row or in a column, after a heading."""
    form = rng.choice(
        (
            "{f}",
            "{f}",
            "{g}",
            "{l}",
            "{c}",
            "{n}",
            "{d}",
            "{j}",
            "{i}",
            "{f}, {role}",
            "{role} {f}",
            "{f} ({role})",
            "{g} {l}-{role}",
        )
    )
    gap = rng.choice((", ", ", ", "; ", "\n", "\n", "\n- ", "\n• ", " / ", "   ", "/", " and ", ", and ", " & ", " • "))
    if form == "{c}" and gap in (", ", ", and "):
        gap = "; "
    head = rng.choice(
        (
            "Present: ",
            "Attendance: ",
            "Members present:\n",
            "Attendees ",
            "",
            "Absent: ",
            "Participants: ",
            "Staff:\n",
            "Team: ",
            "Also present: ",
            "Guests: ",
            "Regrets: ",
            "Group A: ",
            "Developed by: ",
            "Members: ",
            "Thank you to ",
            "Students: ",
            "Voting in favor: ",
            "Contributors: ",
            "Written by ",
            "Presenters: ",
            "Table 3: ",
            "Our teachers: ",
            "Honor roll\n",
            "Graduates:\n",
            "Chairs: ",
            "Prepared by: ",
            "Panel: ",
        )
    )
    pieces = [Piece(head, O)]
    for i in range(rng.randint(2, 12)):
        pieces += [
            Piece(gap if i else "", O),
            *cast.fill(numbered(form, i + 1)),
        ]
    return [*pieces, Piece(rng.choice((".\n", "\n", "")), O)]


def make_text(rng: random.Random) -> Text:
    """One made paper of a few blocks."""
    cast = Cast(rng)
    pieces: list[Piece] = []
    for _ in range(rng.choice((1, 1, 2, 3, 4, 6, 9))):
        kind = rng.random()
        if kind < 0.16:
            pieces += table(cast, rng)
        elif kind < 0.34:
            pieces += listing(cast, rng)
        elif kind < 0.46:
            pieces.append(Piece(rng.choice(PLAIN if rng.random() < 0.5 else ORDINARY), O))
        elif kind < 0.64:
            pieces += cast.fill(rng.choice(KEPT_LINES))
        else:
            pieces += cast.fill(rng.choice(LINES))
        pieces.append(Piece(rng.choice(("\n", "\n", "\n\n", " ", "\n")), O))
        cast.shuffle()
    return Text(pieces, "made", "made")
