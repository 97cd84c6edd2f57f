//! An open-addressed table from 32-bit keys to small numbers, two flat lists side by side.

/// Keys are hashes already; empty places hold the value `EMPTY`.
pub struct Table {
    keys: Vec<u32>,
    values: Vec<u16>,
    mask: usize,
}

const EMPTY: u16 = u16::MAX;

impl Table {
    /// Of pairs of key and value; values below `u16::MAX`. Of a key given twice the first stays.
    pub fn new(pairs: &[(u32, u16)]) -> Table {
        let size = (pairs.len() * 2 + 1).next_power_of_two();
        let mut table = Table { keys: vec![0; size], values: vec![EMPTY; size], mask: size - 1 };
        for &(key, value) in pairs {
            let at = table.place(key);
            if table.values[at] == EMPTY {
                (table.keys[at], table.values[at]) = (key, value);
            }
        }
        table
    }

    pub fn get(&self, key: u32) -> Option<u16> {
        Some(self.values[self.place(key)]).filter(|v| *v != EMPTY)
    }

    /// Where the key is or would go.
    fn place(&self, key: u32) -> usize {
        let mut at = key as usize & self.mask;
        while self.values[at] != EMPTY && self.keys[at] != key {
            at = (at + 1) & self.mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_meet_are_kept_apart() {
        let table = Table::new(&[(8, 1), (16, 2), (0, 3), (8, 4)]);
        assert_eq!([table.get(8), table.get(16), table.get(0)], [Some(1), Some(2), Some(3)]);
        assert_eq!(table.get(24), None);
        assert_eq!(Table::new(&[]).get(0), None);
    }
}
