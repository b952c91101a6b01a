//! Finds what is left for each number in two sums that hold each other, whoever looks.
//!
//! Such sums are, for instance, last year's and this year's of a measure that counts on: no number of a municipality
//! in both fell. With their difference as a third sum, each municipality is a point (last year's number, this year's
//! number) between six bounds: on the first, the second, and the second less the first. Drawn on paper that is a
//! polygon whose sides have only three directions.
//!
//! Two facts make this exact. The points that several municipalities can come to together form such a polygon again,
//! whose bounds are the sums of theirs. And what is left for one municipality, once another knows its own numbers, is
//! such a polygon, too, whose bounds are the least or the greatest of linear functions of those numbers. So an
//! insider leaves least to others in a corner of what it can be, and only corners must be tried.

/// A polygon: the bounds, both included, in the lesser sum, in the greater one, and in their difference.
pub(super) type Bounds = [(i64, i64); 3];

/// What one municipality can be in two sums.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Index of the municipality.
    pub(super) owner: usize,
    pub(super) bounds: Bounds,
    /// What it is in the three; `None` if that is not known here.
    pub(super) own: Option<[i64; 3]>,
    /// Whether it is no help to others: they can shift nothing to it.
    pub(super) is_bound: bool,
    /// In which of the three it must be able to move.
    pub(super) must_move: [bool; 3],
}

/// All that is hidden in two sums and their difference.
#[derive(Debug, Clone)]
pub(super) struct Linked {
    parts: Vec<Part>,
    /// What those that are not bound can come to together.
    all: Bounds,
    /// What they must come to: the totals less the bound ones, whatever these are.
    rest: Bounds,
    /// Whether any two that are not bound can be anything at the same time, so that none takes anything from another.
    is_loose: bool,
}

impl Linked {
    /// Puts two sums and their difference together, with what each comes to in `totals`; `None` if some municipality
    /// cannot be anything.
    pub(super) fn new(parts: Vec<Part>, totals: [i64; 3]) -> Option<Self> {
        let parts = parts.into_iter().map(|part| {
            let bounds = closed(part.bounds)?;
            Some(Part { bounds, ..part })
        });
        let parts: Vec<Part> = parts.collect::<Option<_>>()?;
        let mut linked =
            Self { parts, all: [(0, 0); 3], rest: totals.map(|it| (it, it)), is_loose: false };
        // The range of a bound municipality makes it uncertain what is left, those of others add to what they can
        // take up.
        for Part { bounds, is_bound, .. } in &linked.parts {
            if *is_bound {
                linked.rest = less(linked.rest, *bounds);
            } else {
                linked.all = more(linked.all, *bounds);
            }
        }
        linked.is_loose = linked.leaves_all();
        Some(linked)
    }

    /// Returns those that are not bound.
    fn free(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| !part.is_bound)
    }

    /// Returns whether all that must be able to move can move by `width`, whoever looks and whatever its own numbers
    /// are.
    pub(super) fn holds(&self, width: i64) -> bool {
        let moving = || self.free().filter(|part| part.must_move.contains(&true));
        let is_wide = |part: &Part, bounds: &Bounds| {
            let mut which = (0..3).filter(|which| part.must_move[*which]);
            which.all(|which| bounds[which].1 - bounds[which].0 >= width)
        };
        if moving().next().is_none() {
            return true;
        }
        // Nobody takes anything from another, so the bounds of each say it all, and it is much faster.
        if self.is_loose {
            return moving().all(|part| is_wide(part, &part.bounds));
        }
        let nobody = std::iter::once(None);
        nobody.chain(self.free().map(Some)).all(|insider| {
            let mut others = moving().filter(|part| !is_same(part, insider));
            let corners = self.corners(insider);
            let left = |part: &Part| {
                corners.iter().all(|own| {
                    let left = self.left(part, insider, own);
                    left.is_some_and(|left| is_wide(part, &left))
                })
            };
            others.all(left)
        })
    }

    /// Returns whether any two that are not bound can be anything at the same time. That is so if all together can go
    /// up and down by the two largest ranges, in each of the three.
    fn leaves_all(&self) -> bool {
        (0..3).all(|which| {
            let ranges = self.free().map(|part| part.bounds[which].1 - part.bounds[which].0);
            let (mut first, mut second) = (0, 0);
            for range in ranges {
                if range > first {
                    (first, second) = (range, first);
                } else if range > second {
                    second = range;
                }
            }
            let up = self.rest[which].0 - self.all[which].0;
            let down = self.all[which].1 - self.rest[which].1;
            up.min(down) >= first + second
        })
    }

    /// Returns the corners of what an insider's own numbers can be, given the totals; for the public, who has none, one
    /// point that takes nothing.
    fn corners(&self, insider: Option<&Part>) -> Vec<[i64; 3]> {
        let Some(insider) = insider else { return vec![[0; 3]] };
        let others = without(self.all, insider.bounds);
        let own = |which: usize| {
            let (low, high) = insider.bounds[which];
            let rest = self.rest[which];
            (low.max(rest.0 - others[which].1), high.min(rest.1 - others[which].0))
        };
        closed([own(0), own(1), own(2)]).map(corners).unwrap_or_default()
    }

    /// Returns what is left for one municipality if an insider's own numbers are `own`, whatever the bound ones are;
    /// `None` if nothing is.
    fn left(&self, part: &Part, insider: Option<&Part>, own: &[i64; 3]) -> Option<Bounds> {
        let mut others = without(self.all, part.bounds);
        if let Some(insider) = insider {
            others = without(others, insider.bounds);
        }
        let left = |which: usize| {
            let (low, high) = part.bounds[which];
            let (least, most) = self.rest[which];
            let least_left = most - own[which] - others[which].1;
            let most_left = least - own[which] - others[which].0;
            (low.max(least_left), high.min(most_left))
        };
        closed([left(0), left(1), left(2)])
    }

    /// Returns the narrowest interval that is left to any attacker, and who that is, of the number of a municipality
    /// in one of the three (`which`), whose true value is `at`.
    pub(super) fn interval(
        &self,
        owner: usize,
        which: usize,
        at: i64,
    ) -> (i64, i64, Option<usize>) {
        let Some(part) = self.parts.iter().find(|part| part.owner == owner) else {
            return (at, at, None);
        };
        if self.is_loose {
            let (low, high) = part.bounds[which];
            return (low.min(at), high.max(at), None);
        }
        let nobody = std::iter::once(None);
        let seen = nobody.chain(self.free().map(Some)).filter(|it| !is_same(part, *it));
        // An insider has its own numbers; where these are not known here, the worst that any corner leaves counts.
        let seen = seen.map(|insider| {
            let own = insider.and_then(|insider| insider.own);
            let places = own.map_or_else(|| self.corners(insider), |own| vec![own]);
            let left = places.iter().filter_map(|own| self.left(part, insider, own));
            let (low, high) = left
                .map(|left| left[which])
                .fold((i64::MIN, i64::MAX), |all, it| (all.0.max(it.0), all.1.min(it.1)));
            (low.min(at), high.max(at), insider.map(|it| it.owner))
        });
        let narrowest = seen.min_by_key(|(low, high, who)| (high.saturating_sub(*low), *who));
        narrowest.unwrap_or((at, at, None))
    }
}

/// Returns whether an attacker is this municipality.
fn is_same(part: &Part, other: Option<&Part>) -> bool {
    other.is_some_and(|other| other.owner == part.owner)
}

/// Returns the same polygon, with each bound as close as the two others make it; `None` if it is empty. Bounds can
/// only be added up when they are that close.
fn closed([less, more, by]: Bounds) -> Option<Bounds> {
    let closed = [
        (less.0.max(more.0 - by.1), less.1.min(more.1 - by.0)),
        (more.0.max(less.0 + by.0), more.1.min(less.1 + by.1)),
        (by.0.max(more.0 - less.1), by.1.min(more.1 - less.0)),
    ];
    closed.iter().all(|(low, high)| low <= high).then_some(closed)
}

/// Returns the corners of a polygon, each once. The two ends of each upright and each level side are all of them: a
/// slanting side ends where one of those begins.
fn corners([less, more, by]: Bounds) -> Vec<[i64; 3]> {
    let point = |less: i64, more: i64| [less, more, more - less];
    let upright = [less.0, less.1]
        .map(|at| [point(at, more.0.max(at + by.0)), point(at, more.1.min(at + by.1))]);
    let level = [more.0, more.1]
        .map(|at| [point(less.0.max(at - by.1), at), point(less.1.min(at - by.0), at)]);
    let mut all: Vec<[i64; 3]> = [upright.concat(), level.concat()].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns what two can come to together.
fn more(one: Bounds, other: Bounds) -> Bounds {
    std::array::from_fn(|at| (one[at].0 + other[at].0, one[at].1 + other[at].1))
}

/// Returns what the others must come to, if one of them can be anything within its polygon.
fn less(total: Bounds, one: Bounds) -> Bounds {
    std::array::from_fn(|at| (total[at].0 - one[at].1, total[at].1 - one[at].0))
}

/// Returns what all can come to together without one of them: the opposite of [`more`].
fn without(all: Bounds, one: Bounds) -> Bounds {
    std::array::from_fn(|at| (all[at].0 - one[at].0, all[at].1 - one[at].1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    type Point = (i64, i64);

    fn three((less, more): Point) -> [i64; 3] {
        [less, more, more - less]
    }

    /// Returns the smallest polygon around some points.
    fn around(points: &[Point]) -> Bounds {
        std::array::from_fn(|which| {
            let of = || points.iter().map(|point| three(*point)[which]);
            (of().min().unwrap(), of().max().unwrap())
        })
    }

    fn points(bounds: &Bounds) -> Vec<Point> {
        let all = (bounds[0].0..=bounds[0].1)
            .flat_map(|less| (bounds[1].0..=bounds[1].1).map(move |more| (less, more)));
        all.filter(|it| (bounds[2].0..=bounds[2].1).contains(&three(*it)[2])).collect()
    }

    /// Returns every way in which the parts come to the totals, as a point for each part.
    fn fits(parts: &[Part], totals: Point) -> Vec<Vec<Point>> {
        let mut all: Vec<Vec<Point>> = vec![Vec::new()];
        for part in parts {
            let longer = all.iter().flat_map(|fit| {
                points(&part.bounds).into_iter().map(|point| [fit.clone(), vec![point]].concat())
            });
            all = longer.collect();
        }
        let sum = |fit: &[Point]| fit.iter().fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1));
        all.retain(|fit| sum(fit) == totals);
        all
    }

    /// Returns how far what must move can move at least, whoever looks and whatever its own numbers and those of the
    /// bound ones are, by trying everything.
    fn least_range(parts: &[Part], totals: Point) -> i64 {
        let mut ranges: BTreeMap<_, (i64, i64)> = BTreeMap::new();
        for fit in fits(parts, totals) {
            let bound = fit.iter().zip(parts).filter(|(_, part)| part.is_bound);
            let bound: Vec<Point> = bound.map(|(point, _)| *point).collect();
            for insider in std::iter::once(None).chain((0..parts.len()).map(Some)) {
                let own = insider.map(|insider| fit[insider]);
                for (at, part) in parts.iter().enumerate().filter(|it| insider != Some(it.0)) {
                    for which in (0..3).filter(|which| part.must_move[*which]) {
                        let value = three(fit[at])[which];
                        let seen = ranges
                            .entry((insider, own, bound.clone(), at, which))
                            .or_insert((value, value));
                        *seen = (seen.0.min(value), seen.1.max(value));
                    }
                }
            }
        }
        ranges.values().map(|(low, high)| high - low).min().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(2024), failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn two_linked_sums_leave_what_trying_every_way_leaves(
            corners in prop::collection::vec(prop::collection::vec((0_i64..5, 0_i64..5), 1..4), 2..4),
            which in 0_usize..3,
        ) {
            let part = |(owner, corners): (usize, &Vec<Point>)| Part {
                owner,
                bounds: around(corners),
                own: None,
                is_bound: false,
                must_move: std::array::from_fn(|it| it == which && owner == 0),
            };
            let parts: Vec<Part> = corners.iter().enumerate().map(part).collect();
            let first = corners.iter().map(|corners| corners[0]);
            let totals = first.fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1));
            let linked = Linked::new(parts.clone(), three(totals)).unwrap();
            let least = least_range(&parts, totals);
            for width in 0..6 {
                prop_assert_eq!(linked.holds(width), least >= width, "{} of {:?}", width, parts);
            }
        }

        #[test]
        fn what_is_bound_leaves_no_more_than_trying_every_way_leaves(
            corners in prop::collection::vec(prop::collection::vec((0_i64..5, 0_i64..5), 1..3), 3..5),
            which in 0_usize..3,
        ) {
            let part = |(owner, corners): (usize, &Vec<Point>)| Part {
                owner,
                bounds: around(corners),
                own: None,
                is_bound: owner == 1,
                must_move: std::array::from_fn(|it| it == which && owner == 0),
            };
            let parts: Vec<Part> = corners.iter().enumerate().map(part).collect();
            let first = corners.iter().map(|corners| corners[0]);
            let totals = first.fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1));
            let linked = Linked::new(parts.clone(), three(totals)).unwrap();
            let least = least_range(&parts, totals);
            for width in 0..6 {
                let is_held = linked.holds(width);
                prop_assert!(!is_held || least >= width, "{} of {:?}", width, parts);
                // A single point makes nothing uncertain.
                prop_assert!(is_held || least < width || corners[1].len() > 1, "{} of {:?}", width, parts);
            }
        }
    }
}
