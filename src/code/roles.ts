import { type Arguments, argumentsOf, type Clauses, surfaceSubject, token } from './clause.ts'
import type { Codebook, RolePath } from './codebook.ts'
import type { Participant } from './event.ts'
import { ownersAt, participantsAt, participantsIn, unique } from './participants.ts'
import { candidatesAt, type Triggered } from './triggers.ts'

export interface Roles {
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
}

/** Who answers for an act that a definite noun takes up again ("condemned the launch"): told by what the report has coded so far. */
export type Antecedents = (nounIdx: number) => readonly Participant[]

export interface RoleContext {
  readonly clauses: Clauses
  readonly codebook: Codebook
  readonly antecedents: Antecedents
}

/** The participants of a triggered act by the roles of its frame. */
export function fillRoles(context: RoleContext, triggered: Triggered, depth = 0): Roles {
  const { frame } = triggered.entry
  const paths = triggered.part === 'verb' ? frame.verb : frame.noun
  const fill = (alternatives: readonly RolePath[]) => firstFilled(context, triggered, alternatives, depth)
  const actors = fill(paths.actor)
  const recipients = without(fill(paths.recipient), actors)
  if (frame.together) return together(context.clauses, triggered, actors, recipients)
  return { actors, recipients }
}

function firstFilled(
  context: RoleContext,
  triggered: Triggered,
  paths: readonly RolePath[],
  depth: number,
): Participant[] {
  for (const path of paths) {
    const found = follow(context, triggered, path, depth)
    if (found.length > 0) return found
  }
  return []
}

function follow(context: RoleContext, { args }: Triggered, path: RolePath, depth: number): Participant[] {
  const { clauses, antecedents } = context
  switch (path.via) {
    case 'self':
      return participantsIn(clauses, args, path.name)
    case 'owner':
      return unique(
        (args.get(path.name) ?? []).flatMap((idx) => [
          ...firstNonEmpty(
            () => ownersAt(clauses, idx),
            () => antecedents(idx),
          ),
        ]),
      )
    case 'comp':
      return depth > 2
        ? []
        : unique(complements(clauses, args).flatMap((idx) => inComplement(context, idx, path.name, depth)))
  }
}

/** The act inside an operator's scope: its clause ("vowed to cooperate with X") or its object ("vowed cooperation with X"). */
function complements(clauses: Clauses, args: Arguments): number[] {
  const nominal = ['obj', 'for', 'to', 'on']
    .flatMap((name) => args.get(name) ?? [])
    .filter((idx) => participantsAt(clauses, idx).length === 0)
  return [...(args.get('comp') ?? []), ...nominal]
}

function inComplement(context: RoleContext, idx: number, role: string, depth: number): Participant[] {
  const { clauses, codebook } = context
  const args = argumentsOf(clauses, idx)
  if (role === 'subj' || role === 'obj') return participantsIn(clauses, args, role)
  const inner = candidatesAt(clauses, codebook, idx).matched[0]
  if (inner) {
    const roles = fillRoles(context, inner, depth + 1)
    const filled = role === 'actor' ? roles.actors : roles.recipients
    if (filled.length > 0) return [...filled]
  }
  const names = role === 'actor' ? ['subj'] : ['obj', 'with', 'to', 'for', 'against', 'on', 'of', 'between']
  for (const name of names) {
    const found = firstNonEmpty(
      () => participantsIn(clauses, args, name),
      () => (args.get(name) ?? []).flatMap((i) => ownersAt(clauses, i)),
    )
    if (found.length > 0) return [...found]
  }
  return (args.get('comp') ?? []).flatMap((i) => (depth > 1 ? [] : inComplement(context, i, role, depth + 1)))
}

/**
 * Acts done together list every party (CONTRACT, What is coded 4): who is named first acts, with compatriots; the others receive.
 * "In a call with X" leaves its other party to the subject of the clause it stands in.
 */
function together(
  clauses: Clauses,
  triggered: Triggered,
  actors: readonly Participant[],
  recipients: readonly Participant[],
): Roles {
  if (actors.length > 0 && recipients.length > 0) return { actors, recipients }
  const host = hostSubject(clauses, triggered)
  if (actors.length === 0 && recipients.length > 0 && host.length > 0)
    return { actors: without(host, recipients), recipients }
  if (
    recipients.length === 0 &&
    actors.length === 1 &&
    host.length > 0 &&
    host[0]!.entity !== actors[0]!.entity &&
    triggered.part === 'noun'
  ) {
    return { actors: host, recipients: without(actors, host) }
  }
  return split(actors.length > 0 ? actors : recipients)
}

function split(parties: readonly Participant[]): Roles {
  const first = parties[0]
  if (!first || parties.length === 1) return { actors: parties, recipients: [] }
  const compatriots = parties.filter(
    ({ country, entity }) => entity === first.entity || (country !== undefined && country === first.country),
  )
  if (compatriots.length === parties.length) return { actors: [first], recipients: parties.slice(1) }
  return { actors: compatriots, recipients: without(parties, compatriots) }
}

/** The subject of the clause that a noun trigger stands in as an adjunct: "condemned it in a call with X". */
function hostSubject(clauses: Clauses, { triggerIdx, part, supportIdx }: Triggered): Participant[] {
  if (part !== 'noun' || supportIdx !== undefined) return []
  let idx = triggerIdx
  for (let steps = 0; steps < 3; steps++) {
    const { deprel, head } = token(clauses, idx)
    if (head < 0) return []
    const { upos } = token(clauses, head)
    if (/^(obl|advcl|nmod)/.test(deprel) && (upos === 'VERB' || upos === 'AUX')) {
      const subject = argumentsOf(clauses, head).get('subj')?.[0] ?? surfaceSubject(clauses, head)
      return subject === undefined ? [] : participantsAt(clauses, subject)
    }
    if (!/^(nmod|conj)/.test(deprel)) return []
    idx = head
  }
  return []
}

function firstNonEmpty(...sources: readonly (() => readonly Participant[])[]): readonly Participant[] {
  for (const find of sources) {
    const found = find()
    if (found.length > 0) return found
  }
  return []
}

function without(participants: readonly Participant[], others: readonly Participant[]): Participant[] {
  return participants.filter(({ entity }) => !others.some((other) => other.entity === entity))
}
