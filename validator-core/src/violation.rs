//! The registry of everything that can be wrong: one line each, with its code, its loudness and its facts.
//!
//! A violation is a small `Copy` value that a stage emits together with a place; it never holds a sentence.
//! The words for it lie in `codes/`, by code and variant; severity may be lowered later by evidence or profile.

mod fact;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::layout::{FieldId, RuleId};
use crate::span::Span;

use fact::IntoFact;
pub use fact::{AdviceOf, CauseOf, Fact, FactContext, LabelOf, NameOf, Told};

/// How loudly a diagnostic speaks. A payload is valid when it has no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice: our inference, or a form that no manual fixes.
    Hint,
    /// Accepted today, or seen to be accepted, but worth a look.
    Warning,
    /// The manual rules it out.
    Error,
}

/// The stable number of a kind of diagnostic, written `V302`. Never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "V{}", self.0)
    }
}

/// One row of [`ALL`]: what the registry promises about a violation.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The number.
    pub code: Code,
    /// Which wording of the code's file; empty for the only or usual one.
    pub variant: &'static str,
    /// The loudest it may be.
    pub severity: Severity,
    /// The names of its own facts. Beside them every message may use `{field}`, `{found}` and, with a cause, `{because}`.
    pub facts: &'static [&'static str],
}

macro_rules! violations {
    ($( $(#[$doc:meta])* $name:ident $({ $($fact:ident : $kind:ty),* })? => $code:literal $variant:literal $severity:ident; )*) => {
        /// A fact about a payload or a layout file: what is wrong, and the numbers and names that show it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Violation {
            $( $(#[$doc])* #[allow(missing_docs)] $name $({ $($fact: $kind),* })? ),*
        }

        /// Every violation there is, for the wording's own tests and for the documentation.
        pub const ALL: &[Entry] = &[
            $( Entry { code: Code($code), variant: $variant, severity: Severity::$severity, facts: &[$($(stringify!($fact)),*)?] } ),*
        ];

        impl Violation {
            /// The registry's row for this violation.
            pub fn entry(&self) -> Entry {
                match self {
                    $( Violation::$name $({ $($fact: _),* })? => Entry {
                        code: Code($code), variant: $variant, severity: Severity::$severity,
                        facts: &[$($(stringify!($fact)),*)?],
                    } ),*
                }
            }

            /// Its own facts by name, readable.
            #[allow(unused_variables)]
            pub fn facts(&self, context: FactContext<'_>) -> Vec<(&'static str, Fact)> {
                match *self {
                    $( Violation::$name $({ $($fact),* })? => vec![$($( (stringify!($fact), $fact.into_fact(context)) ),*)?] ),*
                }
            }
        }
    };
}

violations! {
    // V1xx: the text itself.
    /// Nothing but white space.
    EmptyInput => 101 "" Error;
    /// Bytes that are not UTF-8 where nothing else is declared; they were read as Windows-1252.
    NotUtf8 => 102 "" Error;
    /// Control bytes of a file that is no text at all.
    BinaryInput => 102 "binary" Error;
    /// The XML declaration names another encoding than the bytes have.
    DeclaredEncoding { declared: Span, actual: &'static str } => 102 "declared" Error;
    /// The same, where only the characters beyond ASCII would suffer.
    DeclaredSingleByte { declared: Span, actual: &'static str } => 102 "single-byte" Warning;
    /// UTF-8 that was once read as Windows-1252 ("Ã§").
    Mojibake { intended: char } => 102 "mojibake" Warning;
    ByteOrderMark => 102 "bom" Warning;
    /// JSON in UTF-16.
    Utf16 => 102 "utf-16" Warning;
    TrailingComma => 103 "trailing-comma" Error;
    MissingComma => 103 "missing-comma" Error;
    MissingColon => 103 "missing-colon" Error;
    /// `;` or `=` of another language.
    WrongSeparator { expected: char } => 103 "wrong-separator" Error;
    /// A `{` before the first name of an object.
    MissingOpening => 103 "missing-opening" Error;
    /// A blank that JSON does not know, such as the no-break space of a web page.
    OddBlank => 103 "odd-blank" Error;
    MissingValue => 103 "missing-value" Error;
    MissingName => 103 "missing-name" Error;
    SingleQuotes => 103 "single-quotes" Error;
    UnquotedName => 103 "unquoted-name" Error;
    UnquotedText => 103 "unquoted-text" Error;
    /// `True`, `None`, `NULL`: a literal of another language.
    ForeignLiteral { json: &'static str } => 103 "foreign-literal" Error;
    Comment => 103 "comment" Error;
    RawControl => 103 "raw-control" Error;
    BadEscape => 103 "bad-escape" Error;
    LoneSurrogate => 103 "lone-surrogate" Error;
    BadNumber => 103 "bad-number" Error;
    UnclosedString => 103 "unclosed-string" Error;
    /// `[` or `{` without its end.
    UnclosedBracket { expected: char } => 103 "unclosed-bracket" Error;
    WrongBracket { expected: char } => 103 "wrong-bracket" Error;
    StrayBracket => 103 "stray-bracket" Error;
    UnexpectedText => 103 "unexpected" Error;
    ExtraContent => 103 "extra-content" Error;
    WrongEndTag { expected: Span } => 104 "wrong-end-tag" Error;
    UnclosedElement { name: Span } => 104 "unclosed-element" Error;
    StrayEndTag => 104 "stray-end-tag" Error;
    UnclosedMarkup => 104 "unclosed-markup" Error;
    BareAmpersand => 104 "bare-ampersand" Error;
    UnknownEntity => 104 "unknown-entity" Error;
    BadReference => 104 "bad-reference" Error;
    BadCharacter => 104 "bad-character" Error;
    BadName => 104 "bad-name" Error;
    BadAttribute => 104 "bad-attribute" Error;
    UnquotedAttribute => 104 "unquoted-attribute" Error;
    DuplicateAttribute => 104 "duplicate-attribute" Error;
    /// `<` that begins no tag.
    BareLessThan => 104 "bare-less-than" Error;
    LessThanInAttribute => 104 "less-than-in-attribute" Error;
    CdataEndInText => 104 "cdata-end-in-text" Error;
    BadComment => 104 "bad-comment" Error;
    BadDeclaration => 104 "bad-declaration" Error;
    MisplacedDeclaration => 104 "misplaced-declaration" Error;
    UnboundPrefix => 104 "unbound-prefix" Error;
    ReservedNamespace => 104 "reserved-namespace" Error;
    SecondRoot => 104 "second-root" Error;
    TextOutsideRoot => 104 "text-outside-root" Error;
    NoRoot => 104 "no-root" Error;
    Doctype => 105 "" Error;
    ProcessingInstruction => 105 "processing-instruction" Warning;
    TooDeep { max: u32 } => 106 "" Error;
    TooLarge { max: u32, actual: u32 } => 107 "" Error;

    /// The payload stands in other text, such as a line of a log or an assignment.
    UnwrappedText => 108 "" Hint;
    UnwrappedCommand => 108 "command" Hint;
    UnwrappedLiteral => 108 "literal" Hint;
    /// Its marks are written as `&lt;` or `\"`.
    UnwrappedEscaped => 108 "escaped" Hint;

    // V2xx: names, presence and shape.
    MissingRequired => 201 "" Error;
    /// The block that carries the whole request is absent.
    MissingMainBlock => 201 "main-block" Hint;
    MissingByCondition => 202 "" Error;
    /// Required or not by a setting of the installation that a payload does not show.
    MissingBySetting => 202 "setting" Warning;
    /// Required as soon as another member of its block has a value.
    MissingBesideOthers => 202 "siblings" Error;
    RequiredNull => 203 "null" Error;
    RequiredEmpty => 203 "" Error;
    RequiredBlank => 203 "blank" Error;
    /// Carries `{name}`; the nearest known name, if any is near, joins at the edge as `{nearest}`.
    UnknownField { name: Span } => 204 "" Warning;
    FieldCase { name: Span, known: NameOf } => 205 "" Warning;
    Misplaced { name: Span, belongs: FieldId } => 206 "" Warning;
    DuplicateField { name: Span } => 207 "" Error;
    Placeholder => 208 "" Error;
    ManualConflict { name: Span, known: NameOf } => 209 "" Warning;
    /// An element that the manual's table puts around fields that the envelope has without it.
    OnlyInTable { name: Span } => 209 "wrapper" Warning;
    /// A name that only the manual's example has.
    OnlyInExample { name: Span } => 209 "only-example" Warning;
    ListExpected => 210 "list" Error;
    ObjectExpected => 210 "object" Error;
    ValueWhereBlock => 211 "value-for-block" Error;
    ObjectWhereList => 211 "object-for-list" Error;
    ListWhereObject => 211 "list-for-object" Error;
    BlockWhereValue => 211 "block-for-value" Error;
    /// Text beside the elements of a block.
    TextInBlock => 211 "text-in-block" Error;
    MustBeBlank => 212 "" Error;
    /// `{fields}`: the names of which one is needed.
    AtLeastOne { fields: RuleId } => 213 "" Error;

    // V3xx: the value itself.
    TextExpected => 301 "text" Error;
    IntegerExpected => 301 "integer" Error;
    NumberExpected => 301 "number" Error;
    DateExpected => 301 "date" Error;
    BooleanExpected => 301 "boolean" Error;
    /// A CNPJ with letters in a field that is a number: no such field can carry it.
    CnpjInNumber => 301 "cnpj" Error;
    /// A document that became a number on its way, and lost its zeros at the start or got a `.0`.
    DocumentAsNumber { document: &'static str } => 301 "document" Error;
    TooLong { max: u32, actual: u32 } => 302 "" Error;
    /// More digits in all than the mask has.
    TooManyDigits { max: u32, actual: u32 } => 303 "" Error;
    /// More digits before the decimal mark than the mask has.
    TooManyWholeDigits { max: u32, actual: u32 } => 303 "before-mark" Error;
    TooManyDecimals { max: u32, actual: u32 } => 304 "" Error;
    CommaExpected => 305 "comma" Error;
    PointExpected => 305 "point" Error;
    ThousandsSeparator => 306 "" Error;
    DecimalPadding { decimals: u32, actual: u32 } => 307 "" Error;
    DecimalPaddingAdvised { decimals: u32, actual: u32 } => 307 "advised" Warning;
    Exponent => 308 "exponent" Warning;
    ExponentInText => 308 "exponent-in-text" Error;
    CurrencySign => 308 "currency" Error;
    BlankInNumber => 308 "blank" Error;
    UnaryPlus => 308 "plus" Error;
    NumberAsText => 309 "" Warning;
    DateFormat { form: &'static str } => 310 "" Error;
    DateIso { form: &'static str } => 310 "iso" Error;
    TimeNotAllowed { form: &'static str } => 310 "time" Error;
    ImpossibleDate => 311 "" Error;
    ImpossibleTime => 311 "time" Error;
    /// `{allowed}` joins at the edge: the documented values with their meanings.
    NotInList => 312 "" Error;
    ListCase => 312 "case" Error;
    NotInOpenList => 312 "open" Hint;
    /// A list that only the answer's table gives.
    NotInAnswerList => 312 "answer" Warning;
    DocumentLength { document: &'static str, expected: u32, actual: u32 } => 313 "" Error;
    DocumentCharacters { document: &'static str, expected: u32 } => 313 "characters" Error;
    DocumentMask { document: &'static str, expected: u32 } => 313 "mask" Error;
    DocumentCase { document: &'static str, expected: u32 } => 313 "case" Error;
    CheckDigit { document: &'static str } => 314 "" Warning;
    /// Where the manual asks for a valid document.
    CheckDigitRequired { document: &'static str } => 314 "required" Error;
    /// One character all through: the arithmetic holds, the registry has none of these.
    RepeatedDocument { document: &'static str } => 314 "repeated" Warning;
    EmailForm => 315 "email" Hint;
    CepForm => 315 "cep" Hint;
    /// An access key of a fiscal document that is not one: length, characters, or parts that do not exist.
    AccessKeyForm => 315 "access-key" Warning;
    /// An access key whose check digit does not hold.
    AccessKeyDigit => 315 "access-key-digit" Warning;
    /// No line and no bar code of a boleto: length or characters.
    BoletoForm => 315 "boleto" Warning;
    /// One of its check digits does not hold.
    BoletoDigit => 315 "boleto-digit" Warning;
    PlateForm => 315 "plate" Hint;
    RenavamForm => 315 "renavam" Hint;
    Cmc7Form => 315 "cmc7" Hint;
    UfUnknown => 315 "uf" Warning;
    MarkupAltered => 316 "markup" Warning;
    FirstDayAssumed => 316 "first-day" Warning;
    /// Anything but the marker counts as a registration.
    CountsAsRegistration => 316 "registration" Warning;

    BelowMinimum { min: u32 } => 317 "" Error;
    BelowAdvised { min: u32 } => 317 "advised" Hint;
    AboveMaximum { max: u32 } => 317 "above" Error;
    NoYear => 318 "year" Error;
    NoIntegersBySlash => 318 "integers-by-slash" Error;
    /// `{expected}` joins at the edge: what the value must begin with.
    PrefixAbsent => 318 "prefix" Error;
    KeyLength { actual: u32 } => 319 "" Error;
    KeyCharacters => 319 "characters" Error;
    KeyState => 319 "state" Error;
    KeyMonth => 319 "month" Error;
    KeyModel => 319 "model" Error;
    KeyNumber => 319 "number" Error;
    /// Neither a CNPJ nor a CPF whose check digits hold.
    KeyIssuer => 319 "issuer" Error;
    KeyDigit { due: char } => 319 "digit" Error;
    /// A code that anybody can guess.
    KeyCode => 319 "code" Warning;

    // V4xx: one value against another.
    /// `{expected}` joins at the edge.
    ValueByCondition => 401 "" Error;
    /// A field that has no place in this case.
    ForbiddenByCondition => 401 "forbidden" Error;
    OnlyOne => 402 "" Warning;
    /// `{fields}`: those of which one is allowed.
    OneOf { fields: RuleId } => 402 "one-of" Warning;
    NotUnique => 403 "" Error;
    /// An element that repeats a part of the access key, and says another thing.
    KeyMismatch { expected: Span } => 404 "" Error;

    // V5xx: which payload is this, and its envelope.
    LayoutUnknown => 501 "" Error;
    /// The chosen layout is of JSON and the payload is XML, or the reverse.
    OtherSyntax { expected: &'static str } => 501 "syntax" Error;
    /// `{alternatives}` joins at the edge.
    LayoutAmbiguous => 502 "" Hint;
    SoapVersion => 503 "" Error;
    Namespace => 504 "" Error;
    /// `{expected}` joins at the edge: the namespace of the document.
    DocumentNamespace => 504 "document" Error;
    QualifiedByPrefix { name: Span } => 505 "" Error;
    /// A default namespace that reaches the children.
    QualifiedByDefault { name: Span } => 505 "default" Error;
    /// A piece from inside of an envelope: it is checked, but cannot be sent like this.
    EnvelopeAbsent => 506 "fragment" Error;
    NoBody => 506 "no-body" Error;
    NoOperation => 506 "no-operation" Error;
    SecondOperation => 506 "second-operation" Error;
    /// An XML document of another kind; `{expected}` joins at the edge.
    OtherRoot { name: Span } => 506 "other-root" Error;
    /// A batch without a document in it; `{expected}` joins at the edge.
    NoDocument { name: Span } => 506 "no-document" Error;
    CredentialsAbsent { part: FieldId } => 507 "" Hint;
    /// The chosen layout is known by its name alone.
    TableUnpublished => 508 "" Hint;
    /// The chosen layout's request carries no fields.
    NoFieldsInRequest => 508 "no-fields" Hint;

    // V6xx: what an answer says.
    AnswerProcessed => 601 "" Hint;
    /// Processed, it says, but some items say something of which no manual tells what it means.
    ProcessedWithRemarks { remarks: u32, total: u32 } => 601 "remarks" Warning;
    ProcessedByStatus { status: u32 } => 601 "status" Hint;
    /// Processed, it says, but some of the items were refused.
    AnswerPartial { failed: u32, total: u32 } => 602 "" Error;
    AnswerReceived => 603 "" Hint;
    ReceivedByStatus { status: u32 } => 603 "status" Hint;
    AnswerRejected { told: Told } => 604 "" Error;
    RejectedInSilence => 604 "silent" Error;
    /// Every item was refused, whatever is said of the whole.
    RejectedItems { total: u32 } => 604 "items" Error;
    RejectedByStatus { status: u32 } => 604 "status" Error;
    AnswerFailed { told: Told } => 605 "" Error;
    /// A failure beside "processed": the record may have been written.
    FailedButWritten { told: Told } => 605 "written" Error;
    FailedByStatus { status: u32 } => 605 "status" Error;
    SoapFault { told: Told } => 605 "fault" Error;
    SoapFaultInSilence => 605 "fault-silent" Error;
    ItemFailed { item: u32, told: Told } => 606 "" Error;
    ItemRemark { item: u32, told: Told } => 606 "remark" Hint;
    /// No documented rule decides.
    AnswerUnread => 607 "" Hint;
    /// It is cut off, or says two things.
    AnswerInDoubt => 607 "doubt" Hint;
    TextExplained { cause: CauseOf, advice: AdviceOf } => 608 "" Hint;
    FaultOfSender => 609 "sender" Hint;
    FaultOfReceiver => 609 "receiver" Hint;
    FaultOfVersion => 609 "version" Hint;
    FaultOfHeader => 609 "header" Hint;
    RequestFieldNamed { field: FieldId, meaning: LabelOf } => 610 "" Hint;

    // V9xx: a layout file.
    /// `{detail}` joins at the edge: what the TOML reader said.
    LayoutNotToml => 901 "" Error;
    /// TOML, but not of a layout's shape; `{detail}` joins at the edge.
    LayoutShape => 902 "" Error;
    UnknownSystem { name: Span } => 903 "" Error;
    UnknownType { name: Span } => 904 "" Error;
    UnknownReference { name: Span } => 905 "" Error;
    DuplicatePath { name: Span } => 906 "" Error;
    CircularCondition { name: Span } => 907 "" Error;
    UnknownFormat { name: Span } => 908 "" Error;
    LayoutVersion { known: u32 } => 909 "" Error;
}
