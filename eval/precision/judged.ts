import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodedEvent } from '../../src/code/index.ts'

/** An event of one article as a person judged it: what it was coded as, and whether a careful reader strikes it out. */
export interface JudgedEvent {
  /** The last part of the article's address. */
  readonly report: string
  /** Offset of the trigger in the article's text. */
  readonly start: number
  readonly trigger: string
  readonly type: string
  readonly status: string
  readonly actors: string
  readonly recipients: string
  readonly verdict: 'keep' | 'strike'
  /** Of what is struck out: `type`, `parties`, `status`, `generic` or `private`. */
  readonly reason: string
}

/**
 * The sheets beside this file: `open`, `treebanks` and `statements`, which weights are fitted on, `newspapers` and `open-second`, whose
 * licence allows no weights, and `kept`, `later` and `latest`, drawn from articles kept back.
 */
export type Sheet = 'open' | 'open-second' | 'treebanks' | 'statements' | 'newspapers' | 'kept' | 'later' | 'latest'

/** The events judged by hand in one sheet. */
export function readJudged(sheet: Sheet): JudgedEvent[] {
  const lines = readFileSync(join(import.meta.dirname, `${sheet}.tsv`), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
  return lines.map((line) => {
    const [
      report = '',
      start,
      trigger = '',
      type = '',
      status = '',
      actors = '',
      recipients = '',
      verdict,
      reason = '',
    ] = line.split('\t')
    if (verdict !== 'keep' && verdict !== 'strike') throw new RangeError(`no verdict in "${line}"`)
    return { report, start: Number(start), trigger, type, status, actors, recipients, verdict, reason }
  })
}

/** The judgement of an event that is coded as it was when it was judged; undefined where none is or something has changed. */
export function judgementOf(
  judged: readonly JudgedEvent[],
  report: string,
  event: CodedEvent,
): JudgedEvent | undefined {
  return judged.find(
    (one) =>
      one.report === report &&
      one.type === event.eventType &&
      one.status === event.status &&
      event.mentions.some(({ trigger }) => trigger.start === one.start) &&
      one.actors === namesOf(event.actors) &&
      one.recipients === namesOf(event.recipients),
  )
}

/** The names of a side in one cell, sorted. */
export function namesOf(parties: CodedEvent['actors']): string {
  return parties
    .map(({ name }) => name.replaceAll(/\s/g, ' '))
    .sort()
    .join('; ')
}
