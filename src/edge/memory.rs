//! An allocator that wipes what is freed. No text of a caller's is copied here in the first place;
//! should one ever be, it is gone once it is freed.

use core::alloc::{GlobalAlloc, Layout};
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

struct Wiping(WasmDynamicTalc);

#[global_allocator]
static ALLOCATOR: Wiping = Wiping(new_wasm_dynamic_allocator());

// SAFETY: every call is passed on as it came; `dealloc` only writes to the block that the caller gives
// up, within its layout. Growing goes through the trait's `realloc`, which allocates, copies and calls
// `dealloc` here, so that the old block is wiped too.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe {
            wipe(block, layout.size());
            self.0.dealloc(block, layout);
        }
    }
}

/// Zeroes a block, with writes that the compiler keeps.
///
/// # Safety
/// `block` is valid for writes of `size` bytes.
unsafe fn wipe(block: *mut u8, size: usize) {
    for offset in 0..size {
        unsafe { block.add(offset).write_volatile(0) };
    }
}
