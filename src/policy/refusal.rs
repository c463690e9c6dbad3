//! Why something is refused before anything is sent.
//!
//! A refusal is a code and the parameter at fault. Its words are in `pkg-template/src/messages.js`,
//! in the order of [`Code`] (a test compares them): text is smaller there than inside the module. They
//! name the parameter and what was expected, never the value.

use super::vocabulary::Word;
use core::num::NonZeroU32;

macro_rules! codes {
    ($($code:ident)*) => {
        /// What is wrong, as `error.code` says it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is the code that it is named after; messages.js says what it means
        pub enum Code { $($code,)* }

        impl Code {
            /// Every code, by its number.
            pub const ALL: &'static [Code] = &[$(Code::$code),*];
        }
    };
}

codes! {
    ScopeMissing
    ScopeInvalid
    ScopeUserOnAccount
    ScopeNotOwnUser
    ScopeUserUnbound
    ScopeNotOwnAccount
    ParameterUnknown
    ParameterMissing
    ParameterInvalidEmpty
    ParameterInvalidString
    ParameterInvalidInteger
    ParameterInvalidArray
    ParameterInvalidObject
    ParameterTooLong
    ParameterUnreadable
    ParametersExclusive
    CardNumberRefused
    ExpiresAtInPast
    ExpiresAtTooFar
    ExpiresAtInMilliseconds
    OptionUnknown
    OptionInvalid
    OptionsExclusive
    HeaderInvalid
    HeaderRefused
    ApiKeyMissing
    ApiKeyRefused
    ConfigInvalid
    ConfigUnknown
    HttpClientMissing
    AuthenticatorRefused
    StreamingRefused
    HostRefused
    ProtocolRefused
    AppInfoInvalid
    AppInfoNameMissing
    UserAlreadyBound
}

/// A refusal: nothing was sent. It is one number, since it is what almost every function here returns:
/// the code, the parameter, and the place of a property that is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Refusal(NonZeroU32);

impl Refusal {
    /// The `place` of a refusal that is not about a property that is not known.
    pub const WHOLE: u8 = u8::MAX;

    /// A refusal of a parameter, option or setting.
    pub const fn of(code: Code, param: Word) -> Self {
        Self::at(code, param, Self::WHOLE)
    }

    /// The refusal of a property that `inside` may not have, by its place among the others.
    pub const fn unknown(code: Code, inside: Word, place: u32) -> Self {
        Self::at(code, inside, if place < Self::WHOLE as u32 { place as u8 } else { Self::WHOLE - 1 })
    }

    const fn at(code: Code, param: Word, place: u8) -> Self {
        // One above the number, so that it is never zero.
        let number = NonZeroU32::MIN.saturating_add(u32::from_le_bytes([code as u8, param as u8, place, 0]));
        Refusal(number)
    }

    /// The refusal as a number: `code | param << 8 | place << 16`.
    pub const fn number(self) -> u32 {
        self.0.get() - 1
    }

    /// What is wrong.
    pub fn code(self) -> Option<Code> {
        Code::ALL.get((self.number() & 0xFF) as usize).copied()
    }

    /// The parameter, option or setting at fault.
    pub fn param(self) -> Word {
        Word::from_number((self.number() >> 8) as u8)
    }

    /// Which of its properties is not known; [`Refusal::WHOLE`] for none.
    pub fn place(self) -> u8 {
        (self.number() >> 16) as u8
    }
}

impl core::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:?} of {:?}, place {}", self.code(), self.param(), self.place())
    }
}
