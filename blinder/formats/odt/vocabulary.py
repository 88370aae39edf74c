"""The vocabulary of OpenDocument that may stay: elements, and attributes by what their value is. A table, little code.

What is on none of these lists does not reach a rewritten file.
Source: OpenDocument 1.3, part 3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/), and what LibreOffice adds.
"""

from collections.abc import Mapping

URIS = {
    "chart": "urn:oasis:names:tc:opendocument:xmlns:chart:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dr3d": "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def qualified(name: str) -> str:
    """lxml's spelling of a prefixed name: "text:p" → "{urn:…}p"; MathML's attributes have no namespace."""
    prefix, _, local = name.partition(":")
    return f"{{{URIS[prefix]}}}{local}"


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _qualified(lists: Mapping[str, str]) -> frozenset[str]:
    return frozenset(qualified(f"{prefix}:{local}") for prefix, names in lists.items() for local in names.split())


# Elements that pass; their attributes are looked at one by one.
ELEMENTS = _qualified(
    {
        "office": (
            "annotation annotation-end automatic-styles body change-info chart document-content document-styles "
            "font-face-decls forms master-styles styles text"
        ),
        "text": (
            "a alphabetical-index alphabetical-index-entry-template alphabetical-index-mark "
            "alphabetical-index-mark-end alphabetical-index-mark-start alphabetical-index-source bibliography "
            "bibliography-configuration bibliography-entry-template bibliography-mark bibliography-source bookmark "
            "bookmark-end bookmark-ref bookmark-start change change-end change-start changed-region chapter deletion "
            "format-change h hidden-text illustration-index illustration-index-entry-template "
            "illustration-index-source index-body index-entry-bibliography index-entry-chapter index-entry-link-end "
            "index-entry-link-start index-entry-page-number index-entry-span index-entry-tab-stop index-entry-text "
            "index-source-style index-source-styles index-title index-title-template insertion line-break "
            "linenumbering-configuration linenumbering-separator list list-header list-item list-level-style-bullet "
            "list-level-style-image list-level-style-number list-style note note-body note-citation "
            "note-continuation-notice-backward note-continuation-notice-forward note-ref notes-configuration number "
            "numbered-paragraph object-index object-index-entry-template object-index-source outline-level-style "
            "outline-style p page page-count page-number page-sequence reference-mark reference-mark-end "
            "reference-mark-start reference-ref ruby ruby-base ruby-text s section sequence sequence-decl "
            "sequence-decls sequence-ref soft-page-break sort-key span tab table-index table-index-entry-template "
            "table-index-source table-of-content table-of-content-entry-template table-of-content-source toc-mark "
            "toc-mark-end toc-mark-start tracked-changes user-index user-index-entry-template user-index-mark "
            "user-index-mark-end user-index-mark-start user-index-source"
        ),
        "table": (
            "covered-table-cell desc table table-cell table-column table-column-group table-columns "
            "table-header-columns table-header-rows table-row table-row-group table-rows title"
        ),
        "draw": (
            "a caption circle connector contour-path contour-polygon control custom-shape ellipse enhanced-geometry "
            "equation fill-image frame g glue-point gradient handle hatch image layer layer-set line marker measure "
            "object opacity path polygon polyline rect regular-polygon stroke-dash text-box"
        ),
        "svg": "desc linearGradient radialGradient stop title",
        "style": (
            "background-image chart-properties column column-sep columns default-page-layout default-style "
            "drawing-page-properties drop-cap font-face footer footer-first footer-left footer-style footnote-sep "
            "graphic-properties header header-first header-footer-properties header-left header-style "
            "list-level-label-alignment list-level-properties map master-page page-layout page-layout-properties "
            "paragraph-properties region-center region-left region-right ruby-properties section-properties style "
            "tab-stop tab-stops table-cell-properties table-column-properties table-properties table-row-properties "
            "text-properties"
        ),
        "number": (
            "am-pm boolean boolean-style currency-style currency-symbol date-style day day-of-week embedded-text era "
            "fraction hours minutes month number number-style percentage-style quarter scientific-number seconds text "
            "text-content text-style time-style week-of-year year"
        ),
        "chart": (
            "axis categories chart data-label data-point domain equation error-indicator floor footer grid "
            "label-separator legend mean-value plot-area regression-curve series stock-gain-marker stock-loss-marker "
            "stock-range-line subtitle symbol-image title wall"
        ),
        "dr3d": "cube extrude light rotate scene sphere",
        "form": (
            "button checkbox column combobox date file fixed-text form formatted-text frame generic-control grid "
            "image image-frame item listbox number option password radio text textarea time value-range"
        ),
        "dc": "creator date",
        "math": (
            "maligngroup malignmark math menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover "
            "mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr "
            "munder munderover none semantics"
        ),
    }
)

# Fields that give way to the text they show: LibreOffice would fill them anew with who opens the file.
FIELDS = _qualified(
    {
        "text": (
            "author-initials author-name character-count conditional-text creation-date creation-time creator "
            "database-display database-name database-next database-row-number database-row-select date dde-connection "
            "description drop-down editing-cycles editing-duration execute-macro expression file-name "
            "hidden-paragraph image-count initial-creator keywords measure meta meta-field modification-date "
            "modification-time object-count page-continuation page-variable-get page-variable-set paragraph-count "
            "placeholder print-date print-time printed-by sender-city sender-company sender-country sender-email "
            "sender-fax sender-firstname sender-initials sender-lastname sender-phone-private sender-phone-work "
            "sender-position sender-postal-code sender-state-or-province sender-street sender-title sheet-name "
            "subject table-count table-formula template-name text-input time title user-defined user-field-get "
            "user-field-input user-index-mark-get variable-get variable-input variable-set word-count"
        ),
    }
)

# Elements that hold text of their own: one segment each.
HOLDERS = _qualified(
    {
        "text": (
            "h index-entry-span index-title-template linenumbering-separator note-citation "
            "note-continuation-notice-backward note-continuation-notice-forward p ruby-text"
        ),
        "svg": "desc title",
        "table": "desc title",
        "number": "currency-symbol embedded-text text",
        "math": "mi mn mo ms mtext",
    }
)

# Elements inside a holder whose text runs along with it.
INLINE = _qualified(
    {
        "text": (
            "a bibliography-mark bookmark-ref chapter hidden-text note-ref page-count page-number reference-ref ruby "
            "ruby-base sequence sequence-ref span"
        ),
    }
)

# Attributes that pass if their value is made of numbers, units, colours and the words of `WORDS`.
FORMATTING = _qualified(
    {
        "chart": (
            "angle-offset attached-axis auto-position auto-size automatic-content axis-label-position axis-position "
            "class connect-bars data-label-number data-label-symbol data-label-text data-source-has-labels deep "
            "dimension display-equation display-label display-r-square error-category error-lower-indicator "
            "error-margin error-percentage error-upper-indicator error-upper-limit gap-width group-bars-per-axis "
            "hole-size include-hidden-cells interpolation interval-major interval-minor-divisor japanese-candle-stick "
            "label-arrangement label-position label-position-negative legend-align legend-position lines "
            "link-data-style-to-source logarithmic maximum mean-value minimum origin overlap percentage pie-offset "
            "regression-type repeated reverse-direction right-angled-axes scale-text series-source solid-type "
            "sort-by-x-values spline-order spline-resolution stacked symbol-height symbol-name symbol-type "
            "symbol-width text-overlap three-dimensional tick-mark-position tick-marks-major-inner "
            "tick-marks-major-outer tick-marks-minor-inner tick-marks-minor-outer treat-empty-cells vertical visible"
        ),
        "dr3d": (
            "ambient-color back-scale backface-culling center close-back close-front depth diffuse-color direction "
            "distance edge-rounding edge-rounding-mode emissive-color enabled end-angle focal-length "
            "horizontal-segments lighting-mode max-edge min-edge normals-direction normals-kind projection shade-mode "
            "shadow shadow-slant shininess size specular specular-color texture-filter texture-generation-mode-x "
            "texture-generation-mode-y texture-kind texture-mode vertical-segments vpn vrp vup"
        ),
        "draw": (
            "align angle auto-grow-height auto-grow-width background-size blue border caption-angle "
            "caption-angle-type caption-escape caption-escape-direction caption-fit-line-length caption-gap "
            "caption-line-length caption-point-x caption-point-y caption-type color color-inversion color-mode "
            "concave concentric-gradient-fill-allowed contrast corner-radius corners cx cy decimal-places display "
            "distance dots1 dots1-length dots2 dots2-length draw-aspect end end-angle end-color end-glue-point "
            "end-guide end-intensity end-line-spacing-horizontal end-line-spacing-vertical enhanced-path "
            "escape-direction extrusion extrusion-allowed extrusion-brightness extrusion-color extrusion-depth "
            "extrusion-diffusion extrusion-first-light-direction extrusion-first-light-harsh "
            "extrusion-first-light-level extrusion-light-face extrusion-metal extrusion-number-of-line-segments "
            "extrusion-origin extrusion-rotation-angle extrusion-rotation-center extrusion-second-light-direction "
            "extrusion-second-light-harsh extrusion-second-light-level extrusion-shininess extrusion-skew "
            "extrusion-specularity extrusion-viewpoint fill fill-color fill-hatch-solid fill-image-height "
            "fill-image-ref-point fill-image-ref-point-x fill-image-ref-point-y fill-image-width fit-to-contour "
            "fit-to-size formula frame-display-border frame-display-scrollbar frame-margin-horizontal "
            "frame-margin-vertical gamma glue-point-leaving-directions glue-point-type glue-points "
            "gradient-step-count green guide-distance guide-overhang handle-mirror-horizontal handle-mirror-vertical "
            "handle-polar handle-position handle-radius-range-maximum handle-radius-range-minimum "
            "handle-range-x-maximum handle-range-x-minimum handle-range-y-maximum handle-range-y-minimum "
            "handle-switched image-opacity kind line-distance line-skew luminance marker-end-center marker-end-width "
            "marker-start-center marker-start-width measure-align measure-vertical-align mirror-horizontal "
            "mirror-vertical modifiers ole-draw-aspect opacity page-number parallel path-stretchpoint-x "
            "path-stretchpoint-y placing points protected recreate-on-edit red rotation secondary-fill-color shadow "
            "shadow-color shadow-offset-x shadow-offset-y shadow-opacity sharpness show-unit start start-angle "
            "start-color start-glue-point start-guide start-intensity start-line-spacing-horizontal "
            "start-line-spacing-vertical stroke stroke-linejoin style symbol-color text-areas text-path "
            "text-path-allowed text-path-mode text-path-same-letter-heights text-rotate-angle "
            "textarea-horizontal-align textarea-vertical-align tile-repeat-offset transform type unit "
            "visible-area-height visible-area-left visible-area-top visible-area-width wrap-influence-on-position "
            "z-index"
        ),
        "fo": (
            "background-color border border-bottom border-left border-right border-top break-after break-before clip "
            "color column-count column-gap end-indent font-size font-style font-variant font-weight height hyphenate "
            "hyphenation-keep hyphenation-ladder-count hyphenation-push-char-count hyphenation-remain-char-count "
            "keep-together keep-with-next letter-spacing line-height margin margin-bottom margin-left margin-right "
            "margin-top max-height max-width min-height min-width orphans padding padding-bottom padding-left "
            "padding-right padding-top page-height page-width space-after space-before start-indent text-align "
            "text-align-last text-indent text-shadow text-transform widows width wrap-option"
        ),
        "form": (
            "auto-complete automatic-focus button-type control-implementation convert-empty-to-null "
            "current-selected current-state "
            "default-button delay-for-repeat disabled dropdown echo-char focus-on-click image-align image-position "
            "is-tristate list-linkage-type list-source-type max-length max-value min-value multi-line multiple "
            "navigation-mode orientation page-step-size printable readonly repeat selected size spin-button state "
            "step-size tab-cycle tab-index tab-stop toggle validation visual-effect"
        ),
        "number": (
            "automatic-order decimal-places denominator-value display-factor grouping min-denominator-digits "
            "min-exponent-digits min-integer-digits min-numerator-digits position possessive-form style textual "
            "truncate-on-overflow"
        ),
        "office": "boolean-value date-value time-value value value-type version",
        "style": (
            "adjustment auto-text-indent auto-update background-transparency border-line-width "
            "border-line-width-bottom border-line-width-left border-line-width-right border-line-width-top "
            "cell-protect class color column-width contextual-spacing decimal-places default-outline-level "
            "diagonal-bl-tr diagonal-bl-tr-widths diagonal-tl-br diagonal-tl-br-widths direction display distance "
            "distance-after-sep distance-before-sep dynamic-spacing editable family first-page-number flow-with-text "
            "font-adornments font-charset font-charset-asian font-charset-complex font-family-generic "
            "font-family-generic-asian font-family-generic-complex font-independent-line-spacing font-pitch "
            "font-pitch-asian font-pitch-complex font-relief font-size-asian font-size-complex font-size-rel "
            "font-size-rel-asian font-size-rel-complex font-style-asian font-style-complex font-style-name "
            "font-style-name-asian font-style-name-complex font-weight-asian font-weight-complex footnote-max-height "
            "glyph-orientation-vertical height horizontal-pos horizontal-rel join-border justify-single-word "
            "layout-grid-base-height layout-grid-base-width layout-grid-color layout-grid-display layout-grid-lines "
            "layout-grid-mode layout-grid-print layout-grid-ruby-below layout-grid-ruby-height layout-grid-snap-to "
            "layout-grid-standard-mode leader-char leader-color leader-style leader-type leader-width "
            "legend-expansion legend-expansion-aspect-ratio length letter-kerning line-break line-height-at-least "
            "line-spacing line-style lines list-level may-break-between-rows min-row-height mirror num-format "
            "num-letter-sync number-wrapped-paragraphs overflow-behavior page-number page-usage position print "
            "print-content print-orientation print-page-order protect punctuation-wrap register-true rel-column-width "
            "rel-height rel-width repeat repeat-content rotation-align rotation-angle row-height ruby-align "
            "ruby-position run-through scale-to scale-to-pages script-type shadow shrink-to-fit snap-to-layout-grid "
            "style tab-stop-distance table-centering text-align-source text-autospace text-blinking text-combine "
            "text-emphasize text-line-through-color text-line-through-mode text-line-through-style "
            "text-line-through-type text-line-through-width text-outline text-overline-color text-overline-mode "
            "text-overline-style text-overline-type text-overline-width text-position text-rotation-angle "
            "text-rotation-scale text-scale text-underline-color text-underline-mode text-underline-style "
            "text-underline-type text-underline-width type use-optimal-column-width use-optimal-row-height "
            "use-window-font-color vertical-align vertical-pos vertical-rel volatile width wrap wrap-contour "
            "wrap-contour-mode wrap-dynamic-threshold writing-mode writing-mode-automatic"
        ),
        "svg": (
            "cx cy d fill-rule font-size font-stretch font-style font-variant font-weight fx fy gradientTransform "
            "gradientUnits height offset origin overline-position overline-thickness r rx ry spreadMethod stop-color "
            "stop-opacity strikethrough-position strikethrough-thickness stroke-color stroke-linecap stroke-opacity "
            "stroke-width type underline-position underline-thickness viewBox width x x1 x2 y y1 y2"
        ),
        "table": (
            "align border-model display end-x end-y is-sub-table number-columns-repeated number-columns-spanned "
            "number-matrix-columns-spanned number-matrix-rows-spanned number-rows-repeated number-rows-spanned print "
            "use-banding-columns-styles use-banding-rows-styles use-first-column-styles use-first-row-styles "
            "use-last-column-styles use-last-row-styles visibility"
        ),
        "text": (
            "active alphabetical-separators anchor-page-number anchor-type animation-delay animation-direction "
            "animation-repeat animation-start-inside animation-steps animation-stop-inside bibliography-type "
            "bullet-relative-size c capitalize-entries caption-sequence-format combine-entries "
            "combine-entries-with-dash combine-entries-with-pp comma-separated consecutive-numbering "
            "continue-numbering copy-outline-levels count-empty-lines count-in-text-boxes current-value date-adjust "
            "date-value display display-levels display-outline-level dont-balance-text-columns duration fixed "
            "footnotes-position global ignore-case increment index-scope is-hidden is-list-header kind "
            "label-followed-by level line-break line-number list-level-position-and-space-mode list-tab-stop-position "
            "main-entry min-label-distance min-label-width note-class number-lines number-position numbered-entries "
            "offset outline-level page-adjust placeholder-type protected reference-format relative-tab-stop-position "
            "restart-numbering restart-on-page select-page sort-ascending sort-by-position space-before "
            "start-numbering-at start-value tab-ref table-type time-adjust time-value track-changes use-caption "
            "use-chart-objects use-draw-objects use-floating-frames use-graphics use-index-marks "
            "use-index-source-styles use-keys-as-entries use-math-objects use-objects use-other-objects "
            "use-outline-level use-spreadsheet-objects use-tables value"
        ),
        "loext": (
            "char-shading-value contextual-spacing decorative hyphenation-no-caps hyphenation-no-last-word "
            "hyphenation-word-char-count opacity rel-height-rel rel-width-rel resolved scale-to-X scale-to-Y "
            "vertical-justify"
        ),
        "xlink": "actuate show type",
    }
)

# Attributes that pass if their value is a language, script or country code.
LANGUAGES = _qualified(
    {
        "fo": "country language script",
        "style": "country-asian country-complex language-asian language-complex script-asian script-complex",
        "number": "country language script",
    }
)

# Attributes with font families: well-known ones pass.
FONTS = _qualified(
    {
        "fo": "font-family",
        "style": "font-family-asian font-family-complex",
        "svg": "font-family",
    }
)

# Attributes with names that nobody reads, and the references to them: both become the same counter.
NAMES = _qualified(
    {
        "chart": "style-name",
        "draw": (
            "caption-id chain-next-name control end-shape fill-gradient-name fill-hatch-name fill-image-name id layer "
            "marker-end marker-start master-page-name name opacity-name shape-id start-shape stroke-dash "
            "stroke-dash-names style-name text-style-name"
        ),
        "form": "for id name text-style-name",
        "office": "name",
        "style": (
            "apply-style-name data-style-name font-name font-name-asian font-name-complex leader-text-style "
            "list-style-name master-page-name name next-style-name page-layout-name parent-style-name "
            "percentage-data-style-name register-truth-ref-style-name style-name text-line-through-text-style"
        ),
        "table": "default-cell-style-name name paragraph-style-name style-name template-name",
        "text": (
            "caption-sequence-name change-id citation-body-style-name citation-style-name cond-style-name "
            "continue-list default-style-name id index-name list-id main-entry-style-name master-page-name name "
            "ref-name style-name style-override visited-style-name"
        ),
        "xml": "id",
    }
)

# Attributes with cell addresses, whose table is a name.
ADDRESSES = _qualified(
    {
        "chart": "error-lower-range error-upper-range label-cell-address values-cell-range-address",
        "table": "cell-range-address",
    }
)

# Attributes that a reader sees: a segment each.
TEXTS = _qualified(
    {
        "form": "current-value label title value",
        "style": "leader-text num-prefix num-suffix",
        "office": "title",
        "text": (
            "address annote author booktitle bullet-char chapter custom1 custom2 custom3 custom4 custom5 edition "
            "editor howpublished identifier institution isbn issn journal key1 key1-phonetic key2 key2-phonetic label "
            "month note number organizations pages prefix publisher report-type school series string-value "
            "string-value-phonetic suffix title url volume year"
        ),
    }
)

# Attributes that are dropped and may teach detection a name.
EVIDENCE = _qualified(
    {
        "office": "string-value",
        "text": "connection-name description string-value string-value-if-false string-value-if-true",
        "form": "current-value label title value",
        "xlink": "href title",
        "loext": "alias display-text tag",
        "table": "formula",
        "script": "macro-name",
    }
)

# The same for MathML, whose attributes have no namespace.
MATH_FORMATTING = _words(
    "accent accentunder bevelled close columnalign columnspacing depth display displaystyle fence form height "
    "largeop linethickness lspace mathvariant maxsize minsize movablelimits notation open rowalign rowspacing "
    "rspace scriptlevel separator stretchy symmetric width"
)

# Elements that go without a question, and what the removal is called ("" where nobody would miss it).
DROPPED = {
    "office:scripts": "macros",
    "office:event-listeners": "event listeners",
    "office:settings": "",
    "office:meta": "",
    "office:dde-source": "links to other files",
    "office:binary-data": "",
    "script:event-listener": "event listeners",
    "text:script": "scripts",
    "text:section-source": "links to other files",
    "text:dde-connection-decls": "links to other files",
    "table:dde-links": "links to other files",
    "table:table-source": "links to other files",
    "text:alphabetical-index-auto-mark-file": "links to other files",
    "text:variable-decls": "",
    "text:user-field-decls": "",
    "table:named-expressions": "",
    "table:database-ranges": "",
    "table:content-validations": "",
    "table:calculation-settings": "",
    "table:table-template": "",
    "table:tracked-changes": "",
    "table:scenario": "",
    "draw:image-map": "image maps",
    "draw:param": "",
    "form:properties": "",
    "form:list-property": "",
    "form:hidden": "hidden form fields",
    "form:connection-resource": "database links",
    "form:option": "",
    "style:presentation-page-layout": "",
    "svg:font-face-src": "embedded fonts",
    "svg:definition-src": "embedded fonts",
    "meta:creator-initials": "",
    "text:sender-initials": "",
    "loext:sender-initials": "",
    "math:annotation": "",
    "math:annotation-xml": "",
}
