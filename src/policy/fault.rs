//! Why a call has no result, as one number: refused before anything is sent, or failed after.

use crate::contract::errors::{Class, Reason};
use crate::contract::layout;
use crate::contract::words::Word;
use core::num::NonZeroU32;

/// A fault. It is one number, since it is what almost every rule returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fault(NonZeroU32);

impl Fault {
    /// A parameter, option or setting is refused.
    pub const fn of(reason: Reason, param: Word) -> Self {
        Self::pack(layout::Fault { reason: reason as u32, param: param.number(), place: 0, of_class: 0 })
    }

    /// A property is refused that `inside` may not have, by its place among the others.
    pub const fn unknown(reason: Reason, inside: Word, place: u32) -> Self {
        let place = if place < 254 { place + 1 } else { 255 };
        Self::pack(layout::Fault { reason: reason as u32, param: inside.number(), place, of_class: 0 })
    }

    /// A call failed that was sent.
    pub const fn failed(reason: Reason) -> Self {
        Self::of(reason, Word::Absent)
    }

    /// A call failed that was sent, with an error of this class.
    pub const fn failed_as(class: Class, reason: Reason) -> Self {
        Self::pack(layout::Fault { reason: reason as u32, param: 0, place: 0, of_class: class as u32 })
    }

    /// The API wrote the error, which is of this class.
    pub const fn of_api(class: Class) -> Self {
        Self::failed_as(class, Reason::OfApi)
    }

    const fn pack(fault: layout::Fault) -> Self {
        Fault(NonZeroU32::MIN.saturating_add(fault.pack() - 1))
    }

    /// The fault as it crosses: [`layout::Fault`].
    pub const fn number(self) -> u32 {
        self.0.get()
    }

    /// Its fields.
    pub const fn fields(self) -> layout::Fault {
        layout::Fault::unpack(self.number())
    }

    /// The reason.
    pub fn reason(self) -> Reason {
        let place = self.fields().reason.checked_sub(1);
        place.and_then(|place| Reason::ALL.get(place as usize)).copied().unwrap_or(Reason::OfApi)
    }

    /// The class of its error.
    pub fn class(self) -> Class {
        let place = self.fields().of_class.checked_sub(1);
        place.and_then(|place| Class::ALL.get(place as usize)).copied().unwrap_or(self.reason().class())
    }

    /// The parameter, option or setting at fault.
    pub fn param(self) -> Word {
        Word::from_number(self.fields().param)
    }
}

impl core::fmt::Debug for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (reason, class, param) = (self.reason(), self.class(), self.param());
        write!(f, "{reason:?}, {class:?}, of {param:?}, place {}", self.fields().place)
    }
}
