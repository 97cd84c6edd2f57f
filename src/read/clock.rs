//! Times on a recording, in the many ways that files write them.

/// Seconds of `1:02:03.5`, `01:02,300`, `75:10`, `62.3`; `.`, `,` and their full-width forms before the fraction. `None` when it is
/// no time, or when minutes or seconds are 60 and more beside an hour.
pub fn seconds(text: &str) -> Option<f64> {
    let (fields, fraction) = fields(text.trim())?;
    let (whole, digits) = (sum(&fields)?, fraction.len());
    if digits == 0 {
        return Some(whole);
    }
    Some(whole + fraction.parse::<f64>().ok()? / 10f64.powi(digits as i32))
}

/// As [`seconds`], but what follows the dot is a count of milliseconds: `0:0:6.90` is 6.09 s. Files of old meeting software write
/// times without leading zeros so.
pub fn seconds_unpadded(text: &str) -> Option<f64> {
    let (fields, fraction) = fields(text.trim())?;
    let milliseconds: f64 = if fraction.is_empty() { 0.0 } else { fraction.parse().ok()? };
    Some(sum(&fields)? + milliseconds / 1000.0)
}

/// A time as people write it on a turn: at least `m:ss`.
pub fn stamp(text: &str) -> Option<f64> {
    text.contains([':', '：']).then(|| seconds(text)).flatten()
}

/// Seconds of an ISO 8601 duration: `PT1M2.3S`.
pub fn iso_duration(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (mark, unit) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(mark) {
            seconds += number.parse::<f64>().ok()? * unit;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds)
}

fn fields(text: &str) -> Option<(Vec<f64>, String)> {
    let text = text.replace('：', ":").replace(['．', '，', ','], ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !fraction.is_empty() && !digits(fraction) {
        return None;
    }
    let parts: Vec<&str> = whole.split(':').map(str::trim).collect();
    if parts.len() > 3 || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let numbers: Option<Vec<f64>> = parts.iter().map(|part| part.parse().ok()).collect();
    Some((numbers?, fraction.to_string()))
}

fn sum(fields: &[f64]) -> Option<f64> {
    match *fields {
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            Some(hours * 3600.0 + minutes * 60.0 + seconds)
        }
        [minutes, seconds] if seconds < 60.0 => Some(minutes * 60.0 + seconds),
        [seconds] => Some(seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_forms() {
        for (text, expected) in [
            ("00:01:02.300", 62.3),
            ("01:02,300", 62.3),
            ("75:10", 4510.0),
            ("1:02:03", 3723.0),
            ("120:00:00.000", 432_000.0),
            ("00：00：05，5", 5.5),
            ("62.3", 62.3),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in ["", "1:60", "1:75:00", "12:30 pm", "a:10", "1:2:3:4", "-1:00", "1:00.5.5"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_duration_is_a_time() {
        assert_eq!(iso_duration("PT1H1M2.5S"), Some(3662.5));
        assert_eq!(iso_duration("P1D"), None);
    }

    #[test]
    fn an_unpadded_fraction_counts_milliseconds() {
        assert_eq!(seconds_unpadded("0:0:6.90"), Some(6.09));
        assert_eq!(seconds_unpadded("0:0:6.500"), Some(6.5));
    }
}
