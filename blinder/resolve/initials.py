"""Letters that are never a person's initials: the acronyms and headings of school papers, "e.g." and its like."""

NOT_INITIALS = frozenset(
    (
        "AM PM TO FROM DATE TIME NOTE NOTES CC RE ALL OUR NEW PLG ILT SST PD EL ELS ELA ELL ESL IEP PLC "
        "PLG SEL SPED AP IB PE IT ID TV US USA UK EU MA RI NH CT ME NY VT OK HR QA TA PO BC AD CEO PTO "
        "PTA PBIS RTI MTSS UDL SAT ACT GPA STEM STEAM SMART SWOT KWL CFU DDM FAQ RSVP TBD NA FYI ASAP "
        "DIY II III IV VI VII GED CPR AED ADHD ASD OT PT SLP BCBA SIP DIP NCE ILT SLT BLT CPT WIN SSR RE "
        "CC BCC FY SY Q A B C D MS MR DR HS ES ED LA SS CS PM TH ST ND RD NO YES MB GB ML NB"
    ).split()
)

# What people write with periods and no person signs with.
DOTTED = frozenset(
    {
        "PE",
        "IT",
        "US",
        "UK",
        "AM",
        "PM",
        "AD",
        "BC",
        "ID",
        "TV",
        "PO",
        "RN",
        "MA",
        "BA",
        "BS",
        "PT",
        "OT",
        "IQ",
        "EG",
        "IE",
        "DC",
    }
)

# What is written small, or with one capital where a sentence opens; and degrees.
ABBREVIATIONS = frozenset(
    "e.g E.g i.e I.e a.k.a a.m p.m p.s P.S n.b N.B D.O.B w.r.t cf Cf viz etc vs Ibid Esq Atty Mtg Mtgs "
    "Ph Ph.D B.Sc M.Sc M.Ed Ed.D Ed.M Ed.S M.Phil Psy.D LL.B LL.M".split()
)
