//! Which rows answer a query, in the order of the listing.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Gathers `(place in the listing, address)`.
pub struct ByOrder;

pub struct SegmentByOrder {
    segment: SegmentOrdinal,
    order: Column<u64>,
    found: Vec<(u64, DocAddress)>,
}

impl Collector for ByOrder {
    type Fruit = Vec<(u64, DocAddress)>;
    type Child = SegmentByOrder;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentByOrder> {
        Ok(SegmentByOrder { segment, order: reader.fast_fields().u64("order")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Vec<(u64, DocAddress)>>) -> tantivy::Result<Vec<(u64, DocAddress)>> {
        let mut all = parts.concat();
        all.sort_unstable();
        Ok(all)
    }
}

impl SegmentCollector for SegmentByOrder {
    type Fruit = Vec<(u64, DocAddress)>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.found.push((self.order.first(doc).unwrap_or(u64::MAX), DocAddress::new(self.segment, doc)));
    }

    fn harvest(self) -> Vec<(u64, DocAddress)> {
        self.found
    }
}

/// A turn that answers a question, with what decides its place: the score, then where it stands. Ties must not be
/// broken by where a row happens to lie in the index, which differs from one ingest to the next.
pub struct Scored {
    pub score: Score,
    pub path: String,
    pub start: u64,
    pub at: DocAddress,
}

pub struct ByScore;

pub struct SegmentByScore {
    segment: SegmentOrdinal,
    path: Option<StrColumn>,
    start: Column<u64>,
    found: Vec<Scored>,
}

impl Collector for ByScore {
    type Fruit = Vec<Scored>;
    type Child = SegmentByScore;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentByScore> {
        let columns = reader.fast_fields();
        Ok(SegmentByScore { segment, path: columns.str("path")?, start: columns.u64("start")?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, parts: Vec<Vec<Scored>>) -> tantivy::Result<Vec<Scored>> {
        let mut all: Vec<Scored> = parts.into_iter().flatten().collect();
        all.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| a.path.cmp(&b.path)).then_with(|| a.start.cmp(&b.start))
        });
        Ok(all)
    }
}

impl SegmentCollector for SegmentByScore {
    type Fruit = Vec<Scored>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let mut path = String::new();
        if let Some(column) = &self.path
            && let Some(ordinal) = column.term_ords(doc).next()
        {
            // A path that cannot be read only loses its place among equal scores.
            column.ord_to_str(ordinal, &mut path).ok();
        }
        let start = self.start.first(doc).unwrap_or(0);
        self.found.push(Scored { score, path, start, at: DocAddress::new(self.segment, doc) });
    }

    fn harvest(self) -> Vec<Scored> {
        self.found
    }
}
