import type { Report } from '../../acquire/index.ts'

/** Reports that are worth walking together, and letters past which more of them are not. */
const MOST_REPORTS = 32
const MOST_LETTERS = 200_000
/** How long the first of a batch waits for others: a person who looks on must not notice. */
const PATIENCE_MS = 20

/** The reports in order, those together that are there at about the same time: a slow address holds up nothing before it. */
export async function* batchesOf(reports: AsyncIterable<Report>): AsyncGenerator<readonly Report[]> {
  const rest = reports[Symbol.asyncIterator]()
  let next = pull(rest)
  try {
    for (;;) {
      const first = await next
      if (first.done) return
      const batch = [first.value]
      let nLetters = first.value.text.length
      next = pull(rest)
      const { late, stop } = lateness()
      while (batch.length < MOST_REPORTS && nLetters < MOST_LETTERS) {
        // An error waits until what came before it is done.
        const found = await Promise.race([next.catch(() => undefined), late])
        if (found === undefined || found.done) break
        batch.push(found.value)
        nLetters += found.value.text.length
        next = pull(rest)
      }
      stop()
      yield batch
    }
  } finally {
    await rest.return?.()
  }
}

/** Asks for the next report; if that fails while a batch is at work, whoever awaits it will know. */
function pull(rest: AsyncIterator<Report>): Promise<IteratorResult<Report>> {
  const next = rest.next()
  next.catch(() => undefined)
  return next
}

/** A promise that comes true when patience is at its end. */
function lateness(): { late: Promise<undefined>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
  return { late, stop: () => clearTimeout(timer) }
}
