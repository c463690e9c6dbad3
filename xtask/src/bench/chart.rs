//! The chart that the README shows: the figures of the budget as bars, stripe's being 1.
//!
//! One file serves light and dark pages: text and lines have the colour for light ones, and a style sheet in the file
//! replaces it where the reader prefers dark.

use anyhow::{Context, Result, anyhow};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::report::{FLOOR, Figure, Outcome, REFERENCE, Report};

/// The figures, by the budget's ids, and what they are called here.
const ROWS: [(&str, &str); 7] = [
    ("size gzip", "added to a bundle, gzip"),
    ("size raw", "added to a bundle, raw"),
    ("find node", "CPU of a find, Node.js"),
    ("create node", "CPU of a create, Node.js"),
    ("find chromium", "CPU of a find, Chromium"),
    ("create chromium", "CPU of a create, Chromium"),
    ("start chromium", "first call done, Chromium"),
];

// In pixels.
const WIDTH: u32 = 860;
const LABELS: u32 = 220;
const HEAD: u32 = 34;
const FOOT: u32 = 52;
const BAR: i32 = 14;
const GAP: i32 = 18;
/// Stripe's bar is the whole width; a longer one is cut, and says its value.
const LONGEST: f64 = 1.1;

const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
/// What replaces [`INK`] on a dark page.
const LIGHT_INK: &str = "#E6EDF3";
const COLOURS: [(&str, RGBColor); 4] = [
    (".", RGBColor(0x3b, 0x82, 0xf6)),
    ("/wasm", RGBColor(0x10, 0xa3, 0x7f)),
    ("/js", RGBColor(0xd9, 0x8a, 0x0b)),
    (FLOOR, RGBColor(0x8b, 0x94, 0x9e)),
];

/// A bar: whose it is, its length, and how far from the top it begins.
struct Bar<'a> {
    of: &'a str,
    ratio: f64,
    top: i32,
}

/// The chart as SVG.
pub fn svg(report: &Report) -> Result<String> {
    let rows: Vec<(&Figure, &str)> = ROWS.iter().filter_map(|(id, label)| Some((report.figure(id)?, *label))).collect();
    let height: i32 = rows.iter().map(|(figure, _)| height_of(&bars(figure, 0))).sum();
    let whole = u32::try_from(height)?.saturating_add(HEAD).saturating_add(FOOT);
    let mut text = String::new();
    draw(&SVGBackend::with_string(&mut text, (WIDTH, whole)).into_drawing_area(), &rows, height)
        .map_err(|error| anyhow!("the chart cannot be drawn: {error}"))?;
    adapting(&text)
}

/// Stripe is the line at 1.
fn is_drawn(outcome: &Outcome) -> bool {
    outcome.of != REFERENCE && outcome.ratio.is_some()
}

fn height_of(bars: &[Bar<'_>]) -> i32 {
    bars.iter().map(|_| BAR).sum::<i32>().saturating_add(GAP)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Drawn = std::result::Result<(), Box<dyn std::error::Error>>;

fn draw(area: &Area<'_>, rows: &[(&Figure, &str)], height: i32) -> Drawn {
    legend(area)?;
    let mut chart = ChartBuilder::on(area)
        .margin_top(HEAD)
        .margin_right(24)
        .set_label_area_size(LabelAreaPosition::Left, LABELS)
        .set_label_area_size(LabelAreaPosition::Bottom, FOOT)
        .build_cartesian_2d(0.0..LONGEST, height..0)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_labels(6)
        .x_label_formatter(&|ratio| format!("{ratio:.1}"))
        .x_desc("in relation to stripe 23.1.0, which is the line at 1; less is better")
        .label_style(words(16))
        .axis_desc_style(words(16))
        .axis_style(INK)
        .bold_line_style(INK.mix(0.15))
        .light_line_style(TRANSPARENT)
        .draw()?;
    let mut top: i32 = 0;
    for (figure, label) in rows {
        let bars = bars(figure, top.saturating_add(GAP / 2));
        let middle = top.saturating_add(height_of(&bars) / 2);
        chart.draw_series(std::iter::once(
            EmptyElement::at((0.0, middle)) + Text::new((*label).to_owned(), (-10, 0), right(16)),
        ))?;
        chart.draw_series(bars.iter().map(|bar| {
            let corners = [(0.0, bar.top), (bar.ratio.min(LONGEST), bar.top.saturating_add(BAR.saturating_sub(2)))];
            Rectangle::new(corners, colour(bar.of).filled())
        }))?;
        chart.draw_series(bars.iter().map(|bar| {
            let at = (bar.ratio.min(LONGEST - 0.05), bar.top.saturating_add(BAR / 2));
            EmptyElement::at(at) + Text::new(written(bar.ratio), (5, 0), left(14))
        }))?;
        top = top.saturating_add(height_of(&bars));
    }
    let line = PathElement::new([(1.0, 0), (1.0, height)], INK.stroke_width(2));
    chart.draw_series(std::iter::once(line))?;
    area.present()?;
    Ok(())
}

fn bars(figure: &Figure, top: i32) -> Vec<Bar<'_>> {
    let drawn = figure.results.iter().filter(|outcome| is_drawn(outcome));
    let tops = std::iter::successors(Some(top), |top| Some(top.saturating_add(BAR)));
    drawn.zip(tops).filter_map(|(outcome, top)| Some(Bar { of: &outcome.of, ratio: outcome.ratio?, top })).collect()
}

/// With two decimals, and never as nothing.
fn written(ratio: f64) -> String {
    if ratio < 0.01 { "<0.01".to_owned() } else { format!("{ratio:.2}") }
}

/// Which colour is whose.
fn legend(area: &Area<'_>) -> Drawn {
    let names = [".", "/wasm", "/js", FLOOR].map(|name| match name {
        "." => "stripe-apps-secrets",
        FLOOR => "floor: hand-written, checks nothing",
        other => other,
    });
    let mut left_edge = i32::try_from(LABELS)?;
    for ((_, colour), name) in COLOURS.iter().zip(names) {
        area.draw(&Rectangle::new([(left_edge, 11), (left_edge.saturating_add(12), 23)], colour.filled()))?;
        area.draw(&Text::new(name, (left_edge.saturating_add(18), 17), left(16)))?;
        let letters = i32::try_from(name.len())?;
        left_edge = left_edge.saturating_add(letters.saturating_mul(8).saturating_add(36));
    }
    Ok(())
}

fn colour(of: &str) -> RGBColor {
    COLOURS.iter().find(|(name, _)| *name == of).map_or(INK, |(_, colour)| *colour)
}

fn words(size: u32) -> TextStyle<'static> {
    TextStyle::from(("system-ui, sans-serif", size).into_font()).color(&INK)
}

fn left(size: u32) -> TextStyle<'static> {
    words(size).pos(Pos::new(HPos::Left, VPos::Center))
}

fn right(size: u32) -> TextStyle<'static> {
    words(size).pos(Pos::new(HPos::Right, VPos::Center))
}

/// With a style sheet for dark pages, and without a size of its own so that it fits its column.
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

    #[test]
    fn a_bar_beyond_the_chart_still_says_its_value_and_dark_pages_are_thought_of() {
        let results = serde_json::json!([
            { "of": "/wasm", "value": 2.0, "ratio": 1.74 },
            { "of": REFERENCE, "value": 1.0, "ratio": 1.0 },
            { "of": FLOOR, "value": 0.0, "ratio": 0.001 },
        ]);
        let figure = serde_json::json!({ "id": "start chromium", "title": "", "unit": "ms", "results": results });
        let groups =
            serde_json::from_value(serde_json::json!([{ "title": "", "note": "", "figures": [figure] }])).unwrap();
        let machine = super::super::report::Machine { processor: String::new(), cores: 2, load: 0.0 };
        let svg = svg(&Report { quick: false, machine, budget: Vec::new(), groups }).unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.contains("1.74") && svg.contains("&lt;0.01") && svg.contains("first call done"), "{svg}");
        assert!(svg.contains("prefers-color-scheme: dark"), "{svg}");
    }
}
