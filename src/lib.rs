//! gainsay (to contradict) turns a folder of leaked-meeting transcripts and news articles into claims about data access that
//! can be searched, dated, counted and set against each other, each with the exact words that carry it.
//!
//! The story in the order of the floors: [`model`] is the vocabulary, [`lexicon`] the words as data. [`read`] turns bytes into
//! a document, [`segment`] a document into sentences, [`annotate`] sentences into syntax and mentions, [`extract`] mentions into claims;
//! [`resolve`] finds who and what is the same over all documents, [`store`] keeps it, [`query`] asks, [`compare`] finds what does not go
//! together, [`report`] writes it down. [`pipeline`] knows the order, [`cli`] the user.
//!
//! ```
//! use gainsay::lexicon::Lexicon;
//! use gainsay::model::Filters;
//! use gainsay::pipeline::{self, Options};
//! use gainsay::store::Store;
//!
//! # let case = tempfile::tempdir()?;
//! # let (folder, index) = (case.path().join("tapes"), case.path().join("index"));
//! # std::fs::create_dir(&folder)?;
//! let words = "Dana Voss: Engineers in Lisbon accessed the patient records.\n\nAmir Holt: Who told the auditors?\n\n\
//!              Dana Voss: Nobody yet.\n\nAmir Holt: Then call them.\n";
//! std::fs::write(folder.join("standup.txt"), words)?;
//!
//! let done = pipeline::ingest(&index, &[folder], &Lexicon::embedded(), &Options::default(), &())?;
//! assert_eq!((done.read, done.troubles.len()), (1, 0));
//!
//! let store = Store::open(&index, &pipeline::rules(None))?;
//! let claim = store.claims(&Filters::default())?.next().expect("one claim")?;
//! assert_eq!(claim.evidence, words[claim.start..claim.end]);
//! assert_eq!(claim.speaker.as_deref(), Some("Dana Voss"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod model;

pub mod lexicon;

pub mod annotate;
pub mod compare;
pub mod extract;
pub mod query;
pub mod read;
pub mod report;
pub mod resolve;
pub mod segment;
pub mod store;

pub mod pipeline;

pub mod cli;
