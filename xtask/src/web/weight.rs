//! What a first visit downloads.

use std::fmt;

/// Bytes over the wire, compressed by brotli where that helps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// The wasm.
    pub wasm: usize,
    /// JavaScript.
    pub script: usize,
    /// Style sheets.
    pub style: usize,
    /// Fonts that the page asks for at once.
    pub fonts: usize,
    /// The page itself.
    pub page: usize,
}

impl Weight {
    /// All of it.
    pub fn total(self) -> usize {
        self.wasm + self.script + self.style + self.fonts + self.page
    }

    /// Adds a file that every first visit downloads.
    pub fn add(&mut self, name: &str, bytes: usize) {
        let part = match name.rsplit('.').next().unwrap_or_default() {
            "wasm" => &mut self.wasm,
            "js" => &mut self.script,
            "css" => &mut self.style,
            "woff2" => &mut self.fonts,
            _ => &mut self.page,
        };
        *part += bytes;
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kb = |bytes: usize| bytes.div_ceil(1000);
        write!(
            f,
            "first visit {} KB under brotli: wasm {}, script {}, style {}, fonts {}, page {}",
            kb(self.total()),
            kb(self.wasm),
            kb(self.script),
            kb(self.style),
            kb(self.fonts),
            kb(self.page)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_count_by_their_kind() {
        let mut weight = Weight::default();
        for (name, bytes) in [
            ("app_bg.wasm", 300_000),
            ("app.js", 20_001),
            ("x/y.js", 1),
            ("index.html", 2),
        ] {
            weight.add(name, bytes);
        }
        assert_eq!((weight.wasm, weight.script, weight.total()), (300_000, 20_002, 320_004));
        assert!(
            weight
                .to_string()
                .starts_with("first visit 321 KB under brotli: wasm 300, script 21")
        );
    }
}
