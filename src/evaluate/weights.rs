//! Chooses between settings by leaving out one collection at a time: what is chosen on a collection
//! does not carry over to others, so none has a say in its own.

use serde::Serialize;

/// One setting, and what it gains on each collection.
#[derive(Clone, Debug, Serialize)]
pub struct Setting {
    /// The weights of the best passage and of proximity.
    pub weights: [f32; 2],
    /// Relative to the baseline: 0.03 is three per cent more.
    pub gains: Vec<f64>,
}

/// What is chosen without a collection, and what it gains there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// Which of the settings.
    pub setting: usize,
    /// The gain in mean average precision over the baseline, as a ratio less 1.
    pub gain: f64,
}

/// Returns for each collection the setting with the best mean gain on all others, the first of
/// equals.
pub fn leave_one_out(settings: &[Setting]) -> Vec<Choice> {
    let collections = settings.first().map_or(0, |first| first.gains.len());
    let choose = |left_out: usize| {
        let of_others = |setting: &Setting| -> f64 {
            let others = (0..collections).filter(|&other| other != left_out);
            others.map(|other| setting.gains[other]).sum()
        };
        let mut best = 0;
        for at in 1..settings.len() {
            if of_others(&settings[at]) > of_others(&settings[best]) {
                best = at;
            }
        }
        Choice {
            setting: best,
            gain: settings[best].gains[left_out],
        }
    };
    (0..collections).map(choose).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_collection_has_a_say_in_its_own() {
        let setting = |gains: [f64; 3]| Setting {
            weights: [0.0; 2],
            gains: gains.to_vec(),
        };
        // The second is best only where it was tuned.
        let settings = [setting([0.1, 0.1, 0.1]), setting([0.9, 0.0, -0.2])];
        let chosen: Vec<(usize, f64)> = leave_one_out(&settings)
            .iter()
            .map(|choice| (choice.setting, choice.gain))
            .collect();
        assert_eq!(chosen, [(0, 0.1), (1, 0.0), (1, -0.2)]);
        assert_eq!(leave_one_out(&[]), []);
    }
}
