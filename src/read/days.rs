//! Days as chats write them, `12/03/26`: whether the day or the month comes first, one file tells only as a whole.

/// ISO dates of the days of one file, in the order of the file. None for each where both orders are possible.
pub fn resolve(written: &[&str]) -> Vec<Option<String>> {
    let fields: Vec<Option<[u32; 3]>> = written.iter().map(|day| fields(day)).collect();
    let fits = |order: &[usize; 3]| {
        let dates: Option<Vec<[u32; 3]>> = fields.iter().flatten().map(|fields| dated(fields, order)).collect();
        dates.is_some_and(|dates| dates.is_sorted())
    };
    let dotted = written.iter().any(|day| day.contains('.'));
    let orders: &[[usize; 3]] = if dotted { &[DAY_FIRST, YEAR_FIRST] } else { &[DAY_FIRST, MONTH_FIRST, YEAR_FIRST] };
    let mut orders = orders.iter().filter(|order| fits(order));
    let only = orders.next().filter(|_| orders.next().is_none());
    let shown = |[year, month, day]: [u32; 3]| format!("{year:04}-{month:02}-{day:02}");
    fields.iter().map(|fields| dated(&(*fields)?, only?).map(shown)).collect()
}

/// Where year, month and day stand.
const DAY_FIRST: [usize; 3] = [2, 1, 0];
const MONTH_FIRST: [usize; 3] = [2, 0, 1];
const YEAR_FIRST: [usize; 3] = [0, 1, 2];

fn fields(day: &str) -> Option<[u32; 3]> {
    let fields: Option<Vec<u32>> = day.split(['.', '/', '-']).map(|field| field.parse().ok()).collect();
    fields?.try_into().ok()
}

/// Year, month and day; None where the order makes no date.
fn dated(fields: &[u32; 3], order: &[usize; 3]) -> Option<[u32; 3]> {
    let [year, month, day] = order.map(|at| fields[at]);
    let year = match year {
        0..=99 if order[0] == 2 => year + 2000,
        1990..=2099 => year,
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some([year, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_past_the_twelfth_tells_the_order_of_all() {
        let resolved =
            |days: &[&str]| resolve(days).into_iter().map(|day| day.unwrap_or_default()).collect::<Vec<_>>().join(" ");
        assert_eq!(resolved(&["12/03/2022", "13/03/2022"]), "2022-03-12 2022-03-13");
        assert_eq!(resolved(&["3/12/22", "3/13/22"]), "2022-03-12 2022-03-13");
        assert_eq!(resolved(&["12.03.26"]), "2026-03-12");
        assert_eq!(resolved(&["2022-03-12"]), "2022-03-12");
        assert_eq!(resolved(&["12/03/2022"]), "", "two readings");
        assert_eq!(resolved(&["12/01/2022", "01/02/2022"]), "2022-01-12 2022-02-01", "a chat does not go back in time");
        assert_eq!(resolved(&["99/99/2022", "1/2"]), " ");
    }
}
