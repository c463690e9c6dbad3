//! A fault is one number, which JavaScript takes apart.

use crate::contract::errors::{Class, Reason};
use crate::contract::layout::LAYOUTS;
use crate::contract::words::Word;
use crate::policy::fault::Fault;

#[test]
fn a_faults_number_holds_reason_parameter_place_and_class_apart() {
    for reason in Reason::ALL {
        for param in Word::ALL {
            let fault = Fault::of(*reason, *param);
            assert_eq!((fault.reason(), fault.param(), fault.class()), (*reason, *param, reason.class()));
            assert_eq!(fault.fields().place, 0);
        }
        for class in Class::ALL {
            let fault = Fault::failed_as(*class, *reason);
            assert_eq!((fault.reason(), fault.param(), fault.class()), (*reason, Word::Absent, *class));
        }
    }
    for class in Class::ALL {
        let fault = Fault::of_api(*class);
        assert_eq!((fault.reason(), fault.class()), (Reason::OfApi, *class));
    }
}

#[test]
fn an_unknown_property_is_found_by_its_place() {
    for (place, expected) in [(0, 1), (1, 2), (253, 254), (254, 255), (255, 255), (100_000, 255)] {
        let fault = Fault::unknown(Reason::ParameterUnknown, Word::Params, place);
        assert_eq!(
            (fault.fields().place, fault.reason(), fault.param()),
            (expected, Reason::ParameterUnknown, Word::Params)
        );
    }
}

#[test]
fn every_row_fits_the_field_that_it_crosses_in() {
    let width = |layout: &str, field: &str| {
        let layout = LAYOUTS.iter().find(|it| it.name == layout).unwrap();
        1 << layout.fields.iter().find(|(name, _)| *name == field).unwrap().1
    };
    assert!(Reason::ALL.len() < width("Fault", "reason") && Class::ALL.len() < width("Fault", "of_class"));
    let words =
        [("Fault", "param"), ("Answer", "code"), ("Answer", "kind"), ("Answer", "object"), ("Secret", "object")];
    assert!(words.iter().all(|(layout, field)| Word::ALL.len() <= width(layout, field)));
    let faults: u32 = LAYOUTS.iter().find(|it| it.name == "Fault").unwrap().fields.iter().map(|(_, bits)| bits).sum();
    assert!(1 << faults <= width("Action", "value"), "an action holds a fault");
}

#[test]
fn a_fault_in_a_log_shows_reasons_and_names_only() {
    let text = format!("{:?}", Fault::unknown(Reason::OptionUnknown, Word::Options, 2));
    assert_eq!(text, "OptionUnknown, InvalidRequest, of Options, place 3");
}
