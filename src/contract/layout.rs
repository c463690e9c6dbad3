//! Numbers that cross, as fields of bits. There is one way to pack them: the first field is the lowest, and
//! 0 in a field means none. Each value fits into its field, and each number into 31 bits.

/// How a number is packed.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What it stands for.
    pub name: &'static str,
    /// Its fields, the lowest first, each with its width in bits.
    pub fields: &'static [(&'static str, u32)],
}

macro_rules! layouts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $bits:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
            pub struct $name { $($(#[$field_doc])* pub $field: u32,)* }

            impl $name {
                /// The number that crosses.
                #[allow(unused_assignments)]
                pub const fn pack(self) -> u32 {
                    let mut number = 0;
                    let mut shift = 0;
                    $(number |= self.$field << shift; shift += $bits;)*
                    number
                }

                /// The fields of a number that crossed.
                #[allow(unused_assignments)]
                pub const fn unpack(number: u32) -> Self {
                    let mut rest = number;
                    $(let $field = rest & ((1 << $bits) - 1); rest >>= $bits;)*
                    Self { $($field,)* }
                }
            }
        )*

        /// All of them.
        pub const LAYOUTS: &[Layout] =
            &[$(Layout { name: stringify!($name), fields: &[$((stringify!($field), $bits),)*] },)*];
    };
}

layouts! {
    /// A value of a caller's: where it lies in JavaScript's table.
    Value {
        /// A [`Kind`](super::kinds::Kind).
        kind: 4,
        /// 1 for an empty text. It is asked for so often that it spares a tenth of a call's time.
        empty: 1,
        /// Its place in the table.
        place: 26,
    }

    /// Why a call has no result.
    Fault {
        /// A [`Reason`](super::errors::Reason); none for an error that the API wrote.
        reason: 7,
        /// The [`Word`](super::words::Word) of the parameter, option or setting at fault.
        param: 7,
        /// Which of its properties is unknown, counted from 1.
        place: 8,
        /// A [`Class`](super::errors::Class), where it is not the reason's own.
        of_class: 5,
    }

    /// What a call asked for, kept until there is an answer.
    Asked {
        /// An [`Operation`](super::operations::Operation).
        operation: 3,
        /// 1 for the bound user's scope.
        is_user: 1,
    }

    /// An exchange, kept between two events.
    Exchange {
        /// Its state.
        state: 2,
        /// How often the call has been retried: the number of the attempt that runs.
        retries: 7,
        /// How often it may be.
        max_retries: 7,
    }

    /// What to do after an event.
    Action {
        /// An [`Action`](super::events::Action).
        act: 3,
        /// A pause in milliseconds, or a [`Fault`].
        value: 27,
    }

    /// What an answer is as a whole.
    Answer {
        /// 1 for an object.
        is_record: 1,
        /// The [`Kind`](super::kinds::Kind) of `error`.
        error: 4,
        /// 1 where JavaScript counts `error` as true.
        has_error: 1,
        /// The word that `error.code` is, or `error` itself.
        code: 7,
        /// The word that `error.type` is.
        kind: 7,
        /// The word that `object` is.
        object: 7,
        /// 1 where `data` is an array.
        has_data: 1,
    }

    /// What a secret in an answer is.
    Secret {
        /// The word that `object` is.
        object: 7,
        /// The word that `scope.type` is.
        scope_type: 7,
        /// `scope.user`: a [`Match`](super::events::Match) with the bound user's id.
        user: 2,
        /// `name`: a [`Match`](super::events::Match) with the name that was asked for.
        name: 2,
        /// 1 where `deleted` is `true`.
        deleted: 1,
        /// 1 where there is a payload.
        has_payload: 1,
    }
}
