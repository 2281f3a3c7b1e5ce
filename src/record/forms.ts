import type { CodedReport, Participant } from '../code/index.ts'
import { type ActorForm, actorForm, nameTokens } from '../link/index.ts'

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
  const forms = new Map<string, ActorForm & { names: Set<string> }>()
  const use = (form: ActorForm, names: readonly string[]) => {
    const used = forms.get(form.id) ?? { ...form, names: new Set([form.name]) }
    for (const name of names) used.names.add(name)
    forms.set(form.id, used)
  }
  for (const participant of participants) use(actorForm(participant), namesIn(participant))
  for (const office of offices) use(officeForm(office, participants), [])
  return [...forms.values()].map((form) => ({ ...form, names: [...form.names].sort() }))
}

/** The form of the person who bears an office: the participant of that name, else a person of the office's country. */
export function officeForm(office: CodedReport['offices'][number], participants: readonly Participant[]): ActorForm {
  const known = participants.find(({ kind, name }) => kind === 'person' && name === office.person)
  const { country } = known ?? office
  return actorForm({ kind: 'person', name: office.person, ...(country === undefined ? {} : { country }) })
}

const MAX_NAME = 60

/** The name that the text has at this mention: part of a person's or body's name, or any name of a state. */
function namesIn({ kind, name, mention, resolvedBy }: Participant): string[] {
  if (resolvedBy !== 'name' && resolvedBy !== 'metonym') return []
  const bare = mention.replace(/^(?:the|The)\s+/, '').replace(/['’]s?$/, '')
  if (bare === '' || bare.length > MAX_NAME || !/^\p{Lu}[^\n]*$/u.test(bare)) return []
  if (kind === 'country') return resolvedBy === 'name' && !/(?:^An? | \p{Ll}{4,})/u.test(bare) ? [bare] : []
  const known = nameTokens(name)
  const tokens = nameTokens(bare)
  return tokens.length > 0 && tokens.every((token) => known.includes(token)) ? [bare] : []
}
