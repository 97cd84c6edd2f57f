//! The parts of a time expression that patterns and rules can fill.

/// The named parts a pattern can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Slot {
    Year,
    Yy,
    Era,
    Decade,
    Century,
    Half,
    Quarter,
    Season,
    Month,
    Week,
    Day,
    Weekday,
    Part,
    Hour,
    Minute,
    Second,
    Ampm,
    Zone,
    Holiday,
    Num,
    Unit,
    Dir,
    Rel,
    RelUnit,
    Base,
    Mod,
    Ref,
    Nth,
    Vague,
    Num2,
    Unit2,
    Open,
    Weak,
    Freq,
    Word,
}

impl Slot {
    pub const COUNT: usize = Slot::Word as usize + 1;
    const NAMES: [(&'static str, Slot); Slot::COUNT] = [
        ("year", Slot::Year),
        ("yy", Slot::Yy),
        ("era", Slot::Era),
        ("decade", Slot::Decade),
        ("century", Slot::Century),
        ("half", Slot::Half),
        ("quarter", Slot::Quarter),
        ("season", Slot::Season),
        ("month", Slot::Month),
        ("week", Slot::Week),
        ("day", Slot::Day),
        ("weekday", Slot::Weekday),
        ("part", Slot::Part),
        ("hour", Slot::Hour),
        ("minute", Slot::Minute),
        ("second", Slot::Second),
        ("ampm", Slot::Ampm),
        ("zone", Slot::Zone),
        ("holiday", Slot::Holiday),
        ("num", Slot::Num),
        ("unit", Slot::Unit),
        ("dir", Slot::Dir),
        ("rel", Slot::Rel),
        ("relunit", Slot::RelUnit),
        ("base", Slot::Base),
        ("mod", Slot::Mod),
        ("ref", Slot::Ref),
        ("nth", Slot::Nth),
        ("vague", Slot::Vague),
        ("num2", Slot::Num2),
        ("unit2", Slot::Unit2),
        ("open", Slot::Open),
        ("weak", Slot::Weak),
        ("freq", Slot::Freq),
        ("word", Slot::Word),
    ];

    pub(super) fn named(name: &str) -> Option<Slot> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, s)| *s)
    }

    /// The names of coded values of this slot; the code is the position.
    pub const fn codes(self) -> &'static [&'static str] {
        match self {
            Slot::Unit | Slot::Unit2 | Slot::RelUnit => &[
                "second",
                "minute",
                "hour",
                "day",
                "week",
                "weekend",
                "month",
                "quarter",
                "half",
                "season",
                "year",
                "decade",
                "century",
                "fortnight",
                "workday",
            ],
            Slot::Part => &["MO", "MI", "AF", "EV", "NI", "DT"],
            Slot::Season => &["SP", "SU", "FA", "WI"],
            Slot::Mod => &[
                "START",
                "MID",
                "END",
                "APPROX",
                "LESS_THAN",
                "MORE_THAN",
                "EQUAL_OR_LESS",
                "EQUAL_OR_MORE",
                "ON_OR_BEFORE",
                "ON_OR_AFTER",
            ],
            Slot::Ref => &["PRESENT_REF", "PAST_REF", "FUTURE_REF"],
            Slot::Base => &["document", "mention", "near", "here"],
            Slot::Era => &["ad", "bc"],
            _ => &[],
        }
    }
}
