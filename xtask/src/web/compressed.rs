//! Compressed twins of files, made once and as small as can be, so that the server need not compress at all.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Below this, the headers of an answer weigh more than what is saved.
const WORTH_BYTES: usize = 512;

/// Whether compressing a file of this name can help.
pub fn is_worth_it(name: &str, bytes: &[u8]) -> bool {
    let kind = name.rsplit('.').next().unwrap_or_default();
    bytes.len() >= WORTH_BYTES
        && matches!(
            kind,
            "html" | "js" | "css" | "wasm" | "svg" | "json" | "webmanifest" | "txt" | "map" | "ftl"
        )
}

/// By brotli at its best.
///
/// # Errors
///
/// Never in memory.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).context("brotli")?;
    Ok(out)
}

/// By gzip at its best.
///
/// # Errors
///
/// Never in memory.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("gzip")?;
    encoder.finish().context("gzip")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_gets_smaller_and_what_is_compressed_already_is_left_alone() {
        let text = "body { color: red }\n".repeat(100).into_bytes();
        assert!(is_worth_it("app.css", &text));
        assert!(brotli(&text).expect("in memory").len() < text.len() / 10);
        assert!(gzip(&text).expect("in memory").len() < text.len() / 5);
        assert!(!is_worth_it("font.woff2", &text));
        assert!(!is_worth_it("app.css", b"a{}"));
    }
}
