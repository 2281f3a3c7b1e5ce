import type { CodedEvent, CodedReport, Participant } from '../code/index.ts'
import { type ActorForm, formWith, nameTokens, roleOf } from '../link/index.ts'
import type { KeptFacts } from './assemble.ts'

/** A form that a report uses, with the names by which it does. */
export interface UsedForm {
  readonly form: ActorForm
  /** Sorted; the form's own name is among them. */
  readonly names: readonly string[]
}

/** A participant as far as it decides what it is called: judgements keep no more of one. */
type Named = Pick<Participant, 'kind' | 'name' | 'country' | 'title'> &
  Partial<Pick<Participant, 'mention' | 'resolvedBy'>>

/** The forms that a coded report uses. */
export function formsIn(coded: CodedReport): UsedForm[] {
  const participants = participantsOf(coded)
  return formsOf(participants, bearersOf(coded.offices, participants))
}

/** Who takes part in a report's acts and quotations, as often as they do. */
export function participantsOf({ events, quotations }: Pick<CodedReport, 'events' | 'quotations'>): Participant[] {
  const all: Participant[] = []
  for (const { actors, recipients } of events) {
    for (const party of actors) all.push(party)
    for (const party of recipients) all.push(party)
  }
  for (const { speaker, addressee } of quotations) {
    if (speaker !== undefined) all.push(speaker)
    if (addressee !== undefined) all.push(addressee)
  }
  return all
}

/** Every form that a report uses for its participants and for the bearers of its offices. */
export function formsOf(participants: readonly Named[], bearers: readonly ActorForm[]): UsedForm[] {
  const used = new Map<string, { readonly form: ActorForm; readonly names: string[] }>()
  const namesOf = (form: ActorForm): string[] => {
    const known = used.get(form.id)
    if (known !== undefined) return known.names
    const names = [form.name]
    used.set(form.id, { form, names })
    return names
  }
  for (const participant of participants) {
    const names = namesOf(sharedForm(participant))
    const name = nameIn(participant)
    if (name !== undefined && !names.includes(name)) names.push(name)
  }
  for (const bearer of bearers) namesOf(bearer)
  for (const { names } of used.values()) if (names.length > 1) names.sort()
  return [...used.values()]
}

/** The forms of those who bear a report's offices: the participant of that name, else a person of the office's country. */
export function bearersOf(offices: CodedReport['offices'], participants: readonly Participant[]): ActorForm[] {
  return offices.map((office) => {
    const known = participants.find(({ kind, name }) => name === office.person && kind === 'person')
    const { country } = known ?? office
    const title = known === undefined ? (office.former ? undefined : office.title) : known.title
    return sharedForm({
      kind: 'person',
      name: office.person,
      ...(country === undefined ? {} : { country }),
      ...(title === undefined ? {} : { title }),
    })
  })
}

const MAX_NAME = 60

/** The name that the text has at this mention: part of a person's or body's name, or any name of a state. */
function nameIn({ kind, name, mention, resolvedBy }: Named): string | undefined {
  if (resolvedBy !== 'name' && resolvedBy !== 'metonym') return undefined
  if (mention === undefined || mention === name) return mention
  if (kind === 'country' && resolvedBy === 'metonym') return undefined
  // Any name of a state will do, whichever state it is.
  const whole = kind === 'country' ? '' : name
  let found = namesIn.get(whole)
  if (found === undefined) {
    if (namesIn.size >= MAX_FORMS) namesIn.clear()
    found = new Map()
    namesIn.set(whole, found)
  }
  if (!found.has(mention)) {
    if (found.size >= MAX_FORMS) found.clear()
    found.set(mention, kind === 'country' ? stateName(mention) : partOf(name, mention))
  }
  return found.get(mention)
}

/** Names found before, by the whole name, then by the mention: the same few stand in most reports. */
const namesIn = new Map<string, Map<string, string | undefined>>()

function stateName(mention: string): string | undefined {
  const bare = bareName(mention)
  return bare === undefined || /(?:^An? | \p{Ll}{4,})/u.test(bare) ? undefined : bare
}

function partOf(name: string, mention: string): string | undefined {
  const bare = bareName(mention)
  if (bare === undefined) return undefined
  const known = nameTokens(name)
  const tokens = nameTokens(bare)
  return tokens.length > 0 && tokens.every((token) => known.includes(token)) ? bare : undefined
}

/** A mention without article and possessive; undefined where that is no name. */
function bareName(mention: string): string | undefined {
  const bare = mention.replace(/^(?:the|The)\s+/, '').replace(/['’]s?$/, '')
  return bare === '' || bare.length > MAX_NAME || !/^\p{Lu}[^\n]*$/u.test(bare) ? undefined : bare
}

/** What is kept of a coded act between batches: its parties by their forms, without what belongs to one text. */
export function factsOf(event: CodedEvent): KeptFacts {
  const { eventType, mode, quad, intensity, status, confidence, date, location, weapon, casualties } = event
  const sayers: string[] = []
  for (const { name } of event.accordingTo) sayers.push(name)
  return {
    eventType,
    mode,
    quad,
    intensity,
    status,
    confidence,
    date: date === undefined ? undefined : dateFacts(date),
    location: location === undefined ? undefined : placeFacts(location),
    weapon: weapon === undefined ? undefined : weaponFacts(weapon),
    casualties,
    sayers,
    actors: sharedForms(event.actors),
    recipients: sharedForms(event.recipients),
  }
}

type Field<Key extends keyof CodedEvent> = NonNullable<CodedEvent[Key]>

/** A date without where one text states it. */
export const dateFacts = ({ value, start, end, from }: Field<'date'>): Field<'date'> => ({ value, start, end, from })

/** A place by what linking and listings ask of it; none asks where a text names it, and where it lies is looked up later. */
export function placeFacts({
  name,
  precision,
  country,
}: Pick<Field<'location'>, 'name' | 'precision'> & Maybe<'country'>) {
  return { name, precision, country } as unknown as Field<'location'>
}

/** A weapon, of one shape whatever is absent. */
export function weaponFacts(weapon: Pick<Field<'weapon'>, 'kind'> & Maybe<'designation' | 'class'>) {
  const { kind, designation, class: type } = weapon
  return { kind, designation, class: type } as unknown as Field<'weapon'>
}

type Maybe<Key extends string> = { readonly [K in Key]?: string | undefined }

/**
 * Filled one by one: what many functions read is to be of one kind, and `map` gives another once it is compiled. A copy has no room to spare,
 * for it is kept by the thousand.
 */
function sharedForms(participants: readonly Participant[]): ActorForm[] {
  const found: ActorForm[] = []
  for (const participant of participants) found.push(sharedForm(participant))
  return found.slice()
}

/** The form of a participant; one object for one form, however many acts have it. */
export function sharedForm(participant: Pick<Participant, 'name' | 'kind' | 'country' | 'title'>): ActorForm {
  const { name, kind, country, title } = participant
  const role = kind === 'person' && title !== undefined ? roleOf(title) : undefined
  return formOf({ kind, name, country, role })
}

/** A form by what it consists of. */
export function formOf({ kind, name, country, role }: Omit<ActorForm, 'id'>): ActorForm {
  let namesakes = forms.get(name)
  if (namesakes === undefined) {
    if (forms.size >= MAX_FORMS) forms.clear()
    namesakes = []
    forms.set(name, namesakes)
  }
  for (const form of namesakes) if (form.kind === kind && form.country === country && form.role === role) return form
  const form = formWith({ kind, name, country, role })
  namesakes.push(form)
  return form
}

/** Forms by name. */
const forms = new Map<string, ActorForm[]>()
const MAX_FORMS = 20_000
