import { userInfo } from 'node:os'
import { loadOntology } from '../load-ontology.ts'
import { type Asked, type JudgementRow, judge, type OpenRecord } from '../record/index.ts'

/** What a judgement must have besides what it says. */
export interface Said {
  readonly reason: string
  /** The system's user where nobody is named. */
  readonly author?: string | undefined
  /** ISO 8601, UTC; now where none is given. */
  readonly time?: string
}

/** Records a judgement of whoever says so, now. */
export async function sayJudgement(
  record: OpenRecord,
  asked: Asked,
  { reason, author = systemUser(), time = new Date().toISOString() }: Said,
): Promise<JudgementRow> {
  return judge(record, { ...asked, reason, author, time }, loadOntology())
}

/** The name of whoever runs the program; "unknown" where the system has none for him. */
function systemUser(): string {
  const named = process.env['READOUT_AUTHOR']
  if (named) return named
  try {
    return userInfo().username
  } catch {
    // A process may run as a number that no account has.
    return 'unknown'
  }
}
