/**
 * Turns compiled lock code into code whose every access to memory is a call: the built module's text, in which each load,
 * store, atomic, wait, notify and fill of a sync function becomes a call of an import of the same name, with the
 * offset as its last argument. Everything else, inlining and all, stays what the compiler made. Kernels are left alone.
 */
import binaryen from 'binaryen';
import { IMPORT_MODULE } from '../src/interleave/accesses.ts';

/** Mnemonic of the core specification → parameters (without the offset) and result. */
const SIGNATURES: Readonly<Record<string, readonly [parameters: string, result: string]>> = {
  'i32.load': ['i32', 'i32'],
  'i32.load8_u': ['i32', 'i32'],
  'i64.load': ['i32', 'i64'],
  'f64.load': ['i32', 'f64'],
  'i32.store': ['i32 i32', ''],
  'i64.store': ['i32 i64', ''],
  'f64.store': ['i32 f64', ''],
  'i32.atomic.load': ['i32', 'i32'],
  'i64.atomic.load': ['i32', 'i64'],
  'i32.atomic.store': ['i32 i32', ''],
  'i64.atomic.store': ['i32 i64', ''],
  'i32.atomic.rmw.add': ['i32 i32', 'i32'],
  'i32.atomic.rmw.sub': ['i32 i32', 'i32'],
  'i32.atomic.rmw.and': ['i32 i32', 'i32'],
  'i32.atomic.rmw.or': ['i32 i32', 'i32'],
  'i32.atomic.rmw.xor': ['i32 i32', 'i32'],
  'i32.atomic.rmw.xchg': ['i32 i32', 'i32'],
  'i32.atomic.rmw.cmpxchg': ['i32 i32 i32', 'i32'],
  'memory.atomic.wait32': ['i32 i32 i64', 'i32'],
  'memory.atomic.notify': ['i32 i32', 'i32'],
  'memory.fill': ['i32 i32 i32', ''],
};

const ACCESS =
  /^(\s*)((?:i32|i64|f32|f64|v128)\.(?:load|store)\S*|i(?:32|64)\.atomic\.\S+|memory\.(?:atomic\.|fill|copy)\S*)(?: offset=(\d+))?(?: align=\d+)?\s*$/;

function importOf([mnemonic, [parameters, result]]: [string, readonly [string, string]]): string {
  const params = [...parameters.split(' '), 'i32'].map((type) => `(param ${type})`).join(' ');
  const results = result ? ` (result ${result})` : '';
  return ` (import "${IMPORT_MODULE}" "${mnemonic}" (func $${IMPORT_MODULE}/${mnemonic} ${params}${results}))`;
}

/** One line of a sync function. Throws where it accesses memory in a way that is not known here. */
function rewriteLine(line: string): string {
  const match = ACCESS.exec(line);
  if (!match) return line;
  const [, indent = '', mnemonic = '', offset = '0'] = match;
  if (!(mnemonic in SIGNATURES)) throw new Error(`a lock uses "${mnemonic}": teach assembly/rewrite.ts what it does`);
  return `${indent}i32.const ${offset}\n${indent}call $${IMPORT_MODULE}/${mnemonic}`;
}

/** The module's text with the accesses of `sync/`, `contention/` and `puzzles/` functions as calls. */
export function rewriteText(text: string): string {
  let inside = false;
  const lines = text.split('\n').flatMap((line) => {
    const head = /^ \(func \$(\S+)/.exec(line);
    if (head) inside = /^(?:sync|contention|puzzles)\//.test(head[1] ?? '');
    if (/^ \(import "env" "memory"/.test(line)) return [line, ...Object.entries(SIGNATURES).map(importOf)];
    return [inside ? rewriteLine(line) : line];
  });
  return lines.join('\n');
}

/** Where a thread stands, told before each point at which others may run: `mark(site)`. */
const MARK = ` (import "${IMPORT_MODULE}" "mark" (func $${IMPORT_MODULE}/mark (param i32)))`;
const MEMORY = /^ \(import "env" "memory".*$/m;

/**
 * As above, for a module that a page plays step by step: each scheduling point also says its number, which counts all accesses to memory
 * in the order in which they stand, from 0. It imports no memory any more: nothing in it touches one.
 */
export function markedText(text: string): string {
  let access = 0;
  const lines = text.split('\n').flatMap((line) => {
    const match = ACCESS.exec(line);
    if (!match) return [line];
    const [, indent = '', mnemonic = ''] = match;
    const number = access++;
    return mnemonic.includes('atomic')
      ? [`${indent}i32.const ${number}`, `${indent}call $${IMPORT_MODULE}/mark`, line]
      : [line];
  });
  const calls = rewriteText(lines.join('\n'));
  return calls.replace(MEMORY, MARK);
}

/** The binary of a module's text. Throws where the text is no valid module. */
export function binaryOf(text: string): Uint8Array<ArrayBuffer> {
  const module = binaryen.parseText(text);
  try {
    module.setFeatures(binaryen.Features.All);
    if (!module.validate()) throw new Error('the rewritten module is not valid');
    return module.emitBinary() as Uint8Array<ArrayBuffer>;
  } finally {
    module.dispose();
  }
}

/** Compiled anew. Throws where the text is no valid module. */
export function rewritten(text: string): WebAssembly.Module {
  return new WebAssembly.Module(binaryOf(rewriteText(text)));
}
