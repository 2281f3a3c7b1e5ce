import type { SourcedSpan, WordingChange, Wordings } from '../../../../src/serve/http/types.ts'

/** What one statement has of a phrase. */
export interface Cell {
  readonly span: SourcedSpan
  readonly change: WordingChange['phrases'][number]['change'] | 'first'
}

/** A phrase followed through statements: a cell each, undefined where a statement is silent. */
export type Thread = readonly (Cell | undefined)[]

/** Follows phrases from statement to statement, those that most statements have first; one-off phrases are left out. */
export function threadsOf({ statements, changes }: Wordings): Thread[] {
  const threads: (Cell | undefined)[][] = []
  const open = new Map<string, (Cell | undefined)[]>()
  for (const [i, { phrases }] of changes.entries())
    for (const { change, before, after } of phrases) {
      let thread = before === undefined ? undefined : open.get(keyOf(i, before))
      if (thread === undefined) {
        thread = new Array<Cell | undefined>(statements.length).fill(undefined)
        if (before !== undefined) thread[i] = { span: before, change: 'first' }
        threads.push(thread)
      }
      if (after === undefined) continue
      thread[i + 1] = { span: after, change }
      open.set(keyOf(i + 1, after), thread)
    }
  const filled = (thread: Thread) => thread.filter((cell) => cell !== undefined).length
  return threads.filter((thread) => filled(thread) > 1).sort((a, b) => filled(b) - filled(a))
}

const keyOf = (statement: number, { report, start }: SourcedSpan) => `${statement} ${report} ${start}`
