//! An error in the shape of Stripe's `api_errors` schema. [`crate::refusal`] builds each by
//! its cause.

use crate::fault::Fault;
use crate::request::Response;
use serde::Serialize;
use std::borrow::Cow;

/// A refusal: an HTTP status and the `error` object of its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    status: u16,
    detail: Box<Detail>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Detail {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_url: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    param: Option<String>,
    #[serde(rename = "type")]
    kind: Cow<'static, str>,
}

#[derive(Serialize)]
struct Body<'a> {
    error: &'a Detail,
}

const INVALID_REQUEST: &str = "invalid_request_error";

/// What was sent is not what was expected there.
impl From<Fault> for ApiError {
    fn from(fault: Fault) -> Self {
        Self::bad(fault.to_string())
    }
}

/// Building blocks.
impl ApiError {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        let kind = if status >= 500 { "api_error" } else { INVALID_REQUEST };
        Self {
            status,
            detail: Box::new(Detail {
                code: None,
                doc_url: None,
                message: message.into(),
                param: None,
                kind: kind.into(),
            }),
        }
    }

    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    pub(crate) fn at(mut self, param: &str) -> Self {
        self.detail.param = Some(param.into());
        self
    }

    pub(crate) fn of_type(mut self, kind: impl Into<Cow<'static, str>>) -> Self {
        self.detail.kind = kind.into();
        self
    }

    pub(crate) fn saying(mut self, message: &str) -> Self {
        self.detail.message = message.into();
        self
    }

    pub(crate) fn coded(mut self, code: &str) -> Self {
        self.detail.code = Some(code.into());
        self.detail.doc_url = None;
        self
    }

    /// A code of Stripe's list of error codes, each of which has a page.
    pub(crate) fn listed(self, code: &str) -> Self {
        let page = format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-"));
        let mut error = self.coded(code);
        error.detail.doc_url = Some(page);
        error
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// What is wrong, for people.
    pub fn message(&self) -> &str {
        &self.detail.message
    }

    /// The error code, where there is one.
    pub fn code(&self) -> Option<&str> {
        self.detail.code.as_deref()
    }

    /// The JSON body: `{"error": {…}}`.
    pub fn body(&self) -> String {
        serde_json::to_string_pretty(&Body { error: &self.detail }).unwrap_or_default()
    }

    /// The answer to a request that the store has not seen.
    pub fn response(&self) -> Response {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Response { status: self.status, headers, body: self.body() }
    }
}
