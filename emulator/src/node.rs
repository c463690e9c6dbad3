//! A value from outside, and where it is: what every reader of such values asks it.

use crate::fault::{Fault, Place, is_plain};
use crate::params::MOST_CHARACTERS;
use crate::tree::Tree;

/// A value at its place.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    value: &'a Tree,
    place: Place<'a>,
}

impl<'a> Node<'a> {
    /// The whole value, by what it is called.
    pub fn root(value: &'a Tree, called: &'a str) -> Self {
        Self { value, place: Place::root(called) }
    }

    /// The value itself.
    pub fn value(&self) -> &'a Tree {
        self.value
    }

    /// A fault here.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(self.place, message)
    }

    /// The members of an object that are there.
    ///
    /// # Errors
    /// It is not an object.
    pub fn members(&'a self) -> Result<Vec<(&'a str, Node<'a>)>, Fault> {
        let Tree::Object(members) = self.value else { return Err(self.fault("must be an object")) };
        let there = members.iter().filter(|(_, value)| *value != Tree::Null);
        Ok(there.map(|(name, value)| (name.as_str(), Node { value, place: self.place.member(name) })).collect())
    }

    /// The members of an object that has none but those in `names`.
    ///
    /// # Errors
    /// It is not an object, or has other members. Only what looks like a name is repeated.
    pub fn known_members(&'a self, names: &[&str]) -> Result<Members<'a>, Fault> {
        let members = self.members()?;
        if let Some((name, node)) = members.iter().find(|(name, _)| !names.contains(name)) {
            let message = format!("is not known here: there are {}", names.join(", "));
            let looks_like_a_name =
                is_plain(name) && name.len() <= 24 && name.bytes().all(|byte| !byte.is_ascii_digit());
            return Err(if looks_like_a_name {
                node.fault(message)
            } else {
                self.fault(format!("has a member that is not known: there are {}", names.join(", ")))
            });
        }
        Ok(Members(members))
    }

    /// The elements of a list.
    ///
    /// # Errors
    /// It is not a list.
    pub fn elements(&'a self) -> Result<Vec<Node<'a>>, Fault> {
        let Tree::List(list) = self.value else { return Err(self.fault("must be a list")) };
        let element = |(index, value)| Node { value, place: self.place.element(index) };
        Ok(list.iter().enumerate().map(element).collect())
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.value, Tree::List(_))
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.value, Tree::Object(_))
    }

    /// Whether it is a text.
    pub fn is_text(&self) -> bool {
        matches!(self.value, Tree::Text(_))
    }

    /// A text of 1 to 5000 characters, as Stripe's texts are.
    ///
    /// # Errors
    /// It is anything else.
    pub fn text(&self) -> Result<&'a str, Fault> {
        let Tree::Text(text) = self.value else { return Err(self.fault("must be a text")) };
        self.check_length(text)?;
        Ok(text)
    }

    /// A text of any length.
    ///
    /// # Errors
    /// It is not a text.
    pub fn any_text(&self) -> Result<&'a str, Fault> {
        let Tree::Text(text) = self.value else { return Err(self.fault("must be a text")) };
        Ok(text)
    }

    /// Whether `text`, which stands here or is the name of what does, has 1 to 5000 characters.
    ///
    /// # Errors
    /// It has not.
    pub fn check_length(&self, text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Err(self.fault("must not be empty"));
        }
        if text.chars().count() > MOST_CHARACTERS {
            return Err(self.fault(format!("must have at most {MOST_CHARACTERS} characters")));
        }
        Ok(())
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// It is neither.
    pub fn flag(&self) -> Result<bool, Fault> {
        match self.value {
            Tree::Flag(flag) => Ok(*flag),
            _ => Err(self.fault("must be true or false")),
        }
    }

    /// A whole number from `least` to `most`.
    ///
    /// # Errors
    /// It is anything else.
    pub fn whole(&self, least: i64, most: i64) -> Result<i64, Fault> {
        match self.value {
            Tree::Whole(number) if (least..=most).contains(number) => Ok(*number),
            _ => Err(self.fault(format!("must be a whole number from {least} to {most}"))),
        }
    }

    /// One of `choices`, by its name.
    ///
    /// # Errors
    /// It is another value.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Result<T, Fault> {
        let chosen = match self.value {
            Tree::Text(text) => choices.iter().find(|(name, _)| name == text),
            _ => None,
        };
        chosen.map(|(_, choice)| *choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.fault(format!("must be one of {}", names.join(", ")))
        })
    }
}

/// The members of an object.
pub struct Members<'a>(Vec<(&'a str, Node<'a>)>);

impl<'a> Members<'a> {
    /// The member of that name, if it is there.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, node)| *node)
    }

    /// The text of a member, if it is there.
    ///
    /// # Errors
    /// It is not a text.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, Fault> {
        self.get(name).map(|node| node.text()).transpose()
    }

    /// A flag, false unless it is there.
    ///
    /// # Errors
    /// It is not a flag.
    pub fn flag(&self, name: &str) -> Result<bool, Fault> {
        self.get(name).map_or(Ok(false), |node| node.flag())
    }
}
