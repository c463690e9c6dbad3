#![allow(clippy::unwrap_used)]

use super::*;

/// A module with a stack of 16,384 bytes and these functions, which have no parameters.
fn core(bodies: &[&[u8]]) -> Result<Core> {
    let list = |id: u8, items: Vec<u8>| [vec![id, items.len() as u8 + 1, bodies.len() as u8], items].concat();
    let code: Vec<u8> = bodies.iter().flat_map(|it| [&[it.len() as u8 + 2, 0], *it, &[0x0b]].concat()).collect();
    let head = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
    let stack_pointer = b"\x06\x08\x01\x7f\x01\x41\x80\x80\x01\x0b".to_vec();
    Core::read(&[head, list(3, vec![0; bodies.len()]), stack_pointer, list(10, code)].concat())
}

#[test]
fn each_instruction_that_traps_by_design_is_found() {
    let bodies: [(&str, &[u8]); 7] = [
        ("Unreachable", &[0x00]),
        ("CallIndirect", &[0x41, 0, 0x11, 0, 0]),
        ("MemoryGrow", &[0x41, 1, 0x40, 0]),
        ("TableGet", &[0x41, 0, 0x25, 0]),
        ("I32DivS", &[0x20, 0, 0x20, 0, 0x6d]),
        ("I32RemU", &[0x41, 10, 0x41, 0, 0x70]),
        ("I32TruncF64S", &[0x20, 0, 0xaa]),
    ];
    for (name, body) in bodies {
        let traps = core(&[body]).unwrap().traps;
        assert!(traps.len() == 1 && traps.concat().contains(name), "{name}: {traps:?}");
    }
    assert_eq!(core(&[&[0x20, 0, 0x41, 10, 0x70, 0xab]]).unwrap().traps, [""; 0], "a remainder by 10, and `as`");
}

#[test]
fn an_unreachable_is_not_a_trap_directly_behind_an_endless_loop() {
    assert_eq!(core(&[&[0x03, 0x40, 0x0c, 0, 0x0b, 0x00]]).unwrap().traps, [""; 0]);
    let [may_end, block] = [[0x03, 0x40, 0x0d, 0, 0x0b, 0x00], [0x02, 0x40, 0x0c, 0, 0x0b, 0x00]];
    assert_eq!(core(&[&may_end, &block]).unwrap().traps.len(), 2);
}

#[test]
fn recursion_and_a_stack_that_is_too_small_are_refused() {
    let calls = |number: u8| [0x10, number];
    assert!(core(&[&calls(1), &calls(2), &[]]).is_ok());
    assert!(core(&[&calls(1), &calls(2), &calls(0)]).is_err());
    let takes = |high: u8| [0x23, 0, 0x41, 0x80, high, 0x6b, 0x24, 0];
    assert_eq!(core(&[&takes(16), &takes(16)]).unwrap().frames, 4096);
    assert!(core(&[&takes(16), &takes(17)]).is_err());
}

#[test]
fn an_import_from_elsewhere_is_found() {
    let found =
        |module: &str| foreign_imports(format!(r#"{{"imports": [["{module}", "kept", "a"]]}}"#).as_bytes()).unwrap();
    assert_eq!(found("/pkg-template/src/call/answer.js"), [""; 0]);
    assert_eq!(found("./core_bg.js").len(), 1);
}
