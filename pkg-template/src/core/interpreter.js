// WebAssembly where a policy forbids it: this runs the very bytes that the host would have compiled.
//
// A function of WebAssembly works on a stack, whose height at each instruction is known beforehand. So its frame is a row of
// registers: one for each local, then one for each height of the stack. When a function is first called, each instruction
// becomes four numbers: its opcode, the register of its first operand, where its result goes too, and two numbers of
// its own, such as where a branch leads.
//
// This does what the core of this package needs: i32 and f64 (but not the bits of NaN), one page of memory, no tables. The
// build refuses a core that needs more (`xtask/src/package/interpreted.rs`). Where WebAssembly traps, this throws. The built-ins
// are captured when the package loads, and what is written to has no prototype, or is a typed array: no setter hears of it.

const { ArrayBuffer: Buffer, DataView: View, Int32Array: Words, RangeError: Trap } = globalThis;
const { abs, floor, imul, min } = Math;
const { fromCharCode } = String;
/** A method of DataView as a function of the view. */
const viewMethod = (name) => Function.prototype.call.bind(View.prototype[name]);
const getUint8 = viewMethod('getUint8');
const getInt32 = viewMethod('getInt32');
const getFloat64 = viewMethod('getFloat64');
const setInt8 = viewMethod('setInt8');
const setInt16 = viewMethod('setInt16');
const setInt32 = viewMethod('setInt32');
const setFloat64 = viewMethod('setFloat64');

const trap = () => {
  throw new Trap('trap');
};

// The instructions, by their names and opcodes in the specification (5.4). An i32 is kept with its sign.

/** Those that make a number of one or two. */
const NUMERIC = {
  __proto__: null,
  /* i32.eqz */ 0x45: (a) => +!a,
  /* i32.eq */ 0x46: (a, b) => +(a === b),
  /* i32.ne */ 0x47: (a, b) => +(a !== b),
  /* i32.lt_u */ 0x49: (a, b) => +(a >>> 0 < b >>> 0),
  /* i32.gt_u */ 0x4b: (a, b) => +(a >>> 0 > b >>> 0),
  /* i32.le_u */ 0x4d: (a, b) => +(a >>> 0 <= b >>> 0),
  /* i32.ge_u */ 0x4f: (a, b) => +(a >>> 0 >= b >>> 0),
  /* f64.eq */ 0x61: (a, b) => +(a === b),
  /* f64.ne */ 0x62: (a, b) => +(a !== b),
  /* f64.lt */ 0x63: (a, b) => +(a < b),
  /* f64.gt */ 0x64: (a, b) => +(a > b),
  /* f64.le */ 0x65: (a, b) => +(a <= b),
  /* f64.ge */ 0x66: (a, b) => +(a >= b),
  /* i32.add */ 0x6a: (a, b) => (a + b) | 0,
  /* i32.sub */ 0x6b: (a, b) => (a - b) | 0,
  /* i32.mul */ 0x6c: (a, b) => imul(a, b),
  /* i32.rem_u */ 0x70: (a, b) => (b ? ((a >>> 0) % (b >>> 0)) | 0 : trap()),
  /* i32.and */ 0x71: (a, b) => a & b,
  /* i32.or */ 0x72: (a, b) => a | b,
  /* i32.xor */ 0x73: (a, b) => a ^ b,
  /* i32.shl */ 0x74: (a, b) => a << b,
  /* i32.shr_u */ 0x76: (a, b) => (a >>> b) | 0,
  /* f64.abs */ 0x99: (a) => abs(a),
  /* f64.floor */ 0x9c: (a) => floor(a),
  /* f64.add */ 0xa0: (a, b) => a + b,
  /* f64.mul */ 0xa2: (a, b) => a * b,
  /* f64.div */ 0xa3: (a, b) => a / b,
  /* i32.trunc_f64_u */ 0xab: (a) => (a > -1 && a < 2 ** 32 ? a | 0 : trap()),
  /* f64.convert_i32_u */ 0xb8: (a) => a >>> 0,
};

/** Those that read memory, and those that write a value there. Beyond the end of the page a DataView throws by itself. */
const MEMORY = {
  __proto__: null,
  /* i32.load */ 0x28: (memory, address) => getInt32(memory, address, true),
  /* f64.load */ 0x2b: (memory, address) => getFloat64(memory, address, true),
  /* i32.load8_u */ 0x2d: (memory, address) => getUint8(memory, address),
  /* i32.store */ 0x36: (memory, address, value) => setInt32(memory, address, value, true),
  /* f64.store */ 0x39: (memory, address, value) => setFloat64(memory, address, value, true),
  /* i32.store8 */ 0x3a: (memory, address, value) => setInt8(memory, address, value),
  /* i32.store16 */ 0x3b: (memory, address, value) => setInt16(memory, address, value, true),
};

const F64 = 0x7c; // a type
const EMPTY = 0x40; // the type of a block without a result

// What is being read: a module, or the body of a function.
let bytes;
let at;

/** An integer in LEB128; `sign` is the bit of its last byte that says whether it is negative. */
const integer = (sign = 0) => {
  let value = 0;
  let shift = 0;
  let byte;
  do {
    byte = bytes[at++];
    value |= (byte & 127) << shift;
    shift += 7;
  } while (byte > 127);
  return byte & sign && shift < 32 ? value | (-1 << shift) : value;
};
const signed = () => integer(64);
const word = () => bytes[at++] | (bytes[at++] << 8) | (bytes[at++] << 16) | (bytes[at++] << 24);

/** Translates the body of a function, when it is first called. */
const translate = (callee, functions, module) => {
  bytes = module;
  at = callee.body;
  let locals = callee.type.params;
  for (let groups = integer(); groups > 0; groups--) {
    locals += integer();
    at++; // their type
  }
  const code = new Words(4 * (callee.end - at)); // no byte becomes more than one instruction
  let length = 0; // of the code so far
  let top = locals; // the first register above the stack
  let label;

  /** Writes an instruction, which takes so many operands from the stack and puts so many results there. */
  const emit = (opcode, takes, puts, first, second) => {
    top -= takes;
    code[length++] = opcode;
    code[length++] = top;
    code[length++] = first;
    code[length++] = second;
    top += puts;
  };
  /** A branch to a loop leads to its `start` and brings nothing; one to another block leads to its end and brings its result. */
  const enter = (result, start) => {
    const brings = start === undefined ? result : 0;
    label = { outer: label, height: top, result, brings, start, waiting: 0, otherwise: 0 };
  };
  const block = (start) => enter(+(bytes[at++] !== EMPTY), start);
  /** The label that a branch names: how many blocks further out. */
  const target = () => {
    let found = label;
    for (let depth = integer(); depth > 0; depth--) found = found.outer;
    return found;
  };
  /** As long as an end has not been met, a branch to it has the place of the one before that waits for it. */
  const branch = (opcode, takes, puts, to) => {
    emit(opcode, takes, puts, to.start ?? to.waiting, to.height);
    if (to.start === undefined) to.waiting = length - 2;
  };
  const jump = (to) => branch(/* br */ 0x0c, to.brings, to.brings, to);
  const finish = () => emit(/* return */ 0x0f, callee.type.result, 0);

  enter(callee.type.result);
  while (label) {
    const opcode = bytes[at++];
    switch (opcode) {
      case /* unreachable */ 0x00:
        emit(opcode, 0, 0);
        break;
      case /* block */ 0x02:
        block();
        break;
      case /* loop */ 0x03:
        block(length);
        break;
      case /* if */ 0x04:
        emit(opcode, 1, 0);
        block();
        label.otherwise = length - 2;
        break;
      case /* else */ 0x05:
        jump(label);
        code[label.otherwise] = length;
        label.otherwise = 0;
        top = label.height;
        break;
      case /* end */ 0x0b:
        for (let place = label.waiting, next; place; place = next) {
          next = code[place];
          code[place] = length;
        }
        if (label.otherwise) code[label.otherwise] = length;
        top = label.height + label.result;
        label = label.outer;
        break;
      case /* br */ 0x0c:
        jump(target());
        break;
      case /* br_if */ 0x0d: {
        const to = target();
        if (to.brings) {
          emit(/* if */ 0x04, 1, 0, length + 8);
          jump(to);
        } else branch(opcode, 1, 0, to);
        break;
      }
      case /* br_table */ 0x0e: {
        let count = integer();
        emit(opcode, 1, 0, count);
        for (; count >= 0; count--) jump(target());
        break;
      }
      case /* return */ 0x0f:
        finish();
        break;
      case /* call */ 0x10: {
        const index = integer();
        const { params, result } = functions[index].type;
        emit(opcode, params, result, index);
        break;
      }
      case /* drop */ 0x1a:
        top--;
        break;
      case /* select */ 0x1b:
        emit(opcode, 3, 1);
        break;
      case /* local.set */ 0x21:
      case /* global.set */ 0x24:
        emit(opcode, 1, 0, integer());
        break;
      case /* local.tee */ 0x22:
        emit(/* local.set */ 0x21, 1, 1, integer());
        break;
      case /* local.get */ 0x20:
      case /* global.get */ 0x23:
        emit(opcode, 0, 1, integer());
        break;
      case /* i32.const */ 0x41:
        emit(opcode, 0, 1, signed());
        break;
      case /* f64.const */ 0x44:
        emit(opcode, 0, 1, word(), word());
        break;
      default:
        if (opcode in MEMORY) {
          const takes = MEMORY[opcode].length - 1;
          at++; // the alignment
          emit(opcode, takes, 2 - takes, integer());
        } else emit(opcode, NUMERIC[opcode].length, 1);
    }
  }
  finish();
  callee.code = code;
  callee.locals = locals;
};

/**
 * An instance of a module: its exported functions.
 *
 * @param {Uint8Array} module - its bytes
 * @param imports - as WebAssembly takes them
 */
export const instantiate = (module, imports) => {
  const memory = new View(new Buffer(65536)); // a page
  const constant = new View(new Buffer(8));
  const registers = { __proto__: null };
  const types = { __proto__: null };
  const functions = { __proto__: null };
  const globals = { __proto__: null };
  const exports = /** @type {any} */ ({ __proto__: null });
  let imported = 0;
  let free = 0; // the first register that no call uses while an import runs

  const converted = (value, type) => (type === F64 ? +value : value | 0);

  /** Calls a function. Its first registers hold its arguments, for an import always four; the first gets its result. */
  const call = (callee, base) => {
    const { act, type } = callee;
    if (!act) return run(callee, base);
    free = base;
    const result = act(registers[base], registers[base + 1], registers[base + 2], registers[base + 3]);
    if (type.result) registers[base] = converted(result, type.type);
  };

  const run = (callee, base) => {
    if (!callee.code) translate(callee, functions, module);
    const { code, locals } = callee;
    for (let i = callee.type.params; i < locals; i++) registers[base + i] = 0;
    for (let next = 0; ; ) {
      const opcode = code[next++];
      const place = base + code[next++];
      const first = code[next++];
      const second = code[next++];
      switch (opcode) {
        case 0x00: // unreachable
          return trap();
        case 0x04: // if
          if (!registers[place]) next = first;
          break;
        case 0x0c: // br
          registers[base + second] = registers[place];
          next = first;
          break;
        case 0x0d: // br_if
          if (registers[place]) next = first;
          break;
        case 0x0e: // br_table
          next += 4 * min(registers[place] >>> 0, first);
          break;
        case 0x0f: // return
          registers[base] = registers[place];
          return;
        case 0x10: // call
          call(functions[first], place);
          break;
        case 0x1b: // select
          if (!registers[place + 2]) registers[place] = registers[place + 1];
          break;
        case 0x20: // local.get
          registers[place] = registers[base + first];
          break;
        case 0x21: // local.set
          registers[base + first] = registers[place];
          break;
        case 0x23: // global.get
          registers[place] = globals[first];
          break;
        case 0x24: // global.set
          globals[first] = registers[place];
          break;
        case 0x41: // i32.const
          registers[place] = first;
          break;
        case 0x44: // f64.const
          setInt32(constant, 4, first);
          setInt32(constant, 0, second);
          registers[place] = getFloat64(constant, 0);
          break;
        default: {
          const numeric = NUMERIC[opcode];
          registers[place] = numeric
            ? numeric(registers[place], registers[place + 1])
            : MEMORY[opcode](memory, (registers[place] >>> 0) + (first >>> 0), registers[place + 1]);
        }
      }
    }
  };

  const exported = (callee) => {
    const { params, result, start } = callee.type;
    return (...values) => {
      const base = free;
      for (let i = 0; i < params; i++) registers[base + i] = converted(values[i], module[start + i]);
      run(callee, base);
      free = base;
      if (result) return registers[base];
    };
  };

  const name = () => {
    let text = '';
    for (let length = integer(); length > 0; length--) text += fromCharCode(bytes[at++]);
    return text;
  };

  /** Reads an item of a section, by the section's number. Those that are missing are of no interest to who runs a module. */
  const sections = {
    __proto__: null,
    /* types */ 1: (index) => {
      at++; // a function's
      const params = integer();
      const start = at;
      at += params;
      const result = integer(); // how many: one, or none
      types[index] = { params, start, result, type: bytes[at] };
      at += result;
    },
    /* imports */ 2: () => {
      const act = imports[name()][name()];
      at++; // a function
      functions[imported++] = { act, type: types[integer()] };
    },
    /* functions */ 3: (index) => {
      const type = types[integer()];
      functions[imported + index] = { act: undefined, type, body: 0, end: 0, locals: 0, code: undefined };
    },
    /* globals */ 6: (index) => {
      at += 3; // the type, whether it changes, `i32.const`
      globals[index] = signed();
      at++; // `end`
    },
    /* exports */ 7: () => {
      const text = name();
      const kind = bytes[at++];
      const index = integer();
      if (kind === 0) exports[text] = exported(functions[index]);
    },
    /* code */ 10: (index) => {
      const callee = functions[imported + index];
      callee.end = integer() + at;
      callee.body = at;
      at = callee.end;
    },
    /* data */ 11: () => {
      at += 2; // the memory, `i32.const`
      let place = signed();
      at++; // `end`
      for (let length = integer(); length > 0; length--) setInt8(memory, place++, bytes[at++]);
    },
  };
  bytes = module;
  at = 8; // after what says that this is WebAssembly, of the first version
  for (let section = bytes[at++]; section !== undefined; section = bytes[at++]) {
    const read = sections[section];
    const end = integer() + at;
    const count = integer();
    for (let index = 0; read && index < count; index++) read(index);
    at = end;
  }
  return exports;
};
