//! `onrecord evaluate quotes`: how well quotations and speakers are found.

use crate::cli::evaluate::input::{Format, read_lines};
use crate::cli::evaluate::table::{DASH, Table, share, three};
use crate::cli::outcome::Outcome;
use crate::cli::output::stream::text_out;
use crate::cli::output::style;
use crate::cli::output::style::counted;
use crate::evaluate::PrecisionRecall;
use crate::evaluate::quotes::{
    COVERAGE_THRESHOLDS, Fit, LeadingConjunction, MistakeKind, QuoteMistake, QuoteMistakes,
    QuoteReport, ScoringOptions, evaluate, evaluate_predictions, fit, read_documents, read_gold,
};
use anyhow::{Context, Result};
use indicatif::HumanCount;
use std::io::Write;
use std::path::PathBuf;

/// Score quotations and their speakers
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord evaluate quotes marked.jsonl
  onrecord evaluate quotes marked.jsonl --by-rule --worst 5
  onrecord evaluate quotes marked.jsonl found.jsonl --format json

Annotate your own articles, one per line; offsets are Unicode code points into `text`:
  {\"id\": \"a1\", \"text\": \"“No new taxes,” he said.\", \"quotes\": [
    {\"start\": 1, \"end\": 13, \"kind\": \"direct\", \"speaker_name\": \"Olaf Scholz\"}]}
(on one line). `kind` is direct, indirect or mixed. The speaker is given by `speaker_name`, by
`speaker_text` as in the article, or by `speaker_spans`, a list of [start, end].

Two spans match exactly if they differ only in quotation marks and punctuation at the ends, and
overlap if they share at least half of each. `direct*` ignores what is found inside a quotation of
another kind. `right` means the surname is right if the gold gives a name, otherwise that the
mention overlaps. `end to end` requires both the quotation and its speaker.")]
pub(crate) struct Arguments {
    /// Annotated articles, one JSON object per line
    gold: PathBuf,
    /// Predictions, as `annotate --format ndjson` prints them [default: annotate now]
    predictions: Option<PathBuf>,
    /// Ignore gold quotations marked as not speech: thoughts, plans, votes
    #[arg(long)]
    speech_only: bool,
    /// Only the articles marked `names_checked`
    #[arg(long)]
    names_checked: bool,
    /// Ignore a leading "that"
    #[arg(long)]
    strip_that: bool,
    /// Show the precision of each rule
    #[arg(long)]
    by_rule: bool,
    /// Show the mistakes in the N worst articles
    #[arg(long, value_name = "N", default_value_t = 0)]
    worst: usize,
    /// Fit the confidence weights to the gold and print them in the form of `confidence.tsv`
    #[arg(long, conflicts_with_all = ["predictions", "by_rule", "worst"])]
    fit: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let options = ScoringOptions {
        speech_only: arguments.speech_only,
        names_checked: arguments.names_checked,
        conjunctions: if arguments.strip_that {
            LeadingConjunction::Ignore
        } else {
            LeadingConjunction::Count
        },
        worst: arguments.worst,
    };
    let gold = read_lines(&arguments.gold, read_gold)?;
    if arguments.fit {
        let mut out = std::io::stdout().lock();
        write_weights(&mut out, &fit(&gold, &options))?;
        return Ok(Outcome::of(gold.len()));
    }
    let report = match &arguments.predictions {
        None => evaluate(&gold, &options),
        Some(path) => {
            let predictions = read_lines(path, read_documents)?;
            evaluate_predictions(&gold, &predictions, &options)
                .with_context(|| path.display().to_string())?
        }
    };
    let mut out = text_out();
    match arguments.format {
        Format::Json => writeln!(out, "{:#}", report.json())?,
        Format::Text => print(&mut out, &report, arguments)?,
    }
    Ok(Outcome::of(report.articles))
}

/// Prints weights as the annotator reads them.
fn write_weights(out: &mut impl Write, fit: &Fit) -> Result<()> {
    writeln!(
        out,
        "# What speaks for a finding, and against: feature, its weight in log odds for quotation and\n\
         # speaker together, its weight for the speaker where the quotation is right.\n\
         # Fitted to {} by `onrecord evaluate quotes GOLD --fit`.\n\
         # Held out in five folds, of findings with at least this confidence, this share is right:",
        counted(fit.findings, "finding")
    )?;
    for bin in fit.held_out.bins.iter().filter(|bin| bin.right.of > 0) {
        let from = bin.from.unwrap_or_default();
        writeln!(
            out,
            "#   {from:.1}  {} of {}",
            share(bin.right),
            bin.right.of
        )?;
    }
    for ((group, value), weight) in &fit.weights {
        let equals = if value.is_empty() { "" } else { "=" };
        let (finding, speaker) = (weight.finding, weight.speaker);
        writeln!(out, "{group}{equals}{value}\t{finding:.2}\t{speaker:.2}")?;
    }
    Ok(())
}

fn print(out: &mut impl Write, report: &QuoteReport, arguments: &Arguments) -> Result<()> {
    let all = &report.score.categories[0].exact;
    write!(
        out,
        "{}, {} marked, {} found",
        counted(report.articles, "article"),
        counted(all.gold.of, "quotation"),
        HumanCount(all.predicted.of as u64)
    )?;
    if report.without_prediction > 0 {
        write!(out, "; {} without prediction", report.without_prediction)?;
    }
    writeln!(out)?;
    spans(report).print(out)?;
    end_to_end(report).print(out)?;
    speakers(report).print(out)?;
    let kinds = report.score.kinds;
    writeln!(out, "\nkind right {} of {}", share(kinds), kinds.of)?;
    calibration(report).print(out)?;
    if arguments.by_rule {
        rules(report).print(out)?;
    }
    coverage(report).print(out)?;
    for article in &report.worst {
        print_mistakes(out, article)?;
    }
    Ok(())
}

fn spans(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "Quotations",
        "kind|gold|found|exact P|R|F1|overlap P|R|F1|tokens P|R|F1",
    );
    for (row, score) in report.rows() {
        let all = &score.exact;
        let mut cells = vec![
            row.name().to_owned(),
            all.gold.of.to_string(),
            all.predicted.of.to_string(),
        ];
        for scores in [all.spans(), score.overlap.spans(), score.tokens()] {
            cells.extend(three(scores));
        }
        table.rows.push(cells);
    }
    table
}

fn end_to_end(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "End to end: quotation and speaker",
        "kind|exact P|R|F1|overlap P|R|F1",
    );
    for (row, score) in report.rows() {
        let mut cells = vec![row.name().to_owned()];
        cells.extend(three(score.exact.end_to_end()));
        cells.extend(three(score.overlap.end_to_end()));
        table.rows.push(cells);
    }
    table
}

fn speakers(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "Speakers of matched quotations",
        "|given|of|mention overlaps|exact|of|surname|full name|of|right|of",
    );
    for (name, speakers) in report.speakers() {
        table.rows.push(vec![
            name,
            share(speakers.given),
            speakers.given.of.to_string(),
            share(speakers.span_overlap),
            share(speakers.span_exact),
            speakers.span_overlap.of.to_string(),
            share(speakers.surname),
            share(speakers.full_name),
            speakers.surname.of.to_string(),
            share(speakers.right),
            speakers.right.of.to_string(),
        ]);
    }
    table
}

fn calibration(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "Confidence",
        "from|found|confidence|matched|matched, speaker right|share",
    );
    for bin in &report.score.calibration.bins {
        if bin.right.of > 0 {
            table.rows.push(vec![
                bin.from
                    .map_or("none".to_owned(), |from| format!("{from:.1}")),
                bin.right.of.to_string(),
                bin.mean_confidence()
                    .map_or(DASH.to_owned(), |mean| format!("{mean:.3}")),
                bin.matched.right.to_string(),
                bin.right.right.to_string(),
                share(bin.right),
            ]);
        }
    }
    table
}

fn rules(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "Rules",
        "rule|found|matched|precision|with gold speaker|right|share",
    );
    for (name, rule) in report.score.rules.most_used() {
        let name = if name.is_empty() { "none" } else { name };
        table.rows.push(vec![
            name.to_owned(),
            rule.matched.of.to_string(),
            rule.matched.right.to_string(),
            share(rule.matched),
            rule.speaker.of.to_string(),
            rule.speaker.right.to_string(),
            share(rule.speaker),
        ]);
    }
    table
}

fn coverage(report: &QuoteReport) -> Table {
    let mut table = Table::new(
        "Gender Gap Tracker's measure, in hundredths",
        "covered more than|P|R|F1|speaker|of|cue",
    );
    for (least, coverage) in COVERAGE_THRESHOLDS.into_iter().zip(&report.score.coverage) {
        let PrecisionRecall {
            precision,
            recall,
            f1,
        } = coverage.scores();
        let mut cells = vec![format!("{least:.1}")];
        cells.extend([precision, recall, f1].map(hundredths));
        cells.push(coverage.speaker.share().map_or(DASH.to_owned(), hundredths));
        cells.push(coverage.speaker.of.to_string());
        cells.push(coverage.cue.share().map_or(DASH.to_owned(), hundredths));
        table.rows.push(cells);
    }
    table
}

fn print_mistakes(out: &mut impl Write, article: &QuoteMistakes) -> Result<()> {
    let counts = [
        MistakeKind::Missed,
        MistakeKind::Extra,
        MistakeKind::Speaker,
    ]
    .map(|what| format!("{} {}", article.count(what), what.name()));
    writeln!(
        out,
        "\n{} {}",
        style::title(&article.id),
        style::aside(format_args!(
            "{}: {}",
            counted(article.gold, "quotation"),
            counts.join(", ")
        ))
    )?;
    for mistake in &article.mistakes {
        let kind = mistake.kind.unwrap_or_default();
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(
            out,
            "  {:<8}{kind:<9}{} [{}] {}  {}",
            mistake.what.name(),
            style::aside(one_line(&mistake.before)),
            one_line(&mistake.words),
            style::aside(one_line(&mistake.after)),
            style::speaker(whose(mistake)),
        )?;
    }
    Ok(())
}

/// "Scholz", or "Scholz, not Merkel (said-after)".
fn whose(mistake: &QuoteMistake) -> String {
    let nobody = "nobody";
    let gold = mistake.gold_speaker.as_deref().unwrap_or(nobody);
    let found = mistake.found_speaker.as_deref().unwrap_or(nobody);
    let rule = mistake.rule.as_ref().map(|rule| format!(" ({rule})"));
    let rule = rule.unwrap_or_default();
    match mistake.what {
        MistakeKind::Missed => gold.to_owned(),
        MistakeKind::Extra => format!("{found}{rule}"),
        MistakeKind::Speaker => format!("{gold}, not {found}{rule}"),
    }
}

fn hundredths(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}
