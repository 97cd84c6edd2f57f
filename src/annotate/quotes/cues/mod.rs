//! Who says what by which word, within one sentence of the frame.

mod apposition;
mod before;
mod bounds;
mod content;
mod hearer;
mod label;
mod subject;
mod unsaid;
mod words;

use super::frame::Item;
use crate::annotate::parsed::Parsed;
use crate::lexicon::Lexicon;
use crate::lexicon::actors::Pronoun;
use crate::lexicon::few::Few;
use crate::lexicon::quotes::{Cue, Form, Use};
use crate::model::Uttered;
use crate::model::label::Upos;
use std::borrow::Cow;
use std::ops::Range;

/// One act of saying: ranges of items of the frame.
#[derive(Clone, Debug)]
pub struct Report {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    /// What is said, before and after the cue; nothing where a colon ends the sentence and the words come in the next paragraph.
    pub content: Vec<Range<usize>>,
    /// The quoted words name a thing instead of being said: "called it …".
    pub label: bool,
    pub uttered: Uttered,
}

/// The acts of saying in a frame's sentence, in order of their cues.
pub fn reports(document: &str, items: &[Item<'_>], parsed: &Parsed<'_>, lexicon: &Lexicon) -> Vec<Report> {
    let frame = Frame {
        document,
        items,
        lower: items.iter().map(Item::lower).collect(),
        cues: items.iter().map(|item| lexicon.quotes.verb(item.text())).collect(),
        parsed,
        lexicon,
    };
    let mut all: Vec<Report> = Vec::new();
    for at in 0..items.len() {
        if let Some(report) = frame.report(at, &all) {
            all.push(report);
        }
    }
    frame.trim_to_neighbours(&mut all);
    for report in &mut all {
        report.cue = frame.with_auxiliaries(report);
        report.content.retain(|piece| !piece.is_empty());
        report.source = report.source.take().filter(|source| source.start < source.end && source.end <= items.len());
    }
    all.retain(|report| !report.content.is_empty() || frame.announces(report));
    let hold: Vec<bool> = all.iter().map(|report| frame.holds_said(report, &all)).collect();
    let mut hold = hold.into_iter();
    all.retain(|_| hold.next() == Some(false));
    frame.mark_unsaid(&mut all);
    all
}

struct Frame<'a> {
    document: &'a str,
    items: &'a [Item<'a>],
    /// Each item in small letters.
    lower: Vec<Cow<'a, str>>,
    /// What each item is as a verb of saying.
    cues: Vec<Option<&'a Cue>>,
    parsed: &'a Parsed<'a>,
    lexicon: &'a Lexicon,
}

/// Where the subject of a verb stands.
enum Subject {
    Before(Range<usize>),
    After(Range<usize>),
    Shared(Option<Range<usize>>),
}

impl Frame<'_> {
    fn report(&self, at: usize, before: &[Report]) -> Option<Report> {
        self.phrase(at)
            .or_else(|| self.own_words(at))
            .or_else(|| self.relayed(at))
            .or_else(|| self.verb(at, before))
            .or_else(|| self.noun(at))
            .or_else(|| self.before_colon(at))
            .or_else(|| self.before_words(at))
            .or_else(|| self.worded(at))
    }

    /// How many words the phrase that names a source has: two for "according to".
    fn phrase_at(&self, at: usize) -> Option<usize> {
        let phrases = &self.lexicon.quotes.phrases;
        let stands = |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(i, word)| self.lower(at + i) == *word);
        phrases.iter().find(stands).map(Vec::len)
    }

    /// "'It rained,' she said, according to the transcript": the phrase tells where words were found that have their speaker.
    fn holds_said(&self, report: &Report, all: &[Report]) -> bool {
        let said = |other: &Report, piece: &Range<usize>| {
            let inside = other.source.is_some() && piece.contains(&other.cue.start) && other.cue.start > piece.start;
            inside && other.content.iter().any(|own| own.len() == 1 && self.is_quote(own.start))
        };
        let phrase = self.phrase_at(report.cue.start).is_some();
        phrase && report.content.iter().any(|piece| all.iter().any(|other| said(other, piece)))
    }

    /// "She said to the court:" at the end of a paragraph.
    fn announces(&self, report: &Report) -> bool {
        let last = self.items.len() - 1;
        let near = last >= report.cue.end && last - report.cue.end <= 12 && report.source.is_some();
        let clear = || !(report.cue.end..last).any(|i| self.is_quote(i) || self.is_finite(i)) && !report.label;
        self.text(last) == ":" && near && clear()
    }

    /// "in her words", "in the baker's own words": the quotation beside it; "In his opinion, …": the clause after it.
    fn own_words(&self, at: usize) -> Option<Report> {
        if !self.lexicon.quotes.manner.contains(self.lower(at)) {
            return None;
        }
        let end = (at + 2..self.end().min(at + 8)).find(|i| self.grammar().own_phrases.contains(self.lower(*i)))?;
        let own = if self.tag(end - 1) == "JJ" { end - 1 } else { end };
        let source = match self.tag(at + 1) {
            "PRP$" if at + 2 == own => at + 1..at + 2,
            _ if matches!(self.text(own - 1), "'s" | "’s" | "'" | "’") => at + 1..own - 1,
            _ => return None,
        };
        let quote = (end + 1..self.items.len().min(end + 3)).find(|i| self.is_quote(*i));
        if at == 0 && !self.grammar().own_words.contains(self.lower(end)) {
            let clause = Some(end + 2).filter(|begin| self.text(end + 1) == "," && self.is_clause(*begin, self.end()));
            let content = self.piece(clause?, self.end())?;
            return Some(Report {
                cue: end..end + 1,
                source: Some(source),
                content: vec![content],
                label: false,
                uttered: Uttered::Said,
            });
        }
        let before = || at.checked_sub(1).map(|i| if self.text(i) == "," { i.saturating_sub(1) } else { i });
        let quote = quote.or_else(|| before().filter(|i| self.is_quote(*i)))?;
        let content = std::iter::once(quote..quote + 1).collect();
        Some(Report { cue: end..end + 1, source: Some(source), content, label: false, uttered: Uttered::Said })
    }

    /// "the report quotes [him] as saying": the one who is quoted is the source.
    fn relayed(&self, at: usize) -> Option<Report> {
        let (uses, forms, after) =
            self.uses(at).filter(|_| at > 2 && self.grammar().as_words.contains(self.lower(at - 1)))?;
        let verb =
            (at.saturating_sub(9)..at - 2).rev().find(|i| self.lexicon.quotes.relayed.contains(self.lower(*i)))?;
        let source = verb + 1..at - 1;
        if !forms.contains(&Form::Gerund) || self.is_passive_at(verb) || !self.names_somebody(source.clone()) {
            return None;
        }
        let right = self.complement(after, uses);
        let left = || self.before(self.noun_phrase(verb).start, uses).filter(|left| self.is_quote(left.end - 1));
        let content = right.or_else(left)?;
        Some(Report {
            cue: at..after,
            source: Some(source),
            content: vec![content],
            label: false,
            uttered: Uttered::Said,
        })
    }

    /// "according to NP": the clause beside it.
    fn phrase(&self, at: usize) -> Option<Report> {
        let len = self.phrase_at(at)?;
        let begin = at + len;
        let end = self.end();
        let stop = self.phrase_end(begin, at == 0);
        let source = begin..stop;
        if source.is_empty() || !(self.names_somebody(source.clone()) || self.upos(begin) == Some(Upos::Det)) {
            return None;
        }
        let mut content = Vec::new();
        let opens = at == 0 || (0..at).all(|i| self.text(i) == "," || self.grammar().turns.contains(self.lower(i)));
        if opens {
            content.extend(self.piece(stop, end));
        } else {
            let start = self.clause_start(at);
            content.extend(self.piece(start, at).filter(|piece| {
                self.is_clause(start, piece.end)
                    || self.is_main_clause(start, piece.end)
                    || piece.clone().any(|i| self.is_quote(i))
            }));
            let content_before = content.first().map_or(0, Range::len);
            content.extend(self.piece(stop, end).filter(|piece| {
                let short = content_before <= 3 && content_before > 0;
                let speech = piece.len() > 2 || short || self.is_quote(piece.start);
                stop < end && self.text(stop) == "," && speech
            }));
        }
        Some(Report { cue: at..begin, source: Some(source), content, label: false, uttered: Uttered::Said })
    }

    /// The end of a source that begins at `begin`: a comma, or the second comma when an apposition follows and more comes after.
    fn phrase_end(&self, begin: usize, opens: bool) -> usize {
        let end = self.end();
        let comma = (begin..end)
            .find(|i| matches!(self.text(*i), "," | ";" | "—" | "–" | ":") || self.is_quote(*i))
            .unwrap_or(end);
        if self.text(comma) != "," {
            return comma;
        }
        let apposed = self.opens_apposition(comma + 1) || self.tag(comma + 1) == "VBN";
        let second = (comma + 1..end).find(|i| self.text(*i) == ",");
        match (apposed, second) {
            (true, Some(second)) if opens => second,
            (true, None) if !opens => end,
            (true, Some(second)) => second,
            _ => comma,
        }
    }

    /// "the", "her", "who": what follows a comma explains the name before.
    fn opens_apposition(&self, at: usize) -> bool {
        let (lower, grammar) = (self.lower(at), self.grammar());
        grammar.articles.contains(lower) || grammar.possessors.contains(lower) || grammar.relatives.contains(lower)
    }

    /// "X's claim that …", "her view is that …".
    fn noun(&self, at: usize) -> Option<Report> {
        if !self.lexicon.quotes.nouns.contains(self.lower(at)) {
            return None;
        }
        let copula = self.grammar().copulas.contains(self.lower(at + 1));
        let that = if copula { at + 2 } else { at + 1 };
        if !self.is_that(that) {
            return None;
        }
        let source = self.owner(at)?;
        let end = if copula { self.end() } else { self.noun_clause_end(at, that)? };
        let content = self.piece(that + 1, end)?;
        Some(Report {
            cue: at..at + 1,
            source: Some(source),
            content: vec![content],
            label: false,
            uttered: Uttered::Said,
        })
    }

    /// "the bank's", "her" before a noun, with at most two words between.
    fn owner(&self, at: usize) -> Option<Range<usize>> {
        let mark = (at.saturating_sub(3)..at)
            .rev()
            .find(|i| matches!(self.text(*i), "'s" | "’s" | "'" | "’") || self.tag(*i) == "PRP$")?;
        if self.tag(mark) == "PRP$" {
            return Some(mark..mark + 1);
        }
        let range = self.noun_phrase(mark);
        (!range.is_empty()).then_some(range)
    }

    /// The end of the clause that the tree hangs on a noun; without it the next comma.
    fn noun_clause_end(&self, at: usize, that: usize) -> Option<usize> {
        let (tree, token) = self.tree(at)?;
        let clause = tree.child_by(token, &["acl", "ccomp"])?;
        let end = tree.phrase_span(clause).end;
        (that + 1..self.end() + 1).rev().find(|i| {
            self.items[*i - 1].span().end <= end || self.is_quote(*i - 1) && self.items[*i - 1].span().start < end
        })
    }

    fn verb(&self, at: usize, before: &[Report]) -> Option<Report> {
        let (uses, forms, after) = self.uses(at)?;
        if !self.is_verb(at) || self.is_part_of_name(at) || self.is_noun_or_infinitive(at, forms) {
            return None;
        }
        if self.is_passive(at, forms) {
            return self.passive(at, after, uses);
        }
        let subject = self.subject(at, after, forms, before)?;
        let (source, left_edge, right_edge) = match subject {
            Subject::Before(range) => (Some(range.clone()), range.start, after),
            Subject::After(range) => (Some(range.clone()), at, range.end),
            Subject::Shared(range) => (range, at, after),
        };
        let inverted = source.as_ref().is_some_and(|range| range.start > at);
        let gerund = forms.contains(&Form::Gerund);
        let mut content = Vec::new();
        let right = if inverted { self.after_inverted(right_edge) } else { self.complement(after, uses) };
        let label = right.is_none() && uses.contains(&Use::Label);
        let relative = at > 0
            && (0..at)
                .rev()
                .find(|i| !self.is_auxiliary(*i) && !self.is_adverb(*i))
                .is_some_and(|i| self.grammar().relatives.contains(self.lower(i)));
        let closes = after >= self.end() && !inverted && uses.contains(&Use::Clause);
        let left_uses = if closes { uses.with(Use::Bare) } else { uses };
        let left =
            self.before(left_edge, left_uses).filter(|left| !relative && (!gerund || self.is_quote(left.end - 1)));
        // "disputed the word “leak,” calling it “an incident”"
        let left = left.filter(|_| !(gerund && label && !self.labels(after).is_empty()));
        // "“…,” she said Friday as she left": when it was said.
        let heard = left.as_ref().is_some_and(|left| left.len() == 1 && self.is_quote(left.start));
        let right = right.filter(|right| {
            inverted || !heard || !self.is_word(right.start) || self.is_that(right.start - 1) || !self.is_when(after)
        });
        let resumed = left
            .as_ref()
            .filter(|left| !self.is_quote(left.end - 1) && right.is_none())
            .and_then(|_| self.resumed(after.max(right_edge)));
        let gap = source.as_ref().filter(|_| !inverted && right.is_none());
        let gap = gap.and_then(|source| self.relative_gap(source.start, after, uses));
        let right = right.or(resumed).or(gap).or_else(|| self.quote_resumed(left.as_ref()?, after.max(right_edge)));
        if let Some(pieces) = self.parted(left_edge, right_edge, uses).filter(|_| !relative) {
            return Some(Report { cue: at..after, source, content: pieces, label: false, uttered: Uttered::Said });
        }
        content.extend(left.clone().filter(|_| right.is_none() || self.is_interposed(left_edge, &right)));
        content.extend(right);
        if content.is_empty() && label {
            content.extend(self.labels(after));
            return (!content.is_empty()).then_some(Report {
                cue: at..after,
                source,
                content,
                label: true,
                uttered: Uttered::Said,
            });
        }
        if let Some(bidden) = self.bidden(after).filter(|_| content.is_empty() && uses.contains(&Use::Hearer)) {
            return Some(Report { cue: at..after, source, content: vec![bidden], label: true, uttered: Uttered::Said });
        }
        Some(Report { cue: at..after, source, content, label: false, uttered: Uttered::Said })
    }

    /// "was told by X that …", "was described by X as …", "it was submitted on behalf of X that …".
    fn passive(&self, at: usize, after: usize, uses: Few<Use>) -> Option<Report> {
        let end = self.end();
        let by = (after..end.min(after + 8)).find(|i| self.grammar().by_words.contains(self.lower(*i)));
        let that = (after..end).take(24).find(|i| self.is_that(*i));
        let quote = (after..end).find(|i| self.is_quote(*i));
        let from = by.map(|by| if self.grammar().behalf.contains(self.lower(by)) { by + 2 } else { by + 1 });
        let source = from.map(|from| {
            let stop = (from..end)
                .find(|i| {
                    self.is_quote(*i)
                        || matches!(self.text(*i), ":" | ",")
                        || self.is_that(*i)
                        || self.grammar().as_words.contains(self.lower(*i))
                        || self.grammar().people_relatives.contains(self.lower(*i))
                        || self.tag(*i + 1) == "VBG"
                })
                .unwrap_or(end);
            let stop = if self.text(stop) == "," && self.lower(stop.saturating_sub(1)) != "," {
                self.apposed_end(stop)
            } else {
                stop
            };
            from..stop
        });
        // "attacked by “a madwoman”" names nobody who says it.
        let source = source.filter(|source| source.start < source.end);
        let relayed = (after..end).any(|i| {
            self.grammar().as_words.contains(self.lower(i)) && self.tag(i + 1) == "VBG" && self.uses(i + 1).is_some()
        });
        if uses.contains(&Use::Label) && source.is_some() && !relayed {
            // "was recommended by the clerks, who said that it would “help”": another act.
            let near = |quote: &usize| {
                source
                    .clone()
                    .is_some_and(|source| !(source.end..*quote).any(|i| self.uses(i).is_some() && self.is_finite(i)))
            };
            let content = quote.filter(near).filter(|quote| !self.is_name(*quote)).map(|quote| quote..quote + 1);
            return content.map(|content| Report {
                cue: at..after,
                source,
                content: vec![content],
                label: true,
                uttered: Uttered::Said,
            });
        }
        let clause = uses.contains(&Use::Clause) && that.is_some();
        let hearer = uses.contains(&Use::Hearer) && that.is_some_and(|that| that == after);
        let impersonal = self.subject_is_it(at);
        if !clause || !(source.is_some() || hearer || impersonal) {
            return None;
        }
        let content = self.piece(that? + 1, end)?;
        Some(Report { cue: at..after, source, content: vec![content], label: false, uttered: Uttered::Said })
    }

    fn subject_is_it(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|i| self.lexicon.actors.pronoun(self.lower(i)) == Some(Pronoun::It))
    }

    /// After "by X," an apposition up to the next comma.
    fn apposed_end(&self, comma: usize) -> usize {
        let apposed = self.opens_apposition(comma + 1);
        let second = (comma + 1..self.end()).find(|i| self.text(*i) == ",");
        second.filter(|_| apposed).unwrap_or(comma)
    }
}

#[cfg(test)]
mod tests;
