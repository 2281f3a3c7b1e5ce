/** Cuts a list into lists of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size))
  return parts
}

/** What `read` returns for parts of a list that is too long for one statement. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  read: (part: T[]) => Promise<R[]>,
): Promise<R[]> {
  const results: R[] = []
  for (const part of chunks(items, size)) results.push(...(await read(part)))
  return results
}
