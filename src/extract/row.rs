//! A claim written down: the words of each role, who says it, of when, and why it was made.

use super::frame::Frame;
use super::scope::{self, Scope};
use super::{Passage, arguments, evidence, object, reasons};
use crate::lexicon::topic::Topic;
use crate::model::inspect::Reasons;
use crate::model::tree::{Upos, matches};
use crate::model::{
    ActorMention, Attribution, Claim, Modality, Quote, QuoteMode, Span, TimeExpr, TimexType, Uttered, WhenBasis, digest,
};

/// A claim with what is known of it beside its row.
pub struct Told {
    pub claim: Claim,
    pub reasons: Reasons,
    /// The dictionary form of the word that says it.
    pub lemma: String,
    /// What a question asks about.
    pub asked: Option<Modality>,
    /// Of the sentence in the document.
    pub sentence: usize,
}

pub fn told(passage: &Passage, frame: &Frame) -> Told {
    let document = passage.document;
    let topic = passage.topic(frame.predicate);
    let scope = scope::scope(passage, frame);
    let evidence = evidence::evidence(passage, frame, scope.top);
    let said = said(passage, frame, scope.sayer);
    let actor = frame.actor.map(|i| mention_at(passage, i));
    let mention = actor.flatten();
    let when = when(passage, frame, evidence, scope.top);
    let reasons = reasons::reasons(passage, frame, &scope, &said, when);
    let (asked, lemma) = (scope.asked, passage.tree.tokens[frame.token].lemma.to_lowercase());
    let (time_start, time_end) = document.time_of(evidence);
    let words = evidence.of(&document.text).to_string();
    let trigger = trigger(passage, frame);
    let claim = Claim {
        id: digest::key(&[&document.id, &words, &frame.predicate.action, &trigger]),
        topic: frame.predicate.topic.clone(),
        document: document.path.clone(),
        source: document.source.clone(),
        kind: document.kind,
        title: document.title.clone(),
        published: document.published.clone(),
        line: document.line_at(evidence.start),
        start: evidence.start,
        end: evidence.end,
        time_start,
        time_end,
        speaker: document.turn_at(evidence.start).and_then(|turn| turn.speaker.clone()),
        evidence: words,
        sentence: passage.words(passage.sentence.span),
        actor: frame.actor.map(|i| phrase(passage, i)),
        actor_name: mention.and_then(|m| m.name.clone()).or_else(|| speakers_own(passage, frame, said.name.as_deref())),
        actor_org: mention.and_then(|m| m.organisation.clone()),
        actor_role: mention.and_then(|m| m.role.clone()),
        actor_place: mention.and_then(|m| m.place.clone()),
        action: frame.predicate.action.clone(),
        trigger,
        object: frame.object.map(|i| object_words(passage, topic, frame, i)),
        object_owner: frame.object.and_then(|i| owner(passage, topic, i)),
        recipient: frame.recipient.map(|i| phrase(passage, i)),
        place: places(passage, frame),
        polarity: scope.polarity,
        modality: if said.is_open { Modality::Question } else { scope.modality },
        frequency: frequency(passage, frame, evidence),
        quantity: quantity(passage, frame, evidence),
        when_text: when.map(|date| date.when.text.clone()),
        when_start: when.and_then(|date| date.when.start.clone()),
        when_end: when.and_then(|date| date.when.end.clone()),
        when_grain: when.and_then(|date| date.when.grain).map(|grain| format!("{grain:?}").to_lowercase()),
        when_basis: when.map(|date| format!("{:?}", date.when.basis).to_lowercase()),
        attributed_to: said.who,
        attributed_name: said.name,
        attribution: said.how,
        origin: None,
        entries: entries(frame, scope, when),
        verdict: None,
        note: None,
        also: Vec::new(),
        also_evidence: Vec::new(),
        tags: Vec::new(),
    };
    Told { claim, reasons, lemma, asked, sentence: passage.index }
}

/// Who says it and how the words reach us.
pub struct Said {
    who: Option<String>,
    name: Option<String>,
    pub how: Attribution,
    /// How it is known, and by which words.
    pub by: &'static str,
    pub span: Option<Span>,
    /// Nobody says that it is so: "she never said that …".
    pub is_open: bool,
}

impl Said {
    /// By nobody who is known.
    fn by(by: &'static str, how: Attribution) -> Said {
        Said { who: None, name: None, how, by, span: None, is_open: false }
    }
}

/// The innermost quotation around the predicate, else whom the verb of saying above names, else the speaker of the turn, else nobody but the author.
fn said(passage: &Passage, frame: &Frame, sayer: Option<usize>) -> Said {
    let at = passage.tree.tokens[frame.token].span;
    let around = passage.annotations.quotes.iter().filter(|quote| quote.span.contains(at));
    let uttered = uttered(passage, frame);
    if uttered == Uttered::Open {
        return Said { is_open: true, ..Said::by("words that were not said", Attribution::Indirect) };
    }
    // "I'm telling you that …" is said by the speaker of the turn.
    let turned = passage.document.turn_at(at.start).is_some_and(|turn| turn.speaker.is_some());
    let own = |who: &str| turned && who.eq_ignore_ascii_case("i");
    if let Some(quote) = around
        .filter(|quote| quote.speaker.as_deref().is_some_and(|who| !own(who)))
        .min_by_key(|quote| quote.span.len())
    {
        let how = if quote.mode == QuoteMode::Indirect { Attribution::Indirect } else { Attribution::DirectQuote };
        let (who, name) = (quote.speaker.clone(), quote.speaker_name.clone());
        return Said { who, name, span: quote.source.or(Some(quote.span)), ..Said::by("quotation", how) };
    }
    let told = |sayer: &usize| uttered == Uttered::Said && !own(passage.form(*sayer));
    if let Some(sayer) = sayer.filter(told) {
        let name = mention_at(passage, sayer).and_then(|mention| mention.name.clone());
        let span = passage.tree.name_span(sayer);
        let who = Some(phrase(passage, sayer));
        return Said { who, name, span: Some(span), ..Said::by("verb of saying", Attribution::Indirect) };
    }
    let speaker = passage.document.turn_at(at.start).and_then(|turn| turn.speaker.clone());
    match speaker {
        Some(speaker) => {
            let name = Some(speaker.clone());
            Said { who: Some(speaker), name, ..Said::by("speaker of the turn", Attribution::Speech) }
        }
        None if passage.document.kind.is_spoken() => Said::by("unknown speaker", Attribution::Speech),
        None => Said::by("author", Attribution::Narration),
    }
}

/// Whether somebody said the words around the predicate. Of whom they speak in passing ("would not say whether it warned those [whose
/// records it kept]"), the writer says it.
fn uttered(passage: &Passage, frame: &Frame) -> Uttered {
    let Some(quote) = innermost(passage, frame) else { return Uttered::Said };
    let tree = passage.tree;
    let mut above = std::iter::successors(Some(frame.token), |at| tree.head(*at))
        .take_while(|at| quote.span.contains(tree.tokens[*at].span));
    let passing = quote.mode == QuoteMode::Indirect && above.any(|at| tree.is(at, "acl"));
    if quote.uttered == Uttered::Open && passing { Uttered::Withheld } else { quote.uttered }
}

/// "We" in a quotation is the speaker's organisation, "I" the speaker.
fn speakers_own(passage: &Passage, frame: &Frame, speaker: Option<&str>) -> Option<String> {
    let form = passage.form(frame.actor?);
    let quote = innermost(passage, frame)?;
    match form {
        "i" => speaker.map(str::to_string),
        "we" | "us" | "our" => {
            let source = quote.source?;
            let mention = passage.annotations.actors.iter().find(|m| m.span.overlaps(source))?;
            mention.organisation.clone()
        }
        _ => None,
    }
}

fn innermost<'a>(passage: &Passage<'a>, frame: &Frame) -> Option<&'a Quote> {
    let at = passage.tree.tokens[frame.token].span;
    passage.annotations.quotes.iter().filter(|quote| quote.span.contains(at)).min_by_key(|quote| quote.span.len())
}

/// The mention whose words cover the head of a phrase; the shortest, so that "engineers of Acme" is not "Acme".
fn mention_at<'a>(passage: &Passage<'a>, i: usize) -> Option<&'a ActorMention> {
    let at = passage.tree.tokens[i].span;
    passage.actors().filter(|mention| mention.span.contains(at)).min_by_key(|mention| mention.span.len())
}

fn phrase(passage: &Passage, i: usize) -> String {
    passage.words(named(passage, i))
}

/// The name's words: after the verb that makes it a predicate ("It was a temp who …"), before a time told behind it.
fn named(passage: &Passage, i: usize) -> Span {
    let tree = passage.tree;
    let (mut span, head) = (tree.name_span(i), tree.tokens[i].span);
    if let Some(next) = tree.copula(i).filter(|at| *at < i).and_then(|at| tree.tokens.get(at + 1)) {
        span.start = span.start.max(next.span.start);
    }
    // "Let's delete it".
    let us = i
        .checked_sub(1)
        .filter(|before| passage.form(*before) == "let" && matches!(passage.form(i), "'s" | "\u{2019}s"));
    span.start = us.map_or(span.start, |before| tree.tokens[before].span.start);
    // "fewer than 40 records": the bound belongs to the number, wherever the tree hangs it.
    let amounts = passage.quantities().map(|quantity| quantity.span);
    if let Some(amount) = amounts.filter(|amount| amount.start < span.start && span.start < amount.end).min() {
        span.start = amount.start;
    }
    // "The files of two and a half thousand clients".
    let broken = |amount: &Span| span.contains(Span::new(amount.start, amount.start)) && amount.end > span.end;
    if let Some(amount) =
        passage.quantities().map(|quantity| quantity.span).find(|amount| amount.start > span.start && broken(amount))
    {
        span.end = amount.end;
    }
    // "On May 9 somebody copied": a time told before the name is no part of it.
    let opens = tree.tokens.iter().find(|token| token.span.start == span.start).is_some_and(|t| t.upos == Upos::Adp);
    let earlier = passage.dates().filter(|date| date.span.end <= head.start && span.overlaps(date.span));
    // "That evening a clerk", "today Harbor", "last May intruders": what comes after the time is a phrase of its own.
    let apart = |date: &&TimeExpr| {
        let next = tree.tokens.iter().find(|token| token.span.start >= date.span.end);
        let bare = || {
            let opening = date.span.of(&passage.document.text).split(' ').next().unwrap_or_default().to_lowercase();
            ["last", "this", "next", "earlier", "late", "early"].contains(&opening.as_str())
        };
        date.span.start <= span.start
            && next.is_some_and(|next| matches!(next.upos, Upos::Det | Upos::Pron) || next.tag == "NNS" && bare())
    };
    if let Some(date) = earlier.filter(|date| opens || apart(date)).map(|date| date.span.end).max() {
        let after = tree.tokens[..=i].iter().find(|token| token.span.start >= date && token.upos != Upos::Punct);
        span.start = after.map_or(span.start, |token| token.span.start);
    }
    // "Every log-in": the tree may break a word at its hyphen.
    let rest = &passage.document.text[span.end..];
    if rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        span.end += rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
    }
    // "Encrypt the prescriptions archive": a noun that the tree takes for a verb right after its own compound.
    let verbal = |at: &usize| {
        tree.tokens[*at].tag == "VBP" && tree.is(*at, "xcomp") && tree.head(*at) == tree.head(i) && tree.is(i, "obj")
    };
    if let Some(next) = Some(i + 1).filter(|at| *at < tree.len()).filter(verbal) {
        span.end = tree.tokens[next].span.end;
    }
    // "Nobody on the ward audits it": the verb below its subject is no part of its name.
    let verb = tree.children_by(i, &["nmod"]).into_iter().find(|verb| arguments::misplaced(passage, *verb) == Some(i));
    if let Some(verb) = verb {
        return until(passage, span, i, tree.tokens[verb].span.start);
    }
    let later = passage.dates().filter(|date| date.span.start >= head.end && span.overlaps(date.span));
    later.map(|date| date.span.start).min().map_or(span, |date| until(passage, span, i, date))
}

/// The words of a name before a byte, without a preposition or mark at their end.
fn until(passage: &Passage, span: Span, i: usize, byte: usize) -> Span {
    let tokens = &passage.tree.tokens;
    let before = tokens[i + 1..].iter().take_while(|token| token.span.end <= byte);
    let telling = before.filter(|token| !matches!(token.upos, Upos::Adp | Upos::Punct));
    Span::new(span.start, telling.last().map_or(tokens[i].span.end, |token| token.span.end))
}

/// A pronoun is followed by what it stands for, in brackets, where the sentence says so.
fn object_words(passage: &Passage, topic: &Topic, frame: &Frame, i: usize) -> String {
    if let Some((first, last)) =
        object::clause_at(passage, i).and_then(|clause| Some((*clause.first()?, *clause.last()?)))
    {
        return passage.words(passage.tree.tokens[first].span.join(passage.tree.tokens[last].span));
    }
    let mut span = named_after(passage, i);
    if let Some(receiver) = arguments::joined_receiver(passage, frame) {
        span.start = passage.tree.tokens[receiver + 1].span.start;
    }
    // "gave the files to a rival", "wiped the files from the disks": the one who receives them, where they come from, is no part of their name.
    let tree = passage.tree;
    let moved = |j: &usize| {
        let mut words = tree.children_by(*j, &["case"]).into_iter().map(|case| passage.form(case));
        words.any(|word| matches!(word, "from" | "to" | "into" | "onto" | "through"))
    };
    let ways = frame.recipient.into_iter().chain(frame.places.iter().copied().filter(moved));
    let apart = ways.filter(|j| *j > i && span.contains(tree.tokens[*j].span)).min();
    if let Some(apart) = apart {
        span = until(passage, span, i, tree.phrase_span(apart).start);
    }
    if let Some(whose) = told_on(passage, topic, i).filter(|_| span.end == named_after(passage, i).end) {
        span = span.join(passage.tree.name_span(whose));
    }
    let words = passage.words(span);
    let pronoun = matches!(passage.tree.tokens[i].upos, Upos::Pron);
    match object::antecedent(passage, i, topic).filter(|_| pronoun) {
        Some(meant) => format!("{words} ({})", phrase(passage, meant)),
        None => words,
    }
}

/// "gave US user data": a place right before the object belongs to it, not to the receivers.
fn named_after(passage: &Passage, i: usize) -> Span {
    let tree = passage.tree;
    let span = named(passage, i);
    let before = tree.token_at(span.start).and_then(|first| first.checked_sub(1));
    let place = |at: &usize| {
        let receiver = tree.is(*at, "iobj") || tree.is(*at, "obj") && *at != i;
        receiver && passage.places().any(|place| place.span.contains(tree.tokens[*at].span))
    };
    // "remove users' private data": an owner that hangs on the verb.
    let owner = before.filter(|at| tree.is(*at, "case") && matches!(passage.form(*at), "'" | "'s"));
    if let Some(owner) =
        owner.and_then(|at| tree.head(at)).filter(|owner| *owner < i && !span.contains(tree.tokens[*owner].span))
    {
        return tree.name_span(owner).join(span);
    }
    before.filter(place).map_or(span, |at| tree.tokens[at].span.join(span))
}

fn owner(passage: &Passage, topic: &Topic, i: usize) -> Option<String> {
    owner_at(passage, topic, i).map(|j| phrase(passage, j))
}

/// Whose the object is, or on whom it tells.
pub fn owner_at(passage: &Passage, topic: &Topic, i: usize) -> Option<usize> {
    let tree = passage.tree;
    tree.possessor(i).or_else(|| {
        let of = passage.seen.obliques(i).iter();
        let own = of.filter(|(preposition, _)| topic.owner_at.contains(preposition)).map(|(_, j)| *j).next();
        own.or_else(|| told_on(passage, topic, i))
    })
}

/// "Handed over data on pupils": a phrase right behind the object that the tree hangs on the verb, where it names people.
fn told_on(passage: &Passage, topic: &Topic, object: usize) -> Option<usize> {
    let tree = passage.tree;
    let verb = tree.head(object).filter(|_| tree.is(object, "obj"))?;
    let own = |word: &str| word != "from" && word != "for" && topic.owner_at.iter().any(|at| at == word);
    let next = |i: usize| tree.child_by(i, &["case"]) == Some(object + 1);
    let found = passage.seen.obliques(verb).iter().find(|(word, i)| own(word) && next(*i)).map(|(_, i)| *i);
    let matter = passage.is_any(object, topic, &topic.sense.inert);
    found.filter(|i| matter && passage.is_any(*i, topic, &topic.sense.people))
}

fn trigger(passage: &Passage, frame: &Frame) -> String {
    let word = &passage.tree.tokens[frame.word].form;
    std::iter::once(word.as_str()).chain(frame.predicate.rest.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

/// Each phrase of place, then the places of the gazetteer that it names further on.
fn places(passage: &Passage, frame: &Frame) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let topic = passage.topic(frame.predicate);
    let system = frame.object.filter(|i| object::is_holder(passage, *i, topic));
    if let Some(i) = system {
        let span = passage.tree.phrase_span(i);
        let inside = passage.places().filter(|place| span.contains(place.span));
        names.extend(inside.map(|place| passage.words(place.span)));
    }
    for i in &frame.places {
        let words = phrase(passage, *i);
        // By whole words: "Niger" is no part of "Nigeria".
        let inside = |name: &str| format!(" {words} ").contains(&format!(" {name} "));
        names.retain(|name| !inside(name));
        names.push(words);
        let seat = passage.tree.tokens[*i].upos != Upos::Noun;
        let whole = if seat { passage.tree.name_span(*i) } else { passage.tree.phrase_span(*i) };
        for place in passage.places().filter(|place| whole.overlaps(place.span)) {
            let name = passage.words(place.span);
            if !names.iter().any(|known| known.contains(&name)) {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        names.extend(frame.actor.and_then(|i| seat(passage, i)));
    }
    (!names.is_empty()).then(|| names.join("; "))
}

/// "Lagos-based staff", "clerks in Lagos": where the actor sits.
fn seat(passage: &Passage, i: usize) -> Option<String> {
    let (text, span) = (&passage.document.text, passage.tree.name_span(i));
    let sits = |place: &Span| {
        let before = text[..place.start].trim_end();
        text[place.end..].starts_with("-based") || before.ends_with(" in") || before.ends_with(" at")
    };
    let places = passage.places().map(|place| place.span).filter(|place| span.contains(*place));
    places.filter(sits).map(|place| passage.words(place)).next()
}

fn frequency(passage: &Passage, frame: &Frame, evidence: Span) -> Option<String> {
    let tree = passage.tree;
    let adverbs = tree.children_by(frame.verb(), &["advmod", "obl:tmod"]);
    let word = adverbs.into_iter().find(|i| passage.lexicon.scope.is_frequency(passage.form(*i)));
    let set = || {
        let sets = passage.dates().filter(|date| date.kind == TimexType::Set);
        sets.map(|date| date.span).find(|span| evidence.contains(*span))
    };
    word.map(|i| tree.tokens[i].form.clone()).or_else(|| set().map(|span| passage.words(span)))
}

/// For how much, else how much of the object ("gave the police data", and on how many), else of the actor, else a share told in the clause.
fn quantity(passage: &Passage, frame: &Frame, evidence: Span) -> Option<String> {
    let within = |i: usize| {
        let span = passage.tree.phrase_span(i);
        // "Their files, including those of two ministers": of how many more is not told.
        let told = |at: Span| !is_aside(passage, at, i);
        passage
            .quantities()
            .find(|quantity| span.overlaps(quantity.span) && evidence.contains(quantity.span) && told(quantity.span))
    };
    let price = frame.amounts.iter().find_map(|i| within(*i));
    let own = &passage.topic(frame.predicate).owner_at;
    let of_whom = || {
        let object = frame.object.filter(|object| *object > frame.token)?;
        let beside = passage.seen.obliques(frame.verb()).iter().filter(|(word, i)| *i > object && own.contains(word));
        beside.filter(|(word, _)| word != "from" && word != "for").find_map(|(_, i)| within(*i))
    };
    let found = price
        .or_else(|| frame.object.and_then(within))
        .or_else(of_whom)
        .or_else(|| frame.actor.and_then(within))
        .or_else(|| times(passage, frame).and_then(within))
        .or_else(|| {
            let share = |unit: &str| unit == "percent";
            let told = passage.quantities().filter(|quantity| evidence.contains(quantity.span));
            told.filter(|quantity| quantity.unit.as_deref().is_some_and(share)).min_by_key(|quantity| quantity.span)
        });
    found.map(|quantity| quantity.written())
}

/// "Queried it 640 times".
fn times(passage: &Passage, frame: &Frame) -> Option<usize> {
    let tree = passage.tree;
    let phrases = tree.children_by(frame.verb(), &["obl", "obj"]).into_iter();
    { phrases }.find(|i| matches!(passage.form(*i), "times" | "occasions") && tree.child_by(*i, &["nummod"]).is_some())
}

/// The date in the clause itself; else one beside it in the sentence that no verb of saying and no other act has taken.
fn when<'a>(passage: &Passage<'a>, frame: &Frame, evidence: Span, top: usize) -> Option<&'a TimeExpr> {
    let tells = |date: &&TimeExpr| {
        matches!(date.kind, TimexType::Date | TimexType::Time)
            && (date.when.start.is_some() || date.when.end.is_some() || date.when.basis == WhenBasis::Unresolved)
            && !date.value.ends_with("_REF")
    };
    let here = || passage.dates().filter(|date| passage.sentence.span.contains(date.span)).filter(tells);
    // "the 2021 reports": the year of the reports, not of the act.
    let naming = |date: &&TimeExpr| {
        [frame.object, frame.actor].into_iter().flatten().any(|i| {
            let head = passage.tree.tokens[i].span;
            date.span.end <= head.start && passage.tree.name_span(i).contains(date.span) || is_of(passage, date, i)
        })
    };
    let aside = |date: &&TimeExpr| {
        [Some(frame.token), frame.object, frame.actor].into_iter().flatten().any(|i| is_aside(passage, date.span, i))
    };
    let inside = here().find(|date| evidence.contains(date.span) && !naming(date) && !aside(date));
    inside.or_else(|| here().find(|date| governs_date(passage, frame, date, top)))
}

/// "A clerk, who had left in May, copied it", "the files, including those of two ministers": words behind a comma that tell more of a noun.
fn is_aside(passage: &Passage, at: Span, noun: usize) -> bool {
    let tree = passage.tree;
    let Some(word) = tree.token_at(at.start) else { return false };
    let path: Vec<usize> = std::iter::successors(Some(word), |i| tree.head(*i).filter(|head| *head != noun)).collect();
    let below = path.last().is_some_and(|top| tree.head(*top) == Some(noun)) && word > noun;
    let apart = |i: &usize| {
        let first = tree.subtree(*i)[0];
        let more = ["acl:relcl", "acl", "appos"].iter().any(|rel| tree.is(*i, rel))
            || tree.children_by(*i, &["case"]).iter().any(|case| tree.tokens[*case].lemma == "include");
        more && first > noun && tree.tokens[first].form == ","
    };
    below && path.iter().any(apart)
}

/// "The files from the seventies": what they are of, not when they were burnt.
fn is_of(passage: &Passage, date: &TimeExpr, thing: usize) -> bool {
    let tree = passage.tree;
    let Some(node) = date_head(passage, date).filter(|node| tree.head(*node) == Some(thing)) else { return false };
    let of = tree.children_by(node, &["case"]).into_iter().any(|case| matches!(passage.form(case), "from" | "of"));
    of && tree.is(node, "nmod") && !date.entries.iter().any(|entry| entry == "range")
}

/// The word of the date that hangs on what is no part of it.
fn date_head(passage: &Passage, date: &TimeExpr) -> Option<usize> {
    let tree = passage.tree;
    let mut node = tree.token_at(date.span.start)?;
    while let Some(head) = tree.head(node).filter(|head| date.span.contains(tree.tokens[*head].span)) {
        node = head;
    }
    Some(node)
}

/// The date hangs on the claim's verb or on a verb that the claim's own words reach up to.
fn governs_date(passage: &Passage, frame: &Frame, date: &TimeExpr, top: usize) -> bool {
    let tree = passage.tree;
    let Some(node) = date_head(passage, date) else { return false };
    let Some(clause) = tree.head(node) else { return false };
    let modifier = ["obl", "advmod", "nmod"].iter().any(|rel| matches(tree.tokens[node].rel, rel));
    let lists = tree.conjuncts(frame.verb());
    modifier && (clause == frame.verb() || clause == frame.token || clause == top || lists.first() == Some(&clause))
}

fn entries(frame: &Frame, scope: Scope, when: Option<&TimeExpr>) -> Vec<String> {
    let mut entries = scope.entries;
    entries.extend(frame.open.map(|_| Claim::WEIGHED.to_string()));
    entries.extend(when.into_iter().flat_map(|date| date.entries.iter().cloned()));
    let mut seen = std::collections::BTreeSet::new();
    entries.retain(|entry| seen.insert(entry.clone()));
    entries
}
