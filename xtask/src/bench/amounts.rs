//! Numbers as people read them.

/// For a cell that has nothing to say.
pub const NOTHING: &str = "none";

/// A ratio to stripe's.
pub fn times(ratio: f64) -> String {
    if ratio < 0.01 { "<0.01 ×".to_owned() } else { format!("{ratio:.2} ×") }
}

/// Whole numbers in groups of three digits; small ones that are not whole with three digits in all.
pub fn amount(value: f64) -> String {
    if value.fract() != 0.0 && value.abs() < 1000.0 {
        let decimals = if value.abs() < 10.0 { 2 } else { 1 };
        return format!("{value:.decimals$}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_with_the_digits_that_mean_something() {
        let shown = [1.0, 0.944, 12.34, 123.4, 1000.0, 12_345.6, 243_335.0, 1_234_567.0].map(amount);
        assert_eq!(shown, ["1", "0.94", "12.3", "123.4", "1,000", "12,346", "243,335", "1,234,567"]);
    }
}
