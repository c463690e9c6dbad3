//! The chart of docs/performance.md: the figures of the budget as bars, stripe's being 1, with a mark at what each must not
//! pass.
//!
//! One file serves light and dark pages: text and lines have the colour for light ones, and a style sheet in the file
//! replaces it where the reader prefers dark.

use anyhow::{Context, Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::budget::Measure;
use super::measured::{FLOOR, Figure, Outcome};
use super::report::Report;

/// The figures, by the budget's ids, and what they are called here.
const ROWS: [(&str, &str); 12] = [
    ("size gzip", "added to a bundle, gzip"),
    ("size gzip 20.4.1", "the same, ÷ stripe 20.4.1"),
    ("size raw", "added to a bundle, raw"),
    ("find node", "CPU of a find, Node.js"),
    ("create node", "CPU of a create, Node.js"),
    ("find chromium", "CPU of a find, Chromium"),
    ("create chromium", "CPU of a create, Chromium"),
    ("list10 node", "CPU of a list of 10, Node.js"),
    ("list100 node", "CPU of a list of 100, Node.js"),
    ("list10 chromium", "CPU of a list of 10, Chromium"),
    ("list100 chromium", "CPU of a list of 100, Chromium"),
    ("start chromium", "cold start, Chromium"),
];

// In pixels.
const WIDTH: u32 = 860;
const LABELS: u32 = 220;
const RIGHT: u32 = 24;
const HEAD: u32 = 58;
const FOOT: u32 = 52;
const BAR: i32 = 15;
const GAP: i32 = 18;
/// Stripe's bar is the whole width; a longer one is cut, and says its value.
const LONGEST: f64 = 1.1;
/// A value that is written this near to a mark would be crossed by it.
const NEAR: f64 = 0.09;

const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
/// What replaces [`INK`] on a dark page.
const LIGHT_INK: &str = "#E6EDF3";
const COLOURS: [(&str, RGBColor); 4] = [
    (".", RGBColor(0x3b, 0x82, 0xf6)),
    ("/wasm", RGBColor(0x10, 0xa3, 0x7f)),
    ("/js", RGBColor(0xd9, 0x8a, 0x0b)),
    (FLOOR, RGBColor(0x8b, 0x94, 0x9e)),
];

/// A bar: whose it is, its length, what that must not pass, and how far from the top it begins.
struct Bar<'a> {
    of: &'a str,
    ratio: f64,
    must: Option<f64>,
    top: i32,
}

/// A figure: what it is called, and its bars.
struct Row<'a> {
    label: &'a str,
    top: i32,
    bars: Vec<Bar<'a>>,
}

impl Row<'_> {
    fn bottom(&self) -> i32 {
        self.bars.iter().fold(self.top.saturating_add(GAP), |bottom, _| bottom.saturating_add(BAR))
    }
}

impl Bar<'_> {
    fn bottom(&self) -> i32 {
        self.top.saturating_add(BAR.saturating_sub(2))
    }

    /// Where the value is written: at the bar's end, or behind a mark that would cross it.
    fn end(&self) -> f64 {
        let end = self.must.filter(|must| (self.ratio..self.ratio + NEAR).contains(must)).unwrap_or(self.ratio);
        end.min(LONGEST - 0.05)
    }
}

/// The chart as SVG.
pub fn svg(report: &Report) -> Result<String> {
    let rows = rows(report);
    let height = rows.last().map_or(0, Row::bottom);
    let whole = u32::try_from(height)?.saturating_add(HEAD).saturating_add(FOOT);
    let mut text = String::new();
    draw(&SVGBackend::with_string(&mut text, (WIDTH, whole)).into_drawing_area(), &rows, height)
        .map_err(|error| anyhow!("the chart cannot be drawn: {error}"))?;
    adapting(&text)
}

/// Stripe is the line at 1, and what goes with an entry is not beside it.
fn is_drawn(outcome: &Outcome) -> bool {
    COLOURS.iter().any(|(of, _)| *of == outcome.of) && outcome.ratio.is_some()
}

fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (id, label) in ROWS {
        let Some(figure) = report.figure(id) else { continue };
        let top = rows.last().map_or(0, Row::bottom);
        rows.push(Row { label, top, bars: bars(report, figure, top.saturating_add(GAP / 2)) });
    }
    rows
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Drawn = std::result::Result<(), Box<dyn std::error::Error>>;

fn draw(area: &Area<'_>, rows: &[Row<'_>], height: i32) -> Drawn {
    legend(area)?;
    let mut chart = ChartBuilder::on(area)
        .margin_top(HEAD)
        .margin_right(RIGHT)
        .set_label_area_size(LabelAreaPosition::Left, LABELS)
        .set_label_area_size(LabelAreaPosition::Bottom, FOOT)
        .build_cartesian_2d(0.0..LONGEST, height..0)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_labels(6)
        .x_label_formatter(&|ratio| format!("{ratio:.1}"))
        .x_desc("× what stripe 23.1.0 costs, where no other version is named; less is better")
        .label_style(words(16))
        .axis_desc_style(words(16))
        .axis_style(INK)
        .bold_line_style(INK.mix(0.15))
        .light_line_style(TRANSPARENT)
        .draw()?;
    for Row { label, top, bars } in rows {
        let middle = top.saturating_add(GAP / 2).saturating_add(bars.iter().map(|_| BAR).sum::<i32>() / 2);
        chart.draw_series(std::iter::once(
            EmptyElement::at((0.0, middle))
                + Text::new((*label).to_owned(), (-10, 0), words(16).pos(placed(HPos::Right))),
        ))?;
        chart.draw_series(bars.iter().map(|bar| {
            Rectangle::new([(0.0, bar.top), (bar.ratio.min(LONGEST), bar.bottom())], colour(bar.of).filled())
        }))?;
        chart.draw_series(bars.iter().filter_map(|bar| {
            let must = bar.must?;
            Some(PathElement::new([(must, bar.top), (must, bar.bottom())], INK.stroke_width(2)))
        }))?;
        chart.draw_series(bars.iter().map(|bar| {
            let at = (bar.end(), bar.top.saturating_add(BAR / 2));
            EmptyElement::at(at) + Text::new(written(bar.ratio), (6, 0), words(15).pos(placed(HPos::Left)))
        }))?;
    }
    chart.draw_series(std::iter::once(PathElement::new([(1.0, 0), (1.0, height)], INK.stroke_width(2))))?;
    chart.draw_series(std::iter::once(
        EmptyElement::at((1.0, 0)) + Text::new("stripe", (0, -10), words(16).pos(placed(HPos::Center))),
    ))?;
    area.present()?;
    Ok(())
}

fn bars<'a>(report: &'a Report, figure: &'a Figure, top: i32) -> Vec<Bar<'a>> {
    let drawn = figure.results.iter().filter(|outcome| is_drawn(outcome));
    let tops = std::iter::successors(Some(top), |top| Some(top.saturating_add(BAR)));
    let must = |of: &str| {
        report.budget.iter().find(|it| it.measure == Measure::Ratio && it.figure == figure.id && it.entry == of)?.must
    };
    let bar = |(outcome, top): (&'a Outcome, i32)| {
        Some(Bar { of: &outcome.of, ratio: outcome.ratio?, must: must(&outcome.of), top })
    };
    drawn.zip(tops).filter_map(bar).collect()
}

/// With two decimals, and never as nothing.
fn written(ratio: f64) -> String {
    if ratio < 0.01 { "<0.01".to_owned() } else { format!("{ratio:.2}") }
}

/// Which colour is whose, and what the marks are.
fn legend(area: &Area<'_>) -> Drawn {
    let names = [".", "/wasm", "/js", FLOOR].map(|name| match name {
        "." => "stripe-apps-secrets",
        FLOOR => "floor: checks nothing",
        other => other,
    });
    let mut left_edge = i32::try_from(LABELS)?;
    for ((_, colour), name) in COLOURS.iter().zip(names) {
        area.draw(&Rectangle::new([(left_edge, 11), (left_edge.saturating_add(12), 23)], colour.filled()))?;
        area.draw(&Text::new(name, (left_edge.saturating_add(18), 17), words(16).pos(placed(HPos::Left))))?;
        let letters = i32::try_from(name.len())?;
        left_edge = left_edge.saturating_add(letters.saturating_mul(7).saturating_add(46));
    }
    area.draw(&PathElement::new([(left_edge, 10), (left_edge, 24)], INK.stroke_width(2)))?;
    area.draw(&Text::new("limit", (left_edge.saturating_add(8), 17), words(16).pos(placed(HPos::Left))))?;
    Ok(())
}

fn colour(of: &str) -> RGBColor {
    COLOURS.iter().find(|(name, _)| *name == of).map_or(INK, |(_, colour)| *colour)
}

fn words(size: u32) -> TextStyle<'static> {
    TextStyle::from(("system-ui, sans-serif", size).into_font()).color(&INK)
}

fn placed(across: HPos) -> Pos {
    Pos::new(across, VPos::Center)
}

/// With a style sheet for dark pages.
fn adapting(svg: &str) -> Result<String> {
    let (head, rest) = svg.split_once('>').context("the chart has no beginning")?;
    let RGBColor(red, green, blue) = INK;
    let ink = format!("#{red:02X}{green:02X}{blue:02X}");
    let style = format!(
        "<style>@media (prefers-color-scheme: dark) {{ [fill=\"{ink}\"] {{ fill: {LIGHT_INK} }} \
         [stroke=\"{ink}\"] {{ stroke: {LIGHT_INK} }} }}</style>"
    );
    Ok(format!("{head}>\n{style}{rest}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn report(id: &str, results: serde_json::Value) -> Report {
        let figure = serde_json::json!({ "id": id, "title": "", "unit": "B", "results": results });
        let groups =
            serde_json::from_value(serde_json::json!([{ "title": "", "note": "", "figures": [figure] }])).unwrap();
        let machine = super::super::report::Machine { processor: String::new(), cores: 2, load: 0.0 };
        Report::of(groups, machine, false).unwrap()
    }

    #[test]
    fn a_bar_beyond_the_chart_still_says_its_value_and_dark_pages_are_thought_of() {
        let svg = svg(&report(
            "size gzip",
            serde_json::json!([
                { "of": "/wasm", "value": 2.0, "ratio": 1.74 },
                { "of": "stripe", "value": 1.0, "ratio": 1.0 },
                { "of": FLOOR, "value": 0.0, "ratio": 0.001 },
            ]),
        ))
        .unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.contains("1.74") && svg.contains("&lt;0.01") && svg.contains("added to a bundle, gzip"), "{svg}");
        assert!(svg.contains("prefers-color-scheme: dark"), "{svg}");
    }

    #[test]
    fn a_bar_has_a_mark_at_what_it_must_not_pass_and_its_value_is_not_crossed_by_it() {
        let report = report(
            "find chromium",
            serde_json::json!([
                { "of": ".", "value": 1.0, "ratio": 0.75 },
                { "of": "/wasm", "value": 1.0, "ratio": 0.25 },
                { "of": "/js", "value": 1.0, "ratio": 0.9 }, // its limit is a time
                { "of": "/fetch", "value": 1.0, "ratio": 0.47 },
                { "of": FLOOR, "value": 1.0, "ratio": 0.02 },
            ]),
        );
        let rows = rows(&report);
        let bars: Vec<_> = rows.iter().flat_map(|row| &row.bars).map(|bar| (bar.of, bar.must, bar.end())).collect();
        assert_eq!(bars, [(".", Some(0.3), 0.75), ("/wasm", Some(0.3), 0.3), ("/js", None, 0.9), (FLOOR, None, 0.02)]);
        // Two marks, the one of the legend, and stripe's line.
        assert_eq!(svg(&report).unwrap().matches("stroke-width=\"2\"").count(), 4);
    }
}
