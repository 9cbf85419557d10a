//! A list that grows at its end, and is read without a lock.

use std::array;

use crate::sync::OnceLock;

/// How many segments there are: each is twice as long as the one before, so these hold more than memory does.
const SEGMENTS: usize = 32;

/// Elements by the order in which they came. They stay where they are for good.
pub(super) struct Appended<T>([OnceLock<Box<[OnceLock<T>]>>; SEGMENTS]);

impl<T> Default for Appended<T> {
    fn default() -> Self {
        Self(array::from_fn(|_| OnceLock::new()))
    }
}

impl<T: Copy> Appended<T> {
    /// The element of this number, if it has come.
    pub(super) fn get(&self, number: usize) -> Option<T> {
        let (segment, place) = place(number);
        self.0.get(segment)?.get()?.get(place)?.get().copied()
    }

    /// Adds the element of this number. Numbers are given by who holds the lock of the list.
    pub(super) fn set(&self, number: usize, element: T) {
        let (segment, place) = place(number);
        if let Some(segment_of) = self.0.get(segment) {
            let elements = segment_of.get_or_init(|| (0..1_usize << segment).map(|_| OnceLock::new()).collect());
            elements[place].get_or_init(|| element);
        }
    }
}

/// The segment and the place in it: 0; 1, 2; 3, 4, 5, 6; …
fn place(number: usize) -> (usize, usize) {
    let segment = (number + 1).ilog2() as usize;
    (segment, number + 1 - (1 << segment))
}
