/**
 * The two forms of a greenlet's body behind one face, so that one test is played in both: a body walks a tree of operations, a call
 * for each branch, and switches where a leaf's operation does. Not a test itself.
 */
import type { GreenletBody } from '../../src/greenlets/generator-strand.ts';
import type { Strand, Switching } from '../../src/greenlets/strand.ts';
import { suspendImport, WasmStrand, type Operations } from '../../src/greenlets/wasm-strand.ts';
import { instantiate } from '../../src/runtime/instance.ts';

export interface Leaf {
  /** From 1. */
  readonly operation: number;
  readonly operand: number;
}

export type Tree = readonly (Leaf | Tree)[];

export interface Form {
  readonly name: string;
  /** A body for one greenlet: what the last operation gives is what it returns. */
  body(tree: Tree, operations: Operations): GreenletBody | Strand;
  /** No greenlet of this form will run any more: what they took can be used again. */
  clear(): void;
}

const isLeaf = (node: Leaf | Tree): node is Leaf => 'operation' in node;

function* walk(tree: Tree, operations: Operations, first: number): Switching<number> {
  let value = first;
  for (const node of tree) {
    value = isLeaf(node)
      ? yield* operations(node.operation, node.operand, value)
      : yield* walk(node, operations, value);
  }
  return value;
}

export const generatorForm: Form = {
  name: 'generators',
  body: (tree, operations) => (first: unknown) => walk(tree, operations, typeof first === 'number' ? first : NaN),
  clear() {},
};

const NODE_BYTES = 16;

/** Trees one after the other in a memory, as assembly/greenlets/walk-tree.ts reads them. */
class Forest {
  readonly #view: DataView;
  /** Address 0 is no node. */
  #end = NODE_BYTES;

  constructor(memory: WebAssembly.Memory) {
    this.#view = new DataView(memory.buffer);
  }

  clear(): void {
    this.#end = NODE_BYTES;
  }

  /** The address of its first node; 0 for an empty one. */
  plant(tree: Tree): number {
    const first = this.#end;
    this.#end += tree.length * NODE_BYTES;
    tree.forEach((node, index) => {
      const at = first + index * NODE_BYTES;
      this.#view.setUint32(at, isLeaf(node) ? node.operation : 0, true);
      this.#view.setUint32(at + 4, index + 1 < tree.length ? at + NODE_BYTES : 0, true);
      if (isLeaf(node)) this.#view.setFloat64(at + 8, node.operand, true);
      else this.#view.setUint32(at + 8, this.plant(node), true);
    });
    return tree.length > 0 ? first : 0;
  }
}

/** Room for 65 000 nodes. */
const PAGES = 16;

/** Throws `StackSwitchingMissing` at the first body where the browser has none. */
export async function wasmForm(module: WebAssembly.Module): Promise<Form> {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const { walkTree } = await instantiate(module, memory, undefined, suspendImport);
  const forest = new Forest(memory);
  return {
    name: 'WebAssembly',
    body: (tree, operations) => new WasmStrand(walkTree, [forest.plant(tree)], operations),
    clear: () => forest.clear(),
  };
}

/** A tree with the leaves at the bottom of so many branches. */
export function nested(leaves: Tree, depth: number): Tree {
  return depth === 0 ? leaves : [nested(leaves, depth - 1)];
}
