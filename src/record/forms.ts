import type { CodedEvent, CodedReport, Participant } from '../code/index.ts'
import { type ActorForm, actorForm, nameTokens } from '../link/index.ts'
import type { ActFacts } from './assemble.ts'

/** A form that a report uses, with the names by which it does. */
export interface UsedForm extends ActorForm {
  readonly names: readonly string[]
}

/** Every form that a report uses for the parties of its acts, its speakers and the bearers of its offices. */
export function formsOf({ events, quotations, offices }: CodedReport): UsedForm[] {
  const participants = [
    ...events.flatMap(({ actors, recipients }) => [...actors, ...recipients]),
    ...quotations.flatMap(({ speaker, addressee }) => [speaker, addressee]),
  ].filter((one) => one !== undefined)
  const forms = new Map<string, ActorForm & { names: string[] }>()
  const use = (form: ActorForm, name?: string) => {
    const used = forms.get(form.id) ?? { ...form, names: [form.name] }
    forms.set(form.id, used)
    if (name !== undefined && !used.names.includes(name)) used.names.push(name)
  }
  for (const participant of participants) use(actorForm(participant), nameIn(participant))
  for (const office of offices) use(officeForm(office, participants))
  for (const { names } of forms.values()) names.sort()
  return [...forms.values()]
}

/** The form of the person who bears an office: the participant of that name, else a person of the office's country. */
export function officeForm(office: CodedReport['offices'][number], participants: readonly Participant[]): ActorForm {
  const known = participants.find(({ kind, name }) => kind === 'person' && name === office.person)
  const { country } = known ?? office
  return actorForm({ kind: 'person', name: office.person, ...(country === undefined ? {} : { country }) })
}

const MAX_NAME = 60

/** The name that the text has at this mention: part of a person's or body's name, or any name of a state. */
function nameIn({ kind, name, mention, resolvedBy }: Participant): string | undefined {
  if (resolvedBy !== 'name' && resolvedBy !== 'metonym') return undefined
  if (mention === name) return name
  const key = `${resolvedBy}|${kind}|${name}|${mention}`
  if (!namesIn.has(key)) {
    if (namesIn.size >= MAX_FORMS) namesIn.clear()
    namesIn.set(key, findName({ kind, name, mention, resolvedBy }))
  }
  return namesIn.get(key)
}

/** Names found before: the same few stand in most reports. */
const namesIn = new Map<string, string | undefined>()

function findName({ kind, name, mention, resolvedBy }: Pick<Participant, 'kind' | 'name' | 'mention' | 'resolvedBy'>) {
  const bare = mention.replace(/^(?:the|The)\s+/, '').replace(/['’]s?$/, '')
  if (bare === '' || bare.length > MAX_NAME || !/^\p{Lu}[^\n]*$/u.test(bare)) return undefined
  if (kind === 'country') return resolvedBy === 'name' && !/(?:^An? | \p{Ll}{4,})/u.test(bare) ? bare : undefined
  const known = nameTokens(name)
  const tokens = nameTokens(bare)
  return tokens.length > 0 && tokens.every((token) => known.includes(token)) ? bare : undefined
}

/** What is kept of a coded act between batches: its parties by their forms, without what belongs to one text. */
export function factsOf(event: CodedEvent): ActFacts {
  const { eventType, mode, quad, intensity, status, confidence, date, location, weapon } = event
  return {
    eventType,
    ...(mode === undefined ? {} : { mode }),
    quad,
    intensity,
    status,
    confidence,
    ...(date === undefined ? {} : { date }),
    ...(location === undefined ? {} : { location }),
    ...(weapon === undefined ? {} : { weapon }),
    actors: event.actors.map(sharedForm),
    recipients: event.recipients.map(sharedForm),
  }
}

/** The form of a participant; one object for one form, however many acts have it. */
export function sharedForm(participant: Pick<Participant, 'name' | 'kind' | 'country'>): ActorForm {
  const form = actorForm(participant)
  const known = forms.get(form.id)
  if (known !== undefined) return known
  if (forms.size >= MAX_FORMS) forms.clear()
  forms.set(form.id, form)
  return form
}

const forms = new Map<string, ActorForm>()
const MAX_FORMS = 20_000
