import type { Kysely, Transaction } from 'kysely'
import type { CodedEvent, EventType } from '../code/index.ts'
import type { Patch } from './corrections.ts'
import { among, insertRows } from './dialect.ts'
import type { Anchor, CorrectableField, JudgementKind, Judging } from './judgements.ts'
import type { Tables } from './schema.ts'

/** What is judged, besides the acts it is about. */
export interface Body {
  readonly field?: CorrectableField
  readonly value?: string
  readonly fields?: Partial<Readonly<Record<CorrectableField, string>>>
  /** Of a correction. */
  readonly patch?: Patch
  /** Of an act that was added. */
  readonly coded?: CodedEvent
  /** The judgement that an undo takes back. */
  readonly undoes?: string
  /** The judgement that a later reason is of. */
  readonly explains?: string
}

/** A judgement as recorded. */
export interface StoredJudgement extends Judging {
  readonly id: string
  readonly n: number
  readonly kind: JudgementKind
  readonly body: Body
  readonly anchors: readonly StoredAnchor[]
}

/** An anchor, and the mention that its act is now. */
export interface StoredAnchor extends Anchor {
  readonly side: number
  readonly idx: number
  readonly mention?: number
  /** Id of the act that the mention is. */
  readonly told?: string
}

/** Every judgement ever made, earliest first; of some ids, those. */
export async function readLedger(db: Kysely<Tables>, ids?: readonly string[]): Promise<StoredJudgement[]> {
  let judgements = db.selectFrom('judgements').selectAll().orderBy('time').orderBy('id')
  if (ids !== undefined) judgements = judgements.where('id', 'in', among(ids))
  const rows = await judgements.execute()
  if (rows.length === 0) return []
  let all = db.selectFrom('anchors').selectAll().orderBy('judgement').orderBy('side').orderBy('idx')
  if (ids !== undefined) all = all.where('judgement', 'in', among(ids))
  const anchors = new Map<string, StoredAnchor[]>()
  for (const row of await all.execute()) {
    const { judgement, side, idx, report, act, type, trigger_start, trigger_end, start, end, mention, told } = row
    const anchor = {
      report,
      act,
      eventType: type as EventType,
      trigger: { start: trigger_start, end: trigger_end },
      evidence: { start, end },
      side,
      idx,
      ...(mention === null ? {} : { mention }),
      ...(told === null ? {} : { told }),
    }
    const own = anchors.get(judgement)
    if (own === undefined) anchors.set(judgement, [anchor])
    else own.push(anchor)
  }
  return rows.map(({ body, ...row }) => ({
    ...row,
    body: JSON.parse(body) as Body,
    anchors: anchors.get(row.id) ?? [],
  }))
}

/** Whether anything was ever judged. */
export async function isJudged(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('judgements').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Records judgements; one that is there is left as it is. */
export async function insertJudgements(tx: Transaction<Tables>, judgements: readonly StoredJudgement[]): Promise<void> {
  const conflict = 'on conflict do nothing'
  await insertRows(
    tx,
    'judgements',
    { columns: ['id', 'n', 'kind', 'author', 'time', 'reason', 'body'], conflict },
    judgements.map(({ id, n, kind, author, time, reason, body }) => [
      id,
      n,
      kind,
      author,
      time,
      reason,
      JSON.stringify(body),
    ]),
  )
  const rows = judgements.flatMap(({ id, anchors }) =>
    anchors.map(({ side, idx, report, act, eventType, trigger, evidence }) => [
      id,
      side,
      idx,
      report,
      act,
      eventType,
      trigger.start,
      trigger.end,
      evidence.start,
      evidence.end,
    ]),
  )
  await insertRows(tx, 'anchors', { columns: ANCHOR_COLUMNS, conflict }, rows)
}

const ANCHOR_COLUMNS = [
  'judgement',
  'side',
  'idx',
  'report',
  'act',
  'type',
  'trigger_start',
  'trigger_end',
  'start',
  'end',
] as const
