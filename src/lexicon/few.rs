//! Values of a small kind in the bits of one byte: copied and asked without a look-up.

use std::marker::PhantomData;

/// A set of at most eight different values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Few<T> {
    bits: u8,
    of: PhantomData<T>,
}

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few { bits: 0, of: PhantomData }
    }
}

impl<T: Copy + Into<u8>> Few<T> {
    pub fn insert(&mut self, one: T) {
        self.bits |= 1 << one.into();
    }

    /// The same and one more.
    #[must_use]
    pub fn with(mut self, one: T) -> Few<T> {
        self.insert(one);
        self
    }

    pub fn add(&mut self, others: Few<T>) {
        self.bits |= others.bits;
    }

    pub fn contains(&self, one: &T) -> bool {
        self.bits & (1 << (*one).into()) != 0
    }

    pub fn is_empty(&self) -> bool {
        self.bits == 0
    }
}

impl<T: Copy + Into<u8>> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Few<T> {
        let mut few = Few::default();
        values.into_iter().for_each(|one| few.insert(one));
        few
    }
}
