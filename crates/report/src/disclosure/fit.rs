//! Finds numbers that fit what is known of them, where the numbers themselves are not known here.

use std::collections::BTreeSet;

/// Numbers within these bounds that add up to `sum`; none where there are no such numbers.
pub(super) fn fitting(sum: i64, bounds: &[(i64, i64)]) -> Option<Vec<i64>> {
    if bounds.iter().any(|(low, high)| low > high) {
        return None;
    }
    let cells =
        bounds.iter().enumerate().map(|(owner, bounds)| Cell { row: 0, owner, bounds: *bounds });
    let (values, fits) = in_table(cells.collect(), &[Some(sum)], vec![i64::MAX; bounds.len()]);
    fits[0].then_some(values)
}

/// A number of a table: in the sum of its row, and with the others of its owner no more than a limit.
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) owner: usize,
    pub(super) bounds: (i64, i64),
}

/// Numbers for the cells of a table, and of which rows they come out at the sum. A row without a sum needs none.
/// `room` is what the numbers of each owner may be together beyond their least.
///
/// Each row takes what it lacks where there is room; where there is none, another row makes room and takes its own
/// elsewhere. So a row that does not come out cannot, beside those before it.
pub(super) fn in_table(
    cells: Vec<Cell>,
    sums: &[Option<i64>],
    room: Vec<i64>,
) -> (Vec<i64>, Vec<bool>) {
    let values = cells.iter().map(|cell| cell.bounds.0).collect();
    let mut table = Table { cells, values, room };
    let mut fits = Vec::new();
    for (row, sum) in sums.iter().enumerate() {
        let of_row = |table: &Table| -> i64 {
            let cells = table.cells.iter().zip(&table.values);
            cells.filter(|(cell, _)| cell.row == row).map(|(_, value)| value).sum()
        };
        let mut lacks = sum.map_or(0, |sum| sum - of_row(&table));
        while lacks > 0 {
            let taken = table.take(row, lacks, &mut BTreeSet::new());
            if taken == 0 {
                break;
            }
            lacks -= taken;
        }
        fits.push(sum.is_some() && lacks == 0);
    }
    (table.values, fits)
}

struct Table {
    cells: Vec<Cell>,
    values: Vec<i64>,
    room: Vec<i64>,
}

impl Table {
    /// Adds up to `want` to the numbers of a row; gives how much it was.
    fn take(&mut self, row: usize, want: i64, seen: &mut BTreeSet<usize>) -> i64 {
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
}
