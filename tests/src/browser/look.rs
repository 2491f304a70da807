//! What device, whose eyes.

/// The size of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Whether fingers touch it.
    pub touch: bool,
}

/// What a browser is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The screen.
    pub size: Size,
    /// The language that its person reads, e.g. `hi`.
    pub language: &'static str,
    /// Whether the system is set to dark colours.
    pub dark: bool,
    /// Whether the system is set to less motion: pictures are then the same every time.
    pub still: bool,
}

impl Look {
    /// A phone of 390 by 844, light, in English.
    pub const PHONE: Self = Self::of(390, 844, true);
    /// A tablet of 834 by 1112.
    pub const TABLET: Self = Self::of(834, 1112, true);
    /// A window of 1440 by 900.
    pub const DESKTOP: Self = Self::of(1440, 900, false);

    const fn of(width: u32, height: u32, touch: bool) -> Self {
        Self {
            size: Size { width, height, touch },
            language: "en",
            dark: false,
            still: true,
        }
    }

    /// The same in dark colours.
    #[must_use]
    pub const fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// The same in another language: `en`, `hi` or `ar`.
    #[must_use]
    pub const fn language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// The same with all its motion.
    #[must_use]
    pub const fn moving(mut self) -> Self {
        self.still = false;
        self
    }
}
