//! An allocator that wipes what it frees.
//!
//! An address, a path and the names of headers are copied into linear memory, and a path may hold the name of a secret.
//! Freed memory keeps its bytes until something else takes their place, which may be never; whoever reads a dump of the
//! page would find them. The copies are made and freed in many places, most of them not ours: wasm-bindgen's glue, web-sys,
//! gloo-net. What all of them share is the allocator.
//!
//! What a call leaves behind that did not return, and so freed nothing, `fetch/loader.js` wipes.

use std::alloc::{GlobalAlloc, Layout, System};

#[global_allocator]
static ALLOCATOR: Wiping = Wiping;

struct Wiping;

// SAFETY: every block comes from `System`, which is an allocator, and goes back to it with the layout that it was made
// with. What `dealloc` writes lies within the block, which is the caller's until `System` has it back. `realloc` stays
// the trait's own, which allocates, copies and frees: `System`'s would leave the bytes where a block was.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller promises what `System` asks for: a size that is not zero.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        for place in 0..layout.size() {
            // SAFETY: the caller promises that `block` has this layout, so that every place is inside it, and that nobody
            // uses it any more. Volatile, or the compiler could leave out writes that nothing reads.
            unsafe { block.add(place).write_volatile(0) };
        }
        // SAFETY: by the caller's promise `block` is from `alloc` with this layout, and thus from `System`.
        unsafe { System.dealloc(block, layout) };
    }
}
