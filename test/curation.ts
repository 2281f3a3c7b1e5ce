import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import type { CodedReport } from '../src/code/index.ts'
import { ReadoutError } from '../src/errors.ts'
import type { Asked, EventOntology, OpenRecord } from '../src/record/index.ts'
import {
  exportJudgements,
  forgetReport,
  ingest,
  judge,
  listActors,
  listEvents,
  listJudgements,
  listOffices,
  listQuotations,
  listReports,
  openAsOf,
  openRecord,
  recordJudgements,
  summariseEvents,
  unforgetReport,
} from '../src/record/index.ts'
import { summaryOf } from '../src/serve/cli/rowTable.ts'
import { type Act, codedReport } from './coded.ts'

/** What tests judge by. */
export const ONTOLOGY: EventOntology = {
  types: new Map([
    ['CONSULT', { quad: 1, score: 2.5 }],
    ['ACCUSE', { quad: 3, score: -3 }],
    ['MOBILIZE', { quad: 4, score: -6 }],
  ]),
  modes: new Map([
    ['CONSULT/phone', 1.5],
    ['CONSULT/visit', 4],
  ]),
}

const CALL: Act = {
  actors: 'Antony Blinken/USA',
  recipients: 'Yoshimasa Hayashi/JPN',
  on: '2022-01-05',
  text: 'Blinken and Hayashi held a call on Korea.',
}
const LATER: Act = { ...CALL, on: '2022-01-07', text: 'Hayashi and Blinken held another call on trade.' }
const TEST: Act = {
  eventType: 'MOBILIZE',
  actors: 'PRK',
  on: '2022-01-05',
  weapon: { kind: 'missile' },
  text: 'North Korea fired a missile.',
}
const BLAME: Act = {
  eventType: 'ACCUSE',
  actors: 'JPN',
  recipients: 'PRK',
  on: '2022-01-05',
  text: 'Japan condemned North Korea.',
}

/** Reports of the same few acts, each in two codings: the newer one finds other acts, or the same under other ids. */
const TOLD: readonly (readonly [day: string, old: readonly Act[], fresh: readonly Act[]])[] = [
  ['2022-01-05', [CALL, TEST], [CALL, TEST]],
  ['2022-01-06', [CALL, BLAME], [CALL]],
  ['2022-01-06', [TEST, BLAME], [{ ...TEST, eventType: 'ACCUSE', recipients: 'JPN' }, BLAME]],
  ['2022-01-07', [LATER, TEST], [LATER, TEST, BLAME]],
  ['2022-01-08', [LATER, CALL], [{ ...LATER, on: '2022-01-05' }, CALL]],
  ['2022-01-09', [BLAME, BLAME], [BLAME]],
]

/** The coding of a report by the older program (0) or the newer (1). */
function coding(i: number, version: number): CodedReport {
  const [day, old, fresh] = TOLD[i]!
  const coded = codedReport(`r${i}`, day, version === 0 ? old : fresh)
  const events = coded.events.map((event) => ({ ...event, id: `${event.id}v${version}` }))
  return { ...coded, events, version: `0.0.${version}` }
}

/** What is on record, as lines: every row and every judgement. */
export async function everything(record: OpenRecord): Promise<string> {
  const listings = [
    await listEvents(record),
    await listQuotations(record),
    await listActors(record),
    await listOffices(record),
    await listReports(record),
    await listJudgements(record),
  ]
  return listings.flatMap(({ rows }) => rows.map((row) => JSON.stringify(row))).join('\n')
}

/** What must be on record: versions of reports, and so many judgements. */
interface Model {
  readonly versions: Map<number, number>
  readonly forgotten: Set<number>
  nJudgements: number
}

interface Real {
  readonly file: string
  record: OpenRecord
  nSteps: number
}

type Step = fc.AsyncCommand<Model, Real>

/** A step that anybody may take at any time; what makes no sense as things stand is refused and changes nothing. */
function step(name: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real)
      real.nSteps++
      assert.equal(await countJudgements(real.record), model.nJudgements)
      if (real.nSteps % 8 === 0) await agrees(model, real)
    },
    toString: () => name,
  }
}

const countJudgements = async (record: OpenRecord) => (await listJudgements(record, { limit: 1 })).total

/** Judges, and takes it back and does it again, where that is asked: the same bytes each time. */
async function say(model: Model, real: Real, asked: Asked): Promise<void> {
  const { record } = real
  const minute = String(model.nJudgements)
  const judging = { author: 'Ana', time: `2022-01-06T00:00:00.${minute.padStart(6, '0')}Z`, reason: 'because' }
  const before = await everything(record)
  try {
    await judge(record, { ...asked, ...judging }, ONTOLOGY)
    model.nJudgements++
  } catch (error) {
    if (!(error instanceof ReadoutError)) throw error
    assert.equal(await everything(record), before)
  }
}

/** Judges and takes it back: all rows are what they were, and both judgements are listed. */
async function sayAndUndo(model: Model, real: Real, asked: Asked): Promise<void> {
  const rows = async () => (await everything(real.record)).replaceAll(/^.*"author":"Ana".*\n?/gm, '').trimEnd()
  const [before, nBefore] = [await rows(), model.nJudgements]
  await say(model, real, asked)
  if (model.nJudgements === nBefore) return
  const { rows: latest } = await listJudgements(real.record, { limit: 1 })
  await say(model, real, { kind: 'undo', judgement: latest[0]!.id })
  assert.equal(await rows(), before)
}

/** A record of the same reports and judgements, put in in another order, says the same; and no act is lost. */
async function agrees({ versions, forgotten }: Model, { record, nSteps }: Real): Promise<void> {
  const other = await openRecord(':memory:')
  const there = [...versions].filter(([i]) => !forgotten.has(i)).toReversed()
  const judgements = (await exportJudgements(record)).toReversed()
  const middle = nSteps % (there.length + 1)
  const half = Math.floor(judgements.length / 2)
  await recordJudgements(other, judgements.slice(0, half))
  await ingest(
    other,
    there.slice(0, middle).map(([i, version]) => coding(i, version)),
    { batchSize: 2 },
  )
  await recordJudgements(other, judgements.slice(half))
  await ingest(
    other,
    there.slice(middle).map(([i, version]) => coding(i, version)),
    { batchSize: 2 },
  )
  assert.equal(await everything(record), await everything(other))
  await other.close()
}

/** The record on a day: as one built from the reports and the judgements until then. */
async function agreesThen({ versions, forgotten }: Model, { record }: Real, day: string): Promise<void> {
  const view = await openAsOf(record, day)
  const other = await openRecord(':memory:')
  const there = [...versions].filter(([i]) => !forgotten.has(i) && TOLD[i]![0] <= day)
  await ingest(
    other,
    there.map(([i, version]) => coding(i, version)),
  )
  const judgements = await exportJudgements(record)
  await recordJudgements(
    other,
    judgements.filter(({ kind, time }) => kind === 'undo' || time.slice(0, 10) <= day),
  )
  const [then, now] = [await everything(other), await everything(view)]
  // What lines of tables tell is read otherwise than whole rows.
  for (const one of [record, view])
    assert.deepEqual((await summariseEvents(one)).rows, (await listEvents(one)).rows.map(summaryOf))
  await view.close()
  await other.close()
  assert.equal(now, then)
}

const report = fc.nat(TOLD.length - 1)
const pick = fc.nat(30)
const value = fc.constantFrom(
  ['date', '2022-01-07'],
  ['date', ''],
  ['status', 'denied'],
  ['type', 'ACCUSE'],
  ['mode', 'phone'],
  ['actors', 'PRK; Fumio Kishida/JPN/person'],
  ['recipients', 'Antony Blinken'],
  ['place', 'Pyongyang/PRK/city'],
  ['killed', '3'],
  ['topic', 'trade'],
) as fc.Arbitrary<['date', string]>

type Choice = (record: OpenRecord) => Promise<Asked | undefined>

const chosen = async (record: OpenRecord, n: number) => {
  const { rows } = await listEvents(record)
  return rows[n % Math.max(rows.length, 1)]
}

const choosing = (name: string, choose: Choice): readonly [string, Choice] => [name, choose]

const judgements: fc.Arbitrary<readonly [string, Choice]> = fc.oneof(
  fc.tuple(fc.constantFrom('same' as const, 'apart' as const), pick, pick).map(([kind, a, b]) =>
    choosing(`${kind} ${a} ${b}`, async (record) => {
      const [x, y] = [await chosen(record, a), await chosen(record, b)]
      return x === undefined || y === undefined ? undefined : { kind: kind as 'same', events: [x.id, y.id] }
    }),
  ),
  fc.tuple(pick, pick).map(([a, b]) =>
    choosing(`split ${a} ${b}`, async (record) => {
      const event = await chosen(record, a)
      if (event === undefined) return undefined
      return { kind: 'apart', event: event.id, reports: [event.reports[b % event.reports.length]!.id] }
    }),
  ),
  fc.tuple(pick, value).map(([a, [field, text]]) =>
    choosing(`correct ${a} ${field}=${text}`, async (record) => {
      const event = await chosen(record, a)
      return event === undefined ? undefined : { kind: 'correct', event: event.id, field, value: text }
    }),
  ),
  pick.map((a) =>
    choosing(`strike ${a}`, async (record) => {
      const event = await chosen(record, a)
      return event === undefined ? undefined : { kind: 'strike', event: event.id }
    }),
  ),
  fc.tuple(report, fc.nat(20)).map(([i, start]) =>
    choosing(
      `add to ${i} at ${start}`,
      async (): Promise<Asked> => ({
        kind: 'add',
        report: `r${i}`,
        evidence: { start, end: start + 9 },
        fields: {
          type: start % 2 === 0 ? 'CONSULT' : 'ACCUSE',
          actors: 'Fumio Kishida/JPN',
          recipients: 'Jane Doe/USA',
          date: '2022-01-05',
        },
      }),
    ),
  ),
  pick.map((a) =>
    choosing(`undo ${a}`, async (record) => {
      const { rows } = await listJudgements(record)
      const judgement = rows[a % Math.max(rows.length, 1)]?.id
      return judgement === undefined ? undefined : { kind: 'undo', judgement }
    }),
  ),
)

const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(report, fc.nat(1)).map(([i, version]) =>
    step(`ingest ${i} as coded by ${version}`, async (model, { record }) => {
      await ingest(record, [coding(i, version)])
      if (!model.forgotten.has(i)) model.versions.set(i, Math.max(version, model.versions.get(i) ?? 0))
    }),
  ),
  report.map((i) =>
    step(`forget ${i}`, async (model, { record }) => {
      await forgetReport(record, `r${i}`, { reason: 'asked', time: '2022-01-10' })
      model.versions.delete(i)
      model.forgotten.add(i)
    }),
  ),
  report.map((i) =>
    step(`let ${i} be read again`, async (model, { record }) => {
      await unforgetReport(record, `r${i}`)
      model.forgotten.delete(i)
    }),
  ),
  fc.constant(
    step('code all anew', async (model, { record }) => {
      const there = [...model.versions.keys()]
      await ingest(
        record,
        there.map((i) => coding(i, 1)),
      )
      for (const i of there) model.versions.set(i, 1)
    }),
  ),
  fc.constant(
    step('start again', async (_, real) => {
      await real.record.close()
      real.record = await openRecord(real.file)
    }),
  ),
  fc
    .constantFrom('2022-01-05', '2022-01-06', '2022-01-08')
    .map((day) => step(`look at ${day}`, (model, real) => agreesThen(model, real, day))),
  ...[0, 1, 2].map(() =>
    judgements.map(([name, choose]) =>
      step(name, async (model, real) => {
        const asked = await choose(real.record)
        if (asked !== undefined) await say(model, real, asked)
      }),
    ),
  ),
  judgements.map(([name, choose]) =>
    step(`${name}, and undo it`, async (model, real) => {
      const asked = await choose(real.record)
      if (asked !== undefined && asked.kind !== 'undo') await sayAndUndo(model, real, asked)
    }),
  ),
]

/** Takes so many random steps in runs of `perRun`, and checks all the way that the record is what the steps make it. */
export async function takeSteps({
  nSteps,
  perRun,
  folder,
}: {
  nSteps: number
  perRun: number
  folder: string
}): Promise<number> {
  let [taken, nFiles] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: perRun, size: 'max' }), async (commands) => {
      const file = `${folder}/${nFiles++}.db`
      const real: Real = { file, record: await openRecord(file), nSteps: 0 }
      const model: Model = { versions: new Map(), forgotten: new Set(), nJudgements: 0 }
      await ingest(
        real.record,
        TOLD.map((_, i) => coding(i, 0)),
      )
      for (const i of TOLD.keys()) model.versions.set(i, 0)
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands)
        await agrees(model, real)
      } finally {
        taken += real.nSteps
        await real.record.close()
        for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      }
    }),
    { numRuns: Math.ceil(nSteps / perRun) * 3, seed: 2022, interruptAfterTimeLimit: 3_000_000, endOnFailure: false },
  )
  return taken
}
