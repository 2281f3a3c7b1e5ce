/**
 * What `list.map(make)` gives, for lists that are handed on. The engine's own `map` gives arrays marked as without holes until its caller
 * is compiled, and arrays that may have holes from then on: whatever reads the list, compiled for the first kind, is thrown away and
 * compiled anew. A list that grows is of one kind throughout.
 */
export function mapped<Item, Made>(list: readonly Item[], make: (item: Item, at: number) => Made): Made[] {
  const made: Made[] = []
  for (let at = 0; at < list.length; at++) made.push(make(list[at]!, at))
  return made
}
