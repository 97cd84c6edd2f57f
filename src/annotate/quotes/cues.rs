//! Who says what by which word, within one sentence of the frame.

use super::frame::Item;
use crate::annotate::parsed::{Node, Parsed};
use crate::lexicon::Lexicon;
use crate::lexicon::quotes::{Form, Use};
use crate::model::label::Upos;
use crate::model::{Span, Tree};
use std::collections::BTreeSet;
use std::ops::Range;

/// One act of saying: ranges of items of the frame.
#[derive(Clone, Debug)]
pub struct Report {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    /// What is said, before and after the cue.
    pub content: Vec<Range<usize>>,
    /// The quoted words name a thing instead of being said: "called it …".
    pub label: bool,
}

/// The acts of saying in a frame's sentence, in order of their cues.
pub fn reports(document: &str, items: &[Item<'_>], parsed: &Parsed<'_>, lexicon: &Lexicon) -> Vec<Report> {
    let frame = Frame { document, items, parsed, lexicon };
    let mut all: Vec<Report> = Vec::new();
    for at in 0..items.len() {
        if let Some(report) = frame.phrase(at).or_else(|| frame.verb(at, &all)).or_else(|| frame.noun(at)) {
            all.push(report);
        }
    }
    frame.trim_to_neighbours(&mut all);
    all.retain(|report| !report.content.is_empty());
    all
}

struct Frame<'a> {
    document: &'a str,
    items: &'a [Item<'a>],
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
    fn text(&self, at: usize) -> &str {
        self.items.get(at).map_or("", Item::text)
    }

    fn lower(&self, at: usize) -> String {
        self.text(at).to_lowercase()
    }

    fn is_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.quote().is_some())
    }

    fn is_word(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(Item::is_word)
    }

    /// The end of the sentence without its last mark.
    fn end(&self) -> usize {
        let marks = self.items.iter().rev().take_while(|item| !item.is_word() && item.quote().is_none() && !matches!(item.text(), ")" | "%"));
        self.items.len() - marks.count()
    }

    fn uses(&self, at: usize) -> Option<(BTreeSet<Use>, BTreeSet<Form>, usize)> {
        let cue = self.lexicon.quotes.verb(self.text(at))?;
        let mut uses = cue.uses.clone();
        let mut end = at + 1;
        if let Some(more) = cue.particles.get(&self.lower(at + 1)) {
            uses.extend(more);
            end = at + 2;
        }
        (!uses.is_empty()).then(|| (uses, cue.forms.clone(), end))
    }

    fn node(&self, at: usize) -> Option<Node> {
        self.items.get(at).and_then(Item::node)
    }

    fn upos(&self, at: usize) -> Option<Upos> {
        self.node(at).map(|node| node.upos)
    }

    fn tag(&self, at: usize) -> &'static str {
        self.node(at).map_or("", |node| node.tag)
    }

    fn tree(&self, at: usize) -> Option<(&Tree, usize)> {
        let node = self.node(at)?;
        Some((self.parsed.tree(node.sentence)?, node.token))
    }

    /// The parser takes it for a verb that heads a clause, no adjective ("the alleged sale") and no name's gloss ("a band
    /// called …").
    fn is_verb(&self, at: usize) -> bool {
        let Some((tree, token)) = self.tree(at) else { return true };
        let verb = matches!(tree.tokens[token].upos, Upos::Verb | Upos::Aux) || tree.tokens[token].tag.starts_with("VB");
        let after_quote = (0..at).any(|i| self.is_quote(i));
        let gloss = tree.tokens[token].tag == "VBN" && matches!(tree.tokens[token].rel, "acl" | "amod") && !self.is_passive_at(at) && !after_quote;
        (verb || self.stands_as_verb(at)) && !tree.is(token, "amod") && !gloss
    }

    /// "Reports" in "Harbour Case Reports".
    fn is_part_of_name(&self, at: usize) -> bool {
        at > 0 && self.items[at].is_capitalised() && self.items[at - 1].is_capitalised()
    }

    /// What the tagger takes for a noun is a verb after a quotation, or between a subject and "that" or another subject.
    fn stands_as_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let after_quote = self.is_quote(before) || self.text(before) == "," && before > 0 && self.is_quote(before - 1);
        let name = matches!(self.upos(before), Some(Upos::Propn | Upos::Pron | Upos::Noun)) && !self.lower(before).ends_with("'s");
        let next = self.lower(at + 1);
        let nominative = matches!(next.as_str(), "that" | "he" | "she" | "it" | "they" | "we" | "i" | "there") || matches!(self.text(at + 1), "," | ":") && self.is_quote(at + 2);
        let apposed = self.text(before) == "," && self.with_apposition(at).is_some();
        let last = at + 1 >= self.end() || matches!(self.text(at + 1), "," | ".");
        let gerund = next == "that" && self.lower(at).ends_with("ing") && !matches!(self.upos(before), Some(Upos::Det | Upos::Adj));
        let base = self.uses(at).is_some_and(|(_, forms, _)| !forms.contains(&Form::Third) && !forms.contains(&Form::Past));
        let name = name && (!base || matches!(self.tag(before), "NNS" | "NNPS" | "NNP" | "PRP"));
        after_quote || name && (nominative || last && self.before_is_said(before)) || apposed || gerund
    }

    /// A comma or a quotation stands a few words before: what comes between is a speaker.
    fn before_is_said(&self, before: usize) -> bool {
        (before.saturating_sub(5)..before).any(|i| self.text(i) == "," || self.is_quote(i))
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        self.lexicon.quotes.auxiliaries.contains(&self.lower(at))
    }

    fn is_adverb(&self, at: usize) -> bool {
        let lower = self.lower(at);
        self.lexicon.quotes.adverbs.contains(&lower) || lower.len() > 4 && lower.ends_with("ly") && !matches!(lower.as_str(), "family" | "reply" | "italy" | "ally" | "july" | "assembly" | "apply" | "supply" | "daily" | "weekly" | "monthly")
    }

    /// "according to NP": the clause beside it.
    fn phrase(&self, at: usize) -> Option<Report> {
        let phrases = &self.lexicon.quotes.phrases;
        let len = phrases.iter().find(|phrase| phrase.iter().enumerate().all(|(i, word)| self.lower(at + i) == *word))?.len();
        let begin = at + len;
        let end = self.end();
        let stop = self.phrase_end(begin, at == 0);
        let source = begin..stop;
        if source.is_empty() || !(self.names_somebody(source.clone()) || self.upos(begin) == Some(Upos::Det)) {
            return None;
        }
        let mut content = Vec::new();
        let opens = at == 0 || (0..at).all(|i| matches!(self.lower(i).as_str(), "but" | "and" | "yet" | "so" | ","));
        if opens {
            content.extend(self.piece(stop, end));
        } else {
            let start = self.clause_start(at);
            content.extend(self.piece(start, at).filter(|piece| self.is_clause(start, piece.end) || piece.clone().any(|i| self.is_quote(i))));
            content.extend(self.piece(stop, end).filter(|piece| stop < end && self.text(stop) == "," && piece.len() > 2));
        }
        Some(Report { cue: at..begin, source: Some(source), content, label: false })
    }

    /// The end of a source that begins at `begin`: a comma, or the second comma when an apposition follows and more comes after.
    fn phrase_end(&self, begin: usize, opens: bool) -> usize {
        let end = self.end();
        let comma = (begin..end).find(|i| matches!(self.text(*i), "," | ";" | "—" | "–" | ":") || self.is_quote(*i)).unwrap_or(end);
        if self.text(comma) != "," {
            return comma;
        }
        let apposed = matches!(self.lower(comma + 1).as_str(), "the" | "a" | "an" | "who" | "which" | "whose" | "its" | "his" | "her") || self.tag(comma + 1) == "VBN";
        let second = (comma + 1..end).find(|i| self.text(*i) == ",");
        match (apposed, second) {
            (true, Some(second)) if opens => second,
            (true, None) if !opens => end,
            (true, Some(second)) => second,
            _ => comma,
        }
    }

    /// "X's claim that …", "her view is that …".
    fn noun(&self, at: usize) -> Option<Report> {
        if !self.lexicon.quotes.nouns.contains(&self.lower(at)) {
            return None;
        }
        let copula = matches!(self.lower(at + 1).as_str(), "is" | "was");
        let that = if copula { at + 2 } else { at + 1 };
        if self.lower(that) != "that" {
            return None;
        }
        let source = self.owner(at)?;
        let end = if copula { self.end() } else { self.noun_clause_end(at, that)? };
        let content = self.piece(that + 1, end)?;
        Some(Report { cue: at..at + 1, source: Some(source), content: vec![content], label: false })
    }

    /// "the bank's", "her" before a noun, with at most two words between.
    fn owner(&self, at: usize) -> Option<Range<usize>> {
        let mark = (at.saturating_sub(3)..at).rev().find(|i| matches!(self.text(*i), "'s" | "’s" | "'" | "’") || self.tag(*i) == "PRP$")?;
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
        (that + 1..self.end() + 1).rev().find(|i| self.items[*i - 1].span().end <= end || self.is_quote(*i - 1) && self.items[*i - 1].span().start < end)
    }

    fn verb(&self, at: usize, before: &[Report]) -> Option<Report> {
        let (uses, forms, after) = self.uses(at)?;
        if !self.is_verb(at) || self.is_part_of_name(at) || self.is_noun_or_infinitive(at, &forms) {
            return None;
        }
        if self.is_passive(at, &forms) {
            return self.passive(at, after, &uses);
        }
        let subject = self.subject(at, after, &forms, before)?;
        let (source, left_edge, right_edge) = match subject {
            Subject::Before(range) => (Some(range.clone()), range.start, after),
            Subject::After(range) => (Some(range.clone()), at, range.end),
            Subject::Shared(range) => (range, at, after),
        };
        let inverted = source.as_ref().is_some_and(|range| range.start > at);
        let gerund = forms.contains(&Form::Gerund);
        let mut content = Vec::new();
        let right = if inverted { self.after_inverted(right_edge) } else { self.complement(after, &uses) };
        let label = right.is_none() && uses.contains(&Use::Label);
        let left = self.before(left_edge, &uses).filter(|left| !gerund || self.is_quote(left.end - 1));
        let resumed = left.as_ref().filter(|left| !self.is_quote(left.end - 1) && right.is_none()).and_then(|_| self.resumed(after.max(right_edge)));
        let right = right.or(resumed);
        content.extend(left.clone().filter(|_| right.is_none() || self.is_interposed(left_edge, &right)));
        content.extend(right);
        if content.is_empty() && label {
            content.extend(self.labelled(after));
            return (!content.is_empty()).then_some(Report { cue: at..after, source, content, label: true });
        }
        Some(Report { cue: at..after, source, content, label: false })
    }

    /// "It was late, she said on Monday, and it was dark": the clause after the second comma.
    fn resumed(&self, from: usize) -> Option<Range<usize>> {
        let end = self.end();
        let comma = (from..end.min(from + 7)).find(|i| !self.is_word(*i)).filter(|i| self.text(*i) == ",")?;
        let joined = self.upos(comma + 1) == Some(Upos::Cconj);
        (joined && self.is_clause(comma + 2, end)).then(|| self.piece(comma + 2, end)).flatten()
    }

    /// Both a piece before and one after belong to a cue between commas or quotations.
    fn is_interposed(&self, left_edge: usize, right: &Option<Range<usize>>) -> bool {
        let parted = left_edge > 0 && (self.is_quote(left_edge - 1) || self.text(left_edge - 1) == ",");
        let quoted = left_edge > 0 && self.is_quote(left_edge - 1) || left_edge > 1 && self.is_quote(left_edge - 2);
        let resumed = right.as_ref().filter(|right| right.start > 0).is_some_and(|right| match self.lower(right.start - 1).as_str() {
            ":" => quoted,
            mark => matches!(mark, "," | "." | "—" | "–" | "that" | "and" | "but"),
        });
        parted && resumed
    }

    fn is_noun_or_infinitive(&self, at: usize, forms: &BTreeSet<Form>) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| self.lower(i)) else { return forms.contains(&Form::Base) && !self.is_quote(at + 1) };
        let noun = matches!(before.as_str(), "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their" | "its" | "my" | "our" | "your" | "no" | "any" | "of" | "in" | "by" | "for" | "with" | "from" | "on" | "'s" | "’s");
        let relative = before == "that" && at >= 2 && !forms.contains(&Form::Base);
        let infinitive = before == "to" && forms.contains(&Form::Base) && !forms.contains(&Form::Past);
        (noun && !relative && !forms.contains(&Form::Gerund)) || infinitive
    }

    fn is_passive(&self, at: usize, forms: &BTreeSet<Form>) -> bool {
        forms.contains(&Form::Participle) && self.is_passive_at(at)
    }

    fn is_passive_at(&self, at: usize) -> bool {
        let mut i = at;
        while i > 0 && self.is_adverb(i - 1) {
            i -= 1;
        }
        i > 0 && matches!(self.lower(i - 1).as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "’s" | "gets" | "got")
    }

    /// "was told by X that …", "was described by X as …", "it was submitted on behalf of X that …".
    fn passive(&self, at: usize, after: usize, uses: &BTreeSet<Use>) -> Option<Report> {
        let end = self.end();
        let by = (after..end.min(after + 8)).find(|i| matches!(self.lower(*i).as_str(), "by" | "behalf"));
        let that = (after..end).take(24).find(|i| self.lower(*i) == "that");
        let quote = (after..end).find(|i| self.is_quote(*i));
        let from = by.map(|by| if self.lower(by) == "behalf" { by + 2 } else { by + 1 });
        let source = from.map(|from| {
            let stop = (from..end).find(|i| self.is_quote(*i) || matches!(self.lower(*i).as_str(), "that" | "as" | ":" | "," | "who")).unwrap_or(end);
            let stop = if self.text(stop) == "," && self.lower(stop.saturating_sub(1)) != "," { self.apposed_end(stop) } else { stop };
            from..stop
        });
        let relayed = (after..end).any(|i| self.lower(i) == "as" && self.tag(i + 1) == "VBG" && self.uses(i + 1).is_some());
        if uses.contains(&Use::Label) && source.is_some() && !relayed {
            let content = quote.map(|quote| quote..quote + 1);
            return content.map(|content| Report { cue: at..after, source, content: vec![content], label: true });
        }
        let clause = uses.contains(&Use::Clause) && that.is_some();
        let hearer = uses.contains(&Use::Hearer) && that.is_some_and(|that| that == after);
        let impersonal = self.subject_is_it(at);
        if !clause || !(source.is_some() || hearer || impersonal) {
            return None;
        }
        let content = self.piece(that? + 1, end)?;
        Some(Report { cue: at..after, source, content: vec![content], label: false })
    }

    fn subject_is_it(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|i| self.lower(i) == "it")
    }

    /// After "by X," an apposition up to the next comma.
    fn apposed_end(&self, comma: usize) -> usize {
        let apposed = matches!(self.lower(comma + 1).as_str(), "the" | "a" | "an" | "who");
        let second = (comma + 1..self.end()).find(|i| self.text(*i) == ",");
        second.filter(|_| apposed).unwrap_or(comma)
    }

    fn subject(&self, at: usize, after: usize, forms: &BTreeSet<Form>, before: &[Report]) -> Option<Subject> {
        let mut edge = at;
        while edge > 0 && (self.is_adverb(edge - 1) || self.is_auxiliary(edge - 1)) {
            edge -= 1;
        }
        let gerund = forms.contains(&Form::Gerund);
        let previous = edge.checked_sub(1).map(|i| self.lower(i));
        let earlier = || before.iter().rev().find_map(|report| report.source.clone());
        let shared = || earlier().or_else(|| self.by_tree(at)).or_else(|| self.main_subject(edge));
        match previous.as_deref() {
            _ if gerund => {
                let verbal = edge == at || edge > 0;
                return verbal.then(|| Subject::Shared(shared()));
            }
            Some("who" | "which") => return self.antecedent(edge - 1).map(|range| Subject::Before(range.start..edge - 1)).map(|subject| self.without_comma(subject)),
            Some("and" | "but" | "or" | "then") => return Some(Subject::Shared(shared())),
            _ => {}
        }
        let quote_before = edge > 0 && (self.is_quote(edge - 1) || self.text(edge - 1) == "," && edge > 1 && self.is_quote(edge - 2));
        if edge == 0 || quote_before || matches!(previous.as_deref(), Some("—" | "–" | "-" | ":" | ";")) {
            return self.inverted(after);
        }
        if self.text(edge - 1) == "," || self.text(edge - 1) == ")" {
            if let Some(range) = self.with_apposition(edge) {
                return Some(Subject::Before(range));
            }
            let label = self.uses(at).is_some_and(|(uses, ..)| uses.contains(&Use::Label));
            return self.inverted(after).or_else(|| self.by_tree(at).filter(|_| !label).map(|range| Subject::Shared(Some(range))));
        }
        let range = self.noun_phrase(edge);
        if range.is_empty() {
            return None;
        }
        let range = self.without_tail(range, at);
        let nominal = !matches!(self.upos(range.end - 1), Some(Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Intj | Upos::Verb | Upos::Aux));
        (nominal || self.names_somebody(range.clone())).then_some(Subject::Before(range))
    }

    /// Takes in the front of a coordinated or long subject whose head stands before the words found so far.
    fn with_front(&self, range: Range<usize>, phrase: Span, head: usize) -> Range<usize> {
        let start = phrase.start;
        let whole = phrase.end >= self.items[range.end - 1].span().end;
        let first = self.items[range.start].span().start;
        let front = (0..range.start).find(|i| self.items[*i].span().start == start);
        let clear = |front: usize| (front..range.start).all(|i| (self.is_word(i) || matches!(self.text(i), "'s" | "’s" | "'" | "’" | "&")) && (whole || !self.is_predicate(i)));
        match front {
            Some(front) if head < first && start <= head && clear(front) => front..range.end,
            _ => range,
        }
    }

    /// Drops an adverbial between the subject proper and the verb: "the council [on Monday] said".
    fn without_tail(&self, range: Range<usize>, verb: usize) -> Range<usize> {
        let Some((tree, token)) = self.tree(verb) else { return range };
        let Some(subject) = tree.subject(token) else { return range };
        let phrase = tree.phrase_span(subject);
        let range = self.with_front(range, phrase, tree.tokens[subject].span.start);
        let end = range.clone().rev().find(|i| self.items[*i].span().end <= phrase.end).map_or(range.end, |i| i + 1);
        let head = tree.tokens[subject].span.start;
        let inside = head >= self.items[range.start].span().start && head < self.items[range.end - 1].span().end;
        let tail = matches!(self.upos(end), Some(Upos::Adp | Upos::Adv)) || self.lexicon.actors.never.contains(self.text(end));
        if inside && end > range.start && tail { range.start..end } else { range }
    }

    /// The subject that the tree gives a verb without one of its own: by coordination, control or a relative clause.
    fn by_tree(&self, at: usize) -> Option<Range<usize>> {
        let (tree, token) = self.tree(at)?;
        let subject = tree.subject(token)?;
        let phrase = tree.phrase_span_without(subject, &["acl:relcl", "parataxis", "cc", "conj"]);
        let start = self.items.iter().position(|item| item.span().start >= phrase.start && item.span().end <= phrase.end)?;
        let end = self.items.iter().rposition(|item| item.span().end <= phrase.end && item.span().start >= phrase.start)? + 1;
        let clean = !(start..end).any(|i| self.is_quote(i));
        (end <= at && clean && self.names_somebody(start..end)).then_some(start..end)
    }

    fn without_comma(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Before(mut range) => {
                while range.end > range.start && self.text(range.end - 1) == "," {
                    range.end -= 1;
                }
                Subject::Before(range)
            }
            other => other,
        }
    }

    /// The noun phrase before "who".
    fn antecedent(&self, who: usize) -> Option<Range<usize>> {
        let edge = if who > 0 && self.text(who - 1) == "," { who - 1 } else { who };
        let range = self.noun_phrase(edge);
        (!range.is_empty()).then_some(range)
    }

    /// "X, who chairs the board, said": from X to before the last comma.
    fn with_apposition(&self, edge: usize) -> Option<Range<usize>> {
        let close = edge - 1;
        let open = match self.text(close) {
            ")" => (0..close).rev().find(|i| self.text(*i) == "(")?,
            _ => {
                let comma = (0..close).rev().find(|i| self.text(*i) == "," || self.is_quote(*i))?;
                if self.is_quote(comma) || comma + 1 == close {
                    return None;
                }
                let who = (0..comma).rev().filter(|i| self.text(*i) == ",").find(|i| matches!(self.lower(i + 1).as_str(), "who" | "which" | "whose"));
                who.filter(|who| !(*who..comma).any(|i| self.is_quote(i))).unwrap_or(comma)
            }
        };
        let range = self.noun_phrase(open);
        let stop = if self.text(close) == ")" { close + 1 } else { close };
        (!range.is_empty() && self.names_somebody(range.clone())).then_some(range.start..stop)
    }

    /// The noun phrase that ends before `edge`.
    fn noun_phrase(&self, edge: usize) -> Range<usize> {
        let mut start = edge;
        while start > 0 {
            let i = start - 1;
            let lower = self.lower(i);
            let mark = !self.is_word(i) && !matches!(lower.as_str(), "'s" | "’s" | "'" | "’" | "&" | "-" | "." | "/");
            if i > 0 && self.is_quote(i) && self.is_name(i) && self.upos(i - 1) == Some(Upos::Det) {
                start = i - 1;
                continue;
            }
            if self.is_quote(i) || mark {
                break;
            }
            if lower == "and" && self.pairs(i, edge) {
                start = i;
                continue;
            }
            if self.lexicon.quotes.openers.contains(&lower) && !(lower == "for" || lower == "that" && start == edge || lower == "once") {
                break;
            }
            if self.is_predicate(i) {
                break;
            }
            start = i;
        }
        self.without_adverbial(start, edge)
    }

    /// A verb or an auxiliary that is no adjective of the phrase.
    fn is_predicate(&self, i: usize) -> bool {
        let Some((tree, token)) = self.tree(i) else { return self.is_auxiliary(i) };
        let participle = matches!(tree.tokens[token].tag, "VBG" | "VBN") && tree.is(token, "acl");
        let modifies = tree.is(token, "amod") || tree.is(token, "compound") || tree.tokens[token].tag == "POS" || participle;
        matches!(tree.tokens[token].upos, Upos::Verb | Upos::Aux) && !modifies
    }

    /// "the chair and the clerk": both sides name somebody and nothing else comes before.
    fn pairs(&self, and: usize, edge: usize) -> bool {
        let left = (0..and).rev().take_while(|i| self.is_word(*i) && !self.lexicon.quotes.openers.contains(&self.lower(*i))).count();
        left > 0 && left <= 4 && (and == left || self.text(and - left - 1) == ",") && edge - and <= 5 && !(and - left..and).any(|i| self.is_auxiliary(i))
    }

    /// Drops what stands before the noun phrase proper: "On Tuesday", "In a statement", "But".
    fn without_adverbial(&self, start: usize, edge: usize) -> Range<usize> {
        let mut start = start;
        while start < edge && (self.is_adverb(start) || matches!(self.lower(start).as_str(), "but" | "and" | "so" | "yet" | "or" | "-" | ".")) {
            start += 1;
        }
        let leads = matches!(self.lower(start).as_str(), "on" | "in" | "at" | "after" | "before" | "during" | "by" | "from" | "with" | "last" | "since" | "under" | "despite" | "asked" | "for");
        if !leads || start >= edge {
            return start..edge;
        }
        let pronoun = (start + 1..edge).rev().find(|i| matches!(self.lower(*i).as_str(), "he" | "she" | "it" | "they" | "we" | "i"));
        let article = (start + 2..edge).rev().find(|i| matches!(self.lower(*i).as_str(), "the" | "a" | "an" | "its" | "his" | "her"));
        let capital = (start + 1..edge).rev().take_while(|i| self.items[*i].is_capitalised() && !self.lexicon.actors.never.contains(self.text(*i))).last();
        match (pronoun, capital, article) {
            (Some(at), ..) | (None, Some(at), _) | (None, None, Some(at)) => at..edge,
            _ => edge..edge,
        }
    }

    /// The first noun phrase of the sentence that names somebody.
    fn main_subject(&self, edge: usize) -> Option<Range<usize>> {
        let begin = (0..edge).find(|i| {
            let opener = self.lexicon.quotes.openers.contains(&self.lower(*i));
            self.is_word(*i) && !opener && !self.is_adverb(*i)
        })?;
        let stop = (begin + 1..edge)
            .find(|i| {
                let lower = self.lower(*i);
                !self.is_word(*i) && !matches!(lower.as_str(), "'s" | "’s" | "&" | "-")
                    || self.is_auxiliary(*i)
                    || self.lexicon.quotes.openers.contains(&lower)
                    || self.lexicon.quotes.verb(&lower).is_some()
                    || self.is_adverb(*i)
                    || lower.ends_with("ed")
            })
            .unwrap_or(edge);
        let range = begin..stop;
        (self.names_somebody(range.clone()) && !matches!(self.lower(begin).as_str(), "on" | "in" | "at" | "after" | "by")).then_some(range)
    }

    /// A name, a pronoun, a role or a paper.
    fn names_somebody(&self, mut range: Range<usize>) -> bool {
        range.any(|i| {
            let lower = self.lower(i);
            let common = self.lexicon.actors.role(&lower).is_some() || self.lexicon.actors.pronoun(&lower).is_some() || self.lexicon.quotes.papers.contains(&lower);
            common || self.items[i].is_capitalised() && !self.lexicon.actors.never.contains(self.text(i)) || self.lexicon.quantities.numbers.contains_key(&lower)
        })
    }

    /// "said X": X after the verb, with its apposition.
    fn inverted(&self, after: usize) -> Option<Subject> {
        let begin = (after..self.end()).find(|i| !self.is_adverb(*i))?;
        let lower = self.lower(begin);
        let starts = self.items[begin].is_capitalised() && !self.is_quote(begin) || self.lexicon.actors.pronoun(&lower).is_some() || matches!(lower.as_str(), "the" | "a" | "an" | "one" | "another" | "two" | "three" | "some" | "many" | "several") || self.lexicon.actors.role(&lower).is_some();
        if !starts || lower == "that" {
            return None;
        }
        if matches!(lower.as_str(), "he" | "she" | "it" | "they" | "we" | "i") {
            return Some(Subject::After(begin..begin + 1));
        }
        let stop = self.source_end(begin);
        self.names_somebody(begin..stop).then_some(Subject::After(begin..stop))
    }

    /// The end of a speaker named after the verb: an adverbial, a quotation, a colon, or the sentence's end. Commas hold appositions.
    fn source_end(&self, begin: usize) -> usize {
        let end = self.end();
        let mut i = begin + 1;
        while i < end {
            let lower = self.lower(i);
            if self.is_quote(i) {
                return if i > 0 && self.text(i - 1) == "," { i - 1 } else { i };
            }
            let adverbial = matches!(lower.as_str(), "on" | "in" | "after" | "before" | "during" | "when" | "as" | "while" | "last" | "over" | "adding" | "yesterday" | "today" | "earlier" | "speaking" | "but" | "because" | "with" | "to" | "whose");
            if matches!(lower.as_str(), ":" | ";" | "—" | "–" | "(") || adverbial && !self.belongs(begin, i) {
                return if self.text(i - 1) == "," { i - 1 } else { i };
            }
            if lower == "," && !self.apposes(i) {
                return i;
            }
            i += 1;
        }
        end
    }

    /// "in" and "on" stay with a role that they specify: "head of sales in Europe", but "in a statement", "on Friday" do not.
    fn belongs(&self, begin: usize, i: usize) -> bool {
        let role = (begin..i).any(|at| self.lexicon.actors.role(self.text(at)).is_some());
        let place = self.lexicon.places.name_of(self.text(i + 1)).is_some();
        let relative = (begin..i).any(|at| matches!(self.lower(at).as_str(), "who" | "which" | "whose"));
        self.text(i) == "whose" || relative || role && place && matches!(self.text(i), "in" | "to")
    }

    /// After this comma comes an apposition, a relative clause, or a list's rest.
    fn apposes(&self, comma: usize) -> bool {
        let lower = self.lower(comma + 1);
        let adverbial = matches!(lower.as_str(), "adding" | "in" | "on" | "after" | "but" | "and" | "when" | "while" | "as" | "speaking" | "before" | "with" | "where" | "referring" | "citing");
        self.is_word(comma + 1) && !adverbial && !lower.ends_with("ing")
    }

    /// What a verb takes after it: a quotation, a clause with "that", a bare clause.
    fn complement(&self, after: usize, uses: &BTreeSet<Use>) -> Option<Range<usize>> {
        let end = self.end();
        let takes_clause = uses.contains(&Use::Clause);
        let mut i = after;
        while i < end && self.is_adverb(i) {
            i += 1;
        }
        if self.tag(i) == "TO" {
            return None;
        }
        if self.is_quote(i) || matches!(self.text(i), "," | ":" | "—" | "–") && self.is_quote(i + 1) {
            let begin = if self.is_quote(i) { i } else { i + 1 };
            if self.is_name(begin) && self.is_word(begin + 1) {
                return None;
            }
            return (uses.contains(&Use::Direct) || uses.contains(&Use::Clause)).then(|| self.quoted(begin));
        }
        if let Some(that) = self.that(i).filter(|_| takes_clause) {
            return self.piece(that + 1, end);
        }
        if let Some(quote) = self.later_quote(i, uses.contains(&Use::Hearer)).filter(|_| uses.contains(&Use::Direct)) {
            return Some(self.quoted(quote));
        }
        let colon = (i..end.min(i + 7)).find(|i| self.text(*i) == ":").filter(|colon| takes_clause && !(i..*colon).any(|at| self.is_finite(at)));
        if let Some(colon) = colon.filter(|colon| self.is_clause(colon + 1, end)) {
            return self.piece(colon + 1, end);
        }
        if !uses.contains(&Use::Bare) {
            return None;
        }
        let begin = if uses.contains(&Use::Hearer) { self.after_hearer(i)? } else { i };
        let begin = if self.text(begin) == ":" && takes_clause { begin + 1 } else { begin };
        let begin = self.clause_begin(after, begin);
        (self.is_clause(begin, end) && !self.takes_thing(after - 1, begin)).then(|| self.piece(begin, end)).flatten()
    }

    /// Skips an adverbial between the verb and the bare clause that the tree hangs on it: "said [Friday] it was late".
    fn clause_begin(&self, after: usize, begin: usize) -> usize {
        let Some((tree, token)) = self.tree(after - 1) else { return begin };
        let Some(first) = tree.complement(token).and_then(|clause| tree.subtree(clause).first().copied()) else { return begin };
        let start = tree.tokens[first].span.start;
        let found = (begin..self.end()).find(|i| self.items[*i].span().start == start).unwrap_or(begin);
        let adverbial = matches!(self.upos(begin), Some(Upos::Adp | Upos::Adv)) || self.lexicon.actors.never.contains(self.text(begin)) || matches!(self.lower(begin).as_str(), "last" | "earlier");
        if found > begin && found - begin <= 8 && adverbial && self.is_aside(begin, found) { found } else { begin }
    }

    /// The verb has a thing for its object and no clause: "denied the charge that …", "added a wing".
    fn takes_thing(&self, verb: usize, begin: usize) -> bool {
        let Some((tree, token)) = self.tree(verb) else { return false };
        if tree.tokens[token].lemma == "say" {
            return false;
        }
        let clause = tree.complement(token).is_some_and(|clause| self.items.get(begin).is_some_and(|item| tree.tokens[clause].span.start >= item.span().start));
        let later = |child: &usize| self.items.get(begin).is_some_and(|item| tree.tokens[*child].span.start >= item.span().start);
        !clause && tree.children_by(token, &["obj", "obl", "xcomp"]).iter().any(later)
    }

    /// A quotation right after a verb, with the words of its clause that come after it: one item when they are none.
    fn quoted(&self, begin: usize) -> Range<usize> {
        let more = self.is_word(begin + 1) && !self.starts_report(begin + 1);
        if more { begin..self.end() } else { begin..begin + 1 }
    }

    /// The next few words hold another verb of saying: they are no part of the quotation.
    fn starts_report(&self, at: usize) -> bool {
        (at..self.items.len().min(at + 4)).any(|i| self.uses(i).is_some()) || self.lexicon.quotes.openers.contains(&self.lower(at)) || self.is_preposition(at)
    }

    fn is_preposition(&self, at: usize) -> bool {
        matches!(self.lower(at).as_str(), "in" | "on" | "at" | "to" | "with" | "from" | "during" | "about" | "of" | "by" | "into")
    }

    /// "that" after the verb, with only a hearer or an adverbial between.
    fn that(&self, from: usize) -> Option<usize> {
        let that = (from..self.end().min(from + 16)).find(|i| self.lower(*i) == "that" || self.is_quote(*i) || self.uses(*i).is_some() && self.is_verb(*i))?;
        if self.lower(that) != "that" {
            return None;
        }
        let demonstrative = that == from && (self.is_auxiliary(that + 1) || matches!(self.lower(that + 1).as_str(), "," | "."));
        (!demonstrative && (that == from || self.is_aside(from, that))).then_some(that)
    }

    /// A hearer or an adverbial: no finite verb, beginning as one of them does.
    fn is_aside(&self, from: usize, to: usize) -> bool {
        let verbal = (from..to).any(|i| self.is_auxiliary(i) && !matches!(self.text(i), "'s" | "’s"));
        let lower = self.lower(from);
        let nominal = self.names_somebody(from..to);
        let adverbial = self.is_preposition(from) || matches!(lower.as_str(), "," | "last" | "this" | "after" | "before" | "earlier" | "yesterday" | "today") || self.lexicon.actors.never.contains(self.text(from));
        !verbal && (adverbial || nominal)
    }

    /// A colon or comma and then a quotation, after a hearer or an adverbial.
    fn later_quote(&self, from: usize, hearing: bool) -> Option<usize> {
        let quote = (from..self.items.len()).find(|i| self.is_quote(*i))?;
        let parted = quote > from && matches!(self.text(quote - 1), ":" | ",");
        let near = quote - from <= 20 && !(from..quote).any(|i| self.uses(i).is_some() && self.is_verb(i) && self.text(quote - 1) != ":");
        let hearer = hearing && quote > from && self.is_aside(from, quote) && quote - from <= 5;
        (near && (parted && (self.text(quote - 1) == ":" || self.is_aside(from, quote - 1)) || hearer)).then_some(quote)
    }

    /// Skips the one spoken to: "reporters", "the court", "Morning Post", "him".
    fn after_hearer(&self, from: usize) -> Option<usize> {
        let end = self.end();
        let lower = self.lower(from);
        if matches!(lower.as_str(), "him" | "her" | "them" | "me" | "us" | "you" | "it" | "reporters" | "friends" | "lawmakers" | "journalists" | "investors") {
            return Some(from + 1);
        }
        let mut i = from;
        while i < end && (self.items[i].is_capitalised() || matches!(self.text(i), "&")) {
            i += 1;
        }
        if i > from {
            return Some(i);
        }
        let stop = (from..end.min(from + 6)).find(|i| self.lexicon.actors.role(self.text(*i)).is_some())?;
        Some(stop + 1)
    }

    /// Begins with a noun phrase or an aside and holds a finite verb.
    fn is_clause(&self, begin: usize, end: usize) -> bool {
        if begin >= end || self.is_quote(begin) {
            return false;
        }
        let asks = matches!(self.tag(begin), "WRB" | "WP" | "WDT") || matches!(self.lower(begin).as_str(), "whether" | "if");
        let aside = (begin..end).any(|i| self.text(i) == ",");
        let prepositional = matches!(self.upos(begin), Some(Upos::Adp | Upos::Sconj)) && !(aside && self.tag(begin) == "IN" && self.hangs_a_clause(begin));
        let ends = matches!(self.lower(begin).as_str(), "to" | "by" | "that" | "who") && self.upos(begin) != Some(Upos::Det) && self.upos(begin) != Some(Upos::Pron);
        let finite = (begin..end).any(|i| (self.is_finite(i) || self.is_quote(i)) && (i > begin || self.is_contraction(i)));
        let headless = self.is_finite(begin) && !self.is_contraction(begin) || matches!(self.tag(begin), "VBG" | "CC");
        finite && !prepositional && !ends && !asks && !headless
    }

    /// The aside that begins here belongs to a clause that a verb of saying takes.
    fn hangs_a_clause(&self, begin: usize) -> bool {
        let Some((tree, token)) = self.tree(begin) else { return false };
        let mut at = token;
        while let Some(head) = tree.head(at) {
            if tree.is(at, "ccomp") {
                return true;
            }
            at = head;
        }
        false
    }

    fn is_finite(&self, i: usize) -> bool {
        matches!(self.tag(i), "VBD" | "VBZ" | "VBP" | "MD") || self.lower(i).contains("n't") || self.lower(i).contains("n’t") || self.is_contraction(i)
    }

    /// "it's", "we'll": one word here, two for the parser.
    fn is_contraction(&self, i: usize) -> bool {
        const ENDS: [&str; 6] = ["s", "re", "ll", "ve", "d", "m"];
        let lower = self.lower(i);
        let cut = lower.rsplit_once(['\'', '’']);
        cut.is_some_and(|(stem, end)| ENDS.contains(&end) && self.lexicon.actors.pronoun(stem).is_some() || matches!((stem, end), ("there" | "that" | "here", "s" | "ll")) )
    }

    /// After "said X," the rest: only what resumes the speech, a quotation.
    fn after_inverted(&self, from: usize) -> Option<Range<usize>> {
        let quote = (from..self.items.len()).find(|i| self.is_quote(*i))?;
        let parted = quote > 0 && matches!(self.text(quote - 1), "," | ":" | "." | "—" | "–");
        (parted && !(from..quote).any(|i| self.uses(i).is_some())).then_some(quote..quote + 1)
    }

    /// What was said before the subject or the inverted verb: a quotation, or a clause and a comma.
    fn before(&self, edge: usize, uses: &BTreeSet<Use>) -> Option<Range<usize>> {
        let mut end = edge;
        let mut as_clause = false;
        while end > 0 && matches!(self.lower(end - 1).as_str(), "," | "—" | "–" | "as" | "-" | "?" | "!") {
            as_clause |= self.lower(end - 1) == "as";
            end -= 1;
        }
        if end == 0 {
            return None;
        }
        let start = self.clause_start(end);
        if self.is_quote(end - 1) {
            let alone = end - start == 1 || !(start..end - 1).any(|i| self.is_word(i));
            if alone {
                return (uses.contains(&Use::Direct) || uses.contains(&Use::Clause)).then_some(end - 1..end);
            }
            return Some(self.left_of(start, end));
        }
        let parted = end < edge && self.text(edge - 1) != "-" && !as_clause;
        (parted && uses.contains(&Use::Bare) && self.is_clause(start, end)).then_some(start..end)
    }

    /// Words and a quotation before the cue: the quotation alone where it is speech of its own.
    fn left_of(&self, start: usize, end: usize) -> Range<usize> {
        let parted = matches!(self.text(end - 2), "," | ":" | "." | "—" | "–");
        if parted { end - 1..end } else { start..end }
    }

    /// The start of the sentence, or of the part after a semicolon, without a leading conjunction.
    fn clause_start(&self, before: usize) -> usize {
        let mut start = (0..before).rev().find(|i| matches!(self.text(*i), ";")).map_or(0, |i| i + 1).max(self.dateline());
        while start < before && (matches!(self.lower(start).as_str(), "but" | "and" | "yet") || !self.is_word(start) && !self.is_quote(start) && !matches!(self.text(start), "$" | "£" | "€")) {
            start += 1;
        }
        start
    }

    /// After "PORT ELLERY, March 4 (Corven) -".
    fn dateline(&self) -> usize {
        let shouts = self.text(0).len() > 2 && self.text(0).chars().all(|c| !c.is_lowercase()) && self.is_word(0);
        let opens = shouts || (0..12).any(|i| self.text(i) == ")");
        let dash = (1..self.items.len().min(14)).find(|i| matches!(self.text(*i), "-" | "—" | "–" | "--"));
        let plain = |dash: usize| !(0..dash).any(|i| self.is_finite(i) || self.is_quote(i));
        dash.filter(|dash| opens && plain(*dash)).map_or(0, |dash| dash + 1)
    }

    /// The first quotation that the verb's words name a thing by.
    fn labelled(&self, after: usize) -> Option<Range<usize>> {
        let quote = (after..self.items.len()).find(|i| self.is_quote(*i))?;
        let clear = quote - after <= 14 && !(after..quote).any(|i| matches!(self.text(i), ";" | ":") || self.uses(i).is_some_and(|(_, forms, _)| !forms.contains(&Form::Base) && !forms.contains(&Form::Gerund)));
        (clear && !self.is_name(quote)).then_some(quote..quote + 1)
    }

    /// "The Bishop", "Offene Tür": every word but an article has its capital.
    fn is_name(&self, quote: usize) -> bool {
        let Some((_, mark)) = self.items[quote].quote() else { return false };
        let words: Vec<&str> = mark.inner.of(self.document).split_whitespace().collect();
        let capital = |word: &&&str| word.starts_with(char::is_uppercase);
        let begin = usize::from(words.len() > 1 && matches!(words[0], "the" | "a" | "The" | "A"));
        words.len() <= 4 && words[begin..].iter().all(|word| capital(&word))
    }

    fn piece(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut start = start;
        let mut end = end.min(self.items.len());
        while start < end && matches!(self.text(start), "," | ":" | "—" | "–" | "-" | "." | "...") {
            start += 1;
        }
        while start < end && !self.is_word(end - 1) && !self.is_quote(end - 1) && !matches!(self.text(end - 1), ")" | "%" | "'" | "’" | "'s" | "’s") {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// Cuts contents that run into the next act of saying: ", but denied …", ", she said", ", according to …".
    fn trim_to_neighbours(&self, all: &mut [Report]) {
        let heads: Vec<usize> = all.iter().map(|report| report.source.as_ref().map_or(report.cue.start, |source| source.start.min(report.cue.start)).min(report.cue.start)).collect();
        for n in 0..all.len() {
            let cue = all[n].cue.clone();
            for piece in 0..all[n].content.len() {
                let range = all[n].content[piece].clone();
                if range.start < cue.start {
                    continue;
                }
                let cut = (n + 1..heads.len()).map(|m| self.cut_at(heads[m], all[m].cue.start)).find(|cut| range.contains(cut) && self.breaks(*cut));
                let cut = cut.or_else(|| self.other_clause(cue.end - 1, range.clone()));
                if let Some(trimmed) = cut.and_then(|cut| self.piece(range.start, cut)) {
                    all[n].content[piece] = trimmed;
                }
            }
        }
    }

    /// Where a clause begins that the tree joins to the cue itself and not to what is said: ", but the other left".
    fn other_clause(&self, cue: usize, range: Range<usize>) -> Option<usize> {
        let (tree, token) = self.tree(cue)?;
        let joined = range.clone().find_map(|i| {
            let (own, here) = self.tree(i)?;
            let adverse = own.is(here, "advcl") && own.child_by(here, &["mark"]).is_some_and(|mark| matches!(own.tokens[mark].lemma.as_str(), "while" | "although" | "though" | "whereas"));
            let conjunct = std::ptr::eq(own, tree) && (own.is(here, "conj") || adverse) && own.head(here) == Some(token);
            (conjunct && own.child_by(here, &["nsubj"]).is_some()).then(|| own.subtree(here).first().map(|first| own.tokens[*first].span.start)).flatten()
        })?;
        let cut = range.clone().find(|i| self.items[*i].span().start >= joined)?;
        let comma = cut > range.start && self.text(cut - 1) == ",";
        let word = matches!(self.lower(cut).as_str(), "but" | "and" | "while" | "although" | "though" | "whereas");
        (comma && word).then_some(cut - 1)
    }

    /// Where the other act begins, with its conjunction.
    fn cut_at(&self, head: usize, cue: usize) -> usize {
        let mut cut = if head > cue { cue } else { head };
        if matches!(self.lower(cue.saturating_sub(1)).as_str(), "and" | "but" | ",") {
            cut = cue;
        }
        while cut > 0 && matches!(self.lower(cut - 1).as_str(), "and" | "but" | "while") {
            cut -= 1;
        }
        cut
    }

    /// A comma or a conjunction before a verb parts two acts; without one the second lies inside the first.
    fn breaks(&self, cut: usize) -> bool {
        cut > 0 && (self.text(cut - 1) == "," || matches!(self.lower(cut).as_str(), "but" | "and" | "while" | ","))
    }
}
