//! The operators of the query language. A new operator starts as a row here.

use crate::query::term::Case;

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Combines clauses by which of them match.
    Boolean(Boolean),
    /// Both operands in one article, whichever passage.
    WithinArticle,
    /// Both operands within a distance.
    Near,
    /// The operand, with its score multiplied.
    Boost,
    /// A minimum number of occurrences.
    AtLeast,
    /// The operand, written in this case.
    Caps(Case),
}

/// An operator that combines clauses by which of them match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boolean {
    /// At least one of the operands.
    Or,
    /// All of the operands.
    And,
    /// Not the operand.
    Not,
    /// At least one of the operands, ranked by how many.
    Any,
    /// All of the operands, in one article.
    AllWords,
}

/// Where an operator is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Between its operands.
    Infix,
    /// Before its operand.
    Prefix,
    /// After its operand.
    Suffix,
    /// As a name before parentheses, in any case.
    Function,
    /// As a name with a count before parentheses, in any case.
    CountedFunction,
}

/// How an operator is typed.
#[derive(Clone, Copy, Debug)]
pub struct OperatorSyntax {
    /// The operator.
    pub operator: Operator,
    /// Its name as typed, without operands, distance or count.
    pub name: &'static str,
    /// Where it is typed.
    pub notation: Notation,
    /// Operators of higher precedence bind first.
    pub precedence: u8,
    /// A query that uses it.
    pub example: &'static str,
    /// What it matches, in a few words.
    pub help: &'static str,
}

/// The operators, loosest first.
#[rustfmt::skip]
pub const OPERATORS: &[OperatorSyntax] = &[
    OperatorSyntax { operator: Operator::Boolean(Boolean::Or), name: "OR", notation: Notation::Infix, precedence: 1,
        example: "tax OR levy", help: "at least one of them" },
    OperatorSyntax { operator: Operator::Boolean(Boolean::And), name: "AND", notation: Notation::Infix, precedence: 2,
        example: "tax AND levy", help: "both; AND may be left out" },
    OperatorSyntax { operator: Operator::Boolean(Boolean::Not), name: "NOT", notation: Notation::Prefix, precedence: 3,
        example: "tax NOT levy", help: "without; also -levy" },
    OperatorSyntax { operator: Operator::WithinArticle, name: "w/doc", notation: Notation::Infix, precedence: 4,
        example: "senate w/doc tariff", help: "both in one article, whichever passage" },
    OperatorSyntax { operator: Operator::Near, name: "w/", notation: Notation::Infix, precedence: 5,
        example: "border w/5 closure", help: "within five words; pre/5 in this order, w/s in one sentence, w/p in one paragraph, not w/5 nowhere within" },
    OperatorSyntax { operator: Operator::Boost, name: "^", notation: Notation::Suffix, precedence: 6,
        example: "tax^2 levy", help: "with its score doubled" },
    OperatorSyntax { operator: Operator::AtLeast, name: "atleast", notation: Notation::CountedFunction, precedence: 7,
        example: "atleast3(strike)", help: "at least three occurrences in the passage" },
    OperatorSyntax { operator: Operator::Caps(Case::Caps), name: "caps", notation: Notation::Function, precedence: 7,
        example: "caps(us)", help: "written with a capital letter" },
    OperatorSyntax { operator: Operator::Caps(Case::AllCaps), name: "allcaps", notation: Notation::Function, precedence: 7,
        example: "allcaps(us)", help: "written in capitals" },
    OperatorSyntax { operator: Operator::Caps(Case::NoCaps), name: "nocaps", notation: Notation::Function, precedence: 7,
        example: "nocaps(aids)", help: "written without capitals" },
    OperatorSyntax { operator: Operator::Boolean(Boolean::Any), name: "any", notation: Notation::Function, precedence: 7,
        example: "any(tax cut rich)", help: "at least one of them, articles with more of them first" },
    OperatorSyntax { operator: Operator::Boolean(Boolean::AllWords), name: "all", notation: Notation::Function, precedence: 7,
        example: "all(tax cut rich)", help: "all of them in one article; what words side by side mean" },
];

impl Operator {
    /// Returns the operator that a word is: `AND`, `OR` and `NOT` in capitals, `w/doc` in any case.
    pub(crate) fn from_word(typed: &str) -> Option<Self> {
        if typed.eq_ignore_ascii_case(Self::WithinArticle.name()) {
            return Some(Self::WithinArticle);
        }
        let row = OPERATORS.iter().find(|row| row.name == typed)?;
        let word = row.name.bytes().all(|byte| byte.is_ascii_uppercase());
        word.then_some(row.operator)
    }

    /// Returns the operator that a name before a parenthesis is, and its count; 0 without one.
    pub(crate) fn from_function(typed: &str) -> Option<(Self, u32)> {
        functions().find_map(|row| {
            let name = typed.get(..row.name.len())?;
            let rest = &typed[name.len()..];
            let count = match row.notation {
                Notation::CountedFunction => rest.parse().ok()?,
                _ if rest.is_empty() => 0,
                _ => return None,
            };
            name.eq_ignore_ascii_case(row.name)
                .then_some((row.operator, count))
        })
    }

    /// Returns the operator as it is named in messages.
    pub(crate) fn name(self) -> &'static str {
        self.syntax().map_or("", |row| row.name)
    }

    fn syntax(self) -> Option<&'static OperatorSyntax> {
        OPERATORS.iter().find(|row| row.operator == self)
    }
}

impl Boolean {
    /// Returns the operator as it is named in messages.
    pub(crate) fn name(self) -> &'static str {
        Operator::Boolean(self).name()
    }

    /// Tells whether it is typed between its operands.
    pub(crate) fn is_infix(self) -> bool {
        let row = Operator::Boolean(self).syntax();
        row.is_some_and(|row| row.notation == Notation::Infix)
    }

    /// Returns the operator as a tree of clauses names it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Any => "any of these, the more the better",
            Self::AllWords => "all of these in one article",
            Self::Or | Self::And | Self::Not => self.name(),
        }
    }

    /// Returns what is typed before the operands, between two of them, and after them.
    pub(crate) fn delimiters(self) -> (String, String, &'static str) {
        let name = self.name();
        match Operator::Boolean(self).syntax().map(|row| row.notation) {
            Some(Notation::Infix) => ("(".to_owned(), format!(" {name} "), ")"),
            Some(Notation::Prefix) => (format!("{name} "), String::new(), ""),
            _ => (format!("{name}("), " ".to_owned(), ")"),
        }
    }
}

/// Lists the functions, as in `atleast3( … ), caps( … ) and any( … )`.
pub(crate) fn function_list() -> String {
    let forms: Vec<String> = functions()
        .map(|row| match row.notation {
            Notation::CountedFunction => format!("{}3( … )", row.name),
            _ => format!("{}( … )", row.name),
        })
        .collect();
    match forms.split_last() {
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn functions() -> impl Iterator<Item = &'static OperatorSyntax> {
    OPERATORS
        .iter()
        .filter(|row| matches!(row.notation, Notation::Function | Notation::CountedFunction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse::parse;

    #[test]
    fn examples_parse() {
        for row in OPERATORS {
            let parsed = parse(row.example, &|_: &str| -> Option<Country> { None });
            assert_eq!(parsed.errors, [], "{}", row.example);
        }
    }

    #[test]
    fn precedence_is_as_listed() {
        let infix = [("OR", 1), ("AND", 2), ("w/doc", 4), ("w/5", 5)];
        for (first, loose) in infix {
            for (second, tight) in infix.iter().filter(|row| row.1 > loose) {
                let typed = format!("a {first} b {second} c");
                let grouped = format!("a {first} (b {second} c)");
                let parse = |typed| {
                    let parsed = parse(typed, &|_: &str| -> Option<Country> { None });
                    crate::query::to_plan(&parsed.query)
                };
                assert_eq!(parse(&typed), parse(&grouped), "{loose} {tight}");
            }
        }
        for (name, precedence) in [("OR", 1), ("AND", 2), ("w/doc", 4), ("w/", 5)] {
            let row = OPERATORS.iter().find(|row| row.name == name);
            assert_eq!(row.map(|row| row.precedence), Some(precedence));
        }
    }

    #[test]
    fn functions_by_name() {
        let atleast = Some((Operator::AtLeast, 3));
        assert_eq!(Operator::from_function("AtLeast3"), atleast);
        assert_eq!(Operator::from_function("atleast"), None);
        assert_eq!(Operator::from_function("anyone"), None);
        assert_eq!(Operator::from_word("w/"), None);
        assert_eq!(Operator::from_word("W/DOC"), Some(Operator::WithinArticle));
        assert_eq!(Operator::from_word("And"), None);
        assert_eq!(
            function_list(),
            "atleast3( … ), caps( … ), allcaps( … ), nocaps( … ), any( … ) and all( … )"
        );
    }
}
