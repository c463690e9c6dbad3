//! What a value can be, once it has been read.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What a value is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// Every kind, by its number.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)*];
        }
    };
}

kinds! {
    /// `undefined`, or an absent property.
    Undefined,
    /// `null`.
    Null,
    /// A primitive number.
    Number,
    /// A primitive string that is well-formed UTF-16.
    Text,
    /// A primitive string with a lone surrogate, which would become another string on the way.
    IllFormed,
    /// An array without other properties, and without holes but at its end, where none is seen.
    List,
    /// A `Date`.
    Date,
    /// An object, a boxed primitive among them, by its own enumerable properties.
    Record,
    /// A function.
    Function,
    /// Anything else: a boolean, a symbol, an irregular array, and what was not read: bytes, a long boxed text, and
    /// an object or a list with more than [`MAX_NAMES`](super::limits::MAX_NAMES).
    Other,
}

impl Kind {
    /// The kind of a number that JavaScript passes.
    pub fn from_number(number: u32) -> Kind {
        Kind::ALL.get(number as usize).copied().unwrap_or(Kind::Other)
    }
}
