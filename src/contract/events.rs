//! What happens in a call, what is done about it, and how a text of an answer compares to what was asked for.

/// Enums whose rows have a number each.
macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident { $($(#[$row_doc:meta])* $row:ident = $number:literal,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[repr(u8)]
            pub enum $name { $($(#[$row_doc])* $row = $number,)* }

            impl $name {
                /// Every row, by its number.
                pub const ALL: &'static [$name] = &[$($name::$row,)*];

                /// The row of a number that JavaScript passes.
                pub fn from_number(number: u32) -> Option<Self> {
                    match number {
                        $($number => Some($name::$row),)*
                        _ => None,
                    }
                }
            }
        )*
    };
}

numbered! {
    /// What a call waits for.
    State {
        /// A pause, or the call's begin.
        Pausing = 0,
        /// The host's answer.
        Sent = 1,
        /// The answer's body.
        Reading = 2,
        /// Nothing: it has ended.
        Ended = 3,
    }

    /// What happened.
    Event {
        /// The call begins, or a pause is over.
        Due = 1,
        /// The host answered; its body has not been read.
        Response = 2,
        /// The host did not answer.
        Lost = 3,
        /// The attempt's time is over.
        Timer = 4,
        /// The body has been read.
        Body = 5,
        /// The body cannot be read.
        BodyLost = 6,
        /// The caller does not want the answer any more.
        Abort = 7,
    }

    /// What to do.
    Action {
        /// Nothing: the event belongs to what has ended.
        Ignore = 0,
        /// Send the request, and start the attempt's timer.
        Send = 1,
        /// Read the answer's body; the timer runs on.
        Read = 2,
        /// Stop the timer, and pause.
        Wait = 3,
        /// Hand on the answer: the call has ended.
        Finish = 4,
        /// Report a fault: the call has ended.
        Fail = 5,
    }

    /// How a text compares to the expected one.
    Match {
        /// There is none.
        Absent = 0,
        /// It is `null`.
        Null = 1,
        /// It is the expected one.
        Same = 2,
        /// It is anything else.
        Other = 3,
    }
}
