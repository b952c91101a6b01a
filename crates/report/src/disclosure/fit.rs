//! Finds numbers that fit bounds and sums, to stand in for true values that are not known here.
//!
//! The audit starts from values that fulfil all equations. What an earlier edition hid may not have been kept, so
//! values are made up for it: any that fit will do, since an attacker cannot tell them apart either. In one sum that
//! is simple. With several sums (one per merged question) the numbers of one municipality share a limit as well, and
//! finding values is a maximum flow: from the sums, through the cells, to the municipalities.

use std::collections::BTreeSet;

/// Returns numbers within these bounds, both ends included, that add up to `sum`; `None` if there are no such numbers.
pub(super) fn fitting(sum: i64, bounds: &[(i64, i64)]) -> Option<Vec<i64>> {
    if bounds.iter().any(|(low, high)| low > high) {
        return None;
    }
    let cells =
        bounds.iter().enumerate().map(|(owner, bounds)| Cell { row: 0, owner, bounds: *bounds });
    let (values, fits) = in_table(cells.collect(), &[Some(sum)], vec![i64::MAX; bounds.len()]);
    fits[0].then_some(values)
}

/// A number of a table: it counts in the sum of its row and in the limit of its owner.
pub(super) struct Cell {
    /// Index of its sum.
    pub(super) row: usize,
    /// Index of its municipality among those of the table.
    pub(super) owner: usize,
    /// The least and the most that it can be, both included.
    pub(super) bounds: (i64, i64),
}

/// Returns a value for each cell, and for each row whether its cells add up to its sum (`false` if it has none).
/// `room` limits by how much the numbers of each owner may exceed their lowest values, all together.
///
/// Each row takes what it lacks where there is room; where there is none, another row makes room and takes its own
/// elsewhere. Rows that came out stay so, hence a row that does not come out cannot, together with those before it.
pub(super) fn in_table(
    cells: Vec<Cell>,
    sums: &[Option<i64>],
    room: Vec<i64>,
) -> (Vec<i64>, Vec<bool>) {
    // Start from the lowest values: all that is lacking then must be added.
    let values = cells.iter().map(|cell| cell.bounds.0).collect();
    let mut table = Table { cells, values, room };
    let mut fits = Vec::new();
    for (row, sum) in sums.iter().enumerate() {
        let of_row = |table: &Table| -> i64 {
            let cells = table.cells.iter().zip(&table.values);
            cells.filter(|(cell, _)| cell.row == row).map(|(_, value)| value).sum()
        };
        let mut lacks = sum.map_or(0, |sum| sum - of_row(&table));
        // One path gives what its narrowest cell allows, so more than one may be needed.
        while lacks > 0 {
            let taken = table.take(row, lacks, &mut BTreeSet::new());
            if taken == 0 {
                break;
            }
            lacks -= taken;
        }
        // Below zero, too, it does not come out: the lowest values are too much already.
        fits.push(sum.is_some() && lacks == 0);
    }
    (table.values, fits)
}

/// A table while it is filled.
struct Table {
    cells: Vec<Cell>,
    /// The value of each cell so far.
    values: Vec<i64>,
    /// What is left of the limit of each owner.
    room: Vec<i64>,
}

impl Table {
    /// Adds up to `want` to the numbers of a row, and returns how much it added: 0 if no path is left. `seen` holds the
    /// owners that were tried, so that a path does not go in circles.
    fn take(&mut self, row: usize, want: i64, seen: &mut BTreeSet<usize>) -> i64 {
        // The first cell that leads anywhere is enough: the caller asks again for what is still lacking.
        for each in 0..self.cells.len() {
            let Cell { row: own, owner, bounds: (_, high) } = self.cells[each];
            let can = want.min(high - self.values[each]);
            if own != row || can <= 0 || !seen.insert(owner) {
                continue;
            }
            let free = can.min(self.room[owner]);
            if free > 0 {
                self.room[owner] -= free;
                self.values[each] += free;
                return free;
            }
            // The owner is at its limit: let a number of its in another row shrink, if that row can grow elsewhere.
            let others = (0..self.cells.len()).filter(|it| *it != each);
            let others: Vec<usize> = others.filter(|it| self.cells[*it].owner == owner).collect();
            for other in others {
                let more = self.values[other] - self.cells[other].bounds.0;
                if more == 0 {
                    continue;
                }
                let moved = self.take(self.cells[other].row, can.min(more), seen);
                if moved > 0 {
                    self.values[other] -= moved;
                    self.values[each] += moved;
                    return moved;
                }
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_where_they_fit_and_only_there() {
        assert_eq!(fitting(12, &[(1, 9), (1, 9)]).map(|it| it.iter().sum()), Some(12));
        assert_eq!(fitting(1, &[(1, 9), (1, 9)]), None);
        assert_eq!(fitting(19, &[(1, 9), (1, 9)]), None);
        assert_eq!(fitting(5, &[(5, 5)]), Some(vec![5]));
        assert_eq!(fitting(0, &[]), Some(Vec::new()));
        assert_eq!(fitting(5, &[]), None);
    }

    #[test]
    fn a_row_makes_room_for_another() {
        // The first row could take all of the first owner's room, which the second row needs.
        let cell = |row, owner, high| Cell { row, owner, bounds: (1, high) };
        let cells = vec![cell(0, 0, 9), cell(0, 1, 9), cell(1, 0, 9)];
        let (values, fits) = in_table(cells, &[Some(8), Some(7)], vec![6, 6]);
        assert_eq!((values, fits), (vec![1, 7, 7], vec![true, true]));
        let cells = vec![cell(0, 0, 9), cell(1, 0, 9)];
        let (_, fits) = in_table(cells, &[Some(5), Some(5)], vec![6]);
        assert_eq!(fits, [true, false]);
    }
    #[test]
    fn room_is_made_in_whatever_row_can_grow_elsewhere() {
        let cell = |row, owner, high| Cell { row, owner, bounds: (1, high) };
        // In the last row nothing but the second number can grow, and only the first row can make room for it.
        let cells = vec![cell(0, 1, 9), cell(0, 0, 9), cell(1, 0, 1), cell(1, 1, 9)];
        let (values, fits) = in_table(cells, &[Some(7), Some(5)], vec![9, 5]);
        assert_eq!((values, fits), (vec![3, 4, 1, 4], vec![true, true]));
        // The first row has one number only, so the second must make room.
        let cells = vec![cell(0, 0, 9), cell(1, 0, 9), cell(1, 1, 9), cell(2, 0, 9)];
        let (values, fits) = in_table(cells, &[Some(2), Some(3), Some(2)], vec![2, 9]);
        assert_eq!((values, fits), (vec![2, 1, 2, 2], vec![true; 3]));
        // No number shrinks below its lowest value.
        let cells = vec![cell(0, 0, 9), cell(0, 1, 9), cell(1, 0, 9)];
        let (values, fits) = in_table(cells, &[Some(3), Some(4)], vec![1, 9]);
        assert_eq!((values, fits), (vec![1, 2, 2], vec![true, false]));
    }
}
