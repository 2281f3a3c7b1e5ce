import type { CodedEvent } from '../code/index.ts'
import type { EventKeys, StoredEvent, StoredParticipant } from './assemble.ts'
import { sharedForm } from './forms.ts'

/** What corrections put in place of what the program made of an event; null takes a field away. */
export interface Patch extends Partial<Pick<CodedEvent, 'eventType' | 'cameo' | 'quad' | 'intensity' | 'status'>> {
  readonly mode?: string | null
  readonly date?: NonNullable<StoredEvent['date']> | null
  readonly location?: NonNullable<StoredEvent['location']> | null
  readonly actors?: readonly StoredParticipant[]
  readonly recipients?: readonly StoredParticipant[]
  readonly weapon?: NonNullable<CodedEvent['weapon']> | null
  readonly topic?: string | null
  readonly casualties?: { readonly [Of in 'killed' | 'injured']?: number | null }
}

/** Several corrections as one, later ones over earlier ones. */
export function mergePatches(patches: readonly Patch[]): Patch {
  const casualties = patches.map((patch) => patch.casualties ?? {})
  const merged: Patch = Object.assign({}, ...patches)
  return merged.casualties === undefined ? merged : { ...merged, casualties: Object.assign({}, ...casualties) }
}

/** What an event is found by, corrected. */
export function patchKeys(keys: EventKeys, patch: Patch): EventKeys {
  const { eventType, quad, intensity, status, mode, date, location, weapon, actors, recipients } = patch
  const formsOf = (parties: readonly StoredParticipant[]) => parties.map((party) => sharedForm(party))
  return defined({
    ...keys,
    ...defined({ eventType, quad, intensity, status }),
    ...(mode === undefined ? {} : { mode: mode ?? undefined }),
    ...(date === undefined ? {} : { date: date ?? undefined }),
    ...(location === undefined ? {} : { location: location ?? undefined }),
    ...(weapon === undefined ? {} : { weapon: weapon ?? undefined }),
    ...(actors === undefined ? {} : { actors: formsOf(actors) }),
    ...(recipients === undefined ? {} : { recipients: formsOf(recipients) }),
    isForeseen: keys.isForeseen || status === 'planned' || status === 'called-for',
  })
}

/** The fields of an event in the order of its row. */
const FIELDS: readonly (keyof StoredEvent)[] = [
  'id',
  'eventType',
  'mode',
  'contexts',
  'cameo',
  'quad',
  'intensity',
  'actors',
  'recipients',
  'date',
  'location',
  'status',
  'accordingTo',
  'weapon',
  'casualties',
  'topic',
  'rule',
  'confidence',
  'reports',
  'judgements',
]

/** An event, corrected; `judgements` are the ids of those that shape it. */
export function patchEvent(event: StoredEvent, patch: Patch, judgements: readonly string[]): StoredEvent {
  const { casualties: counts, ...rest } = patch
  const casualties = counts === undefined ? event.casualties : countsOf({ ...event.casualties, ...counts })
  const patched = { ...event, ...rest, casualties, judgements }
  return Object.fromEntries(
    FIELDS.map((field) => [field, patched[field]]).filter(([, value]) => value !== undefined && value !== null),
  ) as unknown as StoredEvent
}

function countsOf(counts: object): object | undefined {
  const kept = Object.entries(counts).filter(([, value]) => typeof value === 'number')
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

function defined<T extends object>(values: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}
