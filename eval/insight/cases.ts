import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadReviewRules } from '../../src/load-review.ts'
import { ingest, listEvents, type OpenRecord, openAsOf, openRecord } from '../../src/record/index.ts'
import { checkCount, findConflicts, followPlans } from '../../src/review/index.ts'
import { type Act, codedReport } from '../../test/coded.ts'

interface CaseReport {
  readonly id: string
  readonly published: string
  readonly publisher?: string
  readonly acts: readonly Act[]
}

interface CountCase {
  readonly id: string
  readonly reports: readonly CaseReport[]
  readonly count: { what: string; actor?: string; ordinal?: number; cardinal?: number; period?: string }
  /** When the claim was published. */
  readonly on: string
  readonly expected: string
  readonly counted?: number
}

interface OtherCase {
  readonly id: string
  readonly reports: readonly CaseReport[]
  readonly expected: string | readonly string[]
}

const { kinds, forms } = loadReviewRules()

/** What one set of cases comes to; `errors` names the cases that are wrong. */
export interface CaseScore {
  readonly set: string
  readonly cases: number
  readonly right: number
  readonly errors: readonly string[]
}

/** Checks the counts, contradictions, plans and days coded by hand. */
export async function scoreCases(): Promise<CaseScore[]> {
  const counts = await score<CountCase>('counts', async (record, { reports, count, on, expected, counted }) => {
    const actor =
      count.actor === undefined
        ? undefined
        : codedReport('x', on, [{ actors: count.actor, text: '' }]).events[0]!.actors[0]!
    const first = reports.map(({ published }) => published).sort()[0]!
    const { actor: _, ...rest } = count
    const claim = { ...rest, ...(actor === undefined ? {} : { actor }) }
    const check = await checkCount(record, claim, { published: on, firstReport: first, kinds })
    const given = `${check.verdict} ${counted === undefined ? '' : check.counted.length}`
    return [given, `${expected} ${counted ?? ''}`]
  })
  const conflicts = await score<OtherCase>('conflicts', async (record, { expected }) => {
    const found = await findConflicts(record, {}, 10)
    return [
      found.flatMap(({ disputes }) => disputes.map(({ field }) => field)).join(' '),
      (expected as string[]).join(' '),
    ]
  })
  const plans = await score<OtherCase>('plans', async (record, { expected }) => {
    const found = await followPlans(record, { filters: {}, limit: 10, forms })
    const first = found.sort((a, b) =>
      (a.announced.published?.value ?? '') < (b.announced.published?.value ?? '') ? -1 : 1,
    )[0]
    return [first?.outcome ?? 'none', expected as string]
  })
  const asOf = await score<OtherCase>('as-of', async (record, { id, expected }) => {
    const view = await openAsOf(record, id)
    const { total } = await listEvents(view, { type: ['MOBILIZE'] })
    await view.close()
    return [String(total), expected as string]
  })
  return [counts, conflicts, plans, asOf]
}

async function score<Case extends { id: string; reports: readonly CaseReport[] }>(
  set: string,
  check: (record: OpenRecord, one: Case) => Promise<[given: string, expected: string]>,
): Promise<CaseScore> {
  const cases = readFileSync(`eval/insight/${set}.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case)
  const errors: string[] = []
  for (const one of cases) {
    const [given, expected] = await withRecord(one.reports, (record) => check(record, one))
    if (given !== expected) errors.push(`${one.id}: ${given}, not ${expected}`)
  }
  return { set, cases: cases.length, right: cases.length - errors.length, errors }
}

async function withRecord<T>(reports: readonly CaseReport[], use: (record: OpenRecord) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-insight-'))
  const record = await openRecord(join(folder, 'record.db'))
  try {
    await ingest(
      record,
      reports.map(({ id, published, acts }) => codedReport(id, published, acts)),
    )
    return await use(record)
  } finally {
    await record.close()
    rmSync(folder, { recursive: true })
  }
}
