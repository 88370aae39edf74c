"""What an attribute's value may be: measures, colours, the schema's own words, codes, well-known fonts and style names.

A formatting attribute passes by its value, so that no text hides in it whatever the attribute claims to be.
"""

import re

from blinder.formats.fonts import is_known_font


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


MAX_VALUE = 20_000  # characters; the outline of a drawn shape may be long
_PRINTABLE = re.compile(r"[\x20-\x7e\s]*")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
_EXPONENT = re.compile(r"(?<=\d)[eE](?=[+-]?\d)")
_LETTER = re.compile(r"\b[A-Za-z]\b")
_COMMANDS = frozenset("MmLlHhVvCcSsQqTtAaZzNFUBWXYGIJK")  # letters of paths
_SPELT = re.compile(
    r"\b(?![ZzNFS]\b)[A-Za-z]\b[\s,.;_-]*\b[A-Za-z]\b"
)  # of a path, only the end stands without a number
_TOKEN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}|[A-Z]{2}|[A-Z][a-z]{3}|none")
_SCRIPTS = {"Latn", "Cyrl", "Arab", "Hans", "Hant", "Deva", "Hebr", "Grek", "Thai", "Khmr"}
_CONDITION = re.compile(r"value\(\)\s*(?:[<>]=?|!?=)\s*-?[\d.]+")
_STYLE = re.compile(
    r"Standard|Outline|Heading(_20_([1-9]|10))?|Text_20_body(_20_indent)?|List|Caption|Index|Title|Subtitle|Quotations"
    r"|Header(_20_(left|right))?|Footer(_20_(left|right))?|Footnote|Endnote|(Footnote|Endnote)_20_(Symbol|anchor)"
    r"|Table_20_(Contents|Heading)|Frame(_20_contents)?|Graphics|OLE|Formula|Internet_20_link|Visited_20_Internet_20_Link"
    r"|(Bullet|Numbering)_20_Symbols|Contents_20_(Heading|([1-9]|10))|Preformatted_20_Text|Emphasis|Strong_20_Emphasis"
    r"|Horizontal_20_Line|Sender|Addressee|Signature|Default_20_Paragraph_20_Font|local-table|layout|controls"
    r"|background(objects)?|Illustration|Figure|Table|Text|Drawing|standard|default"
)
OTHER_FONT = "sans-serif"

# The schema's words; digits at their end are left out.
_WORDS = _split(
    "3d Black Bold Bold-Italic Book CheckBox ComboBox CommandButton Condensed CurrencyField DatabaseImageControl "
    "DateField FileControl FixedText Form FormattedField GridControl GroupBox ImageButton ImageControl Italic Light "
    "ListBox Medium NM Narrow NavigationToolBar Normal NumericField Oblique PT PatternField RadioButton Regular "
    "RichTextControl Roman ScrollBar Semibold SpinButton Standard TextField TimeField VC ZM ZN above abs accent "
    "actuarial add-in address all alternate always annote arabic arc area arrow-down arrow-left arrow-right "
    "arrow-up article as-char asian asterisk at-axis at-labels at-labels-and-axis atan author auto autogrow-width "
    "automatic avoid avoid-overlap axial b-spline back background balanced bang bar baseline below bevel "
    "bibliography-type biggest bitmap blend block block-arc bold bold-italic bolder book booklet booktitle boolean "
    "border both bottom bottom-end bottom-left bottom-right bottom-start bow-tie brace-pair bracket-pair bt-lr "
    "bubble butt can capitalize caption category-and-value cell-range center central chapter char chart checked "
    "chevron circle circle-pie circular-arrow cloud cloud-callout cm collapse collapsing color-mode column columns "
    "com command complex component condensed cone conference constant content contents continue continuous control "
    "corner-right-arrow cos cross css cube cubic-spline cuboid currency current curve custom cylinder dash dash-dot "
    "dash-dot-dot dashed data-style date decorative default default-style deg diamond direction disabled disc "
    "distribute-letter distribute-space document doorplate dot dot-dash dot-dot-dash dotted double double-struck "
    "double-thin down-arrow draft drawing-page dynamic edition editor ellipse ellipsoid em email embed embossed "
    "enabled end endnote engraved eop error-margin even even-page evenodd ex expanded exponential extra "
    "extra-condensed extra-expanded false fill filled-radar filter fine-dashed fixed flat float "
    "flowchart-alternate-process flowchart-card flowchart-connector flowchart-data flowchart-decision "
    "flowchart-document flowchart-manual-input flowchart-manual-operation flowchart-multidocument "
    "flowchart-preparation flowchart-process flowchart-terminator flower font-color fontwork-arch-down-curve "
    "fontwork-arch-up-curve fontwork-curve-down fontwork-curve-up fontwork-plain-text fontwork-stop fontwork-wave "
    "footnote foreground form formula fraktur frame frame-content frame-end-margin frame-page frame-start-margin "
    "from-inside from-left from-top front full gantt gouraud grad gradient graphic gregorian greyscale groove "
    "hanging hasfill hasstroke hatch heart height hexagon hidden high horizontal horizontal-bar horizontal-only "
    "horizontal-scroll hourglass howpublished html hyphen icon identifier ideograph-alpha if ignore in inbook "
    "incollection index infix inherit inline inproceedings inset inside institution intensity inverse isbn "
    "isosceles-triangle issn italic iterative journal justify justify-all label-alignment label-width-and-position "
    "landscape large latin leave-gap left left-arrow left-brace left-bracket left-outside left-right-arrow letters "
    "lighter lightning line line-callout- linear lines list list-level list-tab listtab logarithmic logheight "
    "logwidth long long-dash longdiv loose lowercase lr lr-tb ltr ltr-ttb major manual margins mastersthesis matrix "
    "max medium mediummathspace mid middle min minor mirrored misc miter mm modern modulate mono monospace month "
    "moon moving-average mso-spt name name-and-extension named-symbol near-axis near-axis-other-side near-origin "
    "new next next-page no-limit no-repeat no-wrap non-primitive none nonzero normal notched-right-arrow note "
    "nothing number number-all-superior number-and-name number-no-superior numeric object objectBoundingBox oblique "
    "octagon odd odd-page onLoad onRequest once-concurrent once-successive ooo ooxml-ellipse ooxml-rect "
    "ooxml-roundrect organizations original-size other outset outside outside-end outside-start over overflow pad "
    "page page-content page-end-margin page-number page-start-margin pages paper paragraph paragraph-content "
    "paragraph-end-margin paragraph-start-margin parallel parallelogram parent path pc pentagon pentagon-right "
    "percentage perspective phdthesis phong pi plain-number plain-number-and-name plus polynomial portrait position "
    "postfix power prefix presentation previous primary-x primary-y primary-z print-view proceedings pt publisher "
    "push puzzle px pyramid quad-arrow quad-bevel query rad radar radial radical records rect rectangle rectangular "
    "rectangular-callout reflect regression repeat replace report-type reset ridge right right-arrow right-brace "
    "right-bracket right-outside right-triangle ring rl rl-tb roman rotate rotateX rotateY rotateZ round "
    "round-callout round-rectangle round-rectangular-callout roundedbox row rows rtl ruby run-through sans-serif "
    "scale scale-min scatter school script scroll secondary-x secondary-y secondary-z section segments selection "
    "selection-indices semi-condensed semi-expanded separating series shape short show shrink-to-fit side-by-side "
    "sideways signet simple sin single size skewX skewY skip-white-space sl-lr slide small small-caps small-wave "
    "smart smiley solid space sphere split-arrow split-round-arrow sql sql-pass-through sqrt square stagger-even "
    "stagger-odd standard standard-deviation standard-error star start start-reverse step-center-x step-center-y "
    "step-end step-start stock stretch strict string striped-right-arrow sub submit sun super surface swiss symbol "
    "system table table-cell table-column table-fields table-row tan tb tb-lr tb-rl techreport text text-and-value "
    "text-area text-box text-image text-value thick thick-thin thickmathspace thin thin-thick thinmathspace "
    "thumbnail time title top top-end top-left top-right top-start translate transparent trapezoid triple true ttb "
    "ultra-condensed ultra-expanded unchecked underscore unknown unpublished up-arrow up-down-arrow up-right-arrow "
    "updiagonalstrike uppercase url use-zero value value-and-percentage value-list variable variance vertical "
    "vertical-bar vertical-only vertical-scroll visible void volume watermark wave wide width words wrap www x "
    "x-large x-small x-symbol xstretch xx-large xx-small y year ystretch z zM zm"
)


def is_formatting(value: str) -> bool:
    """Whether the value is nothing but numbers, units, colours, single letters (of paths) and the schema's words."""
    if len(value) > MAX_VALUE or not _PRINTABLE.fullmatch(value) or _is_spelt(value):
        return False
    value = _EXPONENT.sub(" ", _COLOUR.sub(" ", value))
    return all(len(token) == 1 or token in _WORDS for token in _TOKEN.findall(value))


def _is_spelt(value: str) -> bool:
    """Whether single letters may spell a name."""
    letters = _LETTER.findall(value)
    return bool(_SPELT.search(value)) or (len(letters) > 1 and not _COMMANDS.issuperset(letters))


def is_language(value: str) -> bool:
    """Whether the value has the shape of a language, country or script code."""
    return bool(_LANGUAGE.fullmatch(value)) and (len(value) != 4 or value in _SCRIPTS | {"none"})


def is_condition(value: str) -> bool:
    """Whether the value is a number format's condition ("value()>=0")."""
    return bool(_CONDITION.fullmatch(value))


def is_built_in(name: str) -> bool:
    """Whether LibreOffice itself gives this name to a style, a layer or a counter."""
    return bool(_STYLE.fullmatch(name))


def known_font(families: str) -> str:
    """The font families if all are well known, else `OTHER_FONT`."""
    return families if all(is_known_font(name.strip(" '\"")) for name in families.split(",")) else OTHER_FONT
