//! What of a function can be reached. Optimisers end an endless loop, or a call that never comes back, with an
//! `unreachable` that nothing reaches; WebAssembly's control flow is structured, so that what follows a branch is dead
//! exactly until the end of a block that a living branch leaves.

use wasmparser::Operator;

/// Where control may be, while a function's instructions are read in order.
#[derive(Debug)]
pub struct Flow {
    blocks: Vec<Block>,
    live: bool,
    returns: bool,
}

#[derive(Debug)]
struct Block {
    kind: Kind,
    /// Whether its start can be reached.
    entered: bool,
    /// Whether something that can be reached leaves it before its end.
    left: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Loop,
    /// Without an `else` so far.
    If,
}

impl Flow {
    /// At the start of a function.
    pub fn start() -> Self {
        Self { blocks: vec![Block { kind: Kind::Plain, entered: true, left: false }], live: true, returns: false }
    }

    /// Whether the instruction that comes next can be reached.
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// Whether the function can come back; to be asked at its end.
    pub fn returns(&self) -> bool {
        self.returns
    }

    /// Goes over one instruction. `comes_back` says whether a function that is called may come back.
    pub fn step(&mut self, operator: &Operator<'_>, comes_back: impl Fn(u32) -> bool) {
        match operator {
            Operator::Block { .. } => self.enter(Kind::Plain),
            Operator::Loop { .. } => self.enter(Kind::Loop),
            Operator::If { .. } => self.enter(Kind::If),
            Operator::Else => self.otherwise(),
            Operator::End => self.end(),
            Operator::Br { relative_depth } => {
                self.leave(*relative_depth);
                self.live = false;
            }
            Operator::BrIf { relative_depth } => self.leave(*relative_depth),
            Operator::BrTable { targets } => {
                targets.targets().flatten().chain([targets.default()]).for_each(|depth| self.leave(depth));
                self.live = false;
            }
            Operator::Return => {
                self.returns |= self.live;
                self.live = false;
            }
            Operator::Unreachable => self.live = false,
            Operator::Call { function_index } if !comes_back(*function_index) => self.live = false,
            _ => {}
        }
    }

    fn enter(&mut self, kind: Kind) {
        self.blocks.push(Block { kind, entered: self.live, left: false });
    }

    fn otherwise(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.left |= self.live;
            block.kind = Kind::Plain;
            self.live = block.entered;
        }
    }

    fn end(&mut self) {
        let Some(block) = self.blocks.pop() else { return };
        self.live |= block.left || (block.kind == Kind::If && block.entered);
        if self.blocks.is_empty() {
            self.returns |= self.live;
        }
    }

    /// A branch; one to a loop goes to its start, and reaches nothing new.
    fn leave(&mut self, depth: u32) {
        let place = self.blocks.len().checked_sub(1 + depth as usize);
        if let Some(block) = place.and_then(|place| self.blocks.get_mut(place)) {
            block.left |= self.live && block.kind != Kind::Loop;
        }
    }
}

#[cfg(test)]
mod tests {
    use wasmparser::BlockType;

    use super::*;

    const BLOCK: Operator<'_> = Operator::Block { blockty: BlockType::Empty };
    const LOOP: Operator<'_> = Operator::Loop { blockty: BlockType::Empty };
    const IF: Operator<'_> = Operator::If { blockty: BlockType::Empty };
    const BACK: Operator<'_> = Operator::Br { relative_depth: 0 };
    const PERHAPS: Operator<'_> = Operator::BrIf { relative_depth: 0 };
    const THROW: Operator<'_> = Operator::Call { function_index: 7 };

    /// Whether control can reach what comes after `operators`.
    fn reaches(operators: &[Operator<'_>]) -> bool {
        let mut flow = Flow::start();
        operators.iter().for_each(|operator| flow.step(operator, |index| index != 7));
        flow.is_live()
    }

    #[test]
    fn what_follows_an_endless_loop_is_no_trap() {
        assert!(!reaches(&[LOOP, BACK, Operator::End]));
        assert!(!reaches(&[BLOCK, LOOP, BACK, Operator::End, PERHAPS, Operator::End]));
    }

    #[test]
    fn a_loop_that_can_be_left_is_followed_by_what_can_trap() {
        assert!(reaches(&[LOOP, PERHAPS, Operator::End]));
        assert!(reaches(&[BLOCK, LOOP, Operator::BrIf { relative_depth: 1 }, BACK, Operator::End, Operator::End]));
        assert!(reaches(&[BLOCK, PERHAPS, Operator::Unreachable, Operator::End]));
    }

    #[test]
    fn both_ways_of_an_if_count() {
        assert!(reaches(&[IF, Operator::Unreachable, Operator::End]));
        assert!(reaches(&[IF, Operator::Unreachable, Operator::Else, Operator::End]));
        assert!(reaches(&[IF, Operator::Else, Operator::Return, Operator::End]));
        assert!(!reaches(&[IF, Operator::Unreachable, Operator::Else, Operator::Return, Operator::End]));
    }

    #[test]
    fn what_follows_a_call_that_throws_is_dead_and_what_follows_others_is_not() {
        assert!(!reaches(&[THROW]));
        assert!(reaches(&[Operator::Call { function_index: 8 }]));
        assert!(!reaches(&[THROW, BLOCK, PERHAPS, Operator::End]), "a dead branch leads nowhere");
    }

    #[test]
    fn a_function_comes_back_by_its_end_or_by_a_return() {
        let returns = |operators: &[Operator<'_>]| {
            let mut flow = Flow::start();
            operators.iter().for_each(|operator| flow.step(operator, |index| index != 7));
            flow.returns()
        };
        assert!(returns(&[Operator::End]));
        assert!(returns(&[PERHAPS, Operator::Unreachable, Operator::End]), "a branch out of the body");
        assert!(returns(&[IF, Operator::Return, Operator::End, Operator::Unreachable, Operator::End]));
        assert!(!returns(&[THROW, Operator::Return, Operator::End]));
    }
}
