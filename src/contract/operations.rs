//! The four methods. Source of methods, paths and parameters: Stripe's OpenAPI description.

use super::words::Word;

/// An HTTP method. A POST has its parameters in the body, a GET in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
}

macro_rules! operations {
    ($($(#[$doc:meta])* $operation:ident = $number:literal: $method:ident $path:literal ($($param:ident),*),)*) => {
        /// One of the four methods of `stripe.apps.secrets`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Operation { $($(#[$doc])* $operation = $number,)* }

        impl Operation {
            /// Every operation, by its number less 1.
            pub const ALL: &'static [Operation] = &[$(Operation::$operation,)*];

            /// The operation of a number that JavaScript passes.
            pub fn from_number(number: u32) -> Option<Self> {
                match number {
                    $($number => Some(Operation::$operation),)*
                    _ => None,
                }
            }

            /// The HTTP method.
            pub const fn method(self) -> Method {
                match self { $(Operation::$operation => Method::$method,)* }
            }

            /// The path below `https://api.stripe.com`.
            pub const fn path(self) -> &'static str {
                match self { $(Operation::$operation => $path,)* }
            }

            /// Whether a parameter belongs to it.
            pub const fn knows(self, param: Word) -> bool {
                match self { $(Operation::$operation => matches!(param, $(Word::$param)|*),)* }
            }
        }
    };
}

operations! {
    /// Creates or replaces a secret.
    Create = 1: Post "/v1/apps/secrets" (Scope, Name, Payload, ExpiresAt, Expand),
    /// Finds a secret by its name.
    Find = 2: Get "/v1/apps/secrets/find" (Scope, Name, Expand),
    /// Lists the secrets of a scope.
    List = 3: Get "/v1/apps/secrets" (Scope, Limit, StartingAfter, EndingBefore, Expand),
    /// Deletes a secret by its name.
    DeleteWhere = 4: Post "/v1/apps/secrets/delete" (Scope, Name, Expand),
}

impl Operation {
    /// Its number, as it crosses.
    pub const fn number(self) -> u32 {
        self as u32
    }

    /// Whether it writes.
    pub fn is_post(self) -> bool {
        self.method() == Method::Post
    }
}
