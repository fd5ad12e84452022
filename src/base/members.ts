/** A closed union of strings as a list, so that it can be looked up and written down. Holds no list itself. */

/** The members of a closed union, checked by the compiler to be all of them and no others. */
export const members =
  <Union extends string>() =>
  <const List extends readonly Union[]>(...list: [Union] extends [List[number]] ? List : never): List =>
    list;
