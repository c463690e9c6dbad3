//! Times as people write them: Unix seconds, or ISO 8601.

use crate::clock::{DAY, UnixSeconds};

/// The last second of the year 9999, the last that ISO 8601 writes with four digits.
const LATEST: UnixSeconds = 253_402_300_799;

/// Unix seconds of `1790000000`, `2026-11-27`, `2026-11-27T20:40`, `2026-11-27T20:40:25.5Z` or `…+01:00`. Without a zone it
/// is UTC, so that a test means the same on every machine. `None`: another form, or before 1970.
pub fn parse_time(text: &str) -> Option<UnixSeconds> {
    let seconds = if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { parse_iso(text) };
    seconds.filter(|seconds| (0..=LATEST).contains(seconds))
}

/// `2026-11-27T20:40:25Z`.
pub fn iso(time: UnixSeconds) -> String {
    let time = time.clamp(0, LATEST);
    let (days, seconds) = (time.div_euclid(DAY), time.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn parse_iso(text: &str) -> Option<UnixSeconds> {
    let (date, time) = text.split_once(['T', 't', ' ']).map_or((text, None), |(date, time)| (date, Some(time)));
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let days = days(year, month, day)?;
    Some(days * DAY + time.map_or(Some(0), time_of_day)?)
}

/// Seconds since midnight in UTC.
fn time_of_day(text: &str) -> Option<i64> {
    let zone = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(zone)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let [hour, minute, second] = match clock.len() {
        5 => numbers(clock, ':', [2, 2]).map(|[hour, minute]| [hour, minute, 0])?,
        _ => numbers(clock, ':', [2, 2, 2])?,
    };
    let is_time = hour < 24 && minute < 60 && second < 60;
    Some(hour * 3600 + minute * 60 + second - offset(zone)?).filter(|_| is_time)
}

/// Seconds by which a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    let (sign, ahead) = match zone.split_at_checked(1) {
        None => return Some(0),
        Some(("Z" | "z", "")) => return Some(0),
        Some(("+", ahead)) => (1, ahead),
        Some((_, ahead)) => (-1, ahead),
    };
    let [hours, minutes] = numbers(ahead, ':', [2, 2])?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The numbers of `text` between `separator`s, each with exactly so many digits.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        let is_number = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        *number = if is_number { part.parse().ok()? } else { return None };
    }
    parts.next().is_none().then_some(numbers)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that a leap day is the last one.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let shifted = if month > 2 { year } else { year - 1 };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days =
        shifted * 365 + shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400) + of_year - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

/// The date that lies `days` after 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_usually_written() {
        for (text, seconds) in [
            ("0", 0),
            ("1790000000", 1_790_000_000),
            ("1970-01-01", 0),
            ("2000-02-29", 951_782_400),
            ("2026-11-27T20:40", 1_795_812_000),
            ("2026-11-27T20:40:25Z", 1_795_812_025),
            ("2026-11-27 20:40:25.999z", 1_795_812_025),
            ("2026-11-27T21:40:25+01:00", 1_795_812_025),
            ("2026-11-27T15:10:25-05:30", 1_795_812_025),
            ("9999-12-31T23:59:59Z", LATEST),
        ] {
            assert_eq!(parse_time(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn an_invalid_time_is_refused() {
        for text in [
            "",
            "now",
            "-1",
            "1e9",
            "99999999999999999999",
            "2026-2-3",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-01-01T",
            "2026-01-01T24:00",
            "2026-01-01T10:60",
            "2026-01-01T10:00:00.",
            "2026-01-01T10:00:00+1",
            "2026-01-01T10:00:00Zx",
            "2026-01-01T10:00:00é",
            "1969-12-31",
        ] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        for day in (0..LATEST / DAY).step_by(13) {
            assert_eq!(parse_time(&iso(day * DAY + 12_345)), Some(day * DAY + 12_345));
        }
        assert_eq!(iso(1_795_812_025), "2026-11-27T20:40:25Z");
        assert_eq!(iso(i64::MIN), "1970-01-01T00:00:00Z");
    }
}
