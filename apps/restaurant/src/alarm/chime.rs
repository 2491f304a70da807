//! The chime, as samples: three notes, and a rest until it begins anew.

/// Samples in a second.
pub const RATE: u16 = 22_050;
/// Seconds from one chime to the next.
const PERIOD: f32 = 2.4;
/// The notes of the chime: hertz, and when each begins.
const NOTES: [(f32, f32); 3] = [(880.0, 0.0), (1_108.7, 0.18), (1_318.5, 0.36)];
/// How long a note sounds, seconds.
const NOTE: f32 = 0.5;

/// One chime with its rest, each sample from -1 to 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a few seconds of samples"
)]
pub fn samples() -> Vec<f32> {
    let rate = f32::from(RATE);
    let mut samples = vec![0.0_f32; (rate * PERIOD) as usize];
    for (hertz, begins) in NOTES {
        let from = (begins * rate) as usize;
        for (index, sample) in samples.iter_mut().skip(from).take((NOTE * rate) as usize).enumerate() {
            let at = index as f32 / rate;
            let swell = (at / 0.01).min(1.0) * (1.0 - at / NOTE);
            *sample += (at * hertz * std::f32::consts::TAU).sin() * swell * 0.3;
        }
    }
    samples
}

/// The chime as a WAV file of 16 bits.
#[cfg(not(target_arch = "wasm32"))]
pub fn wave() -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, reason = "within 16 bits by its factor")]
    let data: Vec<u8> = samples()
        .iter()
        .flat_map(|sample| ((sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16).to_le_bytes())
        .collect();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let rate = u32::from(RATE);
    let mut file = Vec::with_capacity(44 + data.len());
    file.extend(b"RIFF");
    file.extend((36 + length).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // Plain samples, one channel.
    file.extend(1_u16.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * 2).to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(data);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chime_can_be_heard_and_leaves_a_rest() {
        let samples = samples();
        assert!(samples.iter().all(|sample| sample.abs() <= 1.0));
        assert!(samples.iter().any(|sample| sample.abs() > 0.2));
        assert!(samples[samples.len() / 2..].iter().all(|sample| *sample == 0.0));
        let wave = wave();
        assert_eq!(wave.len(), 44 + samples.len() * 2);
        assert_eq!(&wave[..4], b"RIFF");
    }
}
