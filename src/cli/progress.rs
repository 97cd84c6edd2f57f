//! A bar on standard error, where that is a terminal.

use crate::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Hidden when told to be quiet or when nobody would see it; indicatif finds out the latter.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub fn new(quiet: bool) -> Bar {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let style = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len} files {elapsed}");
        let bar = ProgressBar::with_draw_target(Some(0), target).with_message("reading");
        Bar { bar: bar.with_style(style.expect("the template is well formed")) }
    }

    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, files: usize) {
        self.bar.set_length(files as u64);
        self.bar.tick();
    }

    fn file(&self) {
        self.bar.inc(1);
    }

    fn settle(&self) {
        self.bar.set_message("comparing");
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }
}
