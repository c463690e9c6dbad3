//! What the edge throws.

use super::script::{of, text_of};
use stripe_apps_secrets::policy::failure::{Class, Failure};
use stripe_apps_secrets::policy::refusal::Code;
use wasm_bindgen::JsValue;

/// A refusal: nothing was sent.
pub struct Refused(pub JsValue);

impl Refused {
    /// What was thrown, if it is one.
    #[track_caller]
    pub fn of(thrown: JsValue) -> Self {
        assert!(of(&thrown, "typeof it.code").as_string().is_some_and(|kind| kind == "number"), "{thrown:?}");
        Refused(thrown)
    }

    /// Asserts which one it is.
    #[track_caller]
    pub fn is(&self, code: Code, param: &str) {
        let number = of(&self.0, "it.code").as_f64().unwrap_or(255.0) as usize;
        assert_eq!((Code::ALL.get(number).copied(), text_of(&self.0, "it.param")), (Some(code), param.to_owned()));
    }
}

/// A call that failed after it was sent.
#[derive(Debug)]
pub struct Failed(pub JsValue);

impl Failed {
    /// What was thrown, if it is one.
    #[track_caller]
    pub fn of(thrown: JsValue) -> Self {
        assert!(of(&thrown, "typeof it.raw").as_string().is_some_and(|kind| kind == "object"), "{thrown:?}");
        Failed(thrown)
    }

    /// Asserts that it is one that we write.
    #[track_caller]
    pub fn is(&self, class: Class, failure: Failure) {
        let found = (text_of(&self.0, "it.type"), text_of(&self.0, "it.failure"));
        assert_eq!(found, ((class as u8).to_string(), (failure as u8).to_string()), "not {class:?}, {failure:?}");
    }

    /// Asserts that it is one that the API wrote.
    #[track_caller]
    pub fn is_api_error(&self, class: Class) {
        let found = (text_of(&self.0, "it.type"), text_of(&self.0, "it.failure"));
        assert_eq!(found, ((class as u8).to_string(), "undefined".to_owned()), "not {class:?}");
    }
}
