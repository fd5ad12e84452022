/**
 * A task body whose switches happen deep inside of calls: it walks a tree of operations, a call for each branch, and is suspended
 * at the leaves. What a leaf gives is the value that the next one gets, across branches. Allocates nothing; reads the tree only.
 *
 * Node, 16 bytes: operation (u32; 0 makes it a branch), address of the next sibling (u32, 0 for none), then a leaf's operand (f64)
 * or a branch's first child (u32, 0 for none).
 */
import { suspend } from './greenlet';

const NEXT: usize = 4;
const OPERAND: usize = 8;
const CHILD: usize = 8;

/** Walks `node` and its siblings, in order. The last value. */
export function walkTree(node: usize, value: f64): f64 {
  for (; node; node = load<u32>(node, NEXT)) {
    const operation = load<u32>(node);
    if (operation) value = suspend(operation, load<f64>(node, OPERAND), value);
    else value = walkTree(load<u32>(node, CHILD), value);
  }
  return value;
}
